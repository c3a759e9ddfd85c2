import { wholeInput } from '../../kernel/advertise.ts'
import type { Prompt } from '../../kernel/define-prompt.ts'
import type { Tool } from '../../kernel/define-tool.ts'

type Plain = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const widest = 26

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.min(widest, Math.max(0, ...rows.map(([name]) => name.length)))
  return rows.map(([name, says]) => `  ${name.padEnd(width)}  ${says}`).join('\n')
}

/** Every tool on offer, a line each. */
export const toolList = (tools: readonly Tool[]): string =>
  `${columns(tools.map(({ name, title }) => [name, title]))}\n\nholdfast call TOOL --help shows the arguments of one.\n`

/** Prompts with their arguments. */
export const promptList = (prompts: readonly Prompt[]): string =>
  `${prompts
    .map(
      ({ name, title, arguments: given }) =>
        `${name}: ${title}\n${columns(
          given.map(({ name: word, description, choices }) => [
            `--${word.replaceAll('_', '-')}`,
            word === 'language' || choices.length === 0
              ? description
              : `${description}: ${choices.join(', ')}`,
          ]),
        )}`,
    )
    .join('\n\n')}\n`

function kindOf(schema: Plain): string {
  const { type, enum: choices, anyOf, default: preset } = schema
  const kind = Array.isArray(choices)
    ? choices.join('|')
    : Array.isArray(anyOf)
      ? anyOf.filter(isPlain).map(kindOf).filter(Boolean).join(' or ')
      : typeof type === 'string'
        ? type
        : ''
  const otherwise = preset === undefined ? '' : `, default ${JSON.stringify(preset)}`
  return `${kind}${otherwise}`
}

function fieldLines(prefix: string, schema: Plain): [string, string][] {
  return Object.entries(isPlain(schema['properties']) ? schema['properties'] : {}).flatMap(
    ([name, inner]): [string, string][] => {
      if (!isPlain(inner)) return []
      const kind = kindOf(inner)
      const says = [inner['description'], kind === '' ? '' : `(${kind})`].filter(Boolean).join(' ')
      const flag = `${prefix}${name}`
      // Objects of plain fields are given field by field: --inputs.clv 2000.
      return [
        [flag, says],
        ...(prefix === '--' && isPlain(inner['properties']) ? fieldLines(`${flag}.`, inner) : []),
      ]
    },
  )
}

/** What one tool is for, its arguments as flags, and its examples. */
export function toolHelp(tool: Tool): string {
  const examples = tool.examples.map(
    ({ ask, input }) => `  # ${ask}\n  holdfast call ${tool.name} --json '${JSON.stringify(input)}'`,
  )
  return [
    `${tool.name}: ${tool.title}`,
    tool.description,
    `Arguments (or all of them at once with --json '{…}'):\n${columns(fieldLines('--', wholeInput(tool)))}`,
    `Examples:\n${examples.join('\n')}`,
  ]
    .join('\n\n')
    .concat('\n')
}
