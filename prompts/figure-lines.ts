import { Fault } from '../src/tool.ts'
import type { ToolContext } from '../src/tool.ts'

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

const clean = (text: string): string =>
  text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[<>`]/g, "'")
    .slice(0, 200)

/** Fractions read as percentages; everything else as the unit says. */
function written({ value, unit }: { value: number | null; unit: string }, { formats }: ToolContext): string {
  if (value === null) return '–'
  if (unit === 'fraction' || unit === 'share' || unit === 'probability') return formats.percent(value)
  if (unit === 'percent') return formats.percent(value / 100)
  if (/^[A-Z]{3}$/.test(unit)) return formats.money(value, unit)
  return formats.number(value)
}

async function block(
  context: ToolContext,
  tool: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Block> {
  try {
    const answer = await context.call(tool, input)
    const lines = answer.figures.slice(0, 16).map(figure => ({
      name: clean(figure.name),
      value: written(figure, context),
      badge: figure.badge,
      id: figure.id,
    }))
    const empty = answer.status !== 'ok' || lines.length === 0
    return {
      tool,
      lines: empty ? [] : lines,
      notes: [...answer.warnings, ...answer.assumptions].slice(0, 4).map(clean),
      missing: empty ? clean(answer.summary) : null,
    }
  } catch (error) {
    // A question that cannot be answered here is a gap of the document, not the end of the prompt.
    if (!(error instanceof Fault) || error.code === 'cancelled') throw error
    return { tool, lines: [], notes: [], missing: error.code }
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
