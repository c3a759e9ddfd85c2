import { z } from 'zod'
import { entityWord } from './words/entities.ts'
import { entityNames } from '../src/domain/entities/index.ts'
import { day, defineTool, Fault } from '../src/tool.ts'
import {
  askNow,
  issueRows,
  mappingRows,
  notes,
  questionRows,
  tablesWith,
  tellsWhoLeaves,
  worded,
} from './words/import-answer.ts'
import { describeWords } from './words/describe-data.ts'
import { importWords } from './words/import-data.ts'
import { issueWords } from './words/import-issues.ts'
import { nextCalls } from './words/import-next.ts'

const options = z.strictObject({
  encoding: z.string().max(40).optional(),
  delimiter: z.string().min(1).max(2).optional(),
  header_row: z.number().int().min(0).max(10_000).optional(),
  date_order: z.enum(['ymd', 'mdy', 'dmy']).optional(),
  decimal: z.enum(['.', ',']).optional(),
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/)
    .toUpperCase()
    .optional(),
  marks: z
    .record(
      z.string().max(8),
      z
        .string()
        .regex(/^[A-Za-z]{3}$/)
        .toUpperCase(),
    )
    .optional(),
  time_zone: z.string().max(60).optional(),
  money_unit: z.enum(['major', 'minor']).optional(),
  excel_epoch: z.union([z.literal(1900), z.literal(1904)]).optional(),
  ids: z.enum(['on_record', 'as_written']).optional(),
  as_of: day.optional(),
})

export default defineTool({
  name: 'import_data',
  title: 'Import a data file',
  description:
    'Read a customer data file (CSV, TSV, JSON, NDJSON, XLSX, Parquet) into the local store: path or csv_text. Clear files are stored at once; unclear ones come back with questions and the complete next call. For what is stored use describe_data.',
  effect: 'write',
  idempotent: true,
  core: true,
  examples: [
    { ask: 'Import the orders of the shop.', input: { path: 'data/samples/shop/orders.csv' } },
    {
      ask: '幫我看看這個客戶檔有什麼問題',
      input: { path: 'data/samples/beauty/客戶名單.xlsx', mode: 'preview' },
    },
  ],
  input: z.object({
    path: z.string().min(1).max(1000).optional().describe('file name in the inbox, or a path'),
    csv_text: z.string().min(1).optional().describe('pasted table, up to 200 KB'),
    entity: z
      .string()
      .max(40)
      .optional()
      .describe('what a row is: customer, order, ticket …; recognised if left out'),
    mapping: z
      .record(z.string().max(1000), z.string().max(80).nullable())
      .optional()
      .meta({ brief: '{column: field | null}' }),
    sheet: z.string().max(120).optional(),
    options: options.optional().meta({
      brief:
        'encoding, delimiter, header_row, date_order ymd|mdy|dmy, decimal, currency, marks {"$": ISO}, time_zone, money_unit major|minor, as_of',
    }),
    mode: z.enum(['auto', 'preview', 'commit']).default('auto'),
    on_conflict: z.enum(['fail', 'skip', 'replace']).default('fail'),
  }),
  output: z.object({
    import_id: z.string().nullable(),
    file: z.string(),
    form: z.record(z.string(), z.unknown()),
    entity: z.string().nullable(),
    stored: z.boolean(),
    rows_read: z.number().nullable(),
    rows_used: z.number().nullable(),
    rows_rejected: z.number().nullable(),
    rows_dropped: z.number().nullable(),
    questions: z.array(
      z.object({
        question: z.string(),
        choices: z.array(z.string()),
        proposed: z.string().nullable(),
        argument: z.string(),
      }),
    ),
    mapping: z.array(
      z.object({
        column: z.string(),
        field: z.string().nullable(),
        confidence: z.number(),
        samples: z.array(z.string()),
        read_as: z.array(z.string()).optional(),
      }),
    ),
    issues: z.array(
      z.object({
        kind: z.string(),
        what: z.string(),
        column: z.string().nullable(),
        count: z.number(),
        examples: z.array(z.string()),
        row_numbers: z.array(z.number()),
      }),
    ),
    joins: z.array(
      z.object({ from: z.string(), to: z.string(), key: z.string(), keys: z.number(), matched: z.number() }),
    ),
    rejects_file: z.string().nullable(),
    what_you_can_ask: z.array(z.string()),
  }),
  async run(input, { imports, store, say, formats, language }) {
    if ((input.path === undefined) === (input.csv_text === undefined)) {
      throw new Fault('invalid_input', { field: 'path', problem: 'give either path or csv_text' })
    }
    const entity = entityNames.find(name => name === input.entity?.trim().toLowerCase())
    if (input.entity !== undefined && entity === undefined) {
      throw new Fault('invalid_input', {
        field: 'entity',
        problem: 'is not a kind of table',
        choices: entityNames,
      })
    }
    const words = say(importWords)
    const issueText = say(issueWords)
    const { as_of: asOf, ...given } = input.options ?? {}
    const report = await imports.run({
      path: input.path,
      csvText: input.csv_text,
      entity,
      mapping: input.mapping,
      sheet: input.sheet,
      options: {
        encoding: given.encoding,
        delimiter: given.delimiter,
        headerRow: given.header_row,
        dateOrder: given.date_order,
        decimal: given.decimal,
        currency: given.currency,
        marks: given.marks,
        timeZone: given.time_zone,
        moneyUnit: given.money_unit,
        excelEpoch: given.excel_epoch,
        ids: given.ids,
      },
      asOf,
      mode: input.mode,
      onConflict: input.on_conflict,
      explain: ({ reason }) => issueText[reason],
    })
    const { plan, reading, record, outcome, joins } = report
    const { inspection } = plan
    const stored = outcome === 'committed' || outcome === 'already_imported'
    // Rows the store had already, from another file: they count once.
    const known = reading && record ? reading.counts.rowsUsed - record.rowsUsed : 0
    const counts = {
      read: reading?.counts.rowsRead ?? record?.rowsRead ?? null,
      used: record?.rowsUsed ?? reading?.counts.rowsUsed ?? null,
      rejected: reading?.counts.rowsRejected ?? record?.rowsRejected ?? null,
      dropped: reading
        ? reading.counts.totalsDropped +
          reading.counts.blanksDropped +
          reading.counts.duplicatesDropped +
          known
        : record
          ? record.rowsRead - record.rowsUsed - record.rowsRejected
          : null,
    }
    const told = {
      file: inspection.file,
      entity: plan.entity === null ? '–' : entityWord(plan.entity, language),
      read: counts.read ?? 0,
      used: counts.used ?? 0,
      rejected: counts.rejected ?? 0,
      dropped: counts.dropped ?? 0,
    }
    const questions = plan.questions
    const sheets = questions.find(({ kind }) => kind === 'sheet')
    const first = record?.firstDay
    const last = record?.lastDay
    const own = joins.filter(({ leftEntity, rightEntity }) =>
      [leftEntity, rightEntity].includes(plan.entity ?? ''),
    )
    const noted = notes(report, reading?.issues ?? inspection.issues, words, { issueText, formats })
    const { tables: held, unconverted } = await store.overview()
    const tables = stored ? held : tablesWith(held, plan)
    const undated =
      (plan.entity === 'customer' || plan.entity === 'account') &&
      report.asOf === null &&
      (await store.lastDay()) === null
    const summary = [
      outcome === 'committed' ? words.committed(told, formats) : '',
      outcome === 'already_imported' ? words.already(inspection.file, plan.importId) : '',
      sheets && !stored
        ? (Object.keys(sheets.facts).length > 0 ? words.tables : words.sheets)(
            inspection.file,
            sheets.choices.length,
          )
        : '',
      !stored && !sheets && plan.entity === null && inspection.summary === undefined
        ? words.unknownTable(inspection.file)
        : '',
      !stored && reading ? words.previewed(told, formats) : '',
      !stored && !sheets && questions.length > 0 ? words.open(inspection.file, questions.length) : '',
      noted.length > 0 && outcome !== 'already_imported' ? words.noticed(formats.clauses(noted)) : '',
      first && last ? words.period(formats.day(first), formats.day(last)) : '',
      ...own
        .slice(0, 2)
        .map(join =>
          words.joined(
            join.key,
            entityWord(join.leftEntity, language),
            entityWord(join.rightEntity, language),
            formats.number(join.matched),
            formats.number(join.leftKeys),
            formats.percent(join.leftKeys === 0 ? null : join.matched / join.leftKeys),
          ),
        ),
      (counts.rejected ?? 0) > 0 && reading?.rejectsFile ? words.rejects : '',
      plan.entity !== null && !sheets && !tellsWhoLeaves(tables) ? words.notYet : '',
    ]
    const pasted =
      input.csv_text !== undefined && 'path' in report.source ? [words.pasted(report.source.path)] : []
    const dropped = new Set(inspection.columns.filter(({ pii }) => pii).map(({ header }) => header))
    const attributes = plan.columns.filter(
      ({ column, field }) => field === null && !dropped.has(column),
    ).length
    return {
      summary: formats.sentences(summary),
      status: stored ? 'ok' : plan.status,
      import_id: plan.importId || null,
      file: inspection.file,
      form: {
        encoding: inspection.encoding,
        delimiter: inspection.delimiter,
        header_row: inspection.headerRow,
        sheet: inspection.sheet,
        ...(inspection.sheets.length > 1
          ? { sheets: inspection.sheets.slice(0, 20).map(({ name }) => name) }
          : {}),
      },
      entity: plan.entity,
      stored,
      rows_read: counts.read,
      rows_used: counts.used,
      rows_rejected: counts.rejected,
      rows_dropped: counts.dropped,
      questions: questionRows(plan, words),
      mapping: mappingRows(plan, report.dates),
      issues: issueRows(reading?.issues ?? inspection.issues, issueText),
      joins: own.map(({ leftEntity, rightEntity, key, leftKeys, matched }) => ({
        from: leftEntity,
        to: rightEntity,
        key,
        keys: leftKeys,
        matched,
      })),
      warnings: [
        ...(known > 0 ? [words.known(formats.number(known))] : []),
        ...unconverted.map(({ currency, rows }) =>
          say(describeWords).unconverted(currency, formats.number(rows)),
        ),
      ],
      rejects_file: reading?.rejectsFile ?? null,
      what_you_can_ask: sheets && !stored ? [] : askNow(tables, say),
      assumptions: [
        ...plan.assumptions.map(one => words.assumed(worded(one, plan, words), one.proposed ?? '–')),
        ...(report.asOfFrom === 'given' && report.asOf ? [words.asOfGiven(report.asOf)] : []),
        ...(report.asOfFrom === 'file_name' && report.asOf ? [words.asOfFromName(report.asOf)] : []),
        ...(undated ? [words.undated] : []),
        ...(report.remembered.length > 0
          ? [words.remembered(formats.list(report.remembered.slice(0, 8)))]
          : []),
        ...(attributes > 0 && stored ? [words.attributes(attributes)] : []),
        ...pasted,
      ],
      suggested_actions: nextCalls(report, input, words),
      as_of: report.asOf,
      currency: inspection.options.currency ?? null,
    }
  },
})
