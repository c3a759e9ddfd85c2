/** The default health score for B2B accounts (method page, "Health score"), to say where planted truth lies. */
export interface HealthInput {
  daysSinceLast: number | null
  activities: number | null
  contacts: number | null
  contactsWithEmail: number | null
  /** Mean percentile rank, 0 to 100, or null where both money columns are empty. */
  value: number | null
  size: 'SMB' | 'Mid-Market' | 'Enterprise'
}

const recencyCurve: readonly (readonly [number, number])[] = [
  [0, 100],
  [7, 90],
  [14, 75],
  [30, 40],
  [60, 10],
  [90, 0],
]
const countCurve: readonly (readonly [number, number])[] = [
  [0, 0],
  [5, 40],
  [10, 60],
  [20, 85],
  [40, 100],
]
const sizeScore = { SMB: 40, 'Mid-Market': 70, Enterprise: 100 }

function along(curve: readonly (readonly [number, number])[], x: number): number {
  let [fromX, fromY] = curve[0] ?? [0, 0]
  for (const [toX, toY] of curve) {
    if (x <= toX) return toX === fromX ? toY : fromY + ((x - fromX) / (toX - fromX)) * (toY - fromY)
    fromX = toX
    fromY = toY
  }
  return fromY
}

/** Score 0 to 100, 100 healthy; null where less than half of the weights has an input. */
export function healthScore(input: HealthInput): number | null {
  const { daysSinceLast, activities, contacts, contactsWithEmail } = input
  const activityParts = [
    daysSinceLast === null ? null : along(recencyCurve, daysSinceLast),
    activities === null ? null : along(countCurve, activities),
  ].filter(part => part !== null)
  const activity =
    activityParts.length === 0
      ? null
      : activityParts.reduce((sum, part) => sum + part, 0) / activityParts.length
  const quality = contacts && contactsWithEmail !== null ? (100 * contactsWithEmail) / contacts : null
  const parts = [
    [0.4, activity],
    [0.3, quality],
    [0.2, input.value],
    [0.1, sizeScore[input.size]],
  ] as const
  let coverage = 0
  let sum = 0
  for (const [weight, part] of parts) {
    if (part === null) continue
    coverage += weight
    sum += weight * part
  }
  return coverage < 0.5 ? null : sum / coverage
}

/** Mean percentile rank, 0 to 100, of each value among the known ones; ties share their rank. */
export function percentileRanks(values: readonly (number | null)[]): (number | null)[] {
  const sorted = values.filter(value => value !== null).sort((one, two) => one - two)
  const first = new Map<number, number>()
  const last = new Map<number, number>()
  sorted.forEach((value, at) => {
    if (!first.has(value)) first.set(value, at)
    last.set(value, at)
  })
  return values.map(value => {
    if (value === null) return null
    const middle = ((first.get(value) ?? 0) + (last.get(value) ?? 0)) / 2
    return sorted.length === 1 ? 50 : (100 * middle) / (sorted.length - 1)
  })
}
