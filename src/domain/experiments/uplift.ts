import { Fault } from '../../fault.ts'
import type { Lift } from './lift.ts'
import { liftOf } from './lift.ts'

export interface QiniPoint {
  /** Customers targeted, highest score first. */
  n: number
  /** Incremental successes by then: S_t − S_c × N_t/N_c. */
  incremental: number
}

export interface Qini {
  /** Area between the curve and the straight line to its end, ÷ n². */
  coefficient: number
  curve: QiniPoint[]
  n: number
  /** Which of the several curves of this name it is. */
  definition: 'S_t - S_c * N_t/N_c (Radcliffe 2007), area over random by trapezoids, divided by n squared'
}

/** Qini curve of a score that ranks customers by expected uplift; customers with equal scores enter together. */
export function qiniCurve(
  scores: ArrayLike<number>,
  treated: ArrayLike<number>,
  success: ArrayLike<number>,
): Qini {
  const n = scores.length
  if (n === 0) throw new Fault('not_enough_data', { found: 0, needed: 1, of: 'customers' })
  const order = Uint32Array.from({ length: n }, (_, row) => row).sort(
    (one, two) => (scores[two] ?? 0) - (scores[one] ?? 0),
  )
  let [treatedN, controlN, treatedSuccesses, controlSuccesses] = [0, 0, 0, 0]
  const curve: QiniPoint[] = [{ n: 0, incremental: 0 }]
  for (let at = 0; at < n; at++) {
    const row = order[at] ?? 0
    if (treated[row]) {
      treatedN += 1
      treatedSuccesses += success[row] ?? 0
    } else {
      controlN += 1
      controlSuccesses += success[row] ?? 0
    }
    if (at + 1 < n && scores[order[at + 1] ?? 0] === scores[row]) continue
    const scaled = controlN > 0 ? (controlSuccesses * treatedN) / controlN : 0
    curve.push({ n: at + 1, incremental: treatedSuccesses - scaled })
  }
  const end = curve.at(-1)?.incremental ?? 0
  let area = 0
  for (let index = 1; index < curve.length; index++) {
    const [left, right] = [curve[index - 1], curve[index]]
    if (left && right) area += ((right.n - left.n) * (left.incremental + right.incremental)) / 2
  }
  return {
    coefficient: (area - (n * end) / 2) / n ** 2,
    curve,
    n,
    definition: 'S_t - S_c * N_t/N_c (Radcliffe 2007), area over random by trapezoids, divided by n squared',
  }
}

/** Lift within each segment, best first; segments without both arms are left out and counted. */
export function liftBySegment(rows: readonly { segment: string; treated: boolean; success: boolean }[]): {
  segments: (Lift & { segment: string; treatedN: number; controlN: number })[]
  withoutBothArms: string[]
} {
  const cells = new Map<string, [number, number, number, number]>()
  for (const { segment, treated, success } of rows) {
    const cell = cells.get(segment) ?? [0, 0, 0, 0]
    const arm = treated ? 0 : 2
    cell[arm] += 1
    if (success) cell[arm === 0 ? 1 : 3] += 1
    cells.set(segment, cell)
  }
  const withoutBothArms: string[] = []
  const segments = [...cells.entries()].flatMap(
    ([segment, [treatedN, treatedSuccesses, controlN, controlSuccesses]]) => {
      if (treatedN === 0 || controlN === 0) {
        withoutBothArms.push(segment)
        return []
      }
      return [
        {
          segment,
          treatedN,
          controlN,
          ...liftOf({ treatedN, treatedSuccesses, controlN, controlSuccesses }),
        },
      ]
    },
  )
  segments.sort((one, two) => two.value - one.value || (one.segment < two.segment ? -1 : 1))
  return { segments, withoutBothArms: withoutBothArms.sort() }
}
