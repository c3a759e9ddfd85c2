import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Fault } from '../../fault.ts'
import { checkInput } from '../../kernel/check-input.ts'
import { packageRoot } from '../../kernel/package-root.ts'
import { languages } from '../../locales/index.ts'
import { importFiles } from './import-files.ts'
import { configFrom, withSession } from './session.ts'
import type { Flags, Join, Session } from './session.ts'
import type { Terminal } from './terminal.ts'

export interface ReportOptions {
  /** `all`, or languages separated by commas; the program's own when left out. */
  language: string | undefined
  /** Formats separated by commas; the tool's own when left out. */
  format: string | undefined
  out: string | undefined
  kind: string
  /** A bundled sample instead of files. */
  sample: string | undefined
  yes: boolean
}

/** The files of a bundled sample that one business would have: those with plain names, else all. */
export function sampleFiles(name: string): string[] {
  const root = join(packageRoot, 'data', 'samples')
  const known = readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
  if (!known.includes(name)) {
    throw new Fault('invalid_input', {
      field: 'sample',
      problem: `there is no sample “${name}”`,
      choices: known,
    })
  }
  const tables = readdirSync(join(root, name))
    .filter(file => /\.(csv|xlsx)$/.test(file))
    .toSorted()
  const plain = tables.filter(file => /^[\w.-]+$/.test(file))
  return (plain.length > 0 ? plain : tables).map(file => join(root, name, file))
}

async function write(session: Session, files: readonly string[], options: ReportOptions): Promise<number> {
  const { call, config, holdfast, terminal } = session
  const asked =
    options.language === 'all' ? [...languages] : (options.language?.split(',') ?? [config.language])
  const question = {
    kind: options.kind,
    language: asked,
    ...(options.format === undefined ? {} : { format: options.format.split(',').map(part => part.trim()) }),
  }
  // A mistyped kind is told before the files are read, not after.
  const writer = holdfast.tools.find(({ name }) => name === 'write_report')
  if (writer) checkInput(writer.input, question)
  if (files.length > 0) {
    const { complete } = await importFiles(session, files, options)
    if (!complete) return 4
  }
  const answer = await call('write_report', question)
  // The paths are the result; what there is to say about them goes to standard error.
  terminal.err(`${[answer.summary, ...answer.warnings].join('\n')}\n`)
  const paths = pathsIn(answer['files'])
  terminal.out(paths.map(path => `${path}\n`).join(''))
  return paths.length > 0 ? 0 : 3
}

const pathsIn = (files: unknown): string[] =>
  Array.isArray(files)
    ? files.flatMap(file => (typeof file?.path === 'string' ? [String(file.path)] : []))
    : []

/** Writes a report of the store, or of files (or a sample) alone, in a store of their own that is thrown away after. */
export async function report(
  files: readonly string[],
  options: ReportOptions,
  flags: Flags,
  parts: { join: Join; terminal: Terminal },
): Promise<number> {
  const sources = options.sample === undefined ? files : sampleFiles(options.sample)
  const own = sources.length > 0 && flags['db'] === undefined
  const folder = own ? mkdtempSync(join(tmpdir(), 'holdfast-report-')) : null
  try {
    const out = options.out ?? (own ? 'holdfast-report' : undefined)
    const config = configFrom(
      {
        ...flags,
        ...(folder === null ? {} : { db: join(folder, 'report.sqlite') }),
        ...(out === undefined ? {} : { output: resolve(out) }),
      },
      sources,
    )
    return await withSession(config, parts.join, parts.terminal, session => write(session, sources, options))
  } finally {
    if (folder !== null && existsSync(folder)) rmSync(folder, { recursive: true, force: true })
  }
}
