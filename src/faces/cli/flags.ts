import { Fault } from '../../fault.ts'
import { configKeys } from '../../kernel/config-file.ts'
import { profiles } from '../../kernel/config.ts'

/** Flags of the program itself that may stand among a tool's arguments. */
const programFlags: ReadonlySet<string> = new Set([...Object.keys(configKeys), 'config'])

/** `--profile` is the program's only with a profile of its own: tools have an argument of that name. */
const isProgramFlag = (name: string, value: string | undefined): boolean =>
  programFlags.has(name) && (name !== 'profile' || profiles.some(profile => profile === value))

export interface SplitFlags {
  /** Settings of the program: `db`, `language`, … */
  config: Record<string, string>
  /** Arguments of the tool, to be judged by its schema. */
  input: Record<string, unknown>
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Sets `inputs.clv` as a field of a nested object; a flag given twice becomes a list. */
function assign(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = '', ...rest] = path
  if (first === '__proto__') throw new Fault('invalid_input', { field: first, problem: 'not an argument' })
  if (rest.length > 0) {
    const known = target[first]
    const inner = isPlain(known) ? known : {}
    target[first] = inner
    assign(inner, rest, value)
    return
  }
  const before = target[first]
  target[first] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (isPlain(value)) return value
  } catch {
    // Told below, together with JSON that is no object.
  }
  throw new Fault('invalid_input', {
    field: '--json',
    problem: 'expected a JSON object such as {"limit": 5}',
  })
}

/**
 * Reads `--limit 5 --where '{…}' --inputs.clv 2000 --flag --json '{…}'` into a tool's input. Names may use hyphens.
 * `--language` belongs to the program, and to the tool as well where it has such an argument.
 */
export function splitFlags(words: readonly string[], toolArguments: readonly string[]): SplitFlags {
  const config: Record<string, string> = {}
  const input: Record<string, unknown> = {}
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const match = /^--([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(word)
    if (!match)
      throw new Fault('invalid_input', { field: word.slice(0, 40), problem: 'expected --name value' })
    const path = (match[1] ?? '').replaceAll('-', '_').split('.')
    const following = words[at + 1]
    let value = match[2]
    if (value === undefined && following !== undefined && !/^--[A-Za-z]/.test(following)) {
      value = following
      at++
    }
    const name = path[0] ?? ''
    if (name === 'json') {
      Object.assign(input, parseJson(value ?? ''))
      continue
    }
    const ofProgram = path.length === 1 && isProgramFlag(name, value)
    if (ofProgram && value === undefined)
      throw new Fault('invalid_input', { field: `--${match[1]}`, problem: 'needs a value' })
    if (ofProgram && value !== undefined) config[name] = value
    if (!ofProgram || (name === 'language' && toolArguments.includes(name)))
      assign(input, path, value ?? true)
  }
  return { config, input }
}
