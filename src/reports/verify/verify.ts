import { labelsWithDigits } from '../../locales/field-labels.ts'
import type { FoundNumber } from './extract.ts'
import { extractNumbers } from './extract.ts'
import { isSelfCheck, pageText, referencesOf, registerRows } from './document.ts'
import { matches, nearest } from './match.ts'
import type { Known } from './match.ts'
import { meantBy } from './meant.ts'
import { isPage } from './page-pieces.ts'
import { withoutSigns } from './names.ts'
import { withoutStatic } from './static-text.ts'

export interface Orphan {
  text: string
  line: number
  context: string
}

export interface Mismatch extends Orphan {
  figure_id: string | null
  expected: number | null
  /** What became of a line that does not stand as it was written. */
  problem?: 'changed' | 'moved' | 'repeated' | 'missing' | 'other'
  /** What the report says there. */
  written?: string | null
}

/** What a number of a text of others was taken for. */
export interface Taken {
  text: string
  figure_id: string
  name: string | null
  /** Further figures it could be as well. */
  others: number
}

export interface Verdict {
  taken: Taken[]
  numbers: number
  matched: number
  orphans: Orphan[]
  mismatches: Mismatch[]
}

export interface Evidence {
  /** The number behind an id, with the unit it was printed in; `null` when the id leads nowhere. */
  figure: (id: string) => Known | null
  /** What a text without references may quote. */
  pool: readonly Known[]
  fragments: readonly string[]
  /**
   * Lines, from 0, that read as a report on record wrote them, with the figures they cite there; `null` where the text
   * says itself what it cites. Their words are no figures, as long as every figure they cite is printed.
   */
  written?: ReadonlyMap<number, readonly Known[] | null>
  /** Values of the data that name something and hold no letter. */
  signs?: readonly string[]
  /** Names that rows of reports are called by. */
  names?: readonly string[]
}

const longPhrase = 24
const fieldNames: ReadonlySet<string> = new Set(labelsWithDigits)

const around = (line: string): string => line.trim().slice(0, 160)

/** A page of ours: tagged numbers against their ids; any other number is an orphan. */
function verifyPage(html: string, { figure, fragments, written, signs = [] }: Evidence): Verdict {
  const { lines, tagged } = pageText(html)
  const mismatches = tagged.flatMap(({ id, text: printed, line, place }): Mismatch[] => {
    const known = figure(id)
    const found = extractNumbers(printed)
    const [first] = found
    const whole = known?.unit === 'share' && first?.kind === 'percent' && first.decimals === 0
    const right =
      known !== null &&
      first !== undefined &&
      (matches(known, first) || (whole && matches({ ...known, unit: 'roi' }, first)))
    return right
      ? []
      : [
          {
            text: printed,
            line: line + 1,
            context: around(lines[place]?.text ?? ''),
            figure_id: id,
            expected: known?.value ?? null,
          },
        ]
  })
  const told = lines.filter(({ text }) => !isSelfCheck(`| ${text}`) && !isSelfCheck(text))
  const loose = extractNumbers(
    withoutSigns(withoutStatic(told.map(({ text }) => text).join('\n'), fragments), signs),
  )
  const orphans = loose
    .filter(({ text: number, line }) => number !== '' && written?.has(told[line]?.line ?? -1) !== true)
    .map(({ text: number, line }) => ({
      text: number,
      line: (told[line]?.line ?? 0) + 1,
      context: around(told[line]?.text ?? ''),
    }))
  return {
    taken: [],
    numbers: tagged.length + loose.length,
    matched: tagged.length - mismatches.length,
    orphans,
    mismatches,
  }
}

/** A number of a document of ours, among the figures its line cites. */
function judgeCited(
  found: FoundNumber,
  own: readonly Known[],
  line: string,
): { orphan?: Orphan; mismatch?: Mismatch } {
  if (own.some(known => matches(known, found))) return {}
  const base = { text: found.text, line: found.line + 1, context: around(line) }
  const meant = nearest(own, found)
  return meant === null
    ? { orphan: base }
    : { mismatch: { ...base, figure_id: meant.id, expected: meant.value } }
}

/** A number of a text of others, among all figures on record. */
function judgeLoose(
  found: FoundNumber,
  { pool, names = [] }: Evidence,
  line: string,
): { orphan?: Orphan; mismatch?: Mismatch; taken?: Taken } {
  const alike = pool.filter(known => matches(known, found))
  const base = { text: found.text, line: found.line + 1, context: around(line) }
  const [first] = alike
  if (first === undefined) return { orphan: base }
  const meant = meantBy(found, line, alike, names)
  const [one] = meant
  if (one === undefined) {
    const called = first.rows?.[0] ?? first.name ?? first.id
    return {
      mismatch: { ...base, figure_id: first.id, expected: first.value, problem: 'other', written: called },
    }
  }
  const own = meant.filter(({ edge }) => edge === undefined)
  const named = own.find(({ name }) => name !== undefined) ?? own[0] ?? one
  const others = new Set(meant.map(({ id }) => id)).size - 1
  return {
    taken: { text: found.text, figure_id: named.id, name: named.name ?? named.rows?.[0] ?? null, others },
  }
}

/**
 * Every number of a text against what is on record. In a document of ours a number must be one of its line's own
 * references; in any other text it must be some figure on record, to the digits it shows.
 */
export function verifyText(text: string, evidence: Evidence): Verdict {
  if (isPage(text)) return verifyPage(text, evidence)
  const register = registerRows(text)
  const lines = text.split('\n')
  const byNumber = new Map(register.map(row => [row.number, row]))
  const mismatches: Mismatch[] = register.flatMap(({ id, value, line }) => {
    const known = evidence.figure(id)
    if (known !== null && Math.abs(known.value - value) <= 1e-9 * Math.max(1, Math.abs(value))) return []
    return [
      {
        text: String(value),
        line: line + 1,
        context: around(lines[line] ?? ''),
        figure_id: id,
        expected: known?.value ?? null,
      },
    ]
  })
  const registerLines = new Set(register.map(({ line }) => line))
  const kept = lines.map((line, place) => (registerLines.has(place) || isSelfCheck(line) ? '' : line))
  // In a text of others a short phrase of ours may be a claim of theirs (“20 % higher”); the name of a field is none.
  const known =
    register.length > 0
      ? evidence.fragments
      : evidence.fragments.filter(text => text.length >= longPhrase || fieldNames.has(text))
  const found = extractNumbers(
    withoutSigns(withoutStatic(kept.join('\n'), known), evidence.signs ?? []),
  ).filter(({ line, index }) => !isReferenceCell(kept[line] ?? '', index))
  const orphans: Orphan[] = []
  const taken: Taken[] = []
  const cited = register.length > 0
  const figures = kept.map((line, place) => {
    const adopted = evidence.written?.get(place)
    if (adopted !== undefined && adopted !== null) return adopted
    return cited
      ? referencesOf(line).flatMap(reference => evidence.figure(byNumber.get(reference)?.id ?? '') ?? [])
      : []
  })
  const missing = unprinted(kept, found, figures)
  const wrong = new Set(missing.map(({ line }) => line - 1))
  for (const number of found) {
    if (evidence.written?.has(number.line) === true && !wrong.has(number.line)) continue
    const line = kept[number.line] ?? ''
    const own = cited || (evidence.written?.has(number.line) ?? false)
    const judged: { orphan?: Orphan; mismatch?: Mismatch; taken?: Taken } = own
      ? judgeCited(number, figures[number.line] ?? [], line)
      : judgeLoose(number, evidence, line)
    if (judged.orphan) orphans.push(judged.orphan)
    if (judged.mismatch) mismatches.push(judged.mismatch)
    if (judged.taken) taken.push(judged.taken)
  }
  mismatches.push(...missing)
  return {
    taken,
    numbers: found.length + register.length,
    matched: Math.max(0, found.length + register.length - orphans.length - mismatches.length),
    orphans,
    mismatches,
  }
}

/** The last cell of a row holds references, and a first cell may hold a rank. */
const isReferenceCell = (line: string, index: number): boolean =>
  line.startsWith('|') &&
  index > line.lastIndexOf('|', line.length - 2) &&
  /\| (?:F\d+)/.test(line.slice(line.lastIndexOf('|', line.length - 2)))

/** Figures a line refers to that none of its numbers prints: one number was written over by another's value. */
function unprinted(
  lines: readonly string[],
  found: readonly FoundNumber[],
  figures: readonly (readonly Known[])[],
): Mismatch[] {
  const byLine = new Map<number, FoundNumber[]>()
  for (const number of found) byLine.set(number.line, [...(byLine.get(number.line) ?? []), number])
  return lines.flatMap((line, place) => {
    const here = byLine.get(place) ?? []
    const unseen = (figures[place] ?? []).filter(known => !here.some(number => matches(known, number)))
    if (unseen.length === 0) return []
    // A plain number in the first cell is taken for a rank when numbers are looked for; here it may be a figure.
    const first = /^\| ([\d,]+) \|/.exec(line)?.[1]
    // Our own words around it (“within 30 days”) may have been blanked with the number; it stands there all the same.
    const other = [...extractNumbers(line), ...(first === undefined ? [] : extractNumbers(first))]
    return unseen
      .filter(known => !other.some(number => matches(known, number)))
      .map(known => ({
        text: '',
        line: place + 1,
        context: around(line),
        figure_id: known.id,
        expected: known.value,
      }))
  })
}
