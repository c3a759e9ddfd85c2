import { parentPort, workerData } from 'node:worker_threads'
import { openEngine } from './engine.ts'
import type { Engine } from './engine.ts'
import { NameSender } from './numbered-names.ts'
import { buffersOf, failure } from './protocol.ts'
import type { Request, WorkerSettings } from './protocol.ts'

/** The thread that owns one connection. Requests are answered one after the other, in order. */
const settings = workerData as WorkerSettings
const stop = new Int32Array(settings.stop)
const names = new NameSender()
let engine: Engine | null = null
let last: Promise<void> = Promise.resolve()

async function answer({ id, method, args }: Request): Promise<void> {
  try {
    const checkStop = (): boolean => Atomics.load(stop, 0) === id
    if (method === 'close') {
      engine?.close()
      engine = null
      parentPort?.postMessage({ id, ok: true, value: undefined })
      return
    }
    engine ??= await openEngine(settings)
    const value = await engine.answer(method, args, checkStop)
    const packed = names.pack(value)
    parentPort?.postMessage({ id, ok: true, ...packed }, [...buffersOf(packed.value)])
  } catch (error) {
    parentPort?.postMessage(failure(id, error))
  }
}

parentPort?.on('message', (request: Request) => {
  last = last.then(() => answer(request))
})
