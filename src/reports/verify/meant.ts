import type { FoundNumber } from './extract.ts'
import type { Known } from './match.ts'

interface Measure {
  /** Said right before a number, or right after it. */
  said: RegExp
  /** Kinds of number that the words speak of; others beside them are of something else. */
  kinds: ReadonlySet<FoundNumber['kind']>
  /** Last steps of a figure's path that can be meant. */
  fits: (steps: string, quotes: Known['quotes']) => boolean
}

const rates: ReadonlySet<FoundNumber['kind']> = new Set(['percent', 'spoken'])
const sums: ReadonlySet<FoundNumber['kind']> = new Set(['money', 'plain'])
const counts: ReadonlySet<FoundNumber['kind']> = new Set(['plain'])
const link = String.raw`(?:\s*(?:rate|is|was|of|at|to|stands|stood|now|about|around|only|just|are|were|be|will|为|為|是|约|約|达|達|共|：|:|=|仅|僅|了|到|至|有)\s*){0,4}\s*$`
const before = (words: string): RegExp => new RegExp(`(?:${words})${link}`, 'iu')

/** What a share of customers, of money or of a method is, and never a rate of churn. */
const noChurn =
  /share|impact|exposure|roi|margin|discount|coverage|match_rate|acceptance|power|alpha|grr|nrr|weights|success|error|fields|auc|gini|brier|low_health|parameters/
const spans =
  /days|months|years|window|horizon|age$|rank|seed|runs|folds|weeks|month$|score|points|gap|needed|events/

const measures: readonly Measure[] = [
  {
    said: before('churn|attrition|流失率'),
    kinds: rates,
    fits: (steps, quotes) => quotes === 'rate' && !noChurn.test(steps),
  },
  {
    said: before('revenue|sales|turnover|营收|營收|销售额|銷售額|收入'),
    kinds: sums,
    fits: (steps, quotes) =>
      quotes !== 'amount' && quotes !== 'rate' && !/clv|cost|budget|spend|roi|max_spend/.test(steps),
  },
  {
    said: before('(?:lifetime|forward|future) value|clv|ltv|终身价值|終身價值|未来价值|未來價值'),
    kinds: sums,
    fits: (steps, quotes) =>
      quotes !== 'amount' && quotes !== 'rate' && !/revenue|cost|budget|spend/.test(steps),
  },
  { said: before('roi|投资回报率|投資報酬率'), kinds: rates, fits: steps => /roi/.test(steps) },
]

const customers =
  /^\s*(?:active |churned |paying |new |lost )?(?:customers?|accounts|clients|members|people|subscribers|users|[位名家个個]?(?:活跃|活躍|流失)?(?:客[户戶]|會員|会员|用户|用戶|账户|帳戶)|[位名家]|人)(?![\p{L}])/iu

const stepsOf = (id: string): string => id.slice(id.indexOf('.') + 1)

/** A clause around a number: what it is said of. */
export function clauseAround(line: string, index: number): string {
  const end = /[;；。.!?！？](?=\s|$|[^\d\s])/u
  const start = [...line.slice(0, index).matchAll(/[;；。！？]|[.!?](?=\s)/gu)].at(-1)
  const rest = line.slice(index)
  const stop = end.exec(rest)
  return line.slice(start ? start.index + 1 : 0, stop ? index + stop.index : line.length)
}

const letter = /[\p{L}\d]/u

/** Whether a text speaks of a name, as a word of its own. */
export function speaksOf(text: string, name: string): boolean {
  const [low, sought] = [text.toLowerCase(), name.toLowerCase()]
  const chinese = /\p{Script=Han}/u.test(name)
  for (let at = low.indexOf(sought); at >= 0; at = low.indexOf(sought, at + 1)) {
    if (chinese) return true
    const around = [low.charAt(at - 1), low.charAt(at + sought.length)]
    if (!around.some(char => letter.test(char) && !/\p{Script=Han}/u.test(char))) return true
  }
  return false
}

/**
 * The figures of those with the right value that a number can mean where it stands: of the measure named right beside
 * it, and of the row that its sentence speaks of. All of them where the words tell nothing.
 */
export function meantBy(
  found: FoundNumber,
  line: string,
  alike: readonly Known[],
  names: readonly string[],
): readonly Known[] {
  const [ahead, after] = [line.slice(0, found.index), line.slice(found.index + found.text.length)]
  const measure = measures.find(({ said, kinds }) => kinds.has(found.kind) && said.test(ahead))
  const counted = counts.has(found.kind) && customers.test(after)
  const measured = alike.filter(
    ({ id, quotes }) =>
      (measure === undefined || quotes === undefined || measure.fits(stepsOf(id), quotes)) &&
      (!counted || quotes === undefined || (quotes === 'amount' && !spans.test(stepsOf(id)))),
  )
  const clause = clauseAround(line, found.index)
  if (!names.some(name => speaksOf(clause, name))) return measured
  return measured.filter(({ rows }) => rows === undefined || rows.some(name => speaksOf(clause, name)))
}
