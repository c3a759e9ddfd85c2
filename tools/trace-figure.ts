import { z } from 'zod'
import { customerOf, ratioOf, recompute, registered, sourcesOf } from '../src/analysis/trace.ts'
import { madeOf } from '../src/analysis/trace-formula.ts'
import { nameOf, unitOf } from '../src/analysis/trace-name.ts'
import { defineTool } from '../src/tool.ts'
import type { ToolContext } from '../src/tool.ts'
import { affected } from './words/configure.ts'
import { traceWords } from './words/trace-figure.ts'

const value = z.union([z.number(), z.string(), z.boolean()]).nullable()
const part = z.object({ name: z.string(), value: z.number() })
const scalar = (found: unknown): number | string | boolean | null =>
  typeof found === 'number' || typeof found === 'string' || typeof found === 'boolean'
    ? found
    : found === null
      ? null
      : JSON.stringify(found).slice(0, 400)

/** A number as people say it: a rate as a percentage, the rest with its unit. */
const readAs = (
  shown: unknown,
  unit: string | null,
  said: string,
  { formats, language }: Pick<ToolContext, 'formats' | 'language'>,
): string =>
  typeof shown !== 'number' || unit === null || unit === ''
    ? said
    : unit === 'fraction' || unit === 'probability' || unit === 'share'
      ? formats.percent(shown, 2)
      : language === 'en' || /^[A-Z]{3}$/.test(unit)
        ? `${said} ${unit}`
        : said

export default defineTool({
  name: 'trace_figure',
  title: 'Trace a figure to its source',
  description:
    'Where a number comes from: its formula and parameters, the settings and the call behind it, and the files, sheets and row numbers it was read from. Computes it again and says whether it still holds. Takes the figure id of any answer, or result_id.path.',
  effect: 'read',
  core: true,
  examples: [
    { ask: 'Where does this number come from?', input: { figure_id: 'describe_data.reconciliation/net' } },
  ],
  input: z.object({
    figure_id: z.string().min(3).max(400),
    rows: z.number().int().min(1).max(50).default(5).describe('row numbers a source'),
  }),
  output: z.object({
    figure_id: z.string(),
    name: z.string(),
    value,
    unit: z.string().nullable(),
    badge: z.string().nullable(),
    holds: z.boolean().nullable(),
    value_now: value,
    ratio: z.object({ numerator: part, denominator: part }).nullable(),
    formula: z.record(z.string(), z.unknown()).nullable(),
    call: z.record(z.string(), z.unknown()),
    settings: z.record(z.string(), z.unknown()),
    customer_id: z.string().nullable(),
    sources: z.array(
      z.object({
        file: z.string(),
        sheet: z.string().nullable(),
        entity: z.string(),
        import_id: z.string(),
        sha256: z.string(),
        rows_in_scope: z.number(),
        row_numbers: z.array(z.number()),
      }),
    ),
  }),
  async run({ figure_id: asked, rows }, context) {
    const words = context.say(traceWords)
    const found = await registered(context, asked)
    const { result, path, answer, call } = found
    const id = `${result.resultId}.${path}`
    const figures = Array.isArray(answer['figures']) ? answer['figures'] : []
    const known: unknown = figures.find(
      (one: unknown) => typeof one === 'object' && one !== null && Reflect.get(one, 'id') === id,
    )
    const detail = z.object({ name: z.string(), unit: z.string(), badge: z.string() }).safeParse(known)
    const method = z
      .object({ name: z.string(), formula_id: z.string(), parameters: z.record(z.string(), z.unknown()) })
      .safeParse(answer['method'])
    const sources = await sourcesOf(context, found, rows)
    const now = await recompute(context, found)
    const name = detail.success ? detail.data.name : nameOf(answer, path)
    const made = madeOf(answer, path, result.resultId)
    const ratio = ratioOf(found)
    const settings = Object.fromEntries(
      Object.entries(call.settings).filter(([key]) =>
        Object.entries(affected).some(([known, tools]) => known === key && tools.includes(call.tool)),
      ),
    )
    const shown = scalar(found.value)
    const said = typeof shown === 'number' ? context.formats.number(shown, 4) : String(shown ?? '–')
    const unit = detail.success ? detail.data.unit : unitOf(answer, path, shown, answer['currency'])
    return {
      summary: context.formats.sentences([
        words.value(name, readAs(shown, unit, said, context)),
        ratio === null
          ? ''
          : words.ratio(
              words.parts[ratio.numerator.name] ?? ratio.numerator.name,
              context.formats.number(ratio.numerator.value),
              words.parts[ratio.denominator.name] ?? ratio.denominator.name,
              context.formats.number(ratio.denominator.value),
            ),
        method.success ? words.formula(method.data.name, method.data.formula_id) : '',
        made === null ? '' : words.made(made.expression),
        words.call(call.tool),
        sources === null
          ? words.noRows
          : words.rows(context.formats.number(sources.totalRows), sources.sources.length),
        now.holds === null
          ? words.notAgain(now.reason ?? '')
          : now.holds
            ? words.holds
            : words.changed(
                typeof now.valueNow === 'number'
                  ? context.formats.number(now.valueNow, 4)
                  : String(scalar(now.valueNow) ?? '–'),
              ),
      ]),
      figure_id: id,
      name,
      value: shown,
      unit,
      badge: detail.success
        ? detail.data.badge
        : /^(?:method\/parameters|settings)\//.test(path)
          ? 'assumed'
          : null,
      holds: now.holds,
      value_now: scalar(now.valueNow),
      ratio,
      formula:
        method.success || made !== null
          ? {
              ...(method.success
                ? { ...method.data, text: `docs/formulas.md#${method.data.formula_id}` }
                : {}),
              ...made,
            }
          : null,
      call: {
        tool: call.tool,
        arguments: call.input,
        scenario: call.scenario,
        engine_version: call.version,
        result_id: result.resultId,
        result_id_now: now.resultIdNow,
      },
      settings,
      customer_id: customerOf(found),
      sources: (sources?.sources ?? []).slice(0, 30).map(source => ({
        file: source.fileName,
        sheet: source.sheet,
        entity: source.entity,
        import_id: source.importId,
        sha256: source.fileSha256,
        rows_in_scope: source.rowsInScope,
        row_numbers: [...source.sampleRows],
      })),
      as_of: typeof answer['as_of'] === 'string' ? answer['as_of'] : null,
      currency: typeof answer['currency'] === 'string' ? answer['currency'] : null,
    }
  },
})
