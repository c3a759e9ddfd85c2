import { parentPort } from 'node:worker_threads'
import { inspectFile, readRows } from '../importers/index.ts'
import type { RowReader } from '../importers/types.ts'
import { failure } from './import-protocol.ts'
import type { ImportRequest, NextBatch } from './import-protocol.ts'

/** The thread that reads files, so that the other one answers the chat meanwhile. It serves one import at a time. */
interface Reading {
  rows: RowReader
  batches: AsyncIterator<NextBatch['batch'], unknown>
  progress: NextBatch['progress']
}

let reading: Reading | null = null

async function answer(request: ImportRequest): Promise<unknown> {
  if (request.kind === 'inspect') return inspectFile(request.source, request.options)
  if (request.kind === 'open') {
    const rows = readRows(request.inspection, request.plan, {
      onProgress: progress => {
        if (reading) reading.progress = progress
      },
    })
    reading = { rows, batches: rows[Symbol.asyncIterator](), progress: null }
    return null
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
  return next
}

async function respond(request: ImportRequest): Promise<void> {
  try {
    parentPort?.postMessage({ id: request.id, ok: true, value: await answer(request) })
  } catch (error) {
    parentPort?.postMessage(failure(request.id, error))
  }
}

let last: Promise<void> = Promise.resolve()

parentPort?.on('message', (request: ImportRequest) => {
  last = last.then(() => respond(request))
})
