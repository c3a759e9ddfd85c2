/** Values that can be read in two ways: day or month, point or comma, which currency, cents or whole units. */
import { fields } from '../domain/entities/index.ts'
import type { NamedColumn } from './guess-columns.ts'
import type { Sample } from './read-sample.ts'
import type { ColumnGuess, DateOrder, InspectOptions, Question } from './types.ts'

const facts: Question['facts'] = {}

/** The order that some column of the file leaves no doubt about. */
export const firmOrder = (columns: readonly NamedColumn[]): DateOrder | null =>
  columns.find(({ profile }) => profile.format.dateOrder !== null && !profile.dates.ambiguous)?.profile.format
    .dateOrder ?? null

export function valueQuestions(
  columns: readonly NamedColumn[],
  guesses: readonly ColumnGuess[],
  sample: Sample,
  options: InspectOptions,
): Question[] {
  const questions: Question[] = []
  const asked = new Set<string>()
  const add = (question: Question): void => {
    if (asked.has(question.kind)) return
    asked.add(question.kind)
    questions.push(question)
  }
  const firm = firmOrder(columns)
  for (const [at, { profile, reading }] of columns.entries()) {
    const guess = guesses[at]
    const field = guess?.field === null || guess === undefined ? undefined : fields.get(guess.field)
    if (guess === undefined || field === undefined) continue
    const base = { column: guess.header, samples: guess.samples }
    if (
      (field.type === 'date' || field.type === 'datetime') &&
      profile.dates.ambiguous &&
      options.dateOrder === undefined
    ) {
      add({
        ...base,
        kind: 'date_order',
        proposed: firm,
        choices: [
          { value: 'dmy', confidence: 0.5 },
          { value: 'mdy', confidence: 0.5 },
        ],
        answer: { argument: 'options', key: 'date_order' },
        facts,
      })
    }
    if (
      field.type === 'money' &&
      profile.decimalOpen &&
      options.decimal === undefined &&
      sample.delimiter === ';'
    ) {
      add({
        ...base,
        kind: 'decimal',
        proposed: null,
        choices: [
          { value: ',', confidence: 0.6 },
          { value: '.', confidence: 0.4 },
        ],
        answer: { argument: 'options', key: 'decimal' },
        facts,
      })
    }
    if (field.type !== 'money') continue
    if (!guesses.some(one => one.field === 'currency')) {
      const stated = reading.currency ?? options.currency
      if (profile.currencies.length > 1 && (stated === undefined || !profile.currencies.includes(stated)))
        add(currencyQuestion(base, profile.currencies, columns))
      for (const [mark, meanings] of profile.mixedMarks) {
        const known = options.marks?.[mark] ?? stated
        if (meanings.length < 2 || (known !== undefined && meanings.includes(known))) continue
        const question = currencyQuestion(base, meanings, columns)
        questions.push({
          ...question,
          samples: profile.texts.filter(text => text.includes(mark)).slice(0, 3),
          answer: { argument: 'options', key: `marks.${mark}` },
          facts: { mark },
        })
      }
      if (profile.mixedMarks.size > 0 && profile.partlyMarked && stated === undefined)
        add(currencyQuestion(base, [...new Set([...profile.mixedMarks.values()].flat())], columns))
    }
    if (
      options.moneyUnit === undefined &&
      inCents.has(field.name) &&
      !withoutCents(columns, guesses) &&
      looksLikeCents(columns[at], options, sample)
    ) {
      // 1999 and 4950 are prices in cents; 1000 and 2500 may be either, and a factor of 100 is never guessed.
      const cents = endsLikePrices(profile.numbers)
      add({
        ...base,
        kind: 'money_unit',
        proposed: cents ? 'minor' : null,
        choices: [
          { value: 'minor', confidence: cents ? 0.7 : 0.5 },
          { value: 'major', confidence: cents ? 0.3 : 0.5 },
        ],
        answer: { argument: 'options', key: 'money_unit' },
        facts,
      })
    }
  }
  const silent = unstated(columns, guesses, options)
  if (silent !== null) add(silent)
  return questions
}

function currencyQuestion(
  base: Pick<Question, 'column' | 'samples'>,
  currencies: readonly string[],
  columns: readonly NamedColumn[],
): Question {
  return {
    ...base,
    kind: 'currency',
    proposed: likelyCurrency(currencies, columns),
    choices: currencies.map((value, rank) => ({ value, confidence: rank === 0 ? 0.5 : 0.3 })),
    answer: { argument: 'options', key: 'currency' },
    facts,
  }
}

/** Money that says nothing of its currency, beside stored money that does: it must not join it without a word. */
function unstated(
  columns: readonly NamedColumn[],
  guesses: readonly ColumnGuess[],
  options: InspectOptions,
): Question | null {
  const stored = options.storeCurrencies ?? []
  if (stored.length === 0 || options.currency !== undefined) return null
  if (guesses.some(({ field }) => field === 'currency')) return null
  const money = columns.flatMap((column, at) => {
    const guess = guesses[at]
    return guess !== undefined && guess.field !== null && fields.get(guess.field)?.type === 'money'
      ? [{ ...column, guess }]
      : []
  })
  const first = money[0]
  const stated = money.some(
    ({ reading, profile }) =>
      reading.currency !== null || profile.currencies.length > 0 || profile.mixedMarks.size > 0,
  )
  if (first === undefined || stated) return null
  const likely = likelyCurrency(['TWD', 'CNY'], columns)
  const choices = [...new Set([...(likely === null ? [] : [likely]), ...stored])]
  return {
    ...currencyQuestion({ column: first.guess.header, samples: first.guess.samples }, choices, columns),
    proposed: likely ?? stored[0] ?? null,
  }
}

const inCents = new Set([
  'paid_amount',
  'order_amount',
  'payment_amount',
  'refund_amount',
  'mrr',
  'unit_price',
])

const noMinor = new Set(['JPY', 'KRW', 'VND', 'CLP', 'TWD', 'HUF', 'IDR', 'PYG', 'XOF', 'XAF'])

/** The file's own currency column names only money that has no cents in daily use. */
function withoutCents(columns: readonly NamedColumn[], guesses: readonly ColumnGuess[]): boolean {
  const codes = columns[guesses.findIndex(({ field }) => field === 'currency')]?.profile.levels.keys()
  const list = [...(codes ?? [])].map(code => code.toUpperCase())
  return list.length > 0 && list.every(code => noMinor.has(code))
}

const endsLikePrices = (numbers: readonly number[]): boolean => {
  const amounts = numbers.filter(value => value !== 0)
  return amounts.filter(value => value % 100 !== 0).length >= amounts.length * 0.5
}

/** Whole numbers that end like prices in cents, under a Latin header, in no known currency. */
function looksLikeCents(
  column: NamedColumn | undefined,
  { currency }: InspectOptions,
  { container }: Sample,
): boolean {
  if (column === undefined || currency !== undefined) return false
  const { profile, reading, header } = column
  if (
    !profile.whole ||
    profile.currencies.length > 0 ||
    reading.currency !== null ||
    reading.multiplier !== 1 ||
    /\p{Script=Han}/u.test(header)
  )
    return false
  const amounts = profile.numbers.filter(value => value !== 0).map(Math.abs)
  const ends = amounts.filter(value => [0, 50, 90, 95, 99].includes(value % 100)).length
  return (
    amounts.length >= 10 &&
    // Programs hand over few prices, and in cents; in a table few round amounts are nothing special.
    new Set(amounts).size >= (container === 'json' || container === 'ndjson' ? 2 : 5) &&
    ends >= amounts.length * 0.9 &&
    (amounts.sort((one, two) => one - two)[Math.floor(amounts.length / 2)] ?? 0) >= 500
  )
}

/** Only proposed, never taken: Chinese headers make the yuan or the Taiwan dollar likelier. */
function likelyCurrency(choices: readonly string[], columns: readonly NamedColumn[]): string | null {
  const headers = columns.map(column => column.header).join('')
  const traditional = /[編號單訂額會員戶顧電話費間註冊萬實單價總]/.test(headers)
  if (choices.includes('TWD') && traditional) return 'TWD'
  return choices.includes('CNY') && /\p{Script=Han}/u.test(headers) && !traditional ? 'CNY' : null
}
