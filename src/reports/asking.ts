import { at, itemPaths, textAt, tryAsk } from './answers.ts'
import type { Ask, Asked, ReportAnswer } from './answers.ts'
import { businessOf } from './business.ts'
import { FigureBook } from './figure-book.ts'
import type { BaseFacts, GatherRequest } from './report-kind.ts'

/** Facts of a report that asked several questions by name. */
export interface NamedFacts<Name extends string> extends BaseFacts {
  asked: Readonly<Record<Name, Asked>>
}

/** A question that was not put, for want of what it asks about. */
export const unasked = (tool: string): Asked => ({ answer: null, missing: { why: 'no_data', tool } })

export interface Asking {
  book: FigureBook
  described: ReportAnswer
  /** Puts one question; the answer's figures may be printed, and trace to it. */
  ask: (tool: string, input?: Readonly<Record<string, unknown>>) => Promise<Asked>
  facts: <Name extends string>(
    asked: Readonly<Record<Name, Asked>>,
    known: { asOf: string | null | undefined; currency: string | null | undefined },
  ) => NamedFacts<Name>
}

const settingsIn = (described: ReportAnswer): Map<string, unknown> =>
  new Map(
    itemPaths(described, 'settings').flatMap(path => {
      const key = textAt(described, `${path}/key`)
      return key === null ? [] : [[key, at(described, `${path}/value`)] as const]
    }),
  )

/** Looks at the data first; `null` where there is none. `steps` is how many questions will follow. */
export async function startAsking(ask: Ask, request: GatherRequest, steps: number): Promise<Asking | null> {
  const book = new FigureBook()
  const under = request.scenario === undefined ? {} : { scenario: request.scenario }
  let done = 0
  const put = async (tool: string, input: Readonly<Record<string, unknown>>): Promise<Asked> => {
    const asked = await tryAsk(ask, tool, input)
    if (asked.answer !== null) book.cite(asked.answer, tool)
    done += 1
    request.progress(Math.min(done, steps + 1), steps + 1)
    return asked
  }
  const { answer: described } = await put('describe_data', { detail: 'full', ...under })
  if (described === null) return null
  return {
    book,
    described,
    ask: (tool, input = {}) => put(tool, scenarioTools.has(tool) ? { ...under, ...input } : input),
    facts: (asked, { asOf, currency }) => ({
      book,
      business: request.business === 'auto' ? businessOf(described) : request.business,
      described,
      settings: settingsIn(described),
      asOf: asOf ?? described.as_of,
      currency: currency ?? described.currency,
      asked,
    }),
  }
}

/** Tools whose answers depend on a named scenario. */
const scenarioTools: ReadonlySet<string> = new Set([
  'score_health',
  'segment_customers',
  'compute_clv',
  'evaluate_retention_roi',
  'plan_retention',
  'forecast',
  'find_churn_drivers',
  'predict_churn',
  'analyze_retention',
  'explain_customer',
])
