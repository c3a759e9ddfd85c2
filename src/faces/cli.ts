import { delimiter, resolve } from 'node:path'
import { Command, CommanderError } from 'commander'
import { Fault } from '../fault.ts'
import { configKeys } from '../kernel/config-file.ts'
import { version } from '../kernel/version.ts'
import type { Language } from '../locales/index.ts'
import { splitFlags } from './cli/flags.ts'
import { importFiles } from './cli/import-files.ts'
import { forPerson } from './cli/print.ts'
import { report } from './cli/report.ts'
import { runAlerts } from './cli/run.ts'
import { Failed, configFrom, settingFlags, tell, withSession } from './cli/session.ts'
import type { Join } from './cli/session.ts'
import { processTerminal } from './cli/terminal.ts'
import type { Terminal } from './cli/terminal.ts'
import { promptList, toolHelp, toolList } from './cli/tool-help.ts'
import { cliWords } from './cli/words.ts'
import type { Answer } from '../kernel/answer.ts'

const defaultPort = '7878'

type Options = Readonly<Record<string, unknown>>
const textOf = (options: Options, name: string): string | undefined => {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** Adds the settings of the program to a command. */
function withSettings(command: Command): Command {
  for (const [name, says] of Object.entries(configKeys)) {
    command.option(`--${name.replaceAll('_', '-')} <${name === 'db' ? 'file' : 'value'}>`, says)
  }
  return command.option('--config <file>', 'A config file in TOML')
}

function printAnswer(answer: Answer, terminal: Terminal, language: Language): void {
  terminal.out(terminal.outIsPerson ? forPerson(answer, language) : `${JSON.stringify(answer)}\n`)
}

/** Runs the command line and gives the exit code. Results go to standard output, everything else to standard error. */
export async function runCommandLine(
  words: readonly string[],
  join: Join,
  terminal: Terminal = processTerminal(),
  joinServing: Join = join,
): Promise<number> {
  let exitCode = 0
  let language: Language = 'en'
  const program = withSettings(
    new Command('holdfast')
      .description('Who is at risk, why, who is worth saving, with what budget, and what will come of it.')
      .version(version, '-v, --version')
      .enablePositionalOptions()
      .showSuggestionAfterError()
      .exitOverride()
      .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
      .addHelpText('after', helpEnd),
  )

  /** A command of its own settings; `run` gives the exit code. */
  const command = (
    name: string,
    says: string,
    run: (args: string[], options: Options) => Promise<number>,
  ): Command =>
    withSettings(program.command(name).description(says)).action(async (...given: unknown[]) => {
      const self = given.at(-1)
      if (!(self instanceof Command)) throw new Error(`${name}: no command given`)
      // Settings may stand before the command as well; what stands after it counts.
      exitCode = await run(self.args, { ...program.opts(), ...self.opts() })
    })
  const configOf = (options: Options, files: readonly string[] = []): ReturnType<typeof configFrom> => {
    const config = configFrom(settingFlags(options), files)
    language = config.language
    return config
  }

  // Settings may stand before the tool's name or among its arguments.
  const callTool = (tool: string, rest: readonly string[], options: Options): Promise<number> => {
    const asksHelp = rest.some(isHelp)
    const { config: flags } = splitFlags(asksHelp ? [] : rest, [])
    const config = configOf({ ...options, ...flags })
    return withSession(config, join, terminal, async session => {
      const known = session.holdfast.tools.find(({ name }) => name === tool)
      if (tool === '') {
        terminal.out(toolList(session.holdfast.tools))
        return 0
      }
      if (asksHelp && known) {
        terminal.out(toolHelp(known))
        return 0
      }
      const { input } = splitFlags(rest, Object.keys(known?.input.shape ?? {}))
      printAnswer(await session.call(tool, input), terminal, config.language)
      return 0
    })
  }

  command(
    'serve',
    'Serve a chat client over standard input and output (default), or HTTP',
    async (folders, options) => {
      // Folders a client was given leave to read, beside those of `read_roots`.
      const roots = [...folders, ...(textOf(options, 'readRoots')?.split(delimiter) ?? [])]
      const config = configOf(roots.length === 0 ? options : { ...options, readRoots: roots.join(delimiter) })
      if (options['http'] !== true) {
        const idle = ['port', 'showToken'].find(name => options[name] !== undefined)
        if (idle !== undefined) {
          const field = idle === 'port' ? '--port' : '--show-token'
          throw new Fault('invalid_input', { field, problem: 'goes with --http' })
        }
        // A person who typed the bare command would wait for ever.
        if (process.stdin.isTTY) terminal.err(`${cliWords[language].waitsForClient}\n`)
        const { serveStdio } = await import('./mcp.ts')
        await serveStdio(joinServing(config))
        return 0
      }
      const { serveHttp } = await import('./http.ts')
      const port = Number(textOf(options, 'port') ?? defaultPort)
      const holdfast = await joinServing(config)
      await serveHttp(holdfast, {
        port,
        onReady: (address, token, tokenFile) => {
          terminal.err(`${cliWords[language].httpReady(address)}\n`)
          if (options['showToken'] === true) terminal.out(`${token}\n`)
          else terminal.err(`${cliWords[language].tokenAt(tokenFile)}\n`)
        },
      })
      await holdfast.close()
      return 0
    },
  )
    .argument('[folders...]', 'Folders whose files may be imported; the working folder when left out')
    .option('--http', 'Serve HTTP on 127.0.0.1')
    .option('--port <port>', `Port for --http (${defaultPort})`)
    .option('--show-token', 'Print the bearer token of --http')

  command('import', 'Import files: CSV, TSV, JSON, NDJSON, XLSX, Parquet', (files, options) => {
    const config = configOf(options, files)
    return withSession(config, join, terminal, async session => {
      const { answers, complete } = await importFiles(session, files, { yes: options['yes'] === true })
      if (terminal.outIsPerson) for (const answer of answers) printAnswer(answer, terminal, config.language)
      else terminal.out(answers.map(answer => `${JSON.stringify(answer)}\n`).join(''))
      return complete ? 0 : 4
    })
  })
    .argument('<files...>')
    .option('-y, --yes', 'Take the proposed reading without asking')

  command('report', 'Write a report of the store, or of files alone', (files, options) => {
    const flags = settingFlags(options)
    configOf({ ...options, language: undefined })
    // `--language` names the report's languages here; several are given with commas, or `all`.
    const { language: languages, ...rest } = flags
    const single =
      languages === undefined || languages === 'all' || languages.includes(',') ? {} : { language: languages }
    return report(
      files,
      {
        language: languages,
        out: textOf(options, 'out'),
        kind: textOf(options, 'kind') ?? 'churn_report',
        sample: textOf(options, 'sample'),
        format: textOf(options, 'format'),
        yes: options['yes'] === true,
      },
      { ...rest, ...single },
      { join, terminal },
    )
  })
    .argument('[files...]')
    .option('--out <folder>', 'Folder for the report')
    .option(
      '--kind <kind>',
      'churn_report, health_review, roi_case, clv_analysis, cost_review or qbr',
      'churn_report',
    )
    .option('--format <formats>', 'md, html, pdf, docx; several with commas')
    .option('--sample <name>', 'A bundled sample instead of files')
    .option('-y, --yes', 'Take the proposed reading of the files without asking')

  command(
    'call',
    "Call a tool: --name value, --inputs.clv 2000, or --json '{…}'",
    ([tool = '', ...rest], options) => callTool(tool, rest, options),
  )
    .argument('[tool]', 'its name; all of them are listed when left out; TOOL --help shows its arguments')
    .argument('[arguments...]')
    .passThroughOptions()
    .allowUnknownOption()

  command(
    'run',
    'Evaluate the alert rules, for a scheduler: prints what no run has told yet; exit code 10 if anything',
    (_args, options) =>
      withSession(configOf(options), join, terminal, session =>
        runAlerts(session, { all: options['all'] === true, json: options['json'] === true }),
      ),
  )
    .option('--json', 'One alert a line as JSON')
    .option('--all', 'Those told before too')

  command('export', 'Export a result or a segment: the arguments of export_rows', (rest, options) =>
    callTool('export_rows', rest, options),
  )
    .argument('[arguments...]')
    .passThroughOptions()
    .allowUnknownOption()

  command(
    'prompt',
    'Print a prompt filled with the store’s own figures, to paste anywhere',
    ([name = '', ...rest], options) => {
      const asksHelp = name === '' || rest.some(isHelp)
      const { config: flags } = splitFlags(asksHelp ? [] : rest, [])
      return withSession(configOf({ ...options, ...flags }), join, terminal, async ({ holdfast }) => {
        const known = holdfast.prompts.find(prompt => prompt.name === name)
        if (asksHelp && (known || name === '')) {
          terminal.out(promptList(known ? [known] : holdfast.prompts))
          return 0
        }
        const { input } = splitFlags(rest, known?.arguments.map(argument => argument.name) ?? [])
        const values = Object.fromEntries(Object.entries(input).map(([key, value]) => [key, String(value)]))
        const outcome = await holdfast.prompt(name, values)
        if (!outcome.ok) throw new Failed(outcome.fault)
        terminal.out(`${outcome.text}\n`)
        return 0
      })
    },
  )
    .argument('[name]', 'its name; all of them are listed when left out')
    .argument('[arguments...]')
    .passThroughOptions()
    .allowUnknownOption()

  command(
    'check',
    'Check Node, the SQLite driver, folders and rights, and the protocol',
    async (_args, options) => {
      const { doctor } = await import('./cli/doctor.ts')
      return withSession(configOf(options), join, terminal, doctor)
    },
  )

  command('backup', 'Write a copy of the store', ([file = ''], options) => {
    const config = configOf(options)
    return withSession(config, join, terminal, async ({ holdfast }) => {
      await (await holdfast.store()).backup(resolve(file))
      terminal.err(`${cliWords[config.language].backupWritten(file)}\n`)
      return 0
    })
  }).argument('<file>')

  try {
    await program.parseAsync(withDefaultCommand(words), { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has told its own errors already.
      const command = words.find(word => /^[a-z]+(_[a-z]+)+$/.test(word))
      if (error.code === 'commander.unknownCommand' && command !== undefined)
        terminal.err(`Tools are called with: holdfast call ${command}\n`)
      return error.exitCode === 0 ? 0 : 2
    }
    return tell(error, terminal, language)
  }
}

const isHelp = (word: string): boolean => word === '--help' || word === '-h'

const helpEnd = `
Every setting is also a variable (HOLDFAST_DB, HOLDFAST_READ_ROOTS, …) and a line of config.toml: docs/config.md.
Without a command, holdfast serves a chat client over standard input and output.
Exit codes: 0 fine, 2 wrong input, 3 data missing, 4 a file, 5 the store, 10 new alerts (run), 70 a bug, 130 cancelled.`

const aboutProgram: ReadonlySet<string> = new Set(['-h', '--help', '-v', '--version'])
const takeValue: ReadonlySet<string> = new Set(
  [...Object.keys(configKeys), 'config', 'port'].map(name => `--${name.replaceAll('_', '-')}`),
)

/** `holdfast --db x` means `holdfast serve --db x`: the command to serve is put in where there is none. */
function withDefaultCommand(words: readonly string[]): string[] {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    // Both cases of the letter are common.
    if (word === '-V') return ['--version']
    if (!word.startsWith('-') || aboutProgram.has(word)) return [...words]
    if (takeValue.has(word)) at++
  }
  return ['serve', ...words]
}
