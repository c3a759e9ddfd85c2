import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { Fault } from '../fault.ts'
import { languages } from '../locales/index.ts'
import type { Language } from '../locales/index.ts'
import { languageOf } from './render-prompt.ts'

export const profiles = ['core', 'full', 'read_only'] as const
export type Profile = (typeof profiles)[number]

/** Folders the server may read from and write to. Nothing else on the disk is touched. */
export interface Folders {
  inbox: string
  /** Where reports, exports and rejects files go. */
  output: string
  /** Folders whose files may be imported; the inbox is among them. */
  readRoots: readonly string[]
  /** Where the user keeps playbooks as JSON files, beside the store; the folder need not exist. */
  playbooks?: string
}

export interface Config {
  database: string
  folders: Folders
  language: Language
  profile: Profile
  /** Names of tools to offer, instead of a profile's. */
  tools: readonly string[] | null
  /** Folders with tools from outside the package. */
  toolFolders: readonly string[]
}

export interface ConfigSources {
  flags: Readonly<Record<string, string | undefined>>
  environment: Readonly<Record<string, string | undefined>>
  file: Readonly<Record<string, unknown>>
  workingFolder: string
}

/** The user's data directory for this program, by the habits of the platform. */
export function dataDirectory(environment: ConfigSources['environment']): string {
  if (process.platform === 'win32')
    return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'holdfast')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'holdfast')
  return join(environment['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'holdfast')
}

function refuse(field: string, value: string, choices: readonly string[]): never {
  throw new Fault('invalid_input', { field, problem: `“${value.slice(0, 40)}” is not known`, choices })
}

/** Flag before environment before config file before default. */
export function resolveConfig({ flags, environment, file, workingFolder }: ConfigSources): Config {
  const setting = (name: string, variable: string): string | undefined => {
    const fromFile = file[name]
    return (
      flags[name] ??
      (environment[variable] || undefined) ??
      (typeof fromFile === 'string' ? fromFile : undefined)
    )
  }
  const home = dataDirectory(environment)
  const database = resolve(workingFolder, setting('db', 'HOLDFAST_DB') ?? join(home, 'holdfast.sqlite'))
  const inbox = resolve(workingFolder, setting('inbox', 'HOLDFAST_INBOX') ?? join(home, 'inbox'))
  const roots = setting('read_roots', 'HOLDFAST_READ_ROOTS')
  const extra = roots ? roots.split(delimiter).filter(Boolean) : [workingFolder]
  const asked = setting('language', 'HOLDFAST_LANGUAGE') ?? 'en'
  const language = languageOf(asked, null)
  if (language === null) refuse('language', asked, languages)
  const named = setting('profile', 'HOLDFAST_PROFILE') ?? 'full'
  const profile = profiles.find(known => known === named) ?? refuse('profile', named, profiles)
  const output = setting('output', 'HOLDFAST_OUTPUT') ?? join(dirname(database), 'output')
  const tools = setting('tools', 'HOLDFAST_TOOLS')
  return {
    database,
    folders: {
      inbox,
      output: resolve(workingFolder, output),
      readRoots: [inbox, ...extra.map(root => resolve(workingFolder, root))],
      playbooks: join(dirname(database), 'playbooks'),
    },
    language,
    profile,
    tools: tools ? tools.split(',').map(name => name.trim()) : null,
    toolFolders: (setting('tool_folders', 'HOLDFAST_TOOL_FOLDERS') ?? '')
      .split(delimiter)
      .filter(Boolean)
      .map(folder => resolve(workingFolder, folder)),
  }
}

/** Makes the folders that must exist, readable by the owner only. */
export function makeFolders(config: Config): void {
  for (const folder of [dirname(config.database), config.folders.inbox, config.folders.output]) {
    makeFolder(folder)
  }
}

/** One level after the other: Node's own recursive way never ends where a file system takes no folders. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  const above = dirname(folder)
  if (above !== folder) makeFolder(above)
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another process may have made it in between.
    if (!existsSync(folder)) throw error
  }
}
