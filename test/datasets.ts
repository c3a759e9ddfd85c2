import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe } from 'vitest'

const root = resolve(process.env['HOLDFAST_DATASETS'] ?? '../shared/datasets')
const required = process.env['HOLDFAST_REQUIRE_DATASETS'] === '1'

/** Absolute path of a file of the shared data sets, read in place. */
export const datasetPath = (name: string): string => resolve(root, name)

/** Like `describe`; skipped, visibly, where the data sets are absent, unless they are required. */
export function describeWithDatasets(name: string, body: () => void): void {
  if (!existsSync(root) && required)
    throw new Error('HOLDFAST_REQUIRE_DATASETS=1, but the data sets are absent')
  describe.skipIf(!existsSync(root))(`${name} (needs the shared data sets)`, body)
}
