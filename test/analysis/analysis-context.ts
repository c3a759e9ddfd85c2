import { onTestFinished } from 'vitest'
import { toolContext } from '../../src/kernel/call-tool.ts'
import { RememberedReads } from '../../src/kernel/remembered-reads.ts'
import { SharedWork } from '../../src/kernel/shared-work.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import type { ToolContext } from '../../src/tool.ts'
import { freshConfig } from '../faces/fixture-product.ts'

/** A store in a file of its own, thrown away at the end of the test, and the context a tool would have over it. */
export function analysisStore(): { store: Store; context: () => Promise<ToolContext> } {
  const { config, remove } = freshConfig()
  const store = openStore({ file: config.database })
  onTestFinished(async () => {
    await store.close()
    remove()
  })
  const road = {
    config,
    tools: new Map(),
    store: () => Promise.resolve(store),
    shared: new SharedWork(),
    remembered: new RememberedReads(),
  }
  return { store, context: async () => (await toolContext(road, {}, 'test', {}, null)).context }
}
