import { Fault, faultReply } from '../src/tool.ts'
import type { Answer, Formats, ToolContext } from '../src/tool.ts'
import { rowLines } from './answer-rows.ts'
import type { RowLine } from './answer-rows.ts'
import { rowWords } from './row-words.ts'

/** One number a model may quote, ready to print, with the id that proves it. */
interface Line {
  name: string
  value: string
  badge: string
  id: string
}

export interface Block {
  tool: string
  lines: Line[]
  /** What the answer assumes and warns of, in the reader's language. */
  notes: string[]
  /** Why there are no figures; `null` where there are. */
  missing: string | null
}

/** One line that can neither close a fence nor open a tag; “less than” keeps its meaning. */
const clean = (text: string, most = 200): string => {
  const line = text
    .replace(/[\r\n\t]+/g, ' ')
    .replaceAll('<', '＜')
    .replaceAll('>', '＞')
    .replaceAll('`', "'")
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`
}

/** Money as a report prints it: in 万 or 萬 for a Chinese reader, with K and M for an English one. */
const amount = (value: number, currency: string | null, formats: Formats): string =>
  Math.abs(value) < 10_000
    ? formats.money(value, currency, Math.abs(value) < 100 ? 2 : 0)
    : formats.shortMoney(value, currency)

/** Fractions read as percentages; everything else as the unit says. */
function written(
  { value, unit, id }: { value: number | null; unit: string; id: string },
  { currency }: Answer,
  { formats }: ToolContext,
): string {
  if (value === null) return '–'
  // Areas under a curve and scores of a forecast are no shares of anything.
  if (/\/(?:pr_)?(?:auc|brier|ece)$/.test(id)) return formats.number(value, 3)
  if (['fraction', 'share', 'probability', 'relative'].includes(unit)) return formats.percent(value)
  if (unit === 'percent') return formats.percent(value / 100)
  if (unit === currency || unit === 'money') return amount(value, currency, formats)
  return formats.number(value)
}

/** Figures of an answer's own list that are shown; its rows follow. */
const mostFigures = 16

/** A number with what it leaves open: its ends, and the customers it rests on. */
function within(
  value: string,
  {
    low,
    high,
    n,
  }: { low?: number | null | undefined; high?: number | null | undefined; n?: number | null | undefined },
  write: (end: number) => string,
  context: ToolContext,
): string {
  const words = context.say(rowWords)
  const open = [
    ...(typeof low === 'number' && typeof high === 'number' ? [words.range(write(low), write(high))] : []),
    ...(typeof n === 'number' ? [words.customers(context.formats.number(n, 0))] : []),
  ]
  if (open.length === 0) return value
  return context.language === 'en' ? `${value}, ${open.join(', ')}` : `${value}，${open.join('，')}`
}

function counted({ unit }: RowLine, value: number, { currency }: Answer, { formats }: ToolContext): string {
  switch (unit) {
    case 'share':
      return formats.percent(value)
    case 'percent':
      return formats.percent(value / 100)
    case 'money':
      return amount(value, currency, formats)
    case 'ratio':
      return formats.number(value, 2)
    default:
      return formats.number(value, 0)
  }
}

/** `segment_customers value_tier (as of 2026-06-30; money in EUR)`: which question, on which day, in which money. */
function heading(
  tool: string,
  { by, view }: Readonly<Record<string, unknown>>,
  { as_of: asOf, currency }: Answer,
  context: ToolContext,
): string {
  const words = context.say(rowWords)
  const asked = [tool, by, view].filter(part => typeof part === 'string').join(' ')
  const known = [...(asOf === null ? [] : [words.asOf(context.formats.day(asOf))]), words.currency(currency)]
  return context.language === 'en' ? `${asked} (${known.join('; ')})` : `${asked}（${known.join('；')}）`
}

async function block(
  context: ToolContext,
  tool: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Block> {
  try {
    const answer = await context.call(tool, input)
    const rows = rowLines(tool, answer, context, input['by'])
    const { badges } = context.say(rowWords)
    const covered = new Set(rows.map(({ path }) => `${answer.result_id}.${path}`))
    const lines = [
      ...answer.figures
        .filter(({ id, value }) => !covered.has(id) && value !== null)
        .slice(0, mostFigures)
        .map(figure => ({
          name: clean(figure.name),
          value: within(
            written(figure, answer, context),
            figure,
            other => written({ ...figure, value: other }, answer, context),
            context,
          ),
          badge: badges[figure.badge],
          id: figure.id,
        })),
      ...rows.map(row => ({
        name: clean(row.name),
        value: within(
          counted(row, row.value, answer, context),
          row,
          other => counted(row, other, answer, context),
          context,
        ),
        badge: badges[row.badge],
        id: `${answer.result_id}.${row.path}`,
      })),
    ]
    const empty = answer.status !== 'ok' || lines.length === 0
    return {
      tool: empty ? tool : heading(tool, input, answer, context),
      lines: empty ? [] : lines,
      notes: [...answer.warnings, ...answer.assumptions].slice(0, 4).map(note => clean(note, 420)),
      missing: empty ? clean(answer.summary, 420) : null,
    }
  } catch (error) {
    // A question that cannot be answered here is a gap of the document, not the end of the prompt.
    if (!(error instanceof Fault) || error.code === 'cancelled') throw error
    return {
      tool,
      lines: [],
      notes: [],
      missing: clean(faultReply(error, context.language).message.replace(/^\w+: /, '')),
    }
  }
}

/** Answers of several tools as lines a model may quote, and a fence that text from files cannot close. */
export async function figureLines(
  context: ToolContext,
  calls: readonly (readonly [tool: string, input: Readonly<Record<string, unknown>>])[],
): Promise<{ blocks: Block[]; fence: string; empty: boolean }> {
  const blocks: Block[] = []
  for (const [tool, input] of calls) blocks.push(await block(context, tool, input))
  const [secret] = await context.store.recall('secret', { key: 'fence', limit: 1 })
  // Both are hexadecimal: their sum digit by digit cannot be guessed without the store's secret.
  const id = context.resultId.slice(2, 14)
  const key = secret?.body ?? id
  const fence = `data-${[...id].map((digit, at) => ((parseInt(digit, 16) + parseInt(key[at] ?? '0', 16)) % 16).toString(16)).join('')}`
  return { blocks, fence, empty: blocks.every(({ lines }) => lines.length === 0) }
}

export const languageArgument = {
  name: 'language',
  description: 'en, zh-CN or zh-TW',
  choices: ['en', 'zh-CN', 'zh-TW'],
} as const
