/** Columns → fields for every entity, and which entity the table is: what its columns mean and what a row is. */
import { entities, fields, ownName } from '../domain/entities/index.ts'
import type { Entity, EntityName } from '../domain/entities/index.ts'
import { namesControl } from '../domain/experiments/arms.ts'
import { fieldFit, share } from './field-fit.ts'
import { fold } from './fold.ts'
import type { FieldMatch } from './header-match.ts'
import type { Profile } from './profile-column.ts'
import type { Synonyms } from './synonyms.ts'
import type { ColumnMatch, TableColumn } from './table-column.ts'
import { grain, repeatShare } from './table-grain.ts'
import { readTrap } from './traps.ts'
import type { MatchKind } from './types.ts'

export interface TableMatch {
  entity: EntityName
  score: number
  missing: readonly string[]
  columns: readonly ColumnMatch[]
}

interface Candidate {
  column: number
  field: string
  confidence: number
  how: MatchKind
  borrowed?: boolean
}

/** Below this a match by words is only offered as an alternative. */
const mapFrom = 0.6

/** Best entity first. `given` maps headers to fields (or null) and wins over everything. */
export function matchTable(
  columns: readonly TableColumn[],
  names: readonly string[],
  synonyms: Synonyms,
  given: Readonly<Record<string, string | null>> = {},
  only?: EntityName,
): TableMatch[] {
  const hints = new Set(names.flatMap(name => entityHints(name, synonyms)))
  return [...entities.values()]
    .filter(entity => only === undefined || entity.name === only)
    .map(entity => matchEntity(entity, columns, hints, synonyms, given))
    .sort((one, two) => two.score - one.score)
}

function matchEntity(
  entity: Entity,
  columns: readonly TableColumn[],
  hints: ReadonlySet<string>,
  synonyms: Synonyms,
  given: Readonly<Record<string, string | null>>,
): TableMatch {
  const allowed = new Set(entity.fields.map(use => use.field))
  const ownKey = entity.key.length === 1 && columns.some(isRowNumber) ? entity.key[0] : undefined
  const named = columns.map((column, at) =>
    candidatesOf(column, at, entity.name, allowed, given).filter(
      one => one.field !== ownKey || one.how !== 'token' || repeatShare(column.profile) < 0.5,
    ),
  )
  const claimed = new Set(
    named.flatMap((list, at) =>
      (columns[at]?.reading.trap === null ? list : [])
        .filter(one => one.confidence >= 0.8)
        .map(one => one.field),
    ),
  )
  const traps = columns.map(({ header, reading, profile }) =>
    reading.trap === null || header in given || (allowed.has('variant') && holdsArms(profile))
      ? null
      : readTrap(reading.trap, { entity: entity.name, profile, claimed, synonyms }),
  )
  const all = named.flatMap((list, at) => {
    const trap = traps[at]
    if (trap === null || trap === undefined) return list
    return trap.choices
      .filter(choice => allowed.has(choice.field))
      .map((choice): Candidate => ({
        column: at,
        field: choice.field,
        confidence: choice.confidence,
        how: 'values',
      }))
  })
  const chosen = choose(entity.name === 'order' ? withDayOfSale(all) : all)
  const offered = new Map<number, Candidate[]>()
  for (const one of all) offered.set(one.column, [...(offered.get(one.column) ?? []), one])
  const matched = columns.map((_, at): ColumnMatch => {
    const pick = chosen.get(at)
    const trap = traps[at] ?? null
    return {
      field: pick?.field ?? null,
      confidence: pick?.confidence ?? 0,
      how: pick?.how ?? (columns[at] !== undefined && columns[at].header in given ? 'given' : 'none'),
      alternatives: (offered.get(at) ?? [])
        .filter(one => one.field !== pick?.field)
        .map(({ field, confidence }) => ({ field, confidence })),
      borrowed: pick?.borrowed === true,
      trap:
        trap !== null && trap.open && trap.choices.some(choice => allowed.has(choice.field)) ? trap : null,
    }
  })
  const missing = missingFields(entity, new Set([...chosen.values()].map(one => one.field)))
  return {
    entity: entity.name,
    score: score(entity, columns, matched, missing, hints),
    missing,
    columns: matched,
  }
}

/** A plain `id` that never repeats: `plan.id` beside it is the plan's, not the row's. */
const isRowNumber = ({ reading, profile }: TableColumn): boolean => reading.trap === 'id' && profile.unique

/** `#1001`, `#1002`: numbers of documents, whatever their header says. */
const isDocumentNumbers = ({ texts }: Profile): boolean =>
  texts.length > 0 && texts.every(text => /^#\d{2,12}$/.test(text.trim()))
const documentNumber: FieldMatch = { field: 'order_id', confidence: 0.9, how: 'values' }

/** Letters and digits without blanks: numbers of parties, not their names. */
const isCodes = ({ texts, kind, levels }: Profile): boolean =>
  kind !== 'number' &&
  levels.size > 1 &&
  share(texts, text => /^[\p{L}\p{N}][\p{L}\p{N}_\-./#]*$/u.test(text) && /\p{N}/u.test(text)) >= 0.95

function candidatesOf(
  { header, reading, profile }: TableColumn,
  column: number,
  entity: EntityName,
  allowed: ReadonlySet<string>,
  given: Readonly<Record<string, string | null>>,
): Candidate[] {
  if (header in given) {
    const field = given[header]
    const own =
      field === null || field === undefined
        ? null
        : allowed.has(field)
          ? field
          : (ownName[entity]?.[field] ?? null)
    return own !== null && allowed.has(own) ? [{ column, field: own, confidence: 1, how: 'given' }] : []
  }
  const numbered = isDocumentNumbers(profile) && reading.matches.every(match => match.confidence < 0.8)
  const arms = allowed.has('variant') && holdsArms(profile)
  const named = numbered ? [...reading.matches, documentNumber] : reading.matches
  const found = named.flatMap(match => {
    const field = allowed.has(match.field) ? match.field : ownName[entity]?.[match.field]
    if (field === undefined || !allowed.has(field)) return []
    // What customers of a test spent is no cost of it.
    if (field === 'marketing_cost' && field !== match.field && /spen[dt]/i.test(header)) return []
    const fit = fieldFit(field, profile)
    if (fit < 0.35) return []
    // `customer` over `cus_81f2` is who, not what they are called.
    const bare = match.how === 'token' && match.confidence <= 0.6
    const coded = bare && (field === 'customer_id' || field === 'customer_name') && isCodes(profile)
    if (coded && field === 'customer_name') return []
    const confidence =
      (coded ? 0.9 : match.confidence) *
      (fit >= 0.8 ? 1 : match.confidence === 1 ? 0.85 : fit) *
      (field === match.field ? 1 : 0.97)
    return [{ column, field, confidence, how: match.how, borrowed: field !== match.field }]
  })
  return arms ? [{ column, field: 'variant', confidence: 0.95, how: 'values' }, ...found] : found
}

/** A few names, one of which can only be a group left alone: the arms of a test, whatever the header says. */
const holdsArms = ({ kind, levels }: Profile): boolean =>
  kind !== 'number' && levels.size >= 2 && levels.size <= 12 && [...levels.keys()].some(namesControl)

/** Orders that say only when they were paid happened then. */
function withDayOfSale(all: readonly Candidate[]): Candidate[] {
  const dated = all.some(one => one.field === 'order_date' && one.confidence >= mapFrom)
  if (dated) return [...all]
  return all.map(one =>
    one.field === 'paid_at' ? { ...one, field: 'order_date', confidence: one.confidence * 0.95 } : one,
  )
}

/** Highest confidence first; every field and every column once. A tie between two columns goes to neither below 0.8. */
function choose(candidates: readonly Candidate[]): Map<number, Candidate> {
  const byColumn = new Map<number, Candidate>()
  const taken = new Set<string>()
  for (const one of [...candidates]
    .filter(candidate => candidate.confidence >= mapFrom)
    .sort((a, b) => b.confidence - a.confidence || a.column - b.column)) {
    if (byColumn.has(one.column) || taken.has(one.field)) continue
    byColumn.set(one.column, one)
    taken.add(one.field)
  }
  return byColumn
}

/** Public files of tests name nobody: with arms, each row is a customer of its own. */
const isNamelessTest = ({ name }: Entity, field: string, mapped: ReadonlySet<string>): boolean =>
  name === 'campaign_member' && field === 'customer_id' && mapped.has('variant')

/** Required fields, and `a|b` groups, that nothing fills. */
export function missingFields(entity: Entity, mapped: ReadonlySet<string>): string[] {
  return [
    ...entity.fields
      .filter(use => use.need === 'R' && !mapped.has(use.field) && !isNamelessTest(entity, use.field, mapped))
      .map(use => use.field),
    ...entity.oneOf.filter(group => !group.some(field => mapped.has(field))).map(group => group.join('|')),
  ]
}

const spread = new Map(
  [...fields.keys()].map(name => [
    name,
    [...entities.values()].filter(entity => entity.fields.some(use => use.field === name)).length,
  ]),
)

function score(
  entity: Entity,
  columns: readonly TableColumn[],
  matched: readonly ColumnMatch[],
  missing: readonly string[],
  hints: ReadonlySet<string>,
): number {
  let total = 0
  for (const match of matched) {
    if (match.field === null) continue
    const need = entity.fields.find(use => use.field === match.field)?.need ?? 'O'
    // What only the values tell, or the words of another entity, says little about the kind of table.
    const weight =
      match.borrowed === true
        ? 0.4
        : match.how === 'values' && match.field !== 'variant' && !match.field.endsWith('_id')
          ? 0.5
          : 1
    total +=
      (weight * match.confidence * (need === 'R' ? 2 : need === 'C' ? 1.2 : 0.8)) /
      Math.sqrt(spread.get(match.field) ?? 1)
  }
  total -= missing.length * 1.6
  if (hints.has(entity.name)) total += 0.9
  const telling = defining[entity.name]
  if (telling !== undefined && !matched.some(match => match.field !== null && telling.includes(match.field)))
    total -= 1.6
  if (entity.name === 'order' || entity.name === 'customer') total += 0.4
  // Arms one of which was left alone, and what came of them: nothing but a test has both.
  const holds = (field: string): boolean => matched.some(match => match.field === field)
  if (entity.name === 'campaign_member' && holds('variant') && holds('retained')) total += 0.8
  // Every column has its place in a small table: that is what the table is for.
  if (columns.length >= 3 && entity.fields.length <= 6 && matched.every(match => match.field !== null))
    total += 0.8
  // Nothing but general words: no reason to think of a special table.
  const special = matched.some(
    match =>
      match.field !== null &&
      (match.how !== 'values' || match.field === 'variant') &&
      match.borrowed !== true &&
      (spread.get(match.field) ?? 9) <= 2,
  )
  if (!special && !hints.has(entity.name) && entity.name !== 'order' && entity.name !== 'customer')
    total -= 0.6
  return total + grain(entity, columns, matched)
}

/** Without one of these a table is not what it is taken for: a customer in a channel is in no campaign yet. */
const defining: Readonly<Partial<Record<EntityName, readonly string[]>>> = {
  campaign_member: [
    'campaign_id',
    'variant',
    'treated_at',
    'sent_at',
    'retained',
    'opened',
    'clicked',
    'coupon_used',
    'responded',
  ],
  survey: ['score', 'csat', 'nps', 'product_value', 'service_value'],
  // Money from a customer on a day, without a charge or its outcome: a sale or a renewal.
  payment: ['payment_id', 'payment_success', 'failure_reason', 'order_id', 'subscription_id'],
  touchpoint: ['touched_at', 'channel'],
  retention_action: ['strategy', 'retained', 'executed_at', 'action_id'],
}

/** Entities that a file or sheet name speaks of. */
function entityHints(name: string, { entities: words }: Synonyms): string[] {
  const folded = fold(name.replace(/\.[a-z0-9]+$/i, '')).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
  const parts = new Set(folded.split(/[\s\d]+/))
  return [...words]
    .filter(([, list]) =>
      list.some(word => (/\p{Script=Han}/u.test(word) ? folded.includes(word) : parts.has(word))),
    )
    .map(([entity]) => entity)
}
