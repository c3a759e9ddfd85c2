import { Fault } from '../../fault.ts'
import { percentRanks } from '../percent-rank.ts'
import type { CustomerTable } from '../table.ts'
import type { Where } from '../where.ts'
import { requireNumbers, unknownGroup } from './by-ranges.ts'
import type { SegmentGroup, Segmentation } from './segmentation.ts'

export interface RfmFields {
  /** Days since the last purchase; fewer is better. */
  recency: string
  /** Purchases, the first one counted. */
  frequency: string
  /** Money. */
  monetary: string
}

type Span = readonly [number, number]

/** Boxes over fifths of recency, frequency and money: disjoint, and together all 125 codes. */
export const rfmMap: readonly { name: string; r: Span; f: Span; m: Span }[] = [
  { name: 'champions', r: [4, 5], f: [4, 5], m: [4, 5] },
  { name: 'loyal', r: [4, 5], f: [4, 5], m: [1, 3] },
  { name: 'loyal', r: [3, 3], f: [4, 5], m: [1, 5] },
  { name: 'potential_loyalists', r: [4, 5], f: [2, 3], m: [1, 5] },
  { name: 'new_customers', r: [5, 5], f: [1, 1], m: [1, 5] },
  { name: 'promising', r: [4, 4], f: [1, 1], m: [1, 5] },
  { name: 'need_attention', r: [3, 3], f: [2, 3], m: [1, 5] },
  { name: 'about_to_sleep', r: [3, 3], f: [1, 1], m: [1, 5] },
  { name: 'cannot_lose', r: [1, 2], f: [4, 5], m: [4, 5] },
  { name: 'at_risk', r: [1, 2], f: [4, 5], m: [1, 3] },
  { name: 'at_risk', r: [2, 2], f: [2, 3], m: [1, 5] },
  { name: 'hibernating', r: [1, 1], f: [2, 3], m: [1, 5] },
  { name: 'hibernating', r: [2, 2], f: [1, 1], m: [1, 5] },
  { name: 'lost', r: [1, 1], f: [1, 1], m: [1, 5] },
]

/** The name of a code of fifths, 1 to 5 each. */
export function rfmName(r: number, f: number, m: number): string {
  const within = (value: number, [low, high]: Span) => value >= low && value <= high
  const box = rfmMap.find(
    candidate => within(r, candidate.r) && within(f, candidate.f) && within(m, candidate.m),
  )
  if (!box)
    throw new Fault('invalid_input', { field: 'rfm', problem: 'scores must be whole numbers from 1 to 5' })
  return box.name
}

export interface RfmBin {
  dimension: 'recency' | 'frequency' | 'monetary'
  score: number
  n: number
  low: number
  high: number
}

export interface RfmSegmentation extends Segmentation {
  /** Scores 1 to `bins`, `bins` is best; 0 where a value is missing. */
  scores: { recency: Uint8Array; frequency: Uint8Array; monetary: Uint8Array }
  binSizes: RfmBin[]
  bins: number
}

/**
 * RFM segments by tie-sharing percent rank: score = 1 + ⌊rank × bins⌋, so identical customers never differ and
 * bins of tied values are uneven; their sizes are reported.
 */
export function segmentRfm(table: CustomerTable, fields: RfmFields, bins = 5): RfmSegmentation {
  if (!Number.isInteger(bins) || bins < 2 || bins > 10) {
    throw new Fault('invalid_input', { field: 'rfm.bins', problem: 'must be a whole number from 2 to 10' })
  }
  const columns = [fields.recency, fields.frequency, fields.monetary].map(field =>
    requireNumbers(table, field),
  )
  const scores = columns.map((values, index) => score(index === 0 ? values.map(days => -days) : values, bins))
  const [recency = new Uint8Array(0), frequency = new Uint8Array(0), monetary = new Uint8Array(0)] = scores
  const fifth = (value: number) => Math.ceil((5 * value) / bins)

  const names = [...new Set(rfmMap.map(({ name }) => name))]
  const codes = new Int32Array(table.n).fill(names.length)
  for (let row = 0; row < table.n; row++) {
    const [r, f, m] = [recency[row] ?? 0, frequency[row] ?? 0, monetary[row] ?? 0]
    if (r && f && m) codes[row] = names.indexOf(rfmName(fifth(r), fifth(f), fifth(m)))
  }

  const dimensions = ['recency', 'frequency', 'monetary'] as const
  const binSizes = dimensions.flatMap((dimension, index) =>
    binsOf(columns[index] ?? new Float64Array(0), scores[index] ?? new Uint8Array(0), bins, dimension),
  )
  const fieldNames = [fields.recency, fields.frequency, fields.monetary]
  const ends = (bins: readonly RfmBin[]): Span => [
    Math.min(...bins.map(bin => bin.low)),
    Math.max(...bins.map(bin => bin.high)),
  ]
  /** What a span of fifths asks of its field: only the ends that cut; `null` where no customer lies in it. */
  const side = (index: number, [low, high]: Span): Where | null => {
    const field = fieldNames[index] ?? ''
    const all = binSizes.filter(bin => bin.dimension === dimensions[index])
    const own = all.filter(bin => fifth(bin.score) >= low && fifth(bin.score) <= high)
    if (own.length === 0) return null
    const [least, most] = ends(all)
    const [from, to] = ends(own)
    if (to === most) return { field, op: 'gte', value: from }
    return from === least ? { field, op: 'lte', value: to } : { field, op: 'between', value: [from, to] }
  }
  const groups = names.map((name): SegmentGroup => {
    const boxes = rfmMap.filter(box => box.name === name)
    const filters = boxes.flatMap(({ r, f, m }): Where[] => {
      const sides = [side(0, r), side(1, f), side(2, m)].filter(part => part !== null)
      return sides.length === 3 ? [{ all: sides }] : []
    })
    const spans = boxes.map(({ r, f, m }) => `R ${r.join('–')}, F ${f.join('–')}, M ${m.join('–')} of 5`)
    const [only] = filters
    return {
      name,
      definition: spans.join('; '),
      filter: filters.length === 1 && only ? only : { any: filters },
    }
  })
  return {
    by: 'rfm',
    groups: [...groups, unknownGroup(fieldNames)],
    codes,
    warnings: [],
    scores: { recency, frequency, monetary },
    binSizes,
    bins,
  }
}

const score = (values: Float64Array, bins: number): Uint8Array =>
  Uint8Array.from(percentRanks(values), rank =>
    Number.isNaN(rank) ? 0 : Math.min(bins, 1 + Math.floor(rank * bins)),
  )

function binsOf(
  values: Float64Array,
  scores: Uint8Array,
  bins: number,
  dimension: RfmBin['dimension'],
): RfmBin[] {
  const sizes = Array.from({ length: bins }, (_, index) => ({
    dimension,
    score: index + 1,
    n: 0,
    low: Infinity,
    high: -Infinity,
  }))
  for (let row = 0; row < values.length; row++) {
    const bin = sizes[(scores[row] ?? 0) - 1]
    const value = values[row] ?? NaN
    if (!bin) continue
    bin.n += 1
    bin.low = Math.min(bin.low, value)
    bin.high = Math.max(bin.high, value)
  }
  return sizes.filter(({ n }) => n > 0)
}
