import type { EntityRows } from '../store/store.ts'
import type { ToolContext } from '../tool.ts'
import { categoriesOf, numbersOf } from './campaign-columns.ts'
import type { Window } from './cost-lines.ts'

export interface SurveyScores {
  /** Satisfaction on five points, from tickets, surveys and recorded actions. */
  five: number[]
  /** Likelihood to recommend, 0 to 10. */
  nps: number[]
}

/** A scale is what the file says; without a word, the smallest usual one that holds every answer. */
const scaleOf = (scores: readonly number[], said: number | null): number =>
  said ?? [5, 7, 10, 100].find(top => scores.every(score => score <= top)) ?? 100

const onFive = (scores: readonly number[], said: number | null): number[] => {
  const top = scaleOf(scores, said)
  return scores.map(score => (score * 5) / top)
}

const column = (rows: EntityRows, name: string): number[] => {
  const of = numbersOf(rows, name)
  return rows.customerIds.flatMap((_, row) => of(row) ?? [])
}

/** Satisfaction and recommendation of the window, each brought to its own scale. */
export async function surveyScores(context: ToolContext, { from, to }: Window): Promise<SurveyScores> {
  const ask = (entity: string): Promise<EntityRows> => context.store.entityRows({ entity, from, to })
  const [tickets, surveys] = [await ask('ticket'), await ask('survey')]
  const actions = await ask('retention_action')
  const [type, score, top] = [
    categoriesOf(surveys, 'survey_type'),
    numbersOf(surveys, 'score'),
    numbersOf(surveys, 'scale_max'),
  ]
  const scored = { nps: [] as number[], five: [] as number[] }
  const plain: number[] = []
  surveys.customerIds.forEach((_, row) => {
    const [value, scale] = [score(row), top(row)]
    if (value === null) return
    const kind = type(row)
    if (kind === 'nps') scored.nps.push(scale === null ? value : (value * 10) / scale)
    else if (kind === 'csat' || kind === 'likert' || kind === null) {
      if (scale === null) plain.push(value)
      else scored.five.push(...onFive([value], scale))
    }
  })
  const nps = [...scored.nps, ...column(surveys, 'nps'), ...column(tickets, 'nps')]
  return {
    five: [
      ...onFive(column(tickets, 'csat'), null),
      ...onFive(column(surveys, 'csat'), null),
      ...onFive(column(actions, 'satisfaction'), null),
      ...onFive(plain, null),
      ...scored.five,
    ],
    nps: nps.every(value => value >= 0 && value <= 10) ? nps : [],
  }
}
