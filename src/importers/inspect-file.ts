/** What is in a file, from a bounded sample: its form, its columns and their meaning, its entity, and what to ask. */
import { Fault } from '../fault.ts'
import { recognise } from './container.ts'
import { proposeByContent } from './by-content.ts'
import type { ContentProposal } from './by-content.ts'
import { guessColumn } from './guess-columns.ts'
import type { NamedColumn } from './guess-columns.ts'
import { readHeader } from './header-match.ts'
import { inspectionIssues, shapeIssues } from './inspection-issues.ts'
import { matchTable } from './match-table.ts'
import type { TableMatch } from './match-table.ts'
import type { ColumnMatch } from './table-column.ts'
import { profileColumn } from './profile-column.ts'
import { columnQuestions, confidenceOf, entityQuestion } from './questions.ts'
import { withFileCurrency, withoutRivalCurrencies } from './row-currency.ts'
import { readSample, sampleSize } from './read-sample.ts'
import type { Sample } from './read-sample.ts'
import { cellText } from './read/block.ts'
import { fileName, scanFile, sourceBytes } from './scan-file.ts'
import { summaryTable } from './summary-table.ts'
import type { SummaryTable } from './types.ts'
import { proposeOrder, settle } from './settle-columns.ts'
import { loadSynonyms } from './synonyms.ts'
import type { Synonyms } from './synonyms.ts'
import type { Inspection, InspectOptions, Mapping, Question, Source } from './types.ts'
import { valueQuestions } from './value-questions.ts'

const defaultMaxBytes = 4 * 2 ** 30

/**
 * Reads the whole content once for its hash and encoding, and a sample for everything else. Throws `Fault` for what
 * cannot be read at all: `file_empty`, `unsupported_format`, `file_unreadable`, `file_too_large`, `file_not_found`.
 */
export async function inspectFile(
  source: Source,
  options: InspectOptions = {},
  synonyms: Synonyms = loadSynonyms(),
): Promise<Inspection> {
  const file = fileName(source)
  const bytes = await sourceBytes(source)
  if (bytes === 0) throw new Fault('file_empty', { file })
  const limit = options.maxBytes ?? defaultMaxBytes
  if (bytes > limit) throw new Fault('file_too_large', { file, bytes, limit, advice: 'split_file' })
  const scan = await scanFile(source, options.signal)
  const container = recognise(file, scan.head, scan.tail)
  const sample = await readSample(source, container, scan, synonyms, options)
  const { signal: _signal, ...kept } = options
  const form = {
    source,
    file,
    bytes,
    container: sample.container,
    contentHash: scan.contentHash,
    encoding: sample.encoding,
    delimiter: sample.delimiter,
    whitespaceSeparated: sample.whitespaceSeparated,
    carriageReturns: sample.carriageReturns,
    headerRow: sample.headerRow === 0 ? null : sample.headerRow,
    sheet: sample.sheet,
    sheets: sample.sheets,
    ...(sample.columnsInFile === undefined ? {} : { columnsInFile: sample.columnsInFile }),
    sampledRows: sample.rows.length,
    totalRows:
      sample.totalRows ??
      (sample.rows.length < sampleSize && container !== 'delimited' ? sample.rows.length : null),
    options: kept,
  }
  if (sample.headers.length === 0)
    return {
      ...form,
      columns: [],
      entity: null,
      entities: [],
      questions: [sheetQuestion(sample)],
      issues: [],
    }
  const columns = nameColumns(sample, options, synonyms)
  await settle(columns, sample, options)
  proposeOrder(columns)
  const summary = options.entity === undefined ? summaryTable(columns) : null
  const grouped = summary !== null && !(summary.kind === 'frequency_recency' && summary.perCustomer)
  const { matches, best } = matchColumns(columns, sample, file, synonyms, withoutCounted(summary, options))
  const { guesses, questions: rivals } = withoutRivalCurrencies(
    columns,
    withFileCurrency(
      columns,
      columns.map((column, at) => guessColumn(column, best.columns[at] ?? noMatch, at, options)),
    ),
  )
  return {
    ...form,
    columns: guesses,
    entity: best.entity,
    entities: matches.slice(0, 5).map(match => ({
      entity: match.entity,
      confidence: confidenceOf(match, matches),
      missing: match.missing,
    })),
    questions: [
      ...encodingQuestion(sample),
      ...(grouped ? [summaryQuestion(summary)] : entityQuestion(matches, options)),
      ...(grouped ? [] : columnQuestions(best, columns, guesses, sample)),
      ...rivals,
      ...valueQuestions(columns, guesses, sample, options),
    ],
    issues: [
      ...inspectionIssues(columns, guesses, sample, scan),
      ...shapeIssues(columns, guesses, grouped ? null : summary),
    ],
    ...(grouped ? { summary } : {}),
  }
}

/** Repeat purchases are no orders, and recency there is a length of time: attributes, unless the caller says more. */
const withoutCounted = (summary: SummaryTable | null, options: InspectOptions): InspectOptions =>
  summary?.kind !== 'frequency_recency'
    ? options
    : {
        ...options,
        mapping: {
          ...Object.fromEntries(Object.values(summary.columns).map(header => [header, null])),
          ...options.mapping,
        },
      }

/** Its rows are nobody: only the caller's own word makes a table of records of it. */
const summaryQuestion = (summary: SummaryTable): Question => ({
  kind: 'summary_table',
  column: null,
  proposed: null,
  samples: [],
  answer: { argument: 'entity', key: 'entity' },
  facts: {
    kind: summary.kind,
    ...(summary.kind === 'durations' ? { duration: summary.duration, event: summary.event } : {}),
  },
  choices: [],
})

const noMatch: ColumnMatch = { field: null, confidence: 0, how: 'none', alternatives: [], trap: null }

/** Unique names: trimmed, and numbered where they repeat. */
function nameColumns(sample: Sample, options: InspectOptions, synonyms: Synonyms): NamedColumn[] {
  const seen = new Map<string, number>()
  const readings = new Map<string, NamedColumn['reading']>()
  return sample.headers.map((rawHeader, at) => {
    const trimmed = rawHeader.replaceAll(/\s+/g, ' ').trim().slice(0, 200)
    const count = (seen.get(trimmed) ?? 0) + 1
    seen.set(trimmed, count)
    const reading = readings.get(trimmed) ?? readHeader(trimmed, synonyms)
    readings.set(trimmed, reading)
    return {
      rawHeader,
      header: count === 1 ? trimmed : `${trimmed} (${count})`,
      reading,
      profile: profileColumn(
        sample.rows.map(row => row[at] ?? null),
        options,
      ),
    }
  })
}

/** Programs write what a record is into each one: `object: subscription`. */
const namedInside = (columns: readonly NamedColumn[]): string[] =>
  columns.flatMap(({ header, profile }) =>
    /^(?:object|record[ _]?type|entity|doctype|resource)$/i.test(header) && profile.levels.size === 1
      ? [...profile.levels.keys()]
      : [],
  )

/** What the values say where no header speaks, or the words of all headers lead nowhere. */
function contentOf(
  columns: readonly NamedColumn[],
  matches: readonly TableMatch[],
  { headerRow, container }: Sample,
  given: Mapping,
): ContentProposal | null {
  if (headerRow === null) return proposeByContent(columns)
  const [best] = matches
  const order = matches.find(({ entity }) => entity === 'order')
  if (best === undefined || order === undefined || container === 'parquet') return null
  const lost = best.score < 0.3 || (best.entity === 'order' && best.missing.length > 0 && best.score < 1.2)
  if (!lost) return null
  const known = order.columns.flatMap(({ field, confidence }, at) =>
    field !== null && (confidence >= 0.6 || (columns[at]?.header ?? '') in given)
      ? [[at, field] as const]
      : [],
  )
  return proposeByContent(columns, new Map(known))
}

function matchColumns(
  columns: readonly NamedColumn[],
  sample: Sample,
  file: string,
  synonyms: Synonyms,
  options: InspectOptions,
): { matches: TableMatch[]; best: TableMatch } {
  const names = [file, sample.sheet ?? '', ...namedInside(columns)]
  const given: Mapping = Object.assign(Object.create(null), options.mapping)
  const matches = matchTable(columns, names, synonyms, given, options.entity)
  const best = matches[0]
  if (best === undefined) throw new Fault('invalid_input', { field: 'entity', problem: 'unknown_entity' })
  const byContent = contentOf(columns, matches, sample, given)
  if (byContent === null || (options.entity !== undefined && options.entity !== byContent.entity))
    return { matches, best }
  const proposal: TableMatch = {
    entity: byContent.entity,
    score: 1.5,
    missing: [],
    columns: columns.map(({ header }, at) => {
      const own = given[header]
      const field = header in given ? (own ?? null) : (byContent.fields.get(at) ?? null)
      return {
        ...noMatch,
        field,
        confidence: field === null ? 0 : header in given ? 1 : 0.6,
        how: header in given ? 'given' : field === null ? 'none' : 'values',
      }
    }),
  }
  return {
    matches: [
      proposal,
      ...matches
        .filter(match => match.entity !== proposal.entity)
        .map(match => ({ ...match, score: Math.min(match.score, 0.5) })),
    ],
    best: proposal,
  }
}

/** Which sheet, or which of several tables in one: told by where it stands and its first headers. */
function sheetQuestion({ sheets }: Sample): Question {
  const tables = sheets.filter(({ headers }) => headers !== undefined)
  return {
    kind: 'sheet',
    column: null,
    proposed: null,
    samples: [],
    answer: { argument: 'sheet', key: 'sheet' },
    facts: Object.fromEntries(
      tables.map(({ name, headers = [], rows }) => [name, `${headers.join(', ')} … (${rows})`]),
    ),
    choices: sheets.map(sheet => ({ value: sheet.name, confidence: 1 / sheets.length })),
  }
}

function encodingQuestion({ encodings, rows }: Sample): Question[] {
  const [first, second] = encodings
  if (
    first === undefined ||
    first.confidence >= 0.6 ||
    (second !== undefined && first.confidence - second.confidence > 0.25)
  )
    return []
  const strange = rows
    .flat()
    .map(cellText)
    .filter(text => /[^\p{ASCII}]/u.test(text))
    .slice(0, 3)
  return [
    {
      kind: 'encoding',
      column: null,
      proposed: first.encoding,
      samples: strange,
      answer: { argument: 'options', key: 'encoding' },
      facts: {},
      choices: encodings.map(({ encoding, confidence }) => ({
        value: encoding,
        confidence: Math.round(confidence * 100) / 100,
      })),
    },
  ]
}
