import { parentPort } from 'node:worker_threads'
import { inspectFile, readRows } from '../importers/index.ts'
import type { RowReader } from '../importers/types.ts'
import { buffersOf } from '../store/import-batch.ts'
import { failure } from './import-protocol.ts'
import type { ImportRequest, NextBatch } from './import-protocol.ts'

/** The thread that reads files, so that the other one answers the chat meanwhile. It serves one import at a time. */
interface Reading {
  rows: RowReader
  batches: AsyncIterator<NextBatch['batch'], unknown>
  progress: NextBatch['progress']
}

let reading: Reading | null = null

/** `handOver` are the buffers in `value` that need not be copied. */
interface Answer {
  value: unknown
  handOver?: ArrayBuffer[]
}

async function answer(request: ImportRequest): Promise<Answer> {
  if (request.kind === 'inspect') return { value: await inspectFile(request.source, request.options) }
  if (request.kind === 'open') {
    const rows = readRows(request.inspection, request.plan, {
      onProgress: progress => {
        if (reading) reading.progress = progress
      },
    })
    reading = { rows, batches: rows[Symbol.asyncIterator](), progress: null }
    return { value: null }
  }
  if (!reading) throw new Error('no file is open')
  const { rows, batches } = reading
  const { done, value } = await batches.next()
  const next: NextBatch = {
    batch: done ? null : (value ?? null),
    counts: { ...rows.counts },
    rejects: rows.takeRejects(),
    issues: done ? rows.issues() : [],
    progress: reading.progress,
  }
  if (done) reading = null
  return { value: next, handOver: next.batch === null ? [] : buffersOf(next.batch) }
}

async function respond(request: ImportRequest): Promise<void> {
  try {
    const { value, handOver = [] } = await answer(request)
    parentPort?.postMessage({ id: request.id, ok: true, value }, handOver)
  } catch (error) {
    parentPort?.postMessage(failure(request.id, error))
  }
}

let last: Promise<void> = Promise.resolve()

parentPort?.on('message', (request: ImportRequest) => {
  last = last.then(() => respond(request))
})
