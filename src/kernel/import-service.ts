import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../fault.ts'
import type { ImportPlan, InspectOptions, Inspection, Question, Source } from '../importers/types.ts'
import type { ImportBatch } from '../store/import-batch.ts'
import type { ImportSession, Store } from '../store/store.ts'
import type { Folders } from './config.ts'
import { readableFile } from './file-access.ts'
import type { ImportReport, ImportRequest, ImportService, Reading } from './import-request.ts'
import { asOfOf, datesAsRead, joinIssues, named, sameRows, signatureOf } from './import-reading.ts'
import { threadedImporters } from './import-thread.ts'
import type { ThreadedImporters } from './import-thread.ts'
import { otherSpelling, respeller } from './id-spelling.ts'
import { keepPasted } from './pasted-text.ts'
import { RejectsFile, rejectsName } from './rejects-file.ts'

interface Needs {
  store: Store
  folders: Folders
  signal: AbortSignal
  progress: (done: number, total: number | null, message: string) => void
}

const pasteLimit = 200 * 1024

/** Files up to this size are read in full before a question is asked, so that the question comes with counts. */
const autoPreviewBytes = 64 * 1024 * 1024

export function importService({ store, folders, signal, progress }: Needs): ImportService {
  async function locate(request: ImportRequest): Promise<Source> {
    if (request.path !== undefined) {
      const { path, name } = await readableFile(folders, request.path)
      return { path, name }
    }
    const text = request.csvText ?? ''
    const bytes = Buffer.byteLength(text)
    if (bytes > pasteLimit) throw new Fault('too_large', { bytes, limit: pasteLimit })
    return { text, name: 'csv_text' }
  }

  /** Reads every row; `session` is `null` for a preview. */
  async function read(
    importers: ThreadedImporters,
    plan: ImportPlan,
    request: ImportRequest,
    session: ImportSession | null,
    respell: (batch: ImportBatch) => ImportBatch = batch => batch,
  ): Promise<Reading> {
    const { inspection } = plan
    const head = inspection.columns.map(({ header }) => header)
    const rejects = new RejectsFile(folders.output, plan.importId, head, request.explain)
    let lastTold = 0
    const rows = importers.readRows(inspection, plan, {
      onProgress: ({ bytes, totalBytes, rows: done }) => {
        if (done - lastTold < 20_000) return
        lastTold = done
        progress(bytes, totalBytes, `${inspection.file}: ${done}`)
      },
    })
    try {
      for await (const batch of rows) {
        if (signal.aborted) throw new Fault('cancelled', {})
        await rejects.add(rows.takeRejects())
        if (session) await session.append(respell(batch))
      }
      await rejects.add(rows.takeRejects())
      if (signal.aborted) throw new Fault('cancelled', {})
      return {
        counts: { ...rows.counts },
        issues: joinIssues(rows.issues(), inspection.issues),
        rejectsFile: await rejects.keep(),
      }
    } catch (error) {
      await rejects.drop()
      throw error
    }
  }

  async function commit(
    importers: ThreadedImporters,
    plan: ImportPlan,
    request: ImportRequest,
    asOf: string | null,
    respell?: (batch: ImportBatch) => ImportBatch,
  ) {
    const { inspection } = plan
    if (plan.entity === null) throw new Error('a plan without an entity cannot be committed')
    const session = await store.on(signal).beginImport({
      importId: plan.importId,
      entity: plan.entity,
      fileName: inspection.file,
      fileSha256: inspection.contentHash,
      sheet: inspection.sheet,
      headerRow: inspection.headerRow,
      encoding: inspection.encoding ?? 'binary',
      mapping: plan.mapping,
      asOf,
      currency: inspection.options.currency ?? null,
      timeZone: inspection.options.timeZone ?? null,
      onConflict: request.onConflict,
    })
    try {
      const reading = await read(importers, plan, request, session, respell)
      const { rowsRead, rowsRejected, totalsDropped, blanksDropped, duplicatesDropped } = reading.counts
      const record = await session.commit({
        rowsRead,
        rowsRejected,
        rowsDropped: totalsDropped + blanksDropped + duplicatesDropped,
        issues: reading.issues.map(({ kind, count }) => ({ kind, count })),
      })
      return { reading, record }
    } catch (error) {
      // A failed commit has already let go of everything.
      await session.discard().catch(() => undefined)
      throw error
    }
  }

  /** What the caller said, then the stored currency and time zone. */
  async function optionsFor(request: ImportRequest): Promise<InspectOptions> {
    const { base } = await store.settings()
    const stored = (key: string): string | undefined =>
      typeof base[key] === 'string' ? base[key] : undefined
    const { currency } = await store.overview()
    return {
      ...request.options,
      storeCurrencies: currency === null ? [] : [currency],
      entity: request.entity,
      sheet: request.sheet,
      mapping: request.mapping,
      currency: request.options.currency ?? stored('reporting_currency'),
      timeZone: request.options.timeZone ?? stored('time_zone'),
    }
  }

  async function planFor(request: ImportRequest, inspection: Inspection, accept: boolean) {
    const signature = signatureOf(inspection)
    const known = (await store.rememberedMapping(signature)) ?? {}
    const given = request.mapping ?? {}
    const remembered = Object.keys(known).filter(header => !Object.hasOwn(given, header))
    const mapping = remembered.length + Object.keys(given).length > 0 ? { ...known, ...given } : undefined
    const entity = request.entity ?? inspection.options.entity
    const { planImport } = await import('../importers/plan-import.ts')
    const plan = planImport(inspection, { entity, mapping, accept })
    // What would be read if every proposal were accepted: shown before anything is stored.
    const readable = accept ? plan : planImport(inspection, { entity, mapping, accept: true })
    return { plan: named(plan, request), readable: named(readable, request), remembered, signature }
  }

  /** How the next call names this data: pasted text too long to repeat is put into the inbox. */
  function nameAgain(request: ImportRequest, open: boolean): ImportReport['source'] {
    if (request.path !== undefined) return { path: request.path }
    const text = request.csvText ?? ''
    return text.length <= 1_000 || !open ? { csv_text: text } : { path: keepPasted(folders.inbox, text) }
  }

  async function runWith(importers: ThreadedImporters, request: ImportRequest): Promise<ImportReport> {
    const source = await locate(request)
    progress(0, null, source.name ?? '')
    const inspection = await importers.inspectFile(source, await optionsFor(request))
    const planned = await planFor(request, inspection, request.mode === 'commit')
    const { readable, remembered, signature } = planned
    const spelling = request.options.ids === 'as_written' ? null : await otherSpelling(store, readable)
    const plan = spelling === null ? planned.plan : withSpelling(planned.plan, spelling.question, request)
    const respell = spelling === null ? undefined : respeller(spelling.onRecord)
    const day = asOfOf(request, plan)
    const dates = await datesAsRead(inspection, readable)
    const basis = { plan, remembered, dates, ...day, reading: null, record: null, joins: [] }

    const records = await store.imports()
    const known = records.find(({ importId }) => importId === readable.importId)
    if (known && readable.status === 'ok') {
      const joins = await store.joins()
      return {
        ...basis,
        plan: readable,
        outcome: 'already_imported',
        record: known,
        joins,
        source: nameAgain(request, false),
      }
    }
    if (plan.status === 'ok' && request.mode !== 'preview') {
      const earlier = records.find(record => sameRows(record, plan))
      if (earlier && request.onConflict === 'fail') {
        throw new Fault('import_conflict', {
          importId: earlier.importId,
          detail: 'it holds the same file, read in another way',
        })
      }
      if (earlier && request.onConflict === 'skip') {
        return {
          ...basis,
          outcome: 'already_imported',
          record: earlier,
          joins: await store.joins(),
          source: nameAgain(request, false),
        }
      }
      const done = await commit(importers, plan, request, day.asOf, respell)
      if (earlier) await store.removeImport(earlier.importId)
      await store.rememberMapping(signature, plan.mapping)
      return {
        ...basis,
        outcome: 'committed',
        ...done,
        joins: await store.joins(),
        source: nameAgain(request, false),
      }
    }
    const small = request.mode === 'preview' || inspection.bytes <= autoPreviewBytes
    const reading = readable.status === 'ok' && small ? await read(importers, readable, request, null) : null
    const outcome = request.mode === 'preview' ? 'previewed' : 'open'
    return { ...basis, outcome, reading, source: nameAgain(request, true) }
  }

  return {
    async run(request) {
      const importers = threadedImporters(signal)
      try {
        return await runWith(importers, request)
      } finally {
        importers.done()
      }
    },
    forget(importIds) {
      const mine = importIds === null ? null : new Set(importIds.map(rejectsName))
      const output = removeFiles(folders.output, name =>
        mine ? mine.has(name) : /^(rejects|export)_.*\.(csv|json|xlsx)$/.test(name),
      )
      return output + (mine ? 0 : removeFiles(folders.inbox, name => /^pasted-[0-9a-f]{12}\.csv$/.test(name)))
    },
  }
}

/** Open before anything is stored; a call that takes all proposals, or says so, has answered it. */
const withSpelling = (plan: ImportPlan, question: Question, { mode, options }: ImportRequest): ImportPlan =>
  mode === 'commit' || options.ids === 'on_record'
    ? { ...plan, assumptions: [...plan.assumptions, question] }
    : {
        ...plan,
        status: plan.status === 'ok' ? 'needs_confirmation' : plan.status,
        questions: [...plan.questions, question],
      }

function removeFiles(folder: string, chosen: (name: string) => boolean): number {
  if (!existsSync(folder)) return 0
  const names = readdirSync(folder).filter(chosen)
  for (const name of names) rmSync(join(folder, name), { force: true })
  return names.length
}
