import { z } from 'zod'
import { wholeInput, wholeOutput } from '../../src/kernel/advertise.ts'
import { commonOutput } from '../../src/kernel/answer.ts'
import type { Prompt } from '../../src/kernel/define-prompt.ts'
import type { Tool } from '../../src/kernel/define-tool.ts'

type Schema = Readonly<Record<string, unknown>>
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim()
const effectWords = { read: 'reads', write: 'writes', delete: 'deletes' } as const

/** The tool table of the README. */
export function toolTable(tools: readonly Tool[]): string {
  const rows = tools.map(({ name, title, description, effect, core }) => {
    const first = /^.*?[.?!](?=\s|$)/.exec(description)?.[0] ?? description
    return `| [\`${name}\`](docs/tools.md#${name})${core ? ' •' : ''} | ${cell(title)} | ${effectWords[effect]} | ${cell(first)} |`
  })
  return ['| tool (• in `core`) | title | effect | when |', '|---|---|---|---|', ...rows].join('\n')
}

function typeOf(schema: Schema): string {
  if (Array.isArray(schema['enum']))
    return schema['enum'].map(value => `\`${JSON.stringify(value)}\``).join(' ')
  const options = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(options)) return options.filter(isSchema).map(typeOf).join(' or ')
  if ('const' in schema) return `\`${JSON.stringify(schema['const'])}\``
  const { type, items } = schema
  if (type === 'array' && isSchema(items)) return `list of ${typeOf(items)}`
  const bounds = [
    ['minimum', '≥'],
    ['maximum', '≤'],
    ['exclusiveMinimum', '>'],
    ['exclusiveMaximum', '<'],
    ['maxLength', 'length ≤'],
    ['maxItems', 'items ≤'],
  ]
    .flatMap(([key = '', sign = '']) => {
      const bound = schema[key]
      return typeof bound === 'number' && Math.abs(bound) < 1e7 ? [`${sign} ${bound}`] : []
    })
    .join(', ')
  return [Array.isArray(type) ? type.join(' or ') : String(type ?? 'any'), bounds].filter(Boolean).join(' ')
}

/** One line a field, nested fields indented. */
function fieldLines(schema: Schema, depth = 0): string[] {
  const { properties, items, anyOf, required } = schema
  if (Array.isArray(anyOf)) {
    const withFields = anyOf.filter(isSchema).find(option => option['properties'] || option['items'])
    return withFields ? fieldLines(withFields, depth) : []
  }
  if (isSchema(items)) return fieldLines(items, depth)
  if (!isSchema(properties)) return []
  const needed = Array.isArray(required) ? required : []
  return Object.entries(properties).flatMap(([name, inner]) => {
    if (!isSchema(inner)) return []
    const fallback = inner['default'] === undefined ? '' : `; default \`${JSON.stringify(inner['default'])}\``
    const must = needed.includes(name) && depth === 0 && fallback === '' ? '; required' : ''
    const says = typeof inner['description'] === 'string' ? ` – ${cell(inner['description'])}` : ''
    const line = `${'  '.repeat(depth)}- \`${name}\`: ${typeOf(inner)}${fallback}${must}${says}`
    return [line, ...(depth < 4 ? fieldLines(inner, depth + 1) : [])]
  })
}

function toolSection(tool: Tool): string {
  const output = z.toJSONSchema(wholeOutput(tool), { io: 'output', unrepresentable: 'any' })
  const properties = isSchema(output.properties) ? output.properties : {}
  const own = Object.fromEntries(Object.entries(properties).filter(([name]) => !(name in commonOutput)))
  const input = fieldLines(wholeInput(tool))
  const profile = tool.core ? 'core and full' : 'full'
  return [
    `## ${tool.name}`,
    `**${tool.title}** · ${effectWords[tool.effect]} · profile: ${profile}`,
    tool.description,
    '### Arguments',
    input.length > 0 ? input.join('\n') : 'None.',
    '### Answer, besides the common fields',
    fieldLines({ properties: own }).join('\n') || 'Nothing further.',
    '### Examples',
    ...tool.examples.map(
      ({ ask, input: given }) => `> ${ask}\n\n\`\`\`json\n${JSON.stringify(given, null, 2)}\n\`\`\``,
    ),
  ].join('\n\n')
}

function promptSection(prompt: Prompt): string {
  const lines = prompt.arguments.map(({ name, description, choices }) => {
    const offered = choices.length > 0 ? ` (${choices.map(choice => `\`${choice}\``).join(', ')})` : ''
    return `- \`${name}\`: ${cell(description)}${offered}`
  })
  const parts = [
    `### ${prompt.name}`,
    `**${prompt.title}** · twin: \`${prompt.twin}\``,
    prompt.description,
    lines.join('\n'),
  ]
  return parts.filter(Boolean).join('\n\n')
}

/** The reference of all tools and prompts. */
export function toolsPage(tools: readonly Tool[], prompts: readonly Prompt[]): string {
  const common = fieldLines(z.toJSONSchema(z.object(commonOutput), { io: 'output', unrepresentable: 'any' }))
  return `${[
    '# Tools and prompts',
    'Made by `npm run generate` from the definitions in `tools/` and `prompts/`; do not edit. The same names, arguments and answers hold in chat, over HTTP (`POST /api/tools/NAME`) and on the command line (`holdfast call NAME`).',
    '## Common fields of every answer',
    common.join('\n'),
    ...tools.map(toolSection),
    ...(prompts.length > 0 ? ['## Prompts', ...prompts.map(promptSection)] : []),
  ].join('\n\n')}\n`
}

/** Lines of a settings schema, for the page on configuration. */
export const schemaLines = (schema: z.ZodObject): string[] =>
  fieldLines(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
