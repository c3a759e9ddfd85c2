import { enableCompileCache } from 'node:module'
import { workerData } from 'node:worker_threads'

enableCompileCache()
const { join } = await import('./join.ts')
const { answerCalls } = await import('./kernel/call-worker.ts')
// The first thread made this config of flags, environment and file; messages carry no types.
answerCalls(join(workerData))
