/**
 * An order log told by its values alone, where no header says so: no header at all, or one in words nobody taught us
 * (Belegnr., Kundennr., Bruttobetrag). Only proposed; the caller is asked.
 */
import type { EntityName } from '../domain/entities/index.ts'
import type { TableColumn } from './table-column.ts'
import type { Profile } from './profile-column.ts'
import { parseNumber } from './values/number.ts'

export interface ContentProposal {
  entity: EntityName
  /** Column → field. */
  fields: ReadonlyMap<number, string>
}

/** `known` are fields that names have given already; what they have is not taken again. */
export function proposeByContent(
  columns: readonly TableColumn[],
  known: ReadonlyMap<number, string> = new Map(),
): ContentProposal | null {
  const found = new Map(known)
  const has = (field: string): boolean => [...found.values()].includes(field)
  const take = (field: string, at: number): void => {
    if (at >= 0 && !has(field)) found.set(at, field)
  }
  const free = (test: (profile: Profile, at: number) => boolean): number =>
    columns.findIndex(({ profile }, at) => !found.has(at) && test(profile, at))
  take(
    'order_date',
    free(({ kind, blankShare }) => kind === 'date' && blankShare < 0.2),
  )
  if (!has('order_date')) return null
  if (!has('paid_amount') && !has('order_amount')) take('paid_amount', moneyColumn(columns, found))
  take('customer_id', customerColumn(columns, found))
  if (!has('customer_id')) return null
  take(
    'order_id',
    free(
      profile => profile.unique && profile.texts.length > 1 && (profile.kind === 'id' || isWhole(profile)),
    ),
  )
  take(
    'quantity',
    free(
      profile =>
        isWhole(profile) &&
        profile.numbers.every(value => Math.abs(value) <= 1000) &&
        profile.levels.size <= profile.texts.length / 10 + 5,
    ),
  )
  return { entity: 'order', fields: found }
}

const isWhole = ({ kind, whole }: Profile): boolean => kind === 'number' && whole

const isMoney = ({ kind, whole, currencies, mixedMarks }: Profile): boolean =>
  kind === 'number' && (!whole || currencies.length > 0 || mixedMarks.size > 0)

/** The one column of money; of several, the one that is the sum of two others (net + tax), else none. */
function moneyColumn(columns: readonly TableColumn[], found: ReadonlyMap<number, string>): number {
  const money = columns.flatMap(({ profile }, at) =>
    !found.has(at) && isMoney(profile) && profile.blankShare < 0.5 ? [at] : [],
  )
  if (money.length <= 1) return money[0] ?? -1
  const values = new Map(money.map(at => [at, amounts(columns[at]?.profile)]))
  const sums = (total: number, one: number, two: number): boolean => {
    const list = values.get(total) ?? []
    const fits = list.filter((value, row) => {
      const sum = (values.get(one)?.[row] ?? Number.NaN) + (values.get(two)?.[row] ?? Number.NaN)
      return Math.abs(value - sum) < 0.015
    })
    return list.length > 2 && fits.length >= list.length * 0.95
  }
  return (
    money.find(total =>
      money.some(
        one => one !== total && money.some(two => two > one && two !== total && sums(total, one, two)),
      ),
    ) ?? -1
  )
}

const amounts = (profile: Profile | undefined): number[] =>
  (profile?.texts ?? [])
    .slice(0, 200)
    .map(text => parseNumber(text, profile?.format.decimal ?? '.')?.value ?? Number.NaN)

/** Who bought: a column that comes back in other rows, is no amount and no category; ids before names. */
function customerColumn(columns: readonly TableColumn[], found: ReadonlyMap<number, string>): number {
  const rated = columns.flatMap(({ profile }, at) => {
    const { kind, levels, texts, blankShare } = profile
    const named = kind === 'id' || kind === 'text' || kind === 'category' || isWhole(profile)
    const repeats = texts.length === 0 ? 0 : 1 - levels.size / texts.length
    if (found.has(at) || !named || isMoney(profile) || blankShare > 0.2) return []
    if (levels.size < Math.min(8, texts.length / 4) || levels.size < 2 || repeats < 0.05) return []
    const idLike = kind === 'id' || sameLength(profile)
    // An id and the name it stands for part the rows in the same way.
    const twin = columns.some(
      (other, rank) => rank !== at && other.profile.kind === 'text' && sameParts(profile, other.profile),
    )
    return [{ at, score: (idLike ? 1 : 0) + (twin ? 1 : 0) + Math.min(1, repeats) - at * 0.02 }]
  })
  return rated.sort((one, two) => two.score - one.score)[0]?.at ?? -1
}

const sameLength = ({ levels }: Profile): boolean => {
  const lengths = new Set([...levels.keys()].map(text => text.length))
  return lengths.size === 1 && [...levels.keys()].every(text => /\d/.test(text))
}

function sameParts(one: Profile, two: Profile): boolean {
  if (
    one.texts.length !== two.texts.length ||
    Math.abs(one.levels.size - two.levels.size) > one.levels.size * 0.1
  )
    return false
  const pairs = new Set(one.texts.map((text, at) => `${text}\n${two.texts[at] ?? ''}`))
  return pairs.size <= one.levels.size * 1.1
}
