import type { Business } from './business.ts'

/** Health bands, former customers, and a cost stage over its budget. */
export const careBands = ['low', 'medium', 'high', 'gone', 'cost_stage'] as const
export type CareBand = (typeof careBands)[number]

/** Size of a firm; where customers are people, their value tier stands for it: high is `enterprise`, low `smb`. */
export const careSizes = ['smb', 'mid_market', 'enterprise'] as const
export type CareSize = (typeof careSizes)[number]

/** Whom a playbook is for; what is left out fits all. */
export interface CareRule {
  bands?: readonly CareBand[] | undefined
  sizes?: readonly CareSize[] | undefined
  businesses?: readonly Business[] | undefined
  /** Dimensions of the health score; `none` where no part is weak. */
  weakest?: readonly string[] | undefined
  /** Another playbook has taken its place: it serves only where that one and all others do not fit. */
  replaced?: boolean | undefined
}

export interface CareSituation {
  band: CareBand | null
  size: CareSize | null
  business: Business
  /** Weakest dimension of the health score; `none` where no part is weak; `null` where nobody knows. */
  weakest: string | null
}

/** The size that a segment label or, without one, a value tier stands for. */
export function careSize(segment: string | null, tier: 'high' | 'mid' | 'low' | null): CareSize | null {
  const label = (segment ?? '').toLowerCase().replaceAll(/[^a-z]/g, '')
  if (/^(smb|small|smallbusiness|startup)$/.test(label)) return 'smb'
  if (/^(midmarket|mid|medium)$/.test(label)) return 'mid_market'
  if (/^(enterprise|large|strategic)$/.test(label)) return 'enterprise'
  return tier === 'high' ? 'enterprise' : tier === 'mid' ? 'mid_market' : tier === 'low' ? 'smb' : null
}

const criteria = ['bands', 'sizes', 'businesses'] as const

/** How closely a rule fits: the number of its conditions, all of which hold; `null` where one does not. */
function closeness(rule: CareRule, situation: CareSituation): number | null {
  const has = { bands: situation.band, sizes: situation.size, businesses: situation.business }
  let conditions = 0
  for (const name of criteria) {
    const wanted: readonly string[] | undefined = rule[name]
    if (wanted === undefined) continue
    const value = has[name]
    if (value === null || !wanted.includes(value)) return null
    conditions += 1
  }
  return conditions
}

const closest = <Play extends CareRule>(plays: readonly Play[], situation: CareSituation): Play | null =>
  closestOf(
    plays.filter(({ replaced }) => replaced !== true),
    situation,
  ) ??
  closestOf(
    plays.filter(({ replaced }) => replaced === true),
    situation,
  )

function closestOf<Play extends CareRule>(plays: readonly Play[], situation: CareSituation): Play | null {
  let best: { play: Play; fit: number } | null = null
  for (const play of plays) {
    const fit = closeness(play, situation)
    if (fit !== null && (best === null || fit > best.fit)) best = { play, fit }
  }
  return best?.play ?? null
}

/**
 * The playbook for a relationship (band × size × business) and the one for its weakest part; the closest fit first,
 * then the earlier in the list. Nothing is put right part by part where the customer has gone or a cost stage is meant.
 */
export function chooseCare<Play extends CareRule>(
  plays: readonly Play[],
  situation: CareSituation,
): { relation: Play | null; part: Play | null } {
  const { band, weakest } = situation
  const relation = closest(
    plays.filter(play => play.weakest === undefined && play.bands !== undefined),
    situation,
  )
  const part =
    weakest === null || band === 'gone' || band === 'cost_stage'
      ? null
      : closest(
          plays.filter(play => play.weakest?.includes(weakest) === true),
          situation,
        )
  return { relation, part }
}
