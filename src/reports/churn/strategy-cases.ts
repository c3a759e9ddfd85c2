import { at, itemPaths, numberAt, textAt, tryAsk } from '../answers.ts'
import type { Ask, ReportAnswer } from '../answers.ts'
import { fieldsIn } from '../conditions.ts'
import type { FigureBook } from '../figure-book.ts'
import { choosePlaybooks } from '../playbooks.ts'
import type { Cue, Playbook } from '../playbooks.ts'
import { isSensitive } from './constraints.ts'
import { toDecision } from './decision-risk.ts'
import { healthCases } from './health-cases.ts'

/** One strategy, the customers it is for, and what it would bring at the low end, middle and high end of their risk. */
export interface StrategyCase {
  playbook: Playbook
  /** Place of the driver or group in the drivers' answer that asks for it; `null` where value alone does. */
  cue: string | null
  /** Place of the filter of its target group; `null` for all active customers. */
  target: string | null
  /** Only customers of the playbook's value tier. */
  tiered: boolean
  /** Only customers of low health: nobody is known to have left, so nothing else tells them apart. */
  lowHealth?: boolean
  low: ReportAnswer | null
  base: ReportAnswer
  high: ReportAnswer | null
}

const smallestTarget = 10
/** A plan of fewer strategies leaves nothing to choose between. */
const fewest = 3

const within = (value: number | null): number | null =>
  value === null ? null : Math.min(1, Math.max(0, value))

interface Target {
  filter: string
  risk: readonly [number | null, number | null, number | null]
}

const filterOf = (cue: string): string =>
  cue.startsWith('drivers') ? `${cue}/filter` : `${cue}/definition_filter`

/** The conditions of a filter that must all hold, one by one; that a customer is active goes without saying. */
function conditionsOf(filter: unknown): string[] {
  if (typeof filter !== 'object' || filter === null) return []
  if ('all' in filter && Array.isArray(filter.all)) return filter.all.flatMap(conditionsOf)
  return 'field' in filter && filter.field === 'is_active' ? [] : [JSON.stringify(filter)]
}

/** Whom a driver or group names: equal for a driver and the group of just those who show it. */
export const whom = (drivers: ReportAnswer, path: string): string =>
  conditionsOf(at(drivers, filterOf(path)))
    .toSorted()
    .join('\n')

/** Nobody is picked by age, gender and the like, whatever their risk. */
const usable = (drivers: ReportAnswer, cue: string): boolean =>
  at(drivers, `${cue}/sensitive`) !== true && !fieldsIn(drivers, filterOf(cue)).some(isSensitive)

function riskOf(drivers: ReportAnswer, cue: string): Target['risk'] {
  const read = (path: string, scale: number): number | null => {
    const value = numberAt(drivers, `${cue}/${path}`)
    return within(value === null ? null : value / scale)
  }
  return cue.startsWith('drivers')
    ? [read('rate_exposed_ci/0', 1), read('rate_exposed', 1), read('rate_exposed_ci/1', 1)]
    : [read('risk_ci/0', 100), read('risk_pct', 100), read('risk_ci/1', 100)]
}

/**
 * The group to treat for a cue: a high-risk group that has the cue's field, else all who show the driver. A group
 * that another strategy has already is no target again; the customers would be counted twice.
 */
function targetFor(drivers: ReportAnswer, cue: string, taken: ReadonlySet<string>): Target | null {
  const field = fieldsIn(drivers, filterOf(cue)).find(name => name !== 'is_active')
  const many = (path: string): boolean =>
    (numberAt(drivers, `${path}/members_now`) ?? smallestTarget) >= smallestTarget
  const others = new Set([...taken].map(path => whom(drivers, path)))
  const free = (path: string): boolean =>
    !others.has(whom(drivers, path)) && usable(drivers, path) && many(path)
  const having = (list: string): string[] =>
    itemPaths(drivers, list).filter(
      path => field !== undefined && fieldsIn(drivers, filterOf(path)).includes(field),
    )
  const path = [...having('high_risk_groups'), cue, ...having('drivers')].find(free)
  return path === undefined ? null : { filter: filterOf(path), risk: riskOf(drivers, path) }
}

/** Below or above: the side of a field that a filter takes. */
function sideOf(drivers: ReportAnswer, filter: string, field: string): Cue['side'] {
  const parts = ['all', 'any'].flatMap(key => itemPaths(drivers, `${filter}/${key}`))
  const own = [filter, ...parts].find(path => textAt(drivers, `${path}/field`) === field)
  const op = own === undefined ? null : textAt(drivers, `${own}/op`)
  return op === 'lt' || op === 'lte' ? 'low' : op === 'gt' || op === 'gte' ? 'high' : undefined
}

function cuesIn(drivers: ReportAnswer): (Cue & { path: string })[] {
  const of = (list: string, weight: (path: string) => number) =>
    itemPaths(drivers, list)
      .filter(path => usable(drivers, path))
      .flatMap(path =>
        fieldsIn(drivers, filterOf(path))
          .filter(field => field !== 'is_active')
          .map(field => ({
            field,
            path,
            weight: weight(path),
            side: sideOf(drivers, filterOf(path), field),
          })),
      )
  return [
    ...of('drivers', path => numberAt(drivers, `${path}/impact_pct`) ?? 0),
    ...of('high_risk_groups', path => (numberAt(drivers, `${path}/risk_pct`) ?? 0) / 10),
  ]
}

/** The strategies that the drivers and groups of the data ask for, each with its own customers, priced by the ROI tool. */
export async function strategyCases(
  ask: Ask,
  drivers: ReportAnswer | null,
  { playbooks, byTier }: { playbooks: readonly Playbook[]; byTier: readonly Playbook[] },
  roi: ReportAnswer | null,
  book: FigureBook,
  under: Readonly<Record<string, unknown>>,
  lowHealth = false,
): Promise<StrategyCase[]> {
  const cases: StrategyCase[] = []
  const pricedAt = async (where: unknown, probability: number | null): Promise<ReportAnswer | null> => {
    if (probability === null) return null
    const asked = await tryAsk(ask, 'evaluate_retention_roi', {
      where,
      churn_probability: probability,
      limit: 1,
      ...under,
    })
    return asked.answer === null ? null : book.cite(asked.answer, 'evaluate_retention_roi')
  }
  if (drivers === null) return healthCases(pricedAt, { roi, playbooks: byTier, lowHealth })
  const cues = cuesIn(drivers)
  const priced = (where: unknown, risk: number | null): Promise<ReportAnswer | null> =>
    pricedAt(where, toDecision(risk, drivers, roi))
  for (const { playbook, cue } of choosePlaybooks(playbooks, cues)) {
    const lead = cues.find(known => known.field === cue.field && known.weight === cue.weight)?.path
    const taken = new Set(cases.flatMap(one => one.target ?? []))
    // Where the cue's own customers have a strategy already, the next driver's customers get this one.
    const paths = [...(lead === undefined ? [] : [lead]), ...cues.map(({ path }) => path)]
    const path = paths.find(known => targetFor(drivers, known, taken) !== null)
    const target = path === undefined ? null : targetFor(drivers, path, taken)
    if (path === undefined || target === null) continue
    const filter = at(drivers, target.filter)
    const inTier = { all: [filter, { field: 'value_tier', op: 'eq', value: playbook.tier }] }
    for (const tiered of playbook.tier === 'any' ? [false] : [true, false]) {
      const one = (risk: number | null): Promise<ReportAnswer | null> =>
        priced(tiered ? inTier : filter, risk)
      const base = await one(target.risk[1])
      // A handful of customers is no target group: the whole group is, then, and where that is one too, nobody.
      if (base === null || (numberAt(base, 'total_rows') ?? 0) < smallestTarget) continue
      cases.push({
        playbook,
        cue: path,
        target: target.filter.slice(0, target.filter.lastIndexOf('/')),
        tiered,
        base,
        low: await one(target.risk[0]),
        high: await one(target.risk[2]),
      })
      break
    }
  }
  return [...cases, ...(await tierCases(priced, drivers, byTier, fewest - cases.length))]
}

/** Where too few conditions stand out, value decides: one strategy a tier, at the churn of all. */
async function tierCases(
  priced: (where: unknown, risk: number | null) => Promise<ReportAnswer | null>,
  drivers: ReportAnswer,
  playbooks: readonly Playbook[],
  missing: number,
): Promise<StrategyCase[]> {
  const cases: StrategyCase[] = []
  for (const playbook of playbooks.filter(({ themes }) => themes.includes('tier'))) {
    if (cases.length >= missing) break
    const everybody = playbook.tier === 'any'
    const where = {
      all: [
        ...(everybody ? [] : [{ field: 'value_tier', op: 'eq', value: playbook.tier }]),
        { field: 'is_active', op: 'eq', value: 1 },
      ],
    }
    const [base, low, high] = await Promise.all(
      ['rate', 'low', 'high'].map(end => priced(where, numberAt(drivers, `baseline/${end}`))),
    )
    if (!base || (numberAt(base, 'total_rows') ?? 0) < smallestTarget) continue
    cases.push({
      playbook,
      cue: null,
      target: null,
      tiered: !everybody,
      base,
      low: low ?? null,
      high: high ?? null,
    })
  }
  return cases
}
