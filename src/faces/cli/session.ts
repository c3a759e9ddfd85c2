import { realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { configKeys, readConfigFile } from '../../kernel/config-file.ts'
import { dataDirectory, resolveConfig } from '../../kernel/config.ts'
import type { Config } from '../../kernel/config.ts'
import { faultReply } from '../../kernel/fault-words.ts'
import type { Holdfast } from '../../kernel/holdfast.ts'
import type { Answer } from '../../kernel/answer.ts'
import type { CallOptions } from '../../kernel/call-tool.ts'
import type { FaultReply } from '../../kernel/fault-words.ts'
import { progressTo } from './terminal.ts'
import type { Terminal } from './terminal.ts'

export type Join = (config: Config) => Promise<Holdfast>

export type Flags = Readonly<Record<string, string | undefined>>

/** The config in force for a command. Files that a person names may be read, wherever they lie. */
export function configFrom(flags: Flags, files: readonly string[] = []): Config {
  const { env } = process
  const named = flags['config'] ?? env['HOLDFAST_CONFIG']
  const file = readConfigFile(named ?? join(dataDirectory(env), 'config.toml'), {
    required: named !== undefined,
  })
  const config = resolveConfig({ flags, environment: env, file, workingFolder: process.cwd() })
  const folders = files.flatMap(name => {
    try {
      return [dirname(realpathSync(resolve(name)))]
    } catch {
      // A missing file is told by the import, in its own words.
      return []
    }
  })
  return { ...config, folders: { ...config.folders, readRoots: [...config.folders.readRoots, ...folders] } }
}

/** The flags of a command that are settings of the program. */
export function settingFlags(options: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(options).flatMap(([name, value]): [string, string][] => {
    const key = name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
    return typeof value === 'string' && (key in configKeys || key === 'config') ? [[key, value]] : []
  })
  return Object.fromEntries(texts)
}

/** A failed call, to end the command with its words and exit code. */
export class Failed extends Error {
  readonly reply: FaultReply

  constructor(reply: FaultReply) {
    super(reply.message)
    this.reply = reply
  }
}

export interface Session {
  holdfast: Holdfast
  config: Config
  terminal: Terminal
  /** Calls a tool with progress on standard error; throws `Failed`. */
  call: (tool: string, input: unknown, options?: CallOptions) => Promise<Answer>
}

/** Runs one command over the product and closes it, whatever happens. Interrupting cancels the call that runs. */
export async function withSession(
  config: Config,
  join: Join,
  terminal: Terminal,
  work: (session: Session) => Promise<number>,
): Promise<number> {
  const holdfast = await join(config)
  const interrupt = new AbortController()
  const stop = (): void => interrupt.abort()
  process.once('SIGINT', stop)
  try {
    return await work({
      holdfast,
      config,
      terminal,
      async call(tool, input, options) {
        const progress = progressTo(terminal)
        try {
          const outcome = await holdfast.call(tool, input, {
            signal: interrupt.signal,
            progress: progress.report,
            ...options,
          })
          if (!outcome.ok) throw new Failed(outcome.fault)
          return outcome.answer
        } finally {
          progress.end()
        }
      },
    })
  } finally {
    process.removeListener('SIGINT', stop)
    await holdfast.close()
  }
}

/** Tells a failure on standard error and gives its exit code. */
export function tell(error: unknown, terminal: Terminal, language: Config['language']): number {
  const reply = error instanceof Failed ? error.reply : faultReply(error, language)
  terminal.err(`${reply.message}\n`)
  return reply.exitCode
}
