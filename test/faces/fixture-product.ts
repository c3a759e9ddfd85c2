import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { makeFolders, resolveConfig } from '../../src/kernel/config.ts'
import type { Config } from '../../src/kernel/config.ts'
import { createHoldfast } from '../../src/kernel/holdfast.ts'
import type { Holdfast } from '../../src/kernel/holdfast.ts'
import { loadPrompts, loadTools, ownTools } from '../../src/kernel/load-folder.ts'
import { openStore } from '../../src/store/open-store.ts'

export const fixtureTools = resolve('test/fixtures-tools')

/** A config whose folders are new, empty and thrown away by `remove`. */
export function freshConfig(flags: Record<string, string> = {}): {
  config: Config
  folder: string
  remove: () => void
} {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
  const config = resolveConfig({
    flags: { db: join(folder, 'store.sqlite'), inbox: join(folder, 'inbox'), ...flags },
    environment: {},
    file: {},
    workingFolder: process.cwd(),
  })
  makeFolders(config)
  return { config, folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The product over a store of its own, with the tools of the given folders. Close it when done. */
export async function openProduct(
  folders: readonly string[] = [fixtureTools],
  flags: Record<string, string> = {},
): Promise<{ holdfast: Holdfast; folder: string; end: () => Promise<void> }> {
  const { config, folder, remove } = freshConfig(flags)
  const [tools, prompts] = await Promise.all([loadTools(folders), loadPrompts()])
  const holdfast = createHoldfast({
    config,
    tools,
    prompts,
    openStore: async () => openStore({ file: config.database }),
  })
  return {
    holdfast,
    folder,
    async end() {
      await holdfast.close()
      remove()
    },
  }
}

/** The product with the fixture tools, closed at the end of the test that asks for it. */
export async function fixtureProduct(): Promise<Holdfast> {
  const { holdfast, end } = await openProduct()
  onTestFinished(end)
  return holdfast
}

export const realTools = ownTools
