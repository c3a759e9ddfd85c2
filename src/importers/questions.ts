/** What the evidence leaves open, as questions with choices. Kinds and facts only; the kernel words them. */
import { entities } from '../domain/entities/index.ts'
import type { EntityName } from '../domain/entities/index.ts'
import { fieldFit } from './field-fit.ts'
import type { NamedColumn } from './guess-columns.ts'
import { missingFields } from './match-table.ts'
import type { TableMatch } from './match-table.ts'
import type { Sample } from './read-sample.ts'
import type { ColumnGuess, InspectOptions, Question } from './types.ts'

const facts: Question['facts'] = {}

/** Groups without which a table of the entity answers little, though it can be stored. */
export const worthHaving: Readonly<Partial<Record<EntityName, readonly (readonly string[])[]>>> = {
  order: [['paid_amount', 'order_amount', 'unit_price']],
  order_line: [['paid_amount', 'order_amount', 'unit_price']],
  campaign_member: [['variant'], ['customer_id']],
  cost: [['cost_stage', 'scope'], ['cost_date']],
}

/** `attribute` as a choice keeps the column as it is. */
export const asAttribute = 'attribute'

export function entityQuestion(matches: readonly TableMatch[], options: InspectOptions): Question[] {
  const [first, second] = matches
  if (options.entity !== undefined || first === undefined) return []
  const close =
    second !== undefined && first.score - second.score < 0.35 && second.missing.length <= first.missing.length
  const twins =
    second !== undefined &&
    [first.entity, second.entity].every(entity => entity === 'customer' || entity === 'account')
  if (first.score >= 0.3 && (!close || twins)) return []
  return [
    {
      kind: 'entity',
      column: null,
      proposed: first.score >= 0.3 && first.missing.length === 0 ? first.entity : null,
      samples: [],
      choices: matches
        .slice(0, 4)
        .map(match => ({ value: match.entity, confidence: confidenceOf(match, matches) })),
      answer: { argument: 'entity', key: 'entity' },
      facts,
    },
  ]
}

/** 0 to 1, from the lead over the next entity. */
export function confidenceOf(match: TableMatch, matches: readonly TableMatch[]): number {
  const rival = matches.find(other => other !== match)
  const lead = match.score - (rival?.score ?? 0)
  const base = match.score <= 0 ? 0.1 : Math.min(0.99, Math.max(0.1, 0.6 + lead / 4))
  return Math.round((match.missing.length > 0 ? base * 0.7 : base) * 100) / 100
}

export function columnQuestions(
  match: TableMatch,
  columns: readonly NamedColumn[],
  guesses: readonly ColumnGuess[],
  sample: Sample,
): Question[] {
  const questions: Question[] = []
  for (const [at, one] of match.columns.entries()) {
    const guess = guesses[at]
    if (one.trap === null || guess === undefined) continue
    questions.push({
      kind: 'field',
      column: guess.header,
      samples: guess.samples,
      proposed: one.field,
      choices: [
        ...one.trap.choices.map(choice => ({ value: choice.field, confidence: choice.confidence })),
        { value: asAttribute, confidence: 0.2 },
      ],
      answer: { argument: 'mapping', key: guess.header },
      facts: { trap: columns[at]?.reading.trap ?? null },
    })
  }
  return [
    ...questions,
    ...missingQuestions(match, columns, guesses),
    ...mappingQuestion(match, guesses, sample),
  ]
}

function missingQuestions(
  match: TableMatch,
  columns: readonly NamedColumn[],
  guesses: readonly ColumnGuess[],
): Question[] {
  const mapped = new Set(guesses.flatMap(guess => (guess.field === null ? [] : [guess.field])))
  const entity = entities.get(match.entity)
  if (entity === undefined) return []
  const missing = missingFields(entity, mapped).map((group): Question => ({
    kind: 'missing_field',
    column: null,
    proposed: null,
    samples: [],
    choices: candidates(group.split('|')[0] ?? group, columns, guesses),
    answer: { argument: 'mapping', key: group.split('|')[0] ?? group },
    facts: { field: group },
  }))
  const without = (worthHaving[match.entity] ?? [])
    .filter(group => !group.some(field => mapped.has(field)))
    .map((group): Question => {
      const found = candidates(group[0] ?? '', columns, guesses)
      // A column in a currency is likely the money itself: going without it is for the caller to say.
      const likely = found.filter(({ value }) => isInCurrency(columns.find(({ header }) => header === value)))
      const others = found.filter(choice => !likely.includes(choice))
      return {
        kind: 'without_field',
        column: null,
        proposed: likely.length > 0 ? null : 'without',
        samples: [],
        choices: [...likely, { value: 'without', confidence: likely.length > 0 ? 0.2 : 0.6 }, ...others],
        answer: { argument: 'mapping', key: group[0] ?? '' },
        facts: { field: group[0] ?? null, entity: match.entity },
      }
    })
  return [
    ...missing,
    ...whoIsIt(match, columns, guesses, mapped),
    ...whoseLine(match, columns, mapped),
    ...without,
  ]
}

/** A customer table whose key no header names, beside columns that could be it: made keys would join nothing. */
function whoIsIt(
  { entity }: TableMatch,
  columns: readonly NamedColumn[],
  guesses: readonly ColumnGuess[],
  mapped: ReadonlySet<string>,
): Question[] {
  if ((entity !== 'customer' && entity !== 'account') || mapped.has('customer_id')) return []
  const choices = columns.flatMap(({ profile, header }, at) => {
    const guess = guesses[at]
    const free = guess !== undefined && guess.field === null && guess.how !== 'given' && !guess.leak
    const named = profile.kind === 'text' || profile.kind === 'id' || profile.kind === 'category'
    const numbered = profile.kind === 'number' && profile.whole && profile.numbers.every(value => value >= 0)
    return free &&
      profile.unique &&
      profile.texts.length > 1 &&
      profile.blankShare === 0 &&
      (named || numbered)
      ? [{ value: header, confidence: at === 0 ? 0.5 : 0.3 }]
      : []
  })
  if (choices.length === 0) return []
  return [
    {
      kind: 'missing_field',
      column: null,
      proposed: null,
      samples: [],
      choices: choices.slice(0, 6),
      answer: { argument: 'mapping', key: 'customer_id' },
      facts: { field: 'customer_id' },
    },
  ]
}

/** Lines that name nobody but by a mail address or a telephone: without an order file they belong to no customer. */
function whoseLine(
  { entity }: TableMatch,
  columns: readonly NamedColumn[],
  mapped: ReadonlySet<string>,
): Question[] {
  if (entity !== 'order_line' || mapped.has('customer_id')) return []
  const choices = columns.flatMap(({ header, reading, profile }) => {
    const names = reading.matches.some(
      ({ field, confidence }) => (field === 'email' || field === 'phone') && confidence >= 0.9,
    )
    return names && profile.texts.length > 0 && fieldFit('customer_id', profile) >= 0.8
      ? [{ value: header, confidence: 0.5 }]
      : []
  })
  if (choices.length === 0) return []
  return [
    {
      kind: 'without_field',
      column: null,
      proposed: null,
      samples: [],
      choices: [...choices, { value: 'without', confidence: 0.3 }],
      answer: { argument: 'mapping', key: 'customer_id' },
      facts: { field: 'customer_id', entity },
    },
  ]
}

const isInCurrency = (column: NamedColumn | undefined): boolean =>
  column !== undefined &&
  (column.reading.currency !== null ||
    column.profile.currencies.length > 0 ||
    column.profile.mixedMarks.size > 0)

/** No amount, no date and no yes or no: something that can stand for a person or a company. */
const couldName = ({ profile }: NamedColumn): boolean =>
  profile.kind !== 'date' &&
  profile.kind !== 'boolean' &&
  profile.levels.size > 1 &&
  !(
    profile.kind === 'number' &&
    (!profile.whole || profile.currencies.length > 0 || profile.mixedMarks.size > 0)
  )

/** Whoever buys comes back: a column without repeats numbers the rows, one of a few words sorts them. */
const comesBack = (field: string, { profile }: NamedColumn): number =>
  field !== 'customer_id' ? 0.2 : profile.unique ? 0.1 : profile.levels.size < 8 ? 0.15 : 0.3

/** Unmapped columns whose values could be the field. */
function candidates(
  field: string,
  columns: readonly NamedColumn[],
  guesses: readonly ColumnGuess[],
): { value: string; confidence: number }[] {
  return columns
    .flatMap((column, at) => {
      const guess = guesses[at]
      const stand =
        (field === 'customer_id' &&
          (guess?.field === 'email' || guess?.field === 'phone' || guess?.field === 'customer_name')) ||
        (field === 'order_date' && guess?.field === 'paid_at')
      if (guess === undefined || (guess.field !== null && !stand)) return []
      if (field === 'customer_id' && !stand && !couldName(column)) return []
      const named = guess.alternatives.find(other => other.field === field)?.confidence ?? 0
      const fit = fieldFit(field, column.profile)
      return fit >= 0.8 && column.profile.kind !== 'empty'
        ? [{ value: guess.header, confidence: Math.max(named, stand ? 0.5 : comesBack(field, column) * fit) }]
        : []
    })
    .sort((one, two) => two.confidence - one.confidence)
    .slice(0, 6)
}

/** What else the one doubtful column could be: other fields its words allow, or nothing known. */
function others(
  guess: ColumnGuess | undefined,
  guesses: readonly ColumnGuess[],
): { value: string; confidence: number }[] {
  const taken = new Set(guesses.map(({ field }) => field))
  const open = (guess?.alternatives ?? []).filter(({ field }) => !taken.has(field))
  return [
    ...open.slice(0, 4).map(({ field, confidence }) => ({ value: field, confidence })),
    { value: asAttribute, confidence: 0.2 },
  ]
}

/** Required columns known by rule rather than by name: one look at all of them. */
function mappingQuestion(match: TableMatch, guesses: readonly ColumnGuess[], sample: Sample): Question[] {
  const needed = new Set(
    entities
      .get(match.entity)
      ?.fields.filter(
        use => use.need === 'R' || ['paid_amount', 'order_id', 'customer_id'].includes(use.field),
      )
      .map(use => use.field),
  )
  const doubtful = guesses.filter(
    (guess, at) =>
      guess.field !== null &&
      needed.has(guess.field) &&
      match.columns[at]?.trap === null &&
      guess.confidence < 0.895,
  )
  if (doubtful.length === 0) return []
  return [
    {
      kind: 'mapping',
      column: doubtful.length === 1 ? (doubtful[0]?.header ?? null) : null,
      proposed: 'accept',
      samples: doubtful[0]?.samples ?? [],
      choices: [
        { value: 'accept', confidence: Math.min(...doubtful.map(guess => guess.confidence)) },
        ...(doubtful.length === 1 ? others(doubtful[0], guesses) : []),
      ],
      answer: { argument: 'mapping', key: doubtful[0]?.header ?? '' },
      facts: {
        ...Object.fromEntries(
          guesses.flatMap(guess => (guess.field === null ? [] : [[guess.field, guess.header]])),
        ),
        header_row: sample.headerRow,
      },
    },
  ]
}
