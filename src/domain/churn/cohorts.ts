/** One customer's life in whole periods (or days) since it joined. */
export interface CohortMember {
  /** Label of the period it joined in, for instance 2024-03. */
  cohort: string
  /** Periods since joining that have fully passed and could be seen; 0 in the joining period. */
  observed: number
  /** Periods since joining in which it was active; 0 is the joining period. */
  active: readonly number[]
}

export interface CohortCell {
  /** Periods (or days) since joining. */
  age: number
  /** Retained over all members who could be seen that long; `null` when nobody could. */
  rate: number | null
  numerator: number
  denominator: number
}

export interface CohortRow {
  cohort: string
  size: number
  cells: readonly CohortCell[]
}

/** `exact`: active in that very period (calendar and N-day tables). `rolling`: active in that period or any later one. */
export type CohortKind = 'exact' | 'rolling'

/**
 * Retention by cohort at the given ages. A member counts in a cell only when its age was fully observed, so that
 * young cohorts are short, not low.
 */
export function cohortTable(
  members: readonly CohortMember[],
  ages: readonly number[],
  kind: CohortKind = 'exact',
): CohortRow[] {
  const cohorts = new Map<string, CohortMember[]>()
  for (const member of members) {
    const own = cohorts.get(member.cohort)
    if (own) own.push(member)
    else cohorts.set(member.cohort, [member])
  }
  return [...cohorts]
    .sort(([one], [two]) => (one < two ? -1 : 1))
    .map(([cohort, own]) => ({ cohort, size: own.length, cells: cellsOf(own, ages, kind) }))
}

/** All cohorts together, each age over everybody who could be seen that long. */
export const retentionByAge = (
  members: readonly CohortMember[],
  ages: readonly number[],
  kind: CohortKind = 'exact',
): CohortCell[] => cellsOf(members, ages, kind)

function cellsOf(members: readonly CohortMember[], ages: readonly number[], kind: CohortKind): CohortCell[] {
  return ages.map(age => {
    const seen = members.filter(({ observed }) => observed >= age)
    const kept = seen.filter(({ active }) => active.some(at => (kind === 'exact' ? at === age : at >= age)))
    return {
      age,
      rate: seen.length > 0 ? kept.length / seen.length : null,
      numerator: kept.length,
      denominator: seen.length,
    }
  })
}
