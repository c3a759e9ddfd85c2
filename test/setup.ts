import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import threading from 'node:worker_threads'
import fc from 'fast-check'
import { threads } from './bundle-threads.ts'

// One seed, so that a landing does not depend on the draw; another is tried by naming it.
fc.configureGlobal({ seed: Number(process.env['HOLDFAST_SEED'] ?? 20_261_122) })

const bundled = process.env['HOLDFAST_TEST_THREADS']

/** The bundle of a thread's source (`bundle-threads.ts`), or the file itself. */
function fileOf(file: string | URL): string | URL {
  const found = Object.entries(threads).find(([source]) => String(file).endsWith(source))
  return found && bundled !== undefined ? join(bundled, `${found[1]}.js`) : file
}

class BundledWorker extends threading.Worker {
  constructor(file: string | URL, options?: ConstructorParameters<typeof threading.Worker>[1]) {
    super(fileOf(file), options)
  }
}

if (bundled !== undefined && threading.Worker.name !== BundledWorker.name) {
  threading.Worker = BundledWorker
  syncBuiltinESMExports()
}
