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
  worker.unref()
  if (idle) {
    void worker.terminate()
    return
  }
  idle = worker
  const end = (): void => {
    if (idle !== worker) return
    idle = null
    void worker.terminate()
  }
  setTimeout(end, idleSeconds * 1_000).unref()
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
  worker.ref()
  const id = nextId++
  return new Promise((resolve, reject) => {
    const quit = (): void => {
      signal.removeEventListener('abort', stop)
      worker.off('message', settle).off('error', lost).off('exit', ended)
    }
    const lost = (error: Error): void => {
      quit()
      void worker.terminate()
      reject(error)
    }
    const stop = (): void => lost(new Fault('cancelled', {}))
    const ended = (code: number): void => lost(new Error(`the thread of heavy work ended with code ${code}`))
    const settle = (response: ImportResponse): void => {
      if (response.id !== id) return
      quit()
      keep(worker)
      // What the thread answers is what the job returned; messages carry no types.
      if (response.ok) resolve(response.value as ReturnType<(typeof heavyJobs)[Job]>)
      else reject(thrown(response))
    }
    signal.addEventListener('abort', stop, { once: true })
    worker.on('message', settle).on('error', lost).on('exit', ended)
    worker.postMessage({ id, job, given } satisfies HeavyRequest)
  })
}
