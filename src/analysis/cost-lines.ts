import { addDays, isoDay, monthStart } from '../domain/days.ts'
import { foldName, spellings } from '../domain/spellings.ts'
import { stageOfWords } from '../domain/lifecycle/index.ts'
import type { CostLine } from '../domain/lifecycle/index.ts'
import type { ToolContext } from '../tool.ts'
import { categoriesOf, numbersOf } from './campaign-columns.ts'

export interface DatedCost extends CostLine {
  minutes: number | null
  capacityMinutes: number | null
}

export interface Window {
  from: string
  to: string
}

/** How the ledger's own words were read. */
export interface LedgerReading {
  /** Names that were read as one of the stages known, as written → stage. */
  renamed: { from: string; to: string }[]
  /** Lines without a stage. */
  unstaged: number
  undated: { n: number; amount: number }
  /** Lines with a budget and no amount yet. */
  planned: { n: number; budget: number; from: string | null; to: string | null }
}

export interface Ledger {
  lines: DatedCost[]
  /** Lines without usable money. */
  leftOut: number
  read: LedgerReading
}

/**
 * Every cost line on record with its stage; a stage in other words is read as the one they speak of, unless the settings
 * name it, and lines without any are filed under `other`. Lines whose money could not be brought into the reporting
 * currency are left out and counted; lines with nothing but a budget are plans that have not been spent.
 */
export async function costLines(context: ToolContext): Promise<Ledger> {
  const rows = await context.store.entityRows({ entity: 'cost' })
  const [stage, scope, channel] = ['cost_stage', 'scope', 'channel'].map(name => categoriesOf(rows, name))
  const [amount, budget, day] = ['cost_amount', 'budget_amount', 'cost_date'].map(name =>
    numbersOf(rows, name),
  )
  const [minutes, capacity] = ['minutes', 'practical_capacity_minutes'].map(name => numbersOf(rows, name))
  const reader = stageReader(context.settings.values.cost_stages)
  const sameChannel = spellings()
  const planned: LedgerReading['planned'] = { n: 0, budget: 0, from: null, to: null }
  let leftOut = 0
  const lines = Array.from({ length: rows.n }, (_, row) => row).flatMap((row): DatedCost[] => {
    const [money, plan] = [amount?.(row) ?? null, budget?.(row) ?? null]
    const on = day?.(row) ?? null
    const date = on === null ? null : isoDay(on)
    if (money === null && plan !== null) {
      planned.n += 1
      planned.budget += plan
      if (date !== null && (planned.from === null || date < planned.from)) planned.from = date
      if (date !== null && (planned.to === null || date > planned.to)) planned.to = date
      return []
    }
    if (money === null) {
      leftOut += 1
      return []
    }
    return [
      {
        stage: reader.stageOf(stage?.(row) ?? null, scope?.(row) ?? null),
        channel: sameChannel(channel?.(row) ?? null),
        amount: money,
        budget: plan,
        day: date,
        minutes: minutes?.(row) ?? null,
        capacityMinutes: capacity?.(row) ?? null,
      },
    ]
  })
  const undated = lines.filter(line => line.day === null)
  return {
    lines,
    leftOut,
    read: {
      renamed: reader.renamed(),
      unstaged: lines.filter(line => line.stage === unstagedName).length,
      undated: { n: undated.length, amount: undated.reduce((sum, line) => sum + line.amount, 0) },
      planned,
    },
  }
}

/** Where lines without a stage are filed. */
export const unstagedName = 'other'

/** The user's own stages keep their names; other words become the stage that they speak of. */
function stageReader(own: readonly string[]) {
  const known = new Map<string, string>()
  const read = (text: string): string | null => {
    const before = known.get(text)
    if (before !== undefined) return before
    const mine = own.find(name => foldName(name) === foldName(text))
    const stage = mine ?? stageOfWords(text)
    if (stage !== null) known.set(text, stage)
    return stage
  }
  return {
    stageOf: (stage: string | null, scope: string | null): string =>
      stage === null
        ? ((scope === null ? null : read(scope)) ?? unstagedName)
        : (read(stage) ?? stage.trim()),
    renamed: () =>
      [...known]
        .filter(([from, to]) => foldName(from) !== foldName(to))
        .map(([from, to]) => ({ from, to }))
        .toSorted((one, two) => (one.from < two.from ? -1 : 1)),
  }
}

/**
 * From the first of the month of the first cost to the day of the last: costs are booked at the end of a month. Where a
 * month has one or two days of booking at most, a day stands for its month, and the window ends with the month.
 */
export function costWindow(lines: readonly DatedCost[]): Window | null {
  const days = [...new Set(lines.flatMap(({ day }) => day ?? []))].toSorted()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return null
  const months = new Set(days.map(day => day.slice(0, 7))).size
  const monthly = days.length <= 2 * months
  return { from: monthStart(first), to: monthly ? monthEnd(last) : last }
}

const monthEnd = (day: string): string => addDays(monthStart(addDays(`${day.slice(0, 7)}-28`, 5)), -1)

export const within = ({ from, to }: Window, day: string | null): boolean =>
  day === null || (day >= from && day <= to)

/** The months of a window cut in the middle: what came before a change, and what after. */
export function halves(lines: readonly DatedCost[]): [Window, Window] | null {
  const months = [...new Set(lines.flatMap(({ day }) => (day === null ? [] : [day.slice(0, 7)])))].toSorted()
  if (months.length < 4) return null
  const middle = Math.floor(months.length / 2)
  const last = costWindow(lines)?.to ?? ''
  const [first, end, start] = [months[0], months[middle - 1], months[middle]]
  if (first === undefined || end === undefined || start === undefined) return null
  return [
    { from: `${first}-01`, to: monthEnd(`${end}-01`) },
    { from: `${start}-01`, to: last },
  ]
}
