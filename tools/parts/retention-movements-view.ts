import { subscriptions } from '../../src/analysis/retention-subscriptions.ts'
import { mrrLedger } from '../../src/domain/churn/index.ts'
import { addDays, addMonths } from '../../src/domain/days.ts'
import { formulaId } from './formula-ids.ts'
import { rateRows } from './retention-direct.ts'
import type { View } from './retention-view.ts'

/** The ledger of recurring revenue by month. */
export async function movements({ asked, context, at, say, kept }: View) {
  const found = await subscriptions(context, at)
  const spans = found?.spans.filter(({ customerId }) => kept === null || kept.has(customerId)) ?? []
  if (!found || spans.length === 0) return null
  const { formats } = context
  const first = spans.map(({ start }) => start.slice(0, 7)).toSorted()[0] ?? at.asOf.slice(0, 7)
  const to = at.asOf.slice(0, 7)
  const asFar = addMonths(`${to}-01`, 1 - asked.periods).slice(0, 7)
  const ledger = mrrLedger(spans, { from: asFar > first ? asFar : first, to, rate: found.rate })
  const last = ledger.at(-1)
  if (!last) return null
  // A table of many months would cost a reader hundreds of tokens in digits that nobody reads.
  const digits = asked.detail === 'full' ? null : { money: 4, rate: 6 }
  const money = (value: number): number => (digits ? Number(value.toFixed(digits.money)) : value)
  const share = (value: number | null): number | null =>
    digits && value !== null ? Number(value.toFixed(digits.rate)) : value
  const rows = ledger.map(month => ({
    month: month.month,
    start: money(month.start),
    new: money(month.new),
    expansion: money(month.expansion),
    contraction: money(month.contraction),
    churn: money(month.churn),
    reactivation: money(month.reactivation),
    fx: money(month.fx),
    end: money(month.end),
    grr: share(month.rates.grr.value),
    nrr: share(month.rates.nrr.value),
    ...(asked.detail === 'full'
      ? {
          gross_churn: month.rates.gross_churn.value,
          net_churn: month.rates.net_churn.value,
          quick_ratio: month.rates.quick_ratio.value,
        }
      : {}),
    customers_start: month.customersStart,
    new_customers: month.newCustomers,
    reactivated_customers: month.reactivatedCustomers,
    churned_customers: month.churnedCustomers,
    customers_end: month.customersEnd,
    logo_churn: share(month.logoChurn),
  }))
  const at1 = rows.length - 1
  const figure = (
    key: 'start' | 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation' | 'fx' | 'end',
  ) => ({
    path: `movements/${at1}/${key}`,
    name: say.movements[key],
    value: rows[at1]?.[key] ?? last[key],
    unit: at.currency ?? 'money',
    badge: 'measured' as const,
    n: last.customersStart,
  })
  return {
    summary: say.ledger({
      month: last.month,
      start: formats.money(last.start, at.currency),
      end: formats.money(last.end, at.currency),
      gained: formats.money(last.new + last.expansion + last.reactivation, at.currency),
      lost: formats.money(last.churn + last.contraction, at.currency),
      grr: formats.percent(last.rates.grr.value),
      nrr: formats.percent(last.rates.nrr.value),
      quick: formats.number(last.rates.quick_ratio.value, 2),
      churned: formats.number(last.churnedCustomers, 0),
      customers: formats.number(last.customersStart, 0),
      partial: at.asOf < lastDayOf(to),
    }),
    figures: [
      ...(['start', 'new', 'expansion', 'contraction', 'churn', 'reactivation', 'fx', 'end'] as const).map(
        figure,
      ),
      ...rateRows(last.rates, say).flatMap((each, index) =>
        each.rate === null
          ? []
          : [
              {
                path: `rates/${index}/rate`,
                name: say.rates[each.name],
                value: each.rate,
                unit: each.name === 'quick_ratio' ? 'ratio' : 'fraction',
                badge: 'measured' as const,
                n: last.customersStart,
              },
            ],
      ),
    ],
    method: {
      name: say.methods.ledger,
      formula_id: formulaId.mrr,
      parameters: {
        source: found.source,
        currencies: found.currencies,
        rates: 'latest on or before the month end; fx apart',
        from: rows[0]?.month ?? null,
        to,
        reactivation_in_nrr: false,
      },
    },
    assumptions: [
      say.ledgerMeaning,
      say.netCounts,
      ...(found.currencies.length > 1 ? [say.currencies(found.currencies.join(', '))] : []),
    ],
    warnings: found.unpriced > 0 ? [say.unpriced(formats.number(found.unpriced, 0))] : [],
    movements: rows,
    rates: rateRows(last.rates, say),
    gross_churn: last.rates.gross_churn.value,
    net_churn: last.rates.net_churn.value,
    grr: last.rates.grr.value,
    nrr: last.rates.nrr.value,
    quick_ratio: last.rates.quick_ratio.value,
  }
}

const lastDayOf = (month: string): string => addDays(addMonths(`${month}-01`, 1), -1)
