import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { resolveConfig } from '../../src/kernel/config.ts'
import { createHoldfast } from '../../src/kernel/holdfast.ts'
import type { Holdfast } from '../../src/kernel/holdfast.ts'
import { loadPrompts, loadTools } from '../../src/kernel/load-folder.ts'
import { openStore } from '../../src/store/open-store.ts'

export interface SampleHoldfast {
  holdfast: Holdfast
  folder: string
}

const root = resolve('data/samples')

/** Files of a sample that one business would have: those with plain names, else all. */
function filesOf(name: string): string[] {
  const tables = readdirSync(join(root, name))
    .filter(file => /\.(csv|xlsx)$/.test(file))
    .toSorted()
  const plain = tables.filter(file => /^[\w.-]+$/.test(file))
  return (plain.length > 0 ? plain : tables).map(file => join(root, name, file))
}

/**
 * The whole product on a store in `folder` that holds a sample, imported through `import_data` with its own proposals;
 * an empty store for `null`. `without` leaves tools out, to show what a report says in their place.
 */
export async function sampleHoldfast(
  name: string | null,
  folder: string,
  without: readonly string[] = [],
): Promise<SampleHoldfast> {
  const config = resolveConfig({
    flags: {
      db: join(folder, 'store.sqlite'),
      output: join(folder, 'output'),
      read_roots: `${root}:${folder}`,
    },
    environment: {},
    file: {},
    workingFolder: folder,
  })
  const tools = await loadTools()
  for (const tool of without) tools.delete(tool)
  const holdfast = createHoldfast({
    config,
    tools,
    prompts: await loadPrompts(),
    openStore: async () => openStore({ file: config.database }),
  })
  for (const path of name === null ? [] : filesOf(name)) {
    const first = await holdfast.call('import_data', { path })
    if (!first.ok) throw new Error(first.fault.message)
    if (!first.answer.status.startsWith('needs_')) continue
    const next = first.answer.suggested_actions.find(({ tool }) => tool === 'import_data')
    const second = await holdfast.call('import_data', { ...next?.arguments, path, mode: 'commit' })
    if (!second.ok) throw new Error(second.fault.message)
  }
  return { holdfast, folder }
}
