import { z } from 'zod'
import { commonOutput } from './answer.ts'
import type { Tool } from './define-tool.ts'

export type JsonSchema = { [key: string]: unknown }

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Drops what costs tokens and tells a model nothing: safe-integer bounds, dialect, closed-object marks. */
function trim(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(trim)
  if (!isSchema(schema)) return schema
  const kept = Object.entries(schema).filter(
    ([key, value]) =>
      key !== '$schema' &&
      key !== 'additionalProperties' &&
      key !== 'propertyNames' &&
      !((key === 'maximum' || key === 'minimum') && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER),
  )
  return Object.fromEntries(kept.map(([key, value]) => [key, key === 'default' ? value : trim(value)]))
}

function inputSchema(tool: Tool, { briefly }: { briefly: boolean }): JsonSchema {
  const schema = z.toJSONSchema(tool.input, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // The hook hands out the core type; the registry asks for the classic one of the same object.
      const meta = z.globalRegistry.get(zodSchema as unknown as z.ZodType)
      if (typeof meta?.['brief'] !== 'string') return
      if (!briefly) {
        delete jsonSchema['brief']
        jsonSchema.description ??= meta['brief']
        return
      }
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema]
      Object.assign(jsonSchema, { type: 'object', description: meta['brief'] })
    },
  })
  const trimmed = trim(schema)
  if (!isSchema(trimmed)) throw new Error(`${tool.name}: the input is not an object schema`)
  return trimmed
}

/** The full JSON Schema of a tool's input: what `docs/tools.md` and OpenAPI show. */
export const wholeInput = (tool: Tool): JsonSchema => ({
  ...inputSchema(tool, { briefly: false }),
  type: 'object',
  additionalProperties: false,
})

const shapeKeys = new Set(['type', 'enum', 'const', 'description', 'required', '$ref'])
const boundKeys = new Set(['minimum', 'maximum', 'pattern', 'default'])
const pointlessBound = 1e6
/** The pattern of `day` in shared-schemas.ts; a date is told in one word. */
const dayPattern = '^\\d{4}-\\d\\d-\\d\\d$'

const listedFields = 8

/** How one field of a long object is told in a line: numbers by their name alone, others with what they take. */
function fieldWord(name: string, schema: unknown): string {
  if (!isSchema(schema)) return name
  const { type, enum: values, anyOf } = schema
  if (Array.isArray(values)) return `${name} ${values.join('|')}`
  if (Array.isArray(anyOf)) {
    const kinds = anyOf.map(option => fieldWord('', option).trim()).filter(Boolean)
    return kinds.length > 0 ? `${name} (or ${kinds.join(' or ')})` : name
  }
  if (type === 'array') {
    return isSchema(schema['items']) && schema['items']['type'] === 'object' ? `${name} [{…}]` : `${name} […]`
  }
  if (type === 'object') return `${name} {…}`
  if (type === 'boolean') return `${name} true|false`
  return type === 'string' ? `${name} text` : name
}

/** The part of a schema worth its tokens: shape and words everywhere, bounds and defaults at the top level only. */
function slim(schema: unknown, depth: number): unknown {
  if (!isSchema(schema)) return schema
  const { properties, description } = schema
  if (depth > 0 && isSchema(properties) && Object.keys(properties).length > listedFields) {
    const fields = Object.entries(properties).map(([name, inner]) => fieldWord(name, inner))
    const says = typeof description === 'string' ? `${description}; ` : ''
    return { type: 'object', description: `${says}numbers unless said: ${fields.join(', ')}` }
  }
  const entries = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
    if (key === 'properties' && isSchema(value)) {
      return [
        [
          key,
          Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, slim(inner, depth + 1)])),
        ],
      ]
    }
    if (key === 'items') return isSchema(value) ? [[key, slim(value, depth + 1)]] : []
    if ((key === 'anyOf' || key === 'oneOf') && Array.isArray(value)) return slimUnion(value, depth)
    if (key === 'type' && 'enum' in schema) return []
    if (shapeKeys.has(key)) return [[key, value]]
    if (depth > 1 || !boundKeys.has(key)) return []
    if (key === 'pattern' && value === dayPattern) return [['format', 'date']]
    if ((key === 'minimum' || key === 'maximum') && schema['minimum'] === 0 && schema['maximum'] === 1)
      return []
    if (key === 'default' && value === 0) return []
    const needless =
      (key === 'maximum' && Math.abs(Number(value)) >= pointlessBound) ||
      (key === 'minimum' && value === 0 && schema['maximum'] !== 1)
    return needless ? [] : [[key, value]]
  })
  return Object.fromEntries(entries)
}

/** A union of plain types is told as a list of types. */
function slimUnion(options: readonly unknown[], depth: number): [string, unknown][] {
  const slimmed = options.map(option => slim(option, depth + 1))
  const types = slimmed.map(option =>
    isSchema(option) && Object.keys(option).length === 1 ? option['type'] : undefined,
  )
  if (types.every(type => typeof type === 'string')) return [['type', [...new Set(types)]]]
  return [['anyOf', slimmed]]
}

/** A tool's input as clients get it; `brief` in a field's metadata replaces its inside by one description. */
export function advertisedInput(tool: Tool): JsonSchema {
  const { $defs, ...rest } = inputSchema(tool, { briefly: true })
  const slimmed = slim(rest, 0)
  const used = JSON.stringify(slimmed).includes('"$ref"')
  return {
    ...(isSchema(slimmed) ? slimmed : {}),
    ...(used ? { $defs } : {}),
    type: 'object',
    additionalProperties: false,
  }
}

/** The whole output schema, common fields included: what `docs/tools.md` and OpenAPI show. */
export const wholeOutput = (tool: Tool): z.ZodObject => z.object({ ...commonOutput, ...tool.output.shape })

const told: ReadonlySet<string> = new Set(['summary', 'status', 'result_id'])
const untold: ReadonlySet<string> = new Set([
  ...Object.keys(commonOutput).filter(name => !told.has(name)),
  'total_rows',
  'returned_rows',
  'truncated',
  'next',
])

/**
 * The output schema as clients get it: names of the top level, since its whole would cost thousands of tokens. Of the common and paging fields only the required ones: the instructions tell of the others once, for all.
 */
export function advertisedOutput(tool: Tool): JsonSchema {
  const whole = z.toJSONSchema(wholeOutput(tool), { io: 'output', unrepresentable: 'any' })
  const properties = isSchema(whole.properties) ? whole.properties : {}
  const named = Object.entries(properties).filter(([name]) => !untold.has(name))
  return {
    type: 'object',
    properties: Object.fromEntries(named.map(([name]) => [name, {}])),
  }
}
