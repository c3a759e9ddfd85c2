import { makeFolders } from './kernel/config.ts'
import type { Config } from './kernel/config.ts'
import { inThread } from './kernel/call-thread.ts'
import { createHoldfast } from './kernel/holdfast.ts'
import type { Holdfast } from './kernel/holdfast.ts'
import { loadPrompts, loadTools, ownTools } from './kernel/load-folder.ts'

/** The product for a server: a client's pings are answered by one thread, calls by another. */
export async function joinServing(config: Config): Promise<Holdfast> {
  const file = import.meta.url.endsWith('.ts') ? './serve-thread.ts' : './serve-thread.js'
  return inThread(await join(config), new URL(file, import.meta.url))
}

/** Joins config, store, tools and prompts. The store's engine is loaded and opened at the first call, not before. */
export async function join(config: Config): Promise<Holdfast> {
  const [tools, prompts] = await Promise.all([loadTools([ownTools, ...config.toolFolders]), loadPrompts()])
  return createHoldfast({
    config,
    tools,
    prompts,
    openStore: async () => {
      makeFolders(config)
      const { openStore } = await import('./store/open-store.ts')
      return openStore({ file: config.database })
    },
  })
}
