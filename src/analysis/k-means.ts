import { numbers } from '../domain/table.ts'
import type { CategoryColumn, CustomerTable } from '../domain/table.ts'
import type { KMeansAnswer } from '../domain/segments/index.ts'
import { Fault, heavyWork } from '../tool.ts'
import type { ToolContext } from '../tool.ts'

/** What k-means is asked to do: how many segments (or by silhouette) and of which fields (or the usual ones). */
export interface KMeansQuestion {
  k: number | null
  fields: readonly string[]
}

const prefix = 'kmeans'

/**
 * The field that holds the answer to a question: `kmeans`, `kmeans:4`, `kmeans:auto:field:field`. Its name says all
 * that its values depend on, so a filter on it means the same in every call.
 */
export const kMeansField = ({ k, fields }: KMeansQuestion): string =>
  [prefix, ...(k !== null || fields.length > 0 ? [k ?? 'auto'] : []), ...fields].join(':')

/** Reads the field's name back; `null` for any other field. */
export function kMeansQuestion(field: string): KMeansQuestion | null {
  const [name, k, ...fields] = field.split(':')
  if (name !== prefix) return null
  if (k === undefined || k === 'auto') return { k: null, fields }
  if (!/^\d{1,2}$/.test(k))
    throw new Fault('invalid_input', {
      field: 'by',
      problem: `${field.slice(0, 60)} names no number of segments`,
    })
  return { k: Number(k), fields }
}

/** Describes how a customer buys, pays or uses; the first set of which the data holds at least two is taken. */
const usualFields: readonly (readonly (readonly string[])[])[] = [
  [['days_since_last_order'], ['order_count', 'purchase_days'], ['revenue_total', 'total_spent']],
  [
    ['revenue_per_year'],
    ['health_score'],
    ['tenure_months', 'tenure_days'],
    ['active_days_30d', 'activity_count_30d'],
  ],
]

const known = (view: CustomerTable, field: string): boolean => {
  const values = numbers(view, field)
  return values !== undefined && values.some(value => value !== values[0] && !Number.isNaN(value))
}

function fieldsFor(view: CustomerTable, asked: readonly string[]): string[] {
  for (const field of asked)
    if (!numbers(view, field))
      throw new Fault('invalid_input', {
        field: 'by',
        problem: `k-means needs number fields; ${field.slice(0, 60)} is none`,
      })
  if (asked.length > 0) return [...asked]
  for (const set of usualFields) {
    const found = set.flatMap(names => names.find(name => known(view, name)) ?? [])
    if (found.length >= 2) return found
  }
  throw new Fault('missing_data', { needed: 'order_count', why: 'k-means needs at least two number fields' })
}

export interface KMeansStudy {
  fields: readonly string[]
  answer: KMeansAnswer
}

/** The segments of everyone by k-means, made once per data version and question. */
export function kMeansStudy(
  context: ToolContext,
  view: CustomerTable,
  question: KMeansQuestion,
): Promise<KMeansStudy> {
  return context.once(`kmeans/${view.asOf}/${kMeansField(question)}`, async () => {
    const fields = fieldsFor(view, question.fields)
    const features = fields.map(name => ({ name, values: numbers(view, name) ?? new Float64Array(view.n) }))
    const answer = await heavyWork(
      context.signal,
      'kMeansSegments',
      { customerIds: view.customerIds, features },
      question.k === null ? {} : { k: question.k },
    )
    return { fields, answer }
  })
}

/** The study as a column whose levels are the numbers of the segments, largest first; missing where it has none. */
export function kMeansColumn(name: string, view: CustomerTable, { answer }: KMeansStudy): CategoryColumn {
  const found = answer.status === 'ok'
  return {
    kind: 'category',
    name,
    levels: found ? answer.sizes.map((_, at) => String(at + 1)) : [],
    codes: found ? answer.segment : new Int32Array(view.n).fill(-1),
  }
}
