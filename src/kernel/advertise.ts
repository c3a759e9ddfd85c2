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

/** The full JSON Schema of a tool's input; `brief` in a field's metadata replaces its inside by one description. */
export function advertisedInput(tool: Tool): JsonSchema {
  const schema = z.toJSONSchema(tool.input, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // The hook hands out the core type; the registry asks for the classic one of the same object.
      const meta = z.globalRegistry.get(zodSchema as unknown as z.ZodType)
      if (typeof meta?.['brief'] !== 'string') return
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema]
      Object.assign(jsonSchema, { type: 'object', description: meta['brief'] })
    },
  })
  const trimmed = trim(schema)
  if (!isSchema(trimmed)) throw new Error(`${tool.name}: the input is not an object schema`)
  const used = JSON.stringify(trimmed).includes('"$ref"')
  const { $defs, ...rest } = trimmed
  return { ...rest, ...(used ? { $defs } : {}), type: 'object', additionalProperties: false }
}

/** The whole output schema, common fields included: what `docs/tools.md` and OpenAPI show. */
export const wholeOutput = (tool: Tool): z.ZodObject => z.object({ ...commonOutput, ...tool.output.shape })

function shallow(schema: unknown): JsonSchema {
  if (!isSchema(schema)) return {}
  const { type, enum: values, anyOf } = schema
  if (values) return { enum: values }
  if (anyOf && Array.isArray(anyOf)) {
    const types = anyOf.map(option => (isSchema(option) ? option['type'] : undefined))
    return types.every(known => typeof known === 'string') ? { type: [...new Set(types)] } : {}
  }
  return type === undefined ? {} : { type }
}

/** The output schema as clients get it: names and types of the top level, since its whole would cost thousands of tokens. */
export function advertisedOutput(tool: Tool): JsonSchema {
  const whole = z.toJSONSchema(wholeOutput(tool), { io: 'output', unrepresentable: 'any' })
  const properties = isSchema(whole.properties) ? whole.properties : {}
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, shallow(inner)])),
    required: ['summary', 'status', 'result_id'],
  }
}
