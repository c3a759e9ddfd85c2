import { z } from 'zod'
import { entityWord } from './words/entities.ts'
import { gates } from '../src/analysis/gates.ts'
import { observe } from '../src/analysis/observe.ts'
import { reconcile } from '../src/analysis/reconcile.ts'
import { isoDay } from '../src/domain/days.ts'
import { levelAt } from '../src/domain/table.ts'
import { defineTool, detail, scenario } from '../src/tool.ts'
import type { FigureDraft, StoreOverview, ToolContext } from '../src/tool.ts'
import {
  gateRows,
  joinRows,
  qualityRows,
  settingRows,
  sourceRows,
  tableRows,
} from './words/describe-answer.ts'
import { keptTooLong } from './parts/kept-too-long.ts'
import { describeWords } from './words/describe-data.ts'

const list = z.array(z.record(z.string(), z.unknown()))
const measured = 'measured' as const

/** First day with a rate, by currency. */
async function firstRates(
  store: ToolContext['store'],
  overview: StoreOverview,
): Promise<Map<string, string>> {
  const first = new Map<string, string>()
  if (!overview.tables.some(({ entity, rows }) => entity === 'fx_rate' && rows > 0)) return first
  const { n, columns } = await store.entityRows({ entity: 'fx_rate' })
  const currency = columns.find(({ name }) => name === 'currency')
  const day = columns.find(({ name }) => name === 'rate_date')
  if (currency?.kind !== 'category' || day?.kind !== 'number') return first
  for (let row = 0; row < n; row += 1) {
    const code = levelAt(currency, row)
    const at = day.values[row]
    if (code === null || at === undefined || Number.isNaN(at)) continue
    const iso = isoDay(at)
    const known = first.get(code)
    if (known === undefined || iso < known) first.set(code, iso)
  }
  return first
}

export default defineTool({
  name: 'describe_data',
  title: 'Describe the data on record',
  description:
    'What is stored and how good it is: files, tables, quality, joins between tables, gross to net and refunds by month, what the data is enough for, settings in force, files waiting in the inbox.',
  effect: 'read',
  core: true,
  examples: [
    { ask: 'What data do we have, and can I trust it?', input: {} },
    { ask: '这两个表能合在一起吗?金额对不上财务的数', input: { detail: 'full' } },
  ],
  input: z.object({ detail, scenario: scenario.optional() }),
  output: z.object({
    sources: list,
    tables: list,
    quality: list,
    joins: list,
    reconciliation: z.record(z.string(), z.unknown()).nullable(),
    gates: list,
    settings: list,
    inbox: z.array(z.object({ name: z.string(), bytes: z.number(), imported: z.boolean().nullable() })),
  }),
  async run({ detail: asked }, context) {
    const { store, say, formats, language, inbox: listInbox, settings, folders } = context
    const words = say(describeWords)
    const full = asked === 'full'
    const inbox = [...(await listInbox())]
    const waiting = inbox.filter(({ imported }) => imported !== true)
    const records = await store.imports()
    const common = {
      settings: settingRows(settings, full),
      inbox: inbox.slice(0, full ? 100 : 12),
      suggested_actions: waiting.slice(0, 3).map(({ name }) => ({
        tool: 'import_data',
        why: words.importNext,
        arguments: { path: name, mode: 'preview' },
      })),
    }
    const at = await observe(context)
    if (at === null && records.length === 0) {
      return {
        summary: formats.sentences([
          words.empty(folders.inbox),
          waiting.length > 0 ? words.waiting(waiting.length) : '',
        ]),
        status: 'no_data' as const,
        sources: [],
        tables: [],
        quality: [],
        joins: [],
        reconciliation: null,
        gates: [],
        ...common,
      }
    }
    const overview = at?.overview ?? (await store.overview())
    const joins = joinRows(await store.joins(), settings.values.masking, full)
    const money = at === null ? null : await reconcile(context, at)
    const reached = at === null ? [] : await gates(context, at)
    const currency = overview.currency
    const keepDays = settings.values.retention_days
    const { old, today } = keptTooLong(records, keepDays)
    const amount = (value: number | null): string => formats.money(value, currency)
    const figure = (path: string, name: string, value: number | null, unit: string): FigureDraft => ({
      path,
      name,
      value,
      unit,
      badge: measured,
    })
    const figures = [
      ...joins.map((join, row) =>
        figure(
          `joins/${row}/match_rate`,
          words.matchRate(entityWord(join.from, language), entityWord(join.to, language)),
          join.match_rate,
          'fraction',
        ),
      ),
      ...(money === null
        ? []
        : (['gross', 'discounts', 'paid', 'refunds', 'net', 'net_in_store'] as const).map(key =>
            figure(`reconciliation/${key}`, words.money[key], money[key], currency ?? ''),
          )),
      ...(money?.refunds_elsewhere
        ? [
            figure(
              'reconciliation/refunds_elsewhere/amount',
              words.refundsElsewhereName,
              money.refunds_elsewhere.amount,
              currency ?? '',
            ),
          ]
        : []),
    ]
    const rates =
      overview.unconverted.length > 0 ? await firstRates(store, overview) : new Map<string, string>()
    const { months = [], ...sums } = money ?? {}
    const shown = full ? months : months.filter(row => row.refunds_in_month > 0 || row.refunds_of_orders > 0)
    const unmet = reached.filter(({ met }) => !met)
    return {
      summary: formats.sentences([
        words.held(
          records.length,
          formats.number(overview.customers),
          overview.orders === 0 ? null : formats.number(overview.orders),
        ),
        overview.firstDay !== null && overview.lastDay !== null
          ? words.period(formats.day(overview.firstDay), formats.day(overview.lastDay))
          : '',
        money === null
          ? ''
          : words.reconciled(
              money.gross === null
                ? null
                : { gross: amount(money.gross), discounts: amount(money.discounts ?? 0) },
              amount(money.paid),
              amount(money.refunds),
              amount(money.net),
            ),
        money?.refunds_elsewhere
          ? words.refundsElsewhere(
              formats.number(money.refunds_elsewhere.documents),
              amount(money.refunds_elsewhere.amount),
            )
          : '',
        ...joins.slice(0, 2).map(join =>
          words.joined({
            key: join.key,
            from: entityWord(join.from, language),
            to: entityWord(join.to, language),
            matched: formats.number(join.matched),
            keys: formats.number(join.keys),
            share: formats.percent(join.match_rate),
            missing: join.matched === join.keys ? null : formats.number(join.keys - join.matched),
          }),
        ),
        reached.length === 0
          ? words.undated
          : unmet.length === 0
            ? words.allGates
            : words.gatesMissed(unmet.map(({ name }) => words.gate[name]).join(words.comma)),
        waiting.length > 0 ? words.waiting(waiting.length) : '',
      ]),
      figures,
      sources: sourceRows(records, full),
      tables: tableRows(overview, full),
      quality: qualityRows(records, overview, words, formats),
      joins,
      reconciliation:
        money === null
          ? null
          : {
              ...sums,
              documents_note: words.documents(
                formats.number(money.documents),
                formats.number(money.without_revenue.documents),
                formats.number(overview.orders),
              ),
              months: shown.slice(full ? 0 : -24),
              months_note: words.months(full ? shown.length : Math.min(24, shown.length), months.length),
            },
      gates: gateRows(reached, words),
      ...common,
      suggested_actions: [
        ...old.slice(0, 1).map(({ importId }) => ({
          tool: 'remove_data',
          why: words.removeNext,
          arguments: { import_id: importId, confirm: importId },
        })),
        ...common.suggested_actions,
      ].slice(0, 3),
      warnings: [
        ...(old.length > 0 && keepDays !== null
          ? [
              words.keptTooLong(
                keepDays,
                formats.list(old.slice(0, 5).map(({ fileName, importId }) => `${fileName} (${importId})`)),
                today,
              ),
            ]
          : []),
        ...(overview.unstated ?? []).map(({ entity, rows }) =>
          words.unstated(entityWord(entity, language), formats.number(rows), currency ?? ''),
        ),
        ...overview.unconverted.map(({ currency: own, rows }) => {
          const since = rates.get(own)
          return since === undefined
            ? words.unconverted(own, formats.number(rows))
            : words.beforeRates(own, formats.number(rows), formats.day(since))
        }),
        ...(money !== null && money.difference !== 0 ? [words.difference(amount(money.difference))] : []),
        ...(money !== null && (money.documents_off ?? 0) > 0
          ? [words.documentsOff(formats.number(money.documents_off), amount(money.gross_difference))]
          : []),
        ...(money !== null && money.without_revenue.documents > 0
          ? [
              words.withoutRevenue(
                formats.number(money.without_revenue.documents),
                amount(money.without_revenue.paid),
              ),
            ]
          : []),
      ],
      as_of: at?.asOf ?? null,
      currency,
    }
  },
})
