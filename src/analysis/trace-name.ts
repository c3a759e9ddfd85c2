import { valueAt } from '../tool.ts'

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const labels = ['name', 'measure', 'factor', 'definition', 'band', 'tier', 'segment', 'reason', 'field', 'file', 'month', 'customer_id', 'strategy', 'option', 'id', 'key', 'days', 'horizon_days', 'age', 'cohort', 'rank'] // prettier-ignore

/** What a place of a list calls itself; its number where it has no name. */
function labelOf(item: unknown, place: string): string {
  if (!isPlain(item)) return place
  for (const name of labels) {
    const found = item[name]
    if (typeof found === 'string' && found !== '') return found
    if (typeof found === 'number') return `${name.replaceAll('_', ' ')} ${found}`
  }
  return String(Number(place) + 1)
}

/** A figure's place in words: “churn rate · low”, not “low”; both ends of an interval by their names. */
export function nameOf(answer: unknown, path: string): string {
  const steps = path.split('/')
  const words = steps.map((step, at) => {
    const before = steps[at - 1] ?? ''
    if (!/^\d+$/.test(step)) return step.replaceAll('_', ' ')
    if (/_ci(?:_|$)|^ends$/.test(before)) return step === '0' ? 'low' : 'high'
    return labelOf(valueAt(answer, steps.slice(0, at + 1).join('/')), step)
  })
  // The list's own name says nothing beside the name of its place.
  const said = words.filter(
    (_, at) => !/^\d+$/.test(steps[at + 1] ?? '') || /_ci(?:_|$)/.test(steps[at] ?? ''),
  )
  return said.join(' · ') || path
}

const percent = /_pct(?:$|_)|(?<!at_)risk_ci|impact_ci|exposure_ci/
const share =
  /(?:^|_)(?:rate|share|probability|confidence|reach|effect|cut|overlap|remaining|discount|margin|power|alpha|observed|predicted|difference|churn|acceptance|consider|execute|floor)(?:_|$)/
const ratio = /(?:^|_)(?:roi|lift|auc|brier|ece|gini|nrr|grr|ratio|coverage)(?:_|$)/
const money =
  /(?:^|_)(?:amount|gross|net|paid|refunds|discounts|revenue|value|cost|clv|mrr|spent|spend|unspent|profit|budget|gain|loss|pipeline|cap|run)(?:_|$)/
const end = /^(?:low|high|base|baseline)$/

/** Unit of a number without a registered one, from its place and what stands beside it; else it counts. */
export function unitOf(answer: unknown, path: string, value: unknown, currency: unknown): string {
  if (typeof value !== 'number') return 'text'
  const steps = path.split('/')
  const coin = typeof currency === 'string' ? currency : 'money'
  const own = /^\d+$/.test(steps.at(-1) ?? '') ? (steps.at(-2) ?? '') : (steps.at(-1) ?? '')
  const beside = valueAt(answer, steps.slice(0, -1).join('/'))
  if (isPlain(beside) && end.test(own)) {
    const { unit } = beside
    if (typeof unit === 'string') return unit === 'relative' || unit === 'fraction' ? 'share' : unit
    if (['rate', 'share', 'low_share', 'observed'].some(name => typeof beside[name] === 'number'))
      return 'share'
    if (/tiers$|population$/.test(steps.slice(0, -1).join('/')) || typeof beside['value'] === 'number')
      return coin
  }
  // The limit of a filter, a setting and a finding on quality say their unit by what they are about.
  if (/filter\/|^(?:settings|quality)\/\d+\/value/.test(path)) return ''
  if (/^tornado\/\d+\/(?:low|high)$/.test(path)) return coin
  if (/^tables\/\d+\/fields\//.test(path) || /^overlap\/\d+\/\d+$/.test(path)) return 'share'
  if (/^movements\/\d+\/(?:start|new|expansion|contraction|churn|reactivation|fx|end)$/.test(path))
    return coin
  if (percent.test(path)) return 'percent'
  if (/days/.test(own)) return 'days'
  if (/months/.test(own)) return 'months'
  if (ratio.test(own)) return 'ratio'
  if (own !== 'run_rate' && share.test(own)) return 'share'
  return money.test(own) ? coin : 'count'
}
