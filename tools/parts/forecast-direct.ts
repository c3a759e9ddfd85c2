import {
  combinedCut,
  findContradictions,
  overlap,
  revenueKept,
  revenueRetention,
} from '../../src/domain/forecast/index.ts'
import type { Contradiction } from '../../src/domain/forecast/index.ts'
import { Fault } from '../../src/tool.ts'
import type { FigureDraft, ToolContext } from '../../src/tool.ts'
import { emptyForecast, forecastFormula } from './forecast-shape.ts'
import type { ForecastWords } from './forecast-shape.ts'

export interface DirectForecast {
  churn_cuts?: { effect: number; reach: number }[] | undefined
  revenue_at_risk?: number | undefined
  annual_churn?: number | undefined
  revenue_retention_from?: number | undefined
  revenue_retention_to_low?: number | undefined
  revenue_retention_to_high?: number | undefined
  churn_cut_low?: number | undefined
  churn_cut_high?: number | undefined
  revenue_saved?: number | undefined
  cltv_uplift_low?: number | undefined
  cltv_uplift_high?: number | undefined
  annual_churn_to?: number | undefined
  customers_at_risk?: number | undefined
  customers_saved?: number | undefined
  programme_cost?: number | undefined
  programme_roi?: number | undefined
  currency?: string | undefined
}

/** What a plan's cuts come to, and which of its figures cannot hold beside the others. */
export function forecastDirect(inputs: DirectForecast, context: ToolContext, say: ForecastWords) {
  const { churn_cuts: cuts, revenue_at_risk: atRisk } = inputs
  if (Object.values(inputs).every(given => given === undefined)) {
    throw new Fault('invalid_input', {
      field: 'inputs.churn_cuts',
      problem: 'is needed, or another figure of the plan',
    })
  }
  const cut = cuts && cuts.length > 0 ? combinedCut(cuts) : null
  const twice = cuts && cuts.length > 0 ? overlap(cuts) : null
  const kept = cut === null || atRisk === undefined ? null : revenueKept(atRisk, cut)
  const churn =
    inputs.annual_churn ??
    (inputs.revenue_retention_from === undefined ? undefined : 1 - inputs.revenue_retention_from)
  const retention =
    cut === null || churn === undefined ? null : revenueRetention(Math.min(1, Math.max(0, churn)), cut)
  const contradictions = findContradictions({
    churnCuts: cuts,
    annualChurn: inputs.annual_churn,
    revenueRetentionFrom: inputs.revenue_retention_from,
    revenueRetentionToLow: inputs.revenue_retention_to_low,
    revenueRetentionToHigh: inputs.revenue_retention_to_high,
    churnCutLow: inputs.churn_cut_low,
    churnCutHigh: inputs.churn_cut_high,
    revenueAtRisk: inputs.revenue_at_risk,
    revenueSaved: inputs.revenue_saved,
    cltvUpliftLow: inputs.cltv_uplift_low,
    cltvUpliftHigh: inputs.cltv_uplift_high,
    annualChurnTo: inputs.annual_churn_to,
    customersAtRisk: inputs.customers_at_risk,
    customersSaved: inputs.customers_saved,
    programmeCost: inputs.programme_cost,
    programmeRoi: inputs.programme_roi,
  })
  const { formats, language } = context
  const currency = inputs.currency ?? null
  const figures: FigureDraft[] = [
    { path: 'combined_cut', name: say.figures.cut, value: cut, unit: 'fraction', badge: 'assumed' },
    {
      path: 'revenue_kept',
      name: say.figures.kept,
      value: kept,
      unit: currency ?? 'money',
      badge: 'assumed',
    },
    {
      path: 'revenue_retention',
      name: say.figures.retention,
      value: retention,
      unit: 'fraction',
      badge: 'assumed',
    },
    ...contradictions.map(({ implied, claim, unit }, index): FigureDraft => ({
      path: `contradictions/${index}/implied`,
      name: say.figures.implied(say.claims[claim] ?? claim),
      value: implied,
      unit: unit === 'money' ? (currency ?? 'money') : (unit ?? 'fraction'),
      badge: 'assumed',
    })),
  ]
  const parts = [
    ...(cut === null
      ? []
      : [
          say.cut({
            cut: formats.percent(cut),
            overlap: formats.points(twice),
            n: formats.number(cuts?.length ?? 0, 0),
            single: cuts?.length === 1,
          }),
        ]),
    ...(kept === null
      ? []
      : [say.kept({ kept: formats.money(kept, currency), risk: formats.money(atRisk ?? null, currency) })]),
    ...(retention === null ? [] : [say.retention(formats.percent(retention))]),
    contradictions.length === 0
      ? say.consistent
      : say.contradictory(formats.clauses(contradictions.map(one => told(one, context, say)))),
  ]
  return {
    ...emptyForecast,
    summary: parts.join(language === 'en' ? ' ' : ''),
    figures: figures.filter(({ value }) => value !== null),
    method: {
      name: say.methodDirect,
      formula_id: forecastFormula,
      parameters: { cuts: cuts ?? [], annual_churn: inputs.annual_churn ?? null, rounding: 0.005 },
    },
    assumptions: cut === null ? [] : [say.independent],
    currency,
    combined_cut: cut,
    overlap: twice,
    revenue_kept: kept,
    revenue_retention: retention,
    contradictions: contradictions.map(({ neededCut, ...rest }) => ({
      ...rest,
      arithmetic: sumTold(rest.arithmetic, say),
      ...(neededCut === undefined ? {} : { needed_cut: neededCut }),
    })),
  }
}

/** `sum = implied, not claimed` in the reader's language. */
function sumTold(arithmetic: string, say: ForecastWords): string {
  const [sum = '', claimed = ''] = arithmetic.split(', not ')
  return say.arithmetic({ sum, claimed })
}

/** One contradiction in the reader's words: the figure, the sum that it does not hold against, the cut it would need. */
const told = (
  { claim, arithmetic, neededCut }: Contradiction,
  { formats }: ToolContext,
  say: ForecastWords,
): string =>
  say.contradiction({
    name: say.claims[claim] ?? claim,
    arithmetic: sumTold(arithmetic, say),
    needed: neededCut === undefined ? '' : formats.percent(neededCut, 1),
  })
