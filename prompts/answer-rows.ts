import { valueAt } from '../src/tool.ts'
import type { Answer, ToolContext } from '../src/tool.ts'
import { rowWords } from './row-words.ts'

export type Unit = 'share' | 'percent' | 'money' | 'count' | 'ratio'
type Badge = 'measured' | 'modelled' | 'assumed'

/** One number of an answer that a document needs, beside those the answer lists as its figures. */
interface Place {
  /** Below the row, or in the answer itself. */
  at: string
  name: string
  /** Left to the row's own `unit` for `own`. */
  unit: Unit | 'own'
  badge?: Badge
  /** Ends and base size, beside it. */
  low?: string
  high?: string
  n?: string
  /** Customers that a sum of money is over: not told of a handful. */
  of?: string
}

interface List {
  list: string
  /** Field that names the row. */
  named: string
  /** What its name is a step of. */
  step?: 'health_band' | 'value_tier'
  most: number
  places: readonly Place[]
}

export interface RowLine {
  name: string
  value: number
  unit: Unit
  badge: Badge
  path: string
  low: number | null
  high: number | null
  n: number | null
}

const modelled = 'modelled' as const
/** Under so many, a sum of money tells of persons. */
const fewest = 10

/** What each tool's answer holds for a document, by the tool's name. */
const wanted: Readonly<Record<string, readonly (Place | List)[]>> = {
  describe_data: [
    {
      list: 'sources',
      named: 'file',
      most: 8,
      places: [
        { at: 'rows_read', name: 'rows_read', unit: 'count' },
        { at: 'rows_used', name: 'rows_used', unit: 'count' },
        { at: 'rows_rejected', name: 'rows_rejected', unit: 'count' },
      ],
    },
  ],
  find_churn_drivers: [
    { at: 'baseline/numerator', name: 'numerator', unit: 'count' },
    { at: 'baseline/denominator', name: 'denominator', unit: 'count' },
    { at: 'baseline/window_days', name: 'window_days', unit: 'count', badge: 'assumed' },
    {
      list: 'drivers',
      named: 'definition',
      most: 6,
      places: [
        {
          at: 'impact_pct',
          name: 'impact',
          unit: 'percent',
          badge: modelled,
          low: 'impact_ci/0',
          high: 'impact_ci/1',
        },
        {
          at: 'exposure_pct_churned',
          name: 'seen',
          unit: 'percent',
          low: 'exposure_ci_churned/0',
          high: 'exposure_ci_churned/1',
        },
        { at: 'lift', name: 'lift', unit: 'ratio', low: 'lift_ci/0', high: 'lift_ci/1' },
      ],
    },
    {
      list: 'high_risk_groups',
      named: 'definition_text',
      most: 5,
      places: [
        { at: 'risk_pct', name: 'risk', unit: 'percent', low: 'risk_ci/0', high: 'risk_ci/1', n: 'n' },
        { at: 'members_now', name: 'members', unit: 'count' },
        {
          at: 'revenue_at_risk',
          name: 'at_risk',
          unit: 'money',
          badge: modelled,
          low: 'revenue_at_risk_ci/0',
          high: 'revenue_at_risk_ci/1',
          of: 'members_now',
        },
      ],
    },
  ],
  score_health: [
    {
      list: 'bands',
      named: 'band',
      step: 'health_band',
      most: 3,
      places: [{ at: 'share', name: 'share', unit: 'share', low: 'low', high: 'high' }],
    },
    {
      list: 'matrix/cells',
      named: 'row,column',
      most: 3,
      places: [{ at: 'low_share', name: 'low_share', unit: 'share', low: 'low', high: 'high', n: 'n' }],
    },
    {
      list: 'rows',
      named: 'customer_id',
      most: 5,
      places: [{ at: 'score', name: 'score', unit: 'count' }],
    },
  ],
  segment_customers: [
    {
      list: 'segments',
      named: 'label',
      most: 6,
      places: [
        { at: 'n', name: 'n', unit: 'count' },
        { at: 'share', name: 'share', unit: 'share', low: 'share_low', high: 'share_high' },
        { at: 'revenue', name: 'revenue', unit: 'money' },
        {
          at: 'clv',
          name: 'clv',
          unit: 'money',
          badge: modelled,
          low: 'clv_low',
          high: 'clv_high',
          of: 'n',
        },
        { at: 'churn_rate', name: 'rate', unit: 'share', low: 'churn_low', high: 'churn_high', n: 'churn_n' },
      ],
    },
  ],
  compute_clv: [
    { at: 'population/n', name: 'denominator_all', unit: 'count' },
    { at: 'population/active', name: 'active', unit: 'count', badge: modelled },
  ],
  evaluate_retention_roi: [
    { at: 'spend_cap/amount', name: 'cap', unit: 'money', badge: modelled },
    {
      list: 'rows',
      named: 'customer_id',
      most: 5,
      places: [
        { at: 'clv_forward', name: 'worth', unit: 'money', badge: modelled },
        { at: 'churn_probability', name: 'chance', unit: 'share', badge: modelled },
        { at: 'cost', name: 'spend', unit: 'money', badge: 'assumed' },
        { at: 'expected_value', name: 'gain', unit: 'money', badge: 'assumed' },
      ],
    },
  ],
  forecast: [
    {
      list: 'measures',
      named: 'measure',
      most: 4,
      places: [
        { at: 'baseline', name: 'baseline', unit: 'own', badge: modelled },
        { at: 'base', name: 'planned', unit: 'own', badge: modelled, low: 'low', high: 'high' },
        { at: 'horizon_months', name: 'horizon', unit: 'count', badge: 'assumed' },
      ],
    },
    { at: 'do_nothing/lost_revenue', name: 'lost', unit: 'money', badge: modelled },
  ],
  analyze_costs: [
    {
      list: 'stages',
      named: 'stage',
      most: 6,
      places: [
        { at: 'amount', name: 'amount', unit: 'money' },
        { at: 'share', name: 'share', unit: 'share' },
      ],
    },
    {
      list: 'cac/channels',
      named: 'channel',
      most: 6,
      places: [{ at: 'fully_loaded', name: 'cac', unit: 'money' }],
    },
  ],
}

const numberAt = (answer: unknown, path: string | undefined): number | null => {
  const found = path === undefined ? null : valueAt(answer, path)
  return typeof found === 'number' && Number.isFinite(found) ? found : null
}

/** Numbers of an answer's rows and blocks, each at the place that its figure id names. */
export function rowLines(tool: string, answer: Answer, context: ToolContext, by: unknown = null): RowLine[] {
  const words = context.say(rowWords)
  const take = (place: Place, base: string, row: string): RowLine[] => {
    const under = (path: string | undefined): string | undefined =>
      path === undefined ? undefined : `${base}${path}`
    const path = `${base}${place.at}`
    const value = numberAt(answer, path)
    const members = place.of === undefined ? null : numberAt(answer, under(place.of))
    if (value === null || (members !== null && members < fewest)) return []
    const unit = place.unit === 'own' ? ownUnit(valueAt(answer, `${base}unit`)) : place.unit
    const name = words.names[place.name] ?? place.name
    return [
      {
        name: row === '' ? name : `${row}${words.joint}${name}`,
        value,
        unit,
        badge: place.badge ?? 'measured',
        path,
        low: numberAt(answer, under(place.low)),
        high: numberAt(answer, under(place.high)),
        n: numberAt(answer, under(place.n)),
      },
    ]
  }
  return (wanted[tool] ?? []).flatMap(part => {
    if (!('list' in part)) return take(part, '', '')
    const rows = valueAt(answer, part.list)
    const count = Array.isArray(rows) ? Math.min(rows.length, part.most) : 0
    return Array.from({ length: count }, (_, index) => {
      const base = `${part.list}/${index}/`
      const step = part.step ?? (by === 'health_band' || by === 'value_tier' ? by : null)
      const said = part.named
        .split(',')
        .map(field => String(valueAt(answer, `${base}${field}`) ?? ''))
        .map(name => words.rows[name] ?? name)
        .filter(Boolean)
        .join(' × ')
      const name = step === null || said === '' ? said : words.steps[step](said)
      return part.places.flatMap(place => take(place, base, name))
    }).flat()
  })
}

/** A row of money says so, or names its currency. */
const ownUnit = (unit: unknown): Unit =>
  unit === 'money' || (typeof unit === 'string' && /^[A-Z]{3}$/.test(unit))
    ? 'money'
    : unit === 'percent'
      ? 'percent'
      : 'share'
