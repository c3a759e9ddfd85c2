import type { z } from 'zod'

interface Def {
  type: string
  innerType?: z.ZodType
  in?: z.ZodType
  element?: z.ZodType
  options?: readonly z.ZodType[]
  shape?: Record<string, z.ZodType>
  valueType?: z.ZodType
}

// zod keeps the definition of every schema under `def`; its public type does not spell the parts out.
const defOf = (schema: z.ZodType): Def => schema.def

const wrappers = new Set(['optional', 'default', 'prefault', 'nullable', 'readonly', 'catch', 'nonoptional'])

function fromText(schema: z.ZodType, text: string): unknown {
  const { type, options } = defOf(schema)
  if (type === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  if ((type === 'array' || type === 'object' || type === 'record') && /^\s*[[{]/.test(text)) {
    try {
      return coerce(schema, JSON.parse(text))
    } catch {
      return text
    }
  }
  if (type === 'union' && options) {
    for (const option of options) {
      const value = fromText(option, text)
      if (value !== text && option.safeParse(value).success) return value
    }
  }
  return text
}

/**
 * Chat clients send arrays and objects as JSON text, numbers as strings, and "" for what was left out.
 * Brings such a value into the form the schema asks for; anything else passes through to be judged.
 */
export function coerce(schema: z.ZodType, value: unknown): unknown {
  const def = defOf(schema)
  if (wrappers.has(def.type) && def.innerType) {
    const mayBeAbsent = def.type !== 'nonoptional' && def.type !== 'readonly'
    if (mayBeAbsent && (value === '' || (value === null && def.type !== 'nullable'))) {
      return def.type === 'nullable'
        ? null
        : defOf(def.innerType).type === 'nullable' && value === null
          ? null
          : undefined
    }
    return coerce(def.innerType, value)
  }
  if (def.type === 'pipe' && def.in) return coerce(def.in, value)
  if (def.type === 'lazy') return value
  if (typeof value === 'string') return fromText(schema, value)
  if (def.type === 'array' && Array.isArray(value) && def.element) {
    const { element } = def
    return value.map(item => coerce(element, item))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if (def.type === 'object' && def.shape) {
    const { shape } = def
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        const field = Object.hasOwn(shape, key) ? shape[key] : undefined
        return [key, field ? coerce(field, item) : item]
      }),
    )
  }
  if (def.type === 'record' && def.valueType) {
    const { valueType } = def
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, coerce(valueType, item)]))
  }
  return value
}
