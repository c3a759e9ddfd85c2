import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../fault.ts'
import { at } from '../reports/answers.ts'
import type { Ask } from '../reports/answers.ts'
import { alteredLines, copiedRows } from '../reports/verify/altered.ts'
import { dataFileText } from '../reports/verify/data-file.ts'
import { pageText, registerRows } from '../reports/verify/document.ts'
import type { Known } from '../reports/verify/match.ts'
import { staticFragments } from '../reports/verify/static-text.ts'
import { namesIn, spelled } from '../reports/verify/names.ts'
import { quotedAs } from '../reports/verify/quotes.ts'
import { verifyText } from '../reports/verify/verify.ts'
import type { Verdict } from '../reports/verify/verify.ts'
import type { Store } from '../store/store.ts'
import { readableFile } from './file-access.ts'
import { figureId, parseFigureId } from './figures.ts'
import { packageRoot, playbookFolder } from './package-root.ts'
import type { ReportParts } from './report-service.ts'

export interface VerifyRequest {
  path?: string | undefined
  text?: string | undefined
}

export interface Verification extends Verdict {
  source: string
  /** Answers that were given on other data than the store holds now, and were computed again. */
  recomputed: number
}

const longest = 4_000_000
/** Numbers of one row or block that a text may tell with the figure it cites. */
const mostBeside = 60
/** How many of the latest answers a text without a register may quote. */
const latestAnswers = 400

async function textOf(
  { folders }: ReportParts,
  { path, text }: VerifyRequest,
): Promise<{ text: string; raw: string; source: string }> {
  if (text !== undefined) return { text: dataFileText(text) ?? text, raw: text, source: 'text' }
  if (path === undefined)
    throw new Fault('invalid_input', { field: 'path', problem: 'give either path or text' })
  const file = await readableFile({ ...folders, readRoots: [...folders.readRoots, folders.output] }, path)
  if (!/\.(md|html|txt|json)$/i.test(file.name))
    throw new Fault('unsupported_format', {
      file: file.name,
      format: file.name.split('.').at(-1) ?? '',
      supported: ['md', 'html', 'txt', 'json'],
    })
  if (file.bytes > longest)
    throw new Fault('file_too_large', {
      file: file.name,
      bytes: file.bytes,
      limit: longest,
      advice: 'Check the parts of the text one by one',
    })
  const read = readFileSync(file.path, 'utf8')
  return {
    text: dataFileText(read) ?? read,
    raw: read,
    source: file.name,
  }
}

interface Registered {
  id: string
  value: number
  unit: string
}

interface OnRecord {
  /** Units in which the reports of this store printed their figures. */
  units: Map<string, Registered>
  /** Marks of the lines of every page written. */
  pages: string[][]
}

/** What each report left behind. */
async function reportsOnRecord(store: Store): Promise<OnRecord> {
  const known = new Map<string, Registered>()
  const pages: string[][] = []
  for (const { body } of await store.recall('report', { limit: 50 })) {
    const parsed: unknown = JSON.parse(body)
    const lines = at(parsed, 'lines')
    if (typeof lines === 'object' && lines !== null)
      for (const marks of Object.values(lines))
        if (Array.isArray(marks)) pages.push(marks.filter(mark => typeof mark === 'string'))
    const register = at(parsed, 'register')
    if (!Array.isArray(register)) continue
    for (const row of register) {
      const [id, value, unit] = ['id', 'value', 'unit'].map(name => at(row, name))
      if (typeof id === 'string' && typeof value === 'number' && typeof unit === 'string' && !known.has(id))
        known.set(id, { id, value, unit })
    }
  }
  return { units: known, pages }
}

/** Answers by result id; one given on other data is asked again, and what it says now counts. */
class Answers {
  readonly #store: Store
  readonly #ask: Ask
  readonly #kept = new Map<string, unknown>()
  /** As they were given, where an earlier report is quoted. */
  readonly #then = new Map<string, unknown>()
  readonly #reported: ReadonlyMap<string, Registered>
  recomputed = 0

  constructor(store: Store, ask: Ask, reported: ReadonlyMap<string, Registered>) {
    this.#reported = reported
    this.#store = store
    this.#ask = ask
  }

  async loadAsGiven(resultId: string): Promise<void> {
    if (this.#then.has(resultId)) return
    const stored = await this.#store.result(resultId)
    this.#then.set(resultId, stored ? JSON.parse(stored.answer) : null)
  }

  async load(resultId: string, dataVersion: string): Promise<void> {
    if (this.#kept.has(resultId)) return
    const stored = await this.#store.result(resultId)
    if (!stored) {
      this.#kept.set(resultId, null)
      return
    }
    const call: unknown = JSON.parse(stored.call)
    const input = at(call, 'input')
    if (stored.dataVersion === dataVersion || typeof input !== 'object' || input === null) {
      this.#kept.set(resultId, JSON.parse(stored.answer))
      return
    }
    this.recomputed += 1
    try {
      this.#kept.set(resultId, await this.#ask(stored.tool, { ...input }))
    } catch (error) {
      // What cannot be computed any more proves nothing.
      if (!(error instanceof Fault) || error.code === 'cancelled') throw error
      this.#kept.set(resultId, null)
    }
  }

  /** Names in the answers that hold digits (“Tier 2”, a field of the user's): words, not figures. */
  names(): string[] {
    return spelled([...this.#kept.values()].flatMap(answer => namesIn(answer)))
  }

  /** Numbers of the row or block that a figure stands in: its ends, its base, the border of its condition. */
  beside(id: string): number[] {
    const parsed = parseFigureId(id)
    if (!parsed || parsed.past) return []
    const row = parsed.path.split('/').slice(0, -1).join('/')
    return numbersIn(row === '' ? null : at(this.#kept.get(parsed.resultId), row)).slice(0, mostBeside)
  }

  value(id: string): number | null {
    const parsed = parseFigureId(id)
    if (!parsed) return null
    const found = parsed.past
      ? // An answer that is gone leaves what the report that gave it registered.
        (at(this.#then.get(parsed.resultId), parsed.path) ??
        this.#reported.get(figureId(parsed.resultId, parsed.path))?.value)
      : at(this.#kept.get(parsed.resultId), parsed.path)
    return typeof found === 'number' && Number.isFinite(found) ? found : null
  }
}

const numbersIn = (value: unknown): number[] =>
  typeof value === 'number' && Number.isFinite(value)
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(numbersIn)
      : []

/** Ids that a text of others cites in brackets, as prompts ask for. */
const citedIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\br_[0-9a-f]{8,}(?:@then)?\.[\w/-]+/g)].map(([id]) => id)),
]

const idsIn = (text: string): string[] =>
  /^\s*<!doctype html/i.test(text)
    ? pageText(text).tagged.map(({ id }) => id)
    : registerRows(text).map(({ id }) => id)

/** Figures that a text without a register may quote: what it cites, those of the latest answers, and of the reports. */
async function poolOf(
  store: Store,
  answers: Answers,
  units: ReadonlyMap<string, Registered>,
  { dataVersion, cited }: { dataVersion: string; cited: readonly string[] },
): Promise<Known[]> {
  const pool: Known[] = []
  for (const id of cited) {
    const parsed = parseFigureId(id)
    if (parsed?.past) await answers.loadAsGiven(parsed.resultId)
    else if (parsed) await answers.load(parsed.resultId, dataVersion)
    const value = answers.value(id)
    if (value === null) continue
    pool.push({ id, value, unit: null })
    for (const other of answers.beside(id)) pool.push({ id, value: other, unit: null })
  }
  for (const { resultId, answer } of await store.results({ limit: latestAnswers })) {
    await answers.load(resultId, dataVersion)
    const figures = at(JSON.parse(answer), 'figures')
    if (!Array.isArray(figures)) continue
    for (const figure of figures) {
      const id = at(figure, 'id')
      const value = typeof id === 'string' ? answers.value(id) : null
      if (typeof id !== 'string' || value === null) continue
      const quotes = quotedAs(id, at(figure, 'unit'))
      pool.push({ id, value, unit: null, quotes })
      for (const bound of ['low', 'high', 'n']) {
        const edge = at(figure, bound)
        if (typeof edge === 'number')
          pool.push({ id, value: edge, unit: null, quotes: bound === 'n' ? 'amount' : quotes })
      }
    }
  }
  for (const { id, value, unit } of units.values())
    pool.push({ id, value: answers.value(id) ?? value, unit: null, quotes: quotedAs(id, unit) })
  return pool
}

/** Checks every number of a file or text against the register and the data behind it. */
export async function verifyReport(parts: ReportParts, request: VerifyRequest): Promise<Verification> {
  const { text, raw, source } = await textOf(parts, request)
  const { units, pages } = await reportsOnRecord(parts.store)
  const dataVersion = await parts.store.dataVersion()
  const answers = new Answers(parts.store, parts.ask, units)
  const ids = idsIn(text)
  for (const id of new Set(ids)) {
    const known = parseFigureId(id)
    if (known?.past) await answers.loadAsGiven(known.resultId)
    else if (known) await answers.load(known.resultId, dataVersion)
  }
  const verdict = verifyText(text, {
    figure: id => {
      const value = answers.value(id)
      return value === null ? null : { id, value, unit: units.get(id)?.unit ?? null }
    },
    pool:
      ids.length > 0 ? [] : await poolOf(parts.store, answers, units, { dataVersion, cited: citedIn(text) }),
    fragments: [
      ...answers.names(),
      ...staticFragments({
        templates: join(packageRoot, 'templates'),
        playbooks: playbookFolder,
        ownPlaybooks: parts.folders.playbooks ?? null,
      }),
    ].toSorted((one, two) => two.length - one.length),
  })
  const copied = copiedRows(text, pages)
  // In a row copied word for word, a whole number near its start is what a customer is called.
  const orphans = verdict.orphans.filter(({ text: number, line, context }) => {
    const figures = copied.get(line)
    const called = /^\d+$/.test(number) && /^(?:\| [^|]*){0,2}\| \d+ \|/.test(context)
    return figures === undefined || (figures && !called)
  })
  const told = new Set([...orphans, ...verdict.mismatches].map(({ line }) => line))
  const altered = alteredLines(raw, pages).filter(({ line }) => text !== raw || !told.has(line))
  return {
    ...verdict,
    orphans,
    matched: Math.max(0, verdict.matched + verdict.orphans.length - orphans.length - altered.length),
    mismatches: [...verdict.mismatches, ...altered],
    source,
    recomputed: answers.recomputed,
  }
}
