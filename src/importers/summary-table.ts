/**
 * Tables that are results, not records: counts by frequency and recency, survivors by period, times to an event. Their
 * rows are no customers, and what they are good for is a calculation with their numbers as arguments.
 */
import type { NamedColumn } from './guess-columns.ts'
import { compact, foldHeader } from './fold.ts'
import type { SummaryTable } from './findings.ts'
import type { Profile } from './profile-column.ts'
import { parseNumber } from './values/number.ts'

const called = (names: readonly string[]) => new Set(names.map(name => compact(foldHeader(name))))
const frequency = called(['frequency', 'freq', 'repeats', 'repeat purchases', 'x', 'transactions repeat'])
const recency = called(['recency', 't_x', 'tx', 'recency days', 'recency weeks'])
const age = called([
  'T',
  'age',
  'tenure',
  'periods',
  'n',
  'n periods',
  'opportunities',
  't_cal',
  'observation',
])
const duration = called([
  'T',
  'time',
  'duration',
  'durations',
  'tenure',
  'survival time',
  'time to event',
  'futime',
  'weeks',
  'week',
  'months',
  'days',
  '时长',
  '生存时间',
  '存续时间',
])
const event = called([
  'E',
  'event',
  'events',
  'observed',
  'event observed',
  'died',
  'death',
  'fail',
  'failure',
  'relapse',
  'dead',
  'fustat',
  '事件',
  '是否发生',
])
const period = called([
  'year',
  'years',
  'month',
  'months',
  'period',
  'periods',
  'week',
  'weeks',
  'quarter',
  'renewal',
  'tenure',
  'age',
  't',
  '年',
  '月',
  '期',
  '期数',
  '期數',
  '年数',
  '月数',
])
const grouping = called(['group', 'arm', 'treatment', 'cohort', 'segment', 'plan', '组别', '分组'])

/** Null for a table of records. */
export function summaryTable(columns: readonly NamedColumn[]): SummaryTable | null {
  const find = (names: ReadonlySet<string>, fits: (profile: Profile) => boolean): NamedColumn | undefined =>
    columns.find(({ header, profile }) => names.has(compact(foldHeader(header))) && fits(profile))
  return frequencyRecency(columns, find) ?? survivors(columns) ?? durations(columns, find)
}

type Find = (names: ReadonlySet<string>, fits: (profile: Profile) => boolean) => NamedColumn | undefined

const isMeasure = ({ kind, numbers, blankShare }: Profile): boolean =>
  (kind === 'number' || kind === 'boolean') && blankShare === 0 && numbers.every(value => value >= 0)

/** The numbers of a column without blanks, row by row. */
const inOrder = ({ texts, format }: Profile): number[] =>
  texts.map(text => parseNumber(text, format.decimal)?.value ?? Number.NaN)

function frequencyRecency(columns: readonly NamedColumn[], find: Find): SummaryTable | null {
  const x = find(frequency, profile => isMeasure(profile) && profile.whole)
  const last = find(recency, isMeasure)
  const length = find(age, isMeasure)
  if (x === undefined || last === undefined || length === undefined) return null
  const lengths = inOrder(length.profile)
  const late = inOrder(last.profile).filter((value, at) => value > (lengths[at] ?? Infinity))
  if (late.length > lengths.length * 0.02) return null
  const perCustomer = columns.some(
    ({ reading, profile }) =>
      profile.unique &&
      (reading.trap === 'id' ||
        reading.matches.some(one => one.field === 'customer_id' && one.confidence >= 0.6)),
  )
  return {
    kind: 'frequency_recency',
    columns: { frequency: x.header, recency: last.header, age: length.header },
    perCustomer,
  }
}

/** 0, 1, 2 … in the first column, and every other one falls from its start. */
function survivors(columns: readonly NamedColumn[]): SummaryTable | null {
  const [first, ...others] = columns
  if (first === undefined || others.length === 0 || others.length > 12) return null
  const steps = inOrder(first.profile)
  const named = period.has(compact(foldHeader(first.header)))
  const runs =
    steps.length >= 3 && steps.length <= 200 && steps.every((value, at) => value === (steps[0] ?? 0) + at)
  if (!named || !runs || (steps[0] !== 0 && steps[0] !== 1)) return null
  const groups = others.map(({ header, profile }) => ({ column: header, survivors: inOrder(profile) }))
  const falls = groups.every(
    ({ survivors: list }) =>
      list.length === steps.length &&
      (list[0] ?? 0) > 0 &&
      list.every((value, at) => value >= 0 && (at === 0 || value <= (list[at - 1] ?? 0))),
  )
  return falls ? { kind: 'survivors', period: first.header, groups } : null
}

/** A length of time and a 0/1 column, and nobody named: times to an event, some of them cut off. */
function durations(columns: readonly NamedColumn[], find: Find): SummaryTable | null {
  if (columns.some(({ profile }) => profile.kind === 'date' || profile.kind === 'id')) return null
  const length = find(duration, isMeasure)
  if (length === undefined || length.profile.numbers.length < 5) return null
  const flags = columns.filter(({ profile }) => isFlag(profile))
  const named = flags.find(({ header }) => event.has(compact(foldHeader(header))))
  // Without a name for it, the event is the flag beside the time whose noughts were watched longest.
  const beside = columns[columns.indexOf(length) + 1]
  const guessed =
    beside !== undefined && flags.includes(beside) && cutOff(beside, length) ? beside : undefined
  const flag = named ?? guessed
  if (flag === undefined) return null
  const group = columns.find(
    column =>
      column !== length &&
      column !== flag &&
      grouping.has(compact(foldHeader(column.header))) &&
      column.profile.levels.size <= 12,
  )
  return {
    kind: 'durations',
    duration: length.header,
    event: flag.header,
    group: group?.header ?? null,
    durations: inOrder(length.profile),
    events: flag.profile.texts.map(text => (/^(?:1|1\.0|true|yes|是)$/i.test(text) ? 1 : 0)),
    groups: group?.profile.texts ?? [],
  }
}

const isFlag = ({ levels, blankShare }: Profile): boolean =>
  blankShare === 0 &&
  levels.size <= 2 &&
  [...levels.keys()].every(text => /^(?:0|1|0\.0|1\.0|true|false|yes|no|是|否)$/i.test(text))

/** Those without the event were watched to the end: their times are the longest. */
function cutOff(flag: NamedColumn, { profile }: NamedColumn): boolean {
  const times = inOrder(profile)
  const longest = times.reduce((most, time) => Math.max(most, time), 0)
  const cut = times.filter((_, at) => /^(?:0|0\.0|false|no|否)$/i.test(flag.profile.texts[at] ?? ''))
  return cut.length > 0 && cut.filter(time => time === longest).length >= cut.length * 0.9
}
