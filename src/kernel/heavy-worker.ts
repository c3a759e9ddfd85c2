import { parentPort } from 'node:worker_threads'
import { heavyJobs } from './heavy-protocol.ts'
import type { HeavyRequest } from './heavy-protocol.ts'
import { failure } from './import-protocol.ts'

/** The thread of heavy work: one job after the other. */
parentPort?.on('message', ({ id, job, given }: HeavyRequest) => {
  try {
    // The other side types what it sends by the job's own parameters; messages carry no types.
    const run = heavyJobs[job] as (...given: readonly unknown[]) => unknown
    parentPort?.postMessage({ id, ok: true, value: run(...given) })
  } catch (error) {
    parentPort?.postMessage(failure(id, error))
  }
})
