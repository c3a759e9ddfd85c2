import { Worker } from 'node:worker_threads'
import { Fault } from '../fault.ts'
import type { HeavyJob, HeavyRequest, heavyJobs } from './heavy-protocol.ts'
import { thrown } from './import-protocol.ts'
import type { ImportResponse } from './import-protocol.ts'

const idleSeconds = 30

/** One thread waits a while for the next job; further ones are made as jobs run side by side. */
let idle: Worker | null = null
let nextId = 1

function start(): Worker {
  const file = import.meta.url.endsWith('.ts') ? './heavy-worker.ts' : './heavy-worker.js'
  const worker = new Worker(new URL(file, import.meta.url), { stdout: true })
  worker.unref()
  return worker
}

function keep(worker: Worker): void {
  worker.removeAllListeners()
  worker.unref()
  if (idle) {
    void worker.terminate()
    return
  }
  idle = worker
  worker.once('exit', () => {
    if (idle === worker) idle = null
  })
  setTimeout(() => {
    if (idle !== worker) return
    idle = null
    void worker.terminate()
  }, idleSeconds * 1_000).unref()
}

/**
 * Runs one of the heavy jobs of the domain in a thread: ping and cancel are answered meanwhile, and an abort ends it
 * in the middle of whatever it does.
 */
export function heavyWork<Job extends HeavyJob>(
  signal: AbortSignal,
  job: Job,
  ...given: Parameters<(typeof heavyJobs)[Job]>
): Promise<ReturnType<(typeof heavyJobs)[Job]>> {
  if (signal.aborted) return Promise.reject(new Fault('cancelled', {}))
  const worker = idle ?? start()
  idle = null
  worker.removeAllListeners('exit')
  worker.ref()
  const id = nextId++
  return new Promise((resolve, reject) => {
    const lost = (error: Error): void => {
      signal.removeEventListener('abort', stop)
      worker.removeAllListeners()
      void worker.terminate()
      reject(error)
    }
    const stop = (): void => lost(new Fault('cancelled', {}))
    signal.addEventListener('abort', stop, { once: true })
    worker.once('error', lost)
    worker.once('exit', code => lost(new Error(`the thread of heavy work ended with code ${code}`)))
    worker.on('message', (response: ImportResponse) => {
      if (response.id !== id) return
      signal.removeEventListener('abort', stop)
      keep(worker)
      // What the thread answers is what the job returned; messages carry no types.
      if (response.ok) resolve(response.value as ReturnType<(typeof heavyJobs)[Job]>)
      else reject(thrown(response))
    })
    worker.postMessage({ id, job, given } satisfies HeavyRequest)
  })
}
