/** The currency of a row, where columns disagree or stay silent. */
import { fields } from '../domain/entities/index.ts'
import { currencyCode } from './values/currency.ts'
import { asAttribute } from './questions.ts'
import type { NamedColumn } from './guess-columns.ts'
import type { ColumnGuess, Question } from './types.ts'

/** Fields whose currency the row takes, the ones that results rest on first. */
const leading = ['paid_amount', 'order_amount', 'payment_amount', 'mrr', 'contract_value', 'total_spent']

const rank = ({ field }: ColumnGuess): number => {
  const place = leading.indexOf(field ?? '')
  return place < 0 ? leading.length : place
}

const isMoney = ({ field }: ColumnGuess): boolean => field !== null && fields.get(field)?.type === 'money'

/** A currency column that says one currency and no other speaks for its blank cells too. */
export function withFileCurrency(
  columns: readonly NamedColumn[],
  guesses: readonly ColumnGuess[],
): ColumnGuess[] {
  const at = guesses.findIndex(({ field }) => field === 'currency')
  const codes = new Set([...(columns[at]?.profile.levels.keys() ?? [])].map(currencyCode))
  const [only] = codes
  if (codes.size !== 1 || only === undefined || only === null) return [...guesses]
  return guesses.map(guess =>
    isMoney(guess) && guess.format.currency === null
      ? { ...guess, format: { ...guess.format, currency: only } }
      : guess,
  )
}

/**
 * The guesses with every money column unmapped whose header or marks state another currency than the leading one, and
 * a question for each. A column the caller mapped stays as the caller says.
 */
export function withoutRivalCurrencies(
  columns: readonly NamedColumn[],
  guesses: readonly ColumnGuess[],
): { guesses: ColumnGuess[]; questions: Question[] } {
  if (guesses.some(({ field }) => field === 'currency')) return { guesses: [...guesses], questions: [] }
  const stated = guesses.flatMap((guess, at) => {
    const column = columns[at]
    if (column === undefined || !isMoney(guess)) return []
    const marks = column.profile.currencies
    const currency = column.reading.currency ?? (marks.length === 1 ? marks[0] : undefined)
    return currency === undefined ? [] : [{ guess, currency }]
  })
  const [lead, ...others] = stated.toSorted((one, two) => rank(one.guess) - rank(two.guess))
  if (lead === undefined) return { guesses: [...guesses], questions: [] }
  const rivals = new Map(
    others
      .filter(({ guess, currency }) => currency !== lead.currency && guess.how !== 'given')
      .map(({ guess, currency }) => [guess.index, currency]),
  )
  return {
    guesses: guesses.map(guess =>
      rivals.has(guess.index) ? { ...guess, field: null, how: 'none', confidence: 0 } : guess,
    ),
    questions: guesses.flatMap((guess): Question[] => {
      const own = rivals.get(guess.index)
      if (own === undefined) return []
      return [
        {
          kind: 'field',
          column: guess.header,
          proposed: asAttribute,
          samples: guess.samples,
          choices: [
            { value: asAttribute, confidence: 0.7 },
            ...(guess.field === null ? [] : [{ value: guess.field, confidence: 0.2 }]),
          ],
          answer: { argument: 'mapping', key: guess.header },
          facts: { currency: own, beside: lead.guess.header, beside_currency: lead.currency },
        },
      ]
    }),
  }
}
