import { join } from 'node:path'
import { Fault } from '../fault.ts'
import { at } from '../reports/answers.ts'
import type { Ask } from '../reports/answers.ts'
import { alteredLines, isOnRecord, recalledLines } from '../reports/verify/altered.ts'
import type { RecalledLine } from '../reports/verify/altered.ts'
import { pageText, referencesIn, registerRows } from '../reports/verify/document.ts'
import type { Known } from '../reports/verify/match.ts'
import { staticFragments } from '../reports/verify/static-text.ts'
import { namesIn, signsIn, spelled } from '../reports/verify/names.ts'
import { namesByFigure } from '../reports/verify/row-names.ts'
import { isPage } from '../reports/verify/page-pieces.ts'
import { quotedAs } from '../reports/verify/quotes.ts'
import { verifyText } from '../reports/verify/verify.ts'
import type { Verdict } from '../reports/verify/verify.ts'
import type { Store } from '../store/store.ts'
import { figureId, parseFigureId } from './figures.ts'
import { packageRoot, playbookFolder } from './package-root.ts'
import type { ReportParts } from './report-service.ts'
import { reportsOnRecord } from './reports-on-record.ts'
import type { Registered } from './reports-on-record.ts'
import { textToVerify } from './text-to-verify.ts'
import type { VerifyRequest } from './text-to-verify.ts'

export interface Verification extends Verdict {
  source: string
  /** Answers that were given on other data than the store holds now, and were computed again. */
  recomputed: number
  /** A file that cannot be read back, but is byte for byte one that was written here. */
  untouched: boolean
}

/** Numbers of one row or block that a text may tell with the figure it cites. */
const mostBeside = 60
/** How many of the latest answers a text without a register may quote. */
const latestAnswers = 400

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

  /** Values of the data without a letter that name something. */
  signs(): string[] {
    return [...this.#kept.values()].flatMap(answer => signsIn(answer))
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

const registerOnly = (text: string): string => {
  const rows = new Set(registerRows(text).map(({ line }) => line))
  return text
    .split('\n')
    .map((line, place) => (rows.has(place) ? line : ''))
    .join('\n')
}

const idsIn = (text: string): string[] =>
  isPage(text) ? pageText(text).tagged.map(({ id }) => id) : registerRows(text).map(({ id }) => id)

/** Figures that a text without a register may quote: what it cites, those of the latest answers, and of the reports. */
async function poolOf(
  store: Store,
  answers: Answers,
  units: ReadonlyMap<string, Registered>,
  {
    dataVersion,
    cited,
    rowNames,
  }: { dataVersion: string; cited: readonly string[]; rowNames: ReadonlyMap<string, readonly string[]> },
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
      const called = at(figure, 'name')
      const name = typeof called === 'string' ? called : undefined
      const rows = rowNames.get(id)
      pool.push({ id, value, unit: null, quotes, name, rows })
      for (const bound of ['low', 'high', 'n']) {
        const edge = at(figure, bound)
        if (typeof edge === 'number')
          pool.push({
            id,
            value: edge,
            unit: null,
            quotes: bound === 'n' ? 'amount' : quotes,
            name: name === undefined ? undefined : `${name} · ${bound}`,
            rows,
            edge: true,
          })
      }
    }
  }
  for (const { id, value, unit } of units.values())
    pool.push({
      id,
      value: answers.value(id) ?? value,
      unit: null,
      quotes: quotedAs(id, unit),
      rows: rowNames.get(id),
    })
  return pool
}

/** Ids of the figures that lines on record cite, by line; `null` for a text that has a register of its own. */
function citedOnRecord(
  lines: ReadonlyMap<number, RecalledLine>,
  prints: ReadonlyMap<string, readonly Registered[]>,
  own: boolean,
): Map<number, readonly string[] | null> {
  const registers = new Map<string, Map<string, string>>()
  return new Map(
    [...lines].map(([line, { cites, kept }]): [number, readonly string[] | null] => {
      if (own) return [line, null]
      const register =
        registers.get(kept) ?? new Map((prints.get(kept) ?? []).map(({ number, id }) => [number, id]))
      registers.set(kept, register)
      return [line, referencesIn(cites).flatMap(number => register.get(number) ?? [])]
    }),
  )
}

/** Checks every number of a file or text against the register and the data behind it. */
export async function verifyReport(parts: ReportParts, request: VerifyRequest): Promise<Verification> {
  const { registered: units, kept, prints } = await reportsOnRecord(parts.store)
  const { text: shown, raw, source, format } = await textToVerify(parts, request, prints)
  // Drawings of a Word document are pictures: what they print is told by the register and by its lines alone.
  const text = format === 'docx' && isOnRecord(raw, kept, format) ? registerOnly(shown) : shown
  const dataVersion = await parts.store.dataVersion()
  const answers = new Answers(parts.store, parts.ask, units)
  const ids = idsIn(text)
  const cited = citedOnRecord(
    format === 'md' || format === 'html' ? recalledLines(raw, kept, format) : new Map(),
    prints,
    ids.length > 0 || format === 'html',
  )
  for (const id of new Set([...ids, ...[...cited.values()].flatMap(all => all ?? [])])) {
    const known = parseFigureId(id)
    if (known?.past) await answers.loadAsGiven(known.resultId)
    else if (known) await answers.load(known.resultId, dataVersion)
  }
  const figure = (id: string): Known | null => {
    const value = answers.value(id)
    return value === null ? null : { id, value, unit: units.get(id)?.unit ?? null }
  }
  const loose = raw.split('\n').some((line, place) => !cited.has(place) && /[\p{L}\d]/u.test(line))
  const rowNames = ids.length > 0 || !loose ? new Map<string, string[]>() : namesByFigure(prints)
  const verdict = verifyText(text, {
    figure,
    signs: ids.length > 0 ? answers.signs() : [],
    names: [...new Set([...rowNames.values()].flat())].filter(name => name.length > 1),
    written: new Map(
      [...cited].map(([line, all]) => [line, all === null ? null : all.flatMap(id => figure(id) ?? [])]),
    ),
    pool:
      ids.length > 0 || !loose
        ? []
        : await poolOf(parts.store, answers, units, { dataVersion, cited: citedIn(text), rowNames }),
    fragments: [
      ...answers.names(),
      ...staticFragments({
        templates: join(packageRoot, 'templates'),
        playbooks: playbookFolder,
        ownPlaybooks: parts.folders.playbooks ?? null,
      }),
    ].toSorted((one, two) => two.length - one.length),
  })
  const told = new Set([...verdict.orphans, ...verdict.mismatches].map(({ line }) => line))
  const altered = (format === 'pdf' ? [] : alteredLines(raw, kept, format)).filter(
    ({ line, problem }) => format === 'json' || problem === 'missing' || !told.has(line),
  )
  return {
    ...verdict,
    matched: Math.max(0, verdict.matched - altered.length),
    mismatches: [...verdict.mismatches, ...altered],
    source,
    recomputed: answers.recomputed,
    untouched: format === 'pdf',
  }
}
