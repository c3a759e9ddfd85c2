import { liftBySegment, meanDifference, qiniCurve } from '../domain/experiments/index.ts'
import type { Qini } from '../domain/experiments/index.ts'
import { quantileSorted } from '../domain/quantiles.ts'
import { levelAt } from '../domain/table.ts'
import type { Column } from '../domain/table.ts'
import { attributesOf, moneyOutcome } from './campaign-members.ts'
import type { CampaignMember } from './campaign-members.ts'
import type { EntityRows } from '../store/store.ts'

const mostLevels = 12
/** A cell smaller than this in either arm says nothing about lift. */
const fewestInArm = 50

/** Reads a column as segments: its own levels, or thirds of a number. `null` for columns with too many levels. */
export function segmentsOf(column: Column, rows: readonly number[]): ((row: number) => string | null) | null {
  if (column.kind === 'category') {
    const used = new Set(rows.map(row => column.codes[row] ?? -1))
    used.delete(-1)
    return used.size < 2 || used.size > mostLevels ? null : row => levelAt(column, row)
  }
  const values = Float64Array.from(rows, row => column.values[row] ?? Number.NaN)
    .filter(value => !Number.isNaN(value))
    .toSorted()
  const [low, high] = [quantileSorted(values, 1 / 3), quantileSorted(values, 2 / 3)]
  if (low === undefined || high === undefined || low === null || high === null || low === values.at(-1))
    return null
  const name = (value: number): string => String(Number(value.toPrecision(4)))
  return row => {
    const value = column.values[row] ?? Number.NaN
    if (Number.isNaN(value)) return null
    return value <= low
      ? `≤ ${name(low)}`
      : value <= high && high > low
        ? `${name(low)}–${name(high)}`
        : `> ${name(Math.max(low, high))}`
  }
}

export interface SegmentLift {
  field: string
  segment: string
  lift: number
  low: number
  high: number
  treatedN: number
  controlN: number
}

interface Judged {
  member: CampaignMember
  retained: boolean
}

const judgedOf = (members: readonly CampaignMember[]): Judged[] =>
  members.flatMap(member => (member.retained === null ? [] : [{ member, retained: member.retained }]))

/** Lift within the segments of every attribute, best first. */
export function segmentLifts(members: readonly CampaignMember[], rows: EntityRows): SegmentLift[] {
  const judged = judgedOf(members)
  const places = judged.map(({ member }) => member.row)
  return attributesOf(rows)
    .flatMap(column => {
      const segment = segmentsOf(column, places)
      if (!segment) return []
      const cases = judged.flatMap(({ member, retained }) => {
        const name = segment(member.row)
        return name === null ? [] : [{ segment: name, treated: member.arm === 'treated', success: retained }]
      })
      return liftBySegment(cases).segments.flatMap(
        ({ segment: name, value, low, high, treatedN, controlN }) =>
          treatedN < fewestInArm || controlN < fewestInArm
            ? []
            : [{ field: column.name, segment: name, lift: value, low, high, treatedN, controlN }],
      )
    })
    .toSorted((one, two) => two.lift - one.lift || (one.segment < two.segment ? -1 : 1))
}

/**
 * Qini curve of a score learned on the other half of the members: the sum over attributes of how far the lift of the
 * member's segment lies above the lift of all. `null` without attributes or with too few members.
 */
export function crossFittedQini(members: readonly CampaignMember[], rows: EntityRows): Qini | null {
  const judged = judgedOf(members)
  const places = judged.map(({ member }) => member.row)
  const readers = attributesOf(rows).flatMap(column => segmentsOf(column, places) ?? [])
  if (readers.length === 0 || judged.length < 4 * fewestInArm) return null
  const scores = new Float64Array(judged.length)
  for (const half of [0, 1]) {
    const learn = judged.filter((_, index) => index % 2 !== half)
    const cases = (segment: (row: number) => string | null) =>
      learn.map(({ member, retained }) => ({
        segment: segment(member.row) ?? '',
        treated: member.arm === 'treated',
        success: retained,
      }))
    const whole = liftBySegment(cases(() => 'all')).segments[0]?.value
    if (whole === undefined) return null
    for (const reader of readers) {
      const lifts = new Map(
        liftBySegment(cases(reader)).segments.map(({ segment, value }) => [segment, value]),
      )
      judged.forEach(({ member }, index) => {
        if (index % 2 === half)
          scores[index] = (scores[index] ?? 0) + (lifts.get(reader(member.row) ?? '') ?? whole) - whole
      })
    }
  }
  return qiniCurve(
    scores,
    judged.map(({ member }) => (member.arm === 'treated' ? 1 : 0)),
    judged.map(({ retained }) => (retained ? 1 : 0)),
  )
}

/** Difference of mean money per customer between the arms, where the file brings such a column. */
export function moneyLift(members: readonly CampaignMember[], rows: EntityRows) {
  const column = moneyOutcome(rows)
  if (!column) return null
  const of = (arm: CampaignMember['arm']) => {
    const values = members.flatMap(member =>
      member.arm === arm && !Number.isNaN(column.values[member.row] ?? Number.NaN)
        ? [column.values[member.row] ?? 0]
        : [],
    )
    const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
    const variance =
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1)
    return { n: values.length, mean, sd: Math.sqrt(variance) }
  }
  const [treated, control] = [of('treated'), of('control')]
  if (treated.n < 30 || control.n < 30) return null
  return { field: column.name, ...meanDifference(treated, control) }
}
