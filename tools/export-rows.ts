import { z } from 'zod'
import { barredCustomers } from '../src/analysis/consent.ts'
import type { Barred } from '../src/analysis/consent.ts'
import { customerRows, personalColumns } from '../src/analysis/export-table.ts'
import { observe } from '../src/analysis/observe.ts'
import { defineTool, Fault, where } from '../src/tool.ts'
import type { Cell, ToolContext } from '../src/tool.ts'
import type { Where } from '../src/domain/where.ts'
import { fieldText } from './parts/where-text.ts'
import { barredCounts, barredList } from './words/barred.ts'
import { aboutRows, answerTables } from './words/export-answer.ts'
import type { AnswerTable } from './words/export-answer.ts'
import { exportCell, exportHeader, presets, recordKind } from './words/export-presets.ts'
import { exportWords } from './words/export-rows.ts'

/** The filter of a named segment, asked of `segment_customers`: "value_tier:high". */
async function segmentFilter(context: ToolContext, named: string): Promise<Where> {
  const cut = named.indexOf(':')
  if (cut <= 0)
    throw new Fault('invalid_input', {
      field: 'segment',
      problem: 'is written as by:name, for example value_tier:high',
    })
  const name = named.slice(cut + 1).trim()
  const { segments } = await context.call('segment_customers', { by: named.slice(0, cut).trim() })
  const found = Array.isArray(segments) ? segments : []
  const segment: unknown = found.find(
    (one: unknown) => typeof one === 'object' && one !== null && Reflect.get(one, 'name') === name,
  )
  if (typeof segment !== 'object' || segment === null) {
    const choices = found
      .map((one: unknown) => String(typeof one === 'object' && one !== null ? Reflect.get(one, 'name') : ''))
      .slice(0, 20)
    throw new Fault('invalid_input', { field: 'segment', problem: 'there is no such segment', choices })
  }
  return where.parse(Reflect.get(segment, 'filter'))
}

export default defineTool({
  name: 'export_rows',
  title: 'Export rows to a file',
  description:
    'Write every row of an earlier answer (result_id), or every customer that matches where or a segment, to a CSV, JSON or XLSX file in the output folder. Presets name columns for a CRM. The reply holds the path and counts, no rows.',
  effect: 'write',
  idempotent: true,
  examples: [
    { ask: 'Give me all customers for our CRM.', input: { preset: 'hubspot' } },
    { ask: '把客户名单导出成Excel', input: { format: 'xlsx' } },
  ],
  input: z.object({
    result_id: z.string().max(80).optional(),
    where: where.optional(),
    segment: z.string().max(200).optional().describe('by:name, as value_tier:high'),
    format: z.enum(['csv', 'json', 'xlsx']).default('csv'),
    preset: z.enum(presets).default('generic'),
    columns: z.array(z.string().max(200)).max(200).optional(),
    keep_barred: z
      .boolean()
      .default(false)
      .describe('CRM presets leave out who may not be contacted; true keeps them'),
    include_personal: z.boolean().default(false).describe('names, e-mail, phone; in the file only'),
    file_name: z.string().max(80).optional(),
  }),
  output: z.object({
    path: z.string().nullable(),
    rows_written: z.number(),
    columns: z.array(z.string()),
    format: z.string(),
    preset: z.string(),
    personal: z.boolean(),
    may_not_be_contacted: z.array(z.object({ reason: z.string(), n: z.number(), meaning: z.string() })),
    left_out: z.number(),
  }),
  async run(input, context) {
    const words = context.say(exportWords)
    const sources = [input.result_id, input.where, input.segment].filter(source => source !== undefined)
    if (sources.length > 1) {
      throw new Fault('invalid_input', {
        field: 'result_id',
        problem: 'give only one of result_id, where and segment',
      })
    }
    const at = await observe(context)
    const none = {
      path: null,
      rows_written: 0,
      columns: [],
      format: input.format,
      preset: input.preset,
      personal: false,
      may_not_be_contacted: [],
      left_out: 0,
    }
    if (at === null && input.result_id === undefined)
      return { summary: words.empty, status: 'no_data' as const, ...none }

    const warnings: string[] = []
    let table: { columns: string[]; rows: (Cell | undefined)[][] }
    let name = 'customers'
    let sheet = 'customers'
    let further: AnswerTable[] = []
    let about: (readonly [string, string])[] = []
    if (input.result_id !== undefined) {
      const { answer, tool, dataChanged } = await context.exports.wholeAnswer(input.result_id)
      if (dataChanged) warnings.push(words.dataChanged)
      const [main, ...others] = answerTables(answer)
      table = main
      sheet = main.name
      further = others
      about = aboutRows(answer, tool)
      name = tool
    } else if (at !== null) {
      const filter =
        input.where ?? (input.segment === undefined ? undefined : await segmentFilter(context, input.segment))
      table = await customerRows(context, at, filter)
      if (input.segment !== undefined) name = input.segment
      about = [
        ['as_of', at.asOf],
        ['currency', at.currency ?? ''],
        ...(filter === undefined ? [] : [['where', JSON.stringify(filter)] as const]),
      ]
    } else {
      throw new Fault('nothing_imported', {})
    }
    const idAt = table.columns.indexOf('customer_id')
    const barred = idAt >= 0 && at !== null ? await barredCustomers(context, at) : new Map<string, Barred>()
    const reasonOf = (row: readonly (Cell | undefined)[]): Barred | undefined =>
      barred.get(String(row[idAt] ?? ''))
    const reasons = table.rows.flatMap(row => reasonOf(row) ?? [])
    const marked = barredCounts(reasons, context)
    // A list for a CRM is a list of people to contact.
    const drop = input.preset !== 'generic' && !input.keep_barred && reasons.length > 0
    if (drop) table = { columns: table.columns, rows: table.rows.filter(row => reasonOf(row) === undefined) }
    const leftOut = drop ? reasons.length : 0
    const told =
      reasons.length === 0
        ? ''
        : words.mayNot({
            n: context.formats.number(reasons.length, 0),
            why: barredList(marked, context),
            dropped: drop,
          })
    const personal = input.include_personal && idAt >= 0 && at !== null
    if (personal) {
      const known = await personalColumns(
        context,
        table.rows.map(row => String(row[idAt] ?? '')),
      )
      table = {
        columns: [...table.columns, ...known.columns],
        rows: table.rows.map((row, index) => [...row, ...(known.rows[index] ?? [])]),
      }
    }
    const chosen = input.columns ?? table.columns
    const places = chosen.map(column => {
      const place = table.columns.indexOf(column)
      if (place < 0)
        throw new Fault('unknown_field', {
          field: column.slice(0, 80),
          suggestion: null,
          known: table.columns.slice(0, 60),
        })
      return place
    })
    if (table.rows.length === 0)
      return {
        summary: context.formats.sentences([words.noRows, told]),
        status: 'no_data' as const,
        ...none,
        may_not_be_contacted: marked,
        left_out: leftOut,
        warnings,
      }
    const kind = recordKind(table.columns)
    const columns = chosen.map(column => exportHeader(input.preset, column, kind, fieldText(column, 'zh-CN')))
    const rows = table.rows.map(row =>
      places.map((place, at) => exportCell(input.preset, chosen[at] ?? '', row[place] ?? null)),
    )
    const stem =
      input.file_name?.replace(/\.(csv|json|xlsx)$/i, '') ?? `${name}_${context.resultId.slice(2, 10)}`
    // A CRM reads the first sheet only, and trips over what else stands in a workbook.
    const whole = input.format === 'xlsx' && input.preset === 'generic'
    const [aboutName, ...aboutHead] = words.about
    const sheets = whole
      ? [
          ...further.map(one => ({ ...one, rows: one.rows.map(row => row.map(cell => cell ?? null)) })),
          { name: aboutName, columns: aboutHead, rows: about },
        ]
      : []
    const path = await context.exports.write(
      {
        name: sheet,
        columns,
        rows,
        n: rows.length,
        further: sheets,
        ...(whole ? { totals: words.totals } : {}),
      },
      stem,
      input.format,
    )
    return {
      summary: context.formats.sentences([
        words.written(context.formats.number(rows.length), columns.length, path),
        input.format === 'csv' ? words.csv : '',
        whole
          ? words.sheets(context.formats.list([sheet, ...sheets.map(one => one.name), words.totals[0]]))
          : '',
        told,
        personal ? words.personal : words.withoutPersonal,
      ]),
      path,
      rows_written: rows.length,
      columns: columns.slice(0, 80),
      format: input.format,
      preset: input.preset,
      personal,
      may_not_be_contacted: marked,
      left_out: leftOut,
      warnings,
      as_of: at?.asOf ?? null,
      currency: at?.currency ?? null,
    }
  },
})
