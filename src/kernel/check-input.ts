import { closest, distance } from 'fastest-levenshtein'
import { z } from 'zod'
import { Fault } from '../fault.ts'
import { coerce } from './coerce.ts'

/** The known name nearest to a mistyped one, or `null` when none is near. */
export function nearest(name: string, known: readonly string[]): string | null {
  if (known.length === 0) return null
  const best = closest(name.toLowerCase(), [...known])
  return distance(name.toLowerCase(), best) <= Math.max(2, Math.floor(name.length / 3)) ? best : null
}

const shown = (path: readonly PropertyKey[]): string => path.map(String).join('.') || 'input'

function problemOf(issue: z.core.$ZodIssue): string {
  // The choices stand in the sentence that follows.
  if (issue.code === 'invalid_value') return 'unknown_choice'
  const message = issue.message
    .replace(/^Invalid input: /, '')
    .replace(/^(expected .+), received undefined$/, 'is missing; $1')
    .replace(/\.$/, '')
  return message.slice(0, 200)
}

/** Judges raw input by a schema, in our words. Unknown keys are refused with a hint, at every depth. */
export function checkInput<Schema extends z.ZodObject>(schema: Schema, raw: unknown): z.output<Schema> {
  const given = raw ?? {}
  if (typeof given !== 'object' || Array.isArray(given)) {
    throw new Fault('invalid_input', { field: 'input', problem: 'expected an object of named arguments' })
  }
  const known = Object.keys(schema.shape)
  for (const key of Object.keys(given)) {
    if (!known.includes(key)) {
      throw new Fault('unknown_argument', { field: key.slice(0, 80), suggestion: nearest(key, known), known })
    }
  }
  const parsed = schema.safeParse(coerce(schema, given))
  if (parsed.success) return parsed.data
  const issue = deepest(parsed.error.issues)
  if (issue.code === 'unrecognized_keys') {
    const name = issue.keys[0] ?? ''
    const inside = namesAt(schema, issue.path)
    throw new Fault('unknown_argument', {
      field: shown([...issue.path, name]).slice(0, 80),
      suggestion: nearest(name, inside),
      known: inside,
    })
  }
  const choices = issue.code === 'invalid_value' ? { choices: issue.values.map(value => String(value)) } : {}
  throw new Fault('invalid_input', { field: shown(issue.path), problem: problemOf(issue), ...choices })
}

/** The names an object inside the schema takes; none where the path leads through a choice of shapes. */
function namesAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return namesAt(schema.unwrap(), path)
  const [first, ...rest] = path
  if (schema instanceof z.ZodArray && first !== undefined) return namesAt(schema.element, rest)
  if (!(schema instanceof z.ZodObject)) return []
  if (first === undefined) return Object.keys(schema.shape)
  const inner: unknown = schema.shape[String(first)]
  return inner instanceof z.core.$ZodType ? namesAt(inner, rest) : []
}

// A union reports one issue that holds those of its options; the option that got furthest tells most.
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
  const first = issues[0]
  if (!first) throw new Error('a failed parse without an issue')
  if (first.code !== 'invalid_union') return first
  const inner = first.errors.flatMap(errors => (errors[0] ? [errors[0]] : []))
  const best = inner.toSorted((one, two) => two.path.length - one.path.length)[0]
  return best ? { ...deepest([best]), path: [...first.path, ...best.path] } : first
}
