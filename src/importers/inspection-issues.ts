/** What was noticed about the form of a table, before its rows are read. */
import { fields } from '../domain/entities/index.ts'
import { cellText } from './read/block.ts'
import { fieldFit } from './field-fit.ts'
import type { NamedColumn } from './guess-columns.ts'
import type { Sample } from './read-sample.ts'
import { readPeriod } from './period-label.ts'
import type { Scan } from './scan-file.ts'
import type { SummaryTable } from './types.ts'
import type { ColumnGuess, Issue, IssueKind } from './types.ts'

export function inspectionIssues(
  columns: readonly NamedColumn[],
  guesses: readonly ColumnGuess[],
  sample: Sample,
  scan: Scan,
): Issue[] {
  const issues: Issue[] = []
  const add = (kind: IssueKind, count: number, more: Partial<Issue> = {}): void => {
    if (count > 0)
      issues.push({ kind, column: null, field: null, count, rows: [], example: null, facts: {}, ...more })
  }
  const header = sample.headerRow ?? 0
  if (sample.container === 'delimited' || sample.container === 'xlsx') {
    add('title_rows_skipped', Math.max(0, header - 1))
    add('header_trimmed', columns.filter(column => column.rawHeader !== column.rawHeader.trim()).length)
    for (const column of columns)
      if (/ \(\d+\)$/.test(column.header) && column.rawHeader.trim() !== column.header)
        add('duplicate_header', 1, { column: column.header })
  }
  if (sample.container === 'delimited' && !/^utf-?16/i.test(sample.encoding ?? ''))
    add('nul_bytes', scan.zerosEven + scan.zerosOdd)
  for (const [at, { profile, reading }] of columns.entries()) {
    const guess = guesses[at]
    if (guess === undefined) continue
    const about = { column: guess.header, field: guess.field, example: guess.samples[0] ?? null }
    if (guess.pii) add('personal_data', profile.texts.length, about)
    if (guess.leak) add('leak_candidate', profile.texts.length, about)
    if (guess.format.negated && guess.field !== null) add('negated_column', profile.texts.length, about)
    if (
      (guess.format.percent || guess.format.beyondOne) &&
      guess.field !== null &&
      fields.get(guess.field)?.type === 'ratio'
    )
      add('percent_scaled', profile.numbers.length, about)
    const exact = reading.matches.find(match => match.confidence === 1)
    if (
      exact !== undefined &&
      guess.field === null &&
      reading.trap === null &&
      fieldFit(exact.field, profile) < 0.35
    ) {
      add('values_contradict_header', profile.texts.length, { ...about, field: exact.field })
    }
  }
  for (const { column, blanks } of blockColumns(columns, guesses, sample))
    add('blank_below_first', blanks, { column })
  return issues
}

/** Tables that sum up: a column for each month, or frequency and recency counted before. */
export function shapeIssues(
  columns: readonly NamedColumn[],
  guesses: readonly ColumnGuess[],
  summary: SummaryTable | null,
): Issue[] {
  const about = { field: null, rows: [], facts: {} }
  const periods = columns.filter(
    ({ rawHeader, profile }) => readPeriod(rawHeader) !== null && profile.kind === 'number',
  )
  const issues: Issue[] = []
  if (periods.length >= 3)
    issues.push({
      ...about,
      kind: 'period_columns',
      column: null,
      count: periods.length,
      example: periods[0]?.header ?? null,
    })
  if (summary?.kind === 'frequency_recency')
    issues.push({
      ...about,
      kind: 'purchase_summary',
      column: summary.columns.frequency,
      count: guesses.length === 0 ? 0 : (columns[0]?.profile.texts.length ?? 0),
      example: null,
    })
  return issues
}

/** Leading columns with a new value on the first row of each block and blanks below it, in the sample. */
function blockColumns(
  columns: readonly NamedColumn[],
  guesses: readonly ColumnGuess[],
  { rows }: Sample,
): { column: string; blanks: number }[] {
  const found: { column: string; blanks: number }[] = []
  for (const [at, { profile, header }] of columns.entries()) {
    const filled = profile.texts.length
    const cells = rows.map(row => cellText(row[at] ?? null).trim())
    const blanks = cells.filter(text => text === '').length
    const blocks = profile.unique && filled >= 3 && blanks >= filled && (cells[0] ?? '') !== ''
    // Blocks stand on the left; further to the right blanks are blanks.
    if (!blocks || profile.kind === 'number') break
    found.push({ column: guesses[at]?.header ?? header, blanks })
  }
  return found
}
