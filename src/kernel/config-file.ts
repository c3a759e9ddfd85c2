import { existsSync, readFileSync } from 'node:fs'
import { delimiter, resolve } from 'node:path'
import { parse } from 'smol-toml'
import { Fault } from '../fault.ts'
import { nearest } from './check-input.ts'

/** What a config file may say; each has a flag and an environment variable of the same name. */
export const configKeys = {
  db: 'The store, one SQLite file',
  inbox: 'Folder whose files are offered for import',
  read_roots: 'Further folders whose files may be imported; a list',
  language: 'Language of texts: en, zh-CN or zh-TW',
  profile: 'Tools on offer: core, full or read_only',
  tools: 'Names of tools to offer, instead of a profile; a list',
  output: 'Folder for reports, exports and rejects files',
  tool_folders: 'Folders with tools of your own; a list',
} as const

export type ConfigKey = keyof typeof configKeys

/** The TOML file as texts, lists joined the way their variables are. Unknown keys are refused with a hint. */
export function readConfigFile(file: string, { required }: { required: boolean }): Record<string, string> {
  if (!existsSync(file)) {
    if (required) throw new Fault('invalid_input', { field: 'config', problem: 'the file does not exist' })
    return {}
  }
  const known = Object.keys(configKeys)
  const text = (key: string, value: unknown): string => {
    if (typeof value === 'string') return value
    if (Array.isArray(value) && value.every(item => typeof item === 'string')) {
      return value.join(key === 'tools' ? ',' : delimiter)
    }
    throw new Fault('invalid_input', {
      field: key,
      problem: 'expected a text or a list of texts in the config file',
    })
  }
  const entries = Object.entries(parseToml(readFileSync(resolve(file), 'utf8')))
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (!known.includes(key)) {
        throw new Fault('unknown_argument', { field: key, suggestion: nearest(key, known), known })
      }
      return [key, text(key, value)]
    }),
  )
}

function parseToml(source: string): Readonly<Record<string, unknown>> {
  try {
    return parse(source)
  } catch (error) {
    const problem = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
    throw new Fault('invalid_input', { field: 'config', problem: problem.replace(/\.$/, '') })
  }
}
