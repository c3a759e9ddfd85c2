import { Fault } from '../fault.ts'
import { formats } from '../locales/numbers.ts'
import type { Language } from '../locales/index.ts'
import { carePlays } from '../reports/care.ts'
import { ownPlaybooksHash } from '../reports/own-playbooks.ts'
import type { Store } from '../store/store.ts'
import { wholeOutput } from './advertise.ts'
import type { Answer } from './answer.ts'
import { changeSettings } from './change-settings.ts'
import { checkInput } from './check-input.ts'
import type { Config } from './config.ts'
import type { ToolContext } from './context.ts'
import type { Common, Picture, Tool } from './define-tool.ts'
import { writeTable } from './exports.ts'
import { figureId, valueAt } from './figures.ts'
import { inboxFiles } from './file-access.ts'
import { importService } from './import-service.ts'
import { recordReads } from './recorder.ts'
import type { Read } from './recorder.ts'
import type { RememberedReads } from './remembered-reads.ts'
import { playbookFolder } from './package-root.ts'
import { canonicalJson, resultIdOf } from './result-id.ts'
import { reportService } from './report-service.ts'
import { roundReply } from './round-reply.ts'
import { resolveSettings } from './settings.ts'
import type { Settings } from './settings.ts'
import { signalOf } from './shared-work.ts'
import type { SharedWork } from './shared-work.ts'
import { undatedNote } from './undated.ts'
import { version } from './version.ts'

export interface CallOptions {
  language?: Language
  signal?: AbortSignal
  progress?: ToolContext['progress']
  /** Every row of a listing, for a file: no limit, and nothing in the register. */
  everyRow?: boolean
}

/** What all calls of one server share. */
export interface Road {
  config: Config
  tools: ReadonlyMap<string, Tool>
  store: () => Promise<Store>
  shared: SharedWork
  remembered: RememberedReads
}

const rejectOn = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const stop = (): void => reject(new Fault('cancelled', {}))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
  })

/** Answers worked out from the caller's own numbers: nothing was read from the store. */
const calculated = new WeakSet<Answer>()
export const restsOnStore = (answer: Answer): boolean => !calculated.has(answer)

const pictured = new WeakMap<Answer, readonly Picture[]>()
export const picturesOf = (answer: Answer): readonly Picture[] => pictured.get(answer) ?? []

/** Ids for the figures, after checking that each one says what the answer says at its place. */
function registerFigures(tool: string, resultId: string, reply: Common): Answer['figures'] {
  return (reply.figures ?? []).map(({ path, ...figure }) => {
    const inAnswer = valueAt(reply, path)
    if (inAnswer !== figure.value)
      throw new Error(`${tool}: figure ${path} is not what the answer holds there`)
    return { id: figureId(resultId, path), ...figure }
  })
}

function finish(
  road: Road,
  tool: Tool,
  resultId: string,
  exact: Common & Readonly<Record<string, unknown>>,
  whole = false,
): Answer {
  const checked = registerFigures(tool.name, resultId, exact)
  const reply = whole ? exact : roundReply(exact)
  // A figure is what the answer shows at its place, rounded or not.
  const figures = (reply.figures ?? []).map(({ path, ...figure }, index) => {
    const shown = valueAt(reply, path)
    return {
      ...figure,
      id: checked[index]?.id ?? figureId(resultId, path),
      value: typeof shown === 'number' ? shown : figure.value,
    }
  })
  const answer = {
    ...reply,
    summary: reply.summary,
    status: reply.status ?? 'ok',
    figures,
    method: reply.method ?? null,
    assumptions: [...(reply.assumptions ?? [])],
    warnings: [...(reply.warnings ?? [])],
    suggested_actions: (reply.suggested_actions ?? []).filter(action => road.tools.has(action.tool)),
    result_id: resultId,
    as_of: reply.as_of ?? null,
    currency: reply.currency ?? null,
  }
  // Parsing drops what the schema does not declare and refuses numbers that are not finite.
  return wholeOutput(tool).parse(answer) as Answer
}

async function settingsFor(store: Store, named: string | null): Promise<Settings> {
  const { base, scenarios } = await store.settings()
  if (named === null || named === 'base') return resolveSettings(base, null)
  const changes = scenarios[named]
  if (changes) return resolveSettings(base, { name: named, changes })
  const choices = ['base', ...Object.keys(scenarios)]
  throw new Fault('invalid_input', {
    field: 'scenario',
    problem: `there is no scenario named ${named}`,
    choices,
  })
}

interface Prepared {
  context: ToolContext
  /** The store without the record of what was asked. */
  asked: Store
  dataVersion: string
  reads: Read[]
}

/**
 * The context of one call; `scenario` names stored assumptions to lay over the base. What `changes` the data itself
 * reads the store afresh every time.
 */
export async function toolContext(
  road: Road,
  options: CallOptions,
  name: string,
  input: unknown,
  scenario: string | null,
  changes = false,
): Promise<Prepared> {
  const store = await road.store()
  const settings = await settingsFor(store, scenario)
  const language = options.language ?? settings.values.language ?? road.config.language
  const signal = options.signal ?? new AbortController().signal
  const dataVersion = await store.dataVersion()
  const state = `${dataVersion}|${settings.hash}`
  const asked = changes ? store : road.remembered.of(store, state, () => signalOf(signal))
  const reads: Read[] = []
  const ofThePast = dayAsked(input)
  const call: ToolContext['call'] = async (other, subInput) => {
    const tool = road.tools.get(other)
    if (!tool) throw new Fault('unknown_tool', { name: other, suggestion: null })
    const answer = await callTool(road, tool, subInput, {
      ...options,
      language,
      signal: signalOf(signal),
      everyRow: false,
    })
    // A trace follows from this answer to the one it rests on.
    reads.push({ question: 'answer', query: { resultId: answer.result_id } })
    return answer
  }
  const ownFolder = road.config.folders.playbooks ?? null
  const ownPlaybooks = ownPlaybooksHash(ownFolder)
  const context: ToolContext = {
    store: recordReads(asked, reads),
    settings,
    language,
    formats: formats(language),
    say: phrases => phrases[language],
    // Work that others wait for too goes on when this caller leaves.
    get signal() {
      return signalOf(signal)
    },
    resultId: resultIdOf({
      dataVersion,
      settingsHash: settings.hash,
      scenario: settings.scenario,
      tool: name,
      input,
      language,
      version,
      ...(ownPlaybooks === null ? {} : { playbooks: ownPlaybooks }),
    }),
    progress: options.progress ?? (() => undefined),
    call,
    once: (key, compute) => road.shared.once(`${state}|${key}`, reads, signalOf(signal), compute, ofThePast),
    folders: road.config.folders,
    imports: importService({
      store,
      folders: road.config.folders,
      signal,
      progress: options.progress ?? (() => undefined),
    }),
    reports: reportService({
      ask: call,
      store,
      folders: road.config.folders,
      progress: options.progress ?? (() => undefined),
    }),
    playbooks: () => carePlays(playbookFolder, ownFolder),
    inbox: async () => {
      const hashes = (await store.imports()).map(({ fileSha256 }) => fileSha256)
      return inboxFiles(road.config.folders, new Set(hashes))
    },
    changeSettings: (set, named) => changeSettings(store, set, named),
    exports: {
      write: (table, named, format) => writeTable(road.config.folders, table, named, format),
      wholeAnswer: resultId => wholeAnswer(road, store, resultId, { ...options, language, signal }),
    },
    readOnly: road.config.profile === 'read_only',
  }
  return { context, asked, dataVersion, reads }
}

/** The call names the day it is about. */
const dayAsked = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && 'as_of' in input && input.as_of !== undefined

const scenarioIn = (input: unknown): string | null =>
  typeof input === 'object' && input !== null && 'scenario' in input && typeof input.scenario === 'string'
    ? input.scenario
    : null

/** The one road to a tool: judge the input, run, filter the output, register the figures. Throws `Fault`. */
export async function callTool(
  road: Road,
  tool: Tool,
  raw: unknown,
  options: CallOptions = {},
): Promise<Answer> {
  const checked = checkInput(tool.input, raw)
  const input =
    options.everyRow && 'limit' in tool.input.shape
      ? {
          ...checked,
          limit: Number.MAX_SAFE_INTEGER,
          offset: 0,
          ...('detail' in tool.input.shape ? { detail: 'full' } : {}),
        }
      : checked
  // `configure` names the scenario it is about to make; every other tool names one that exists.
  const scenario = tool.effect === 'write' ? null : scenarioIn(input)
  const { context, asked, dataVersion, reads } = await toolContext(
    road,
    options,
    tool.name,
    input,
    scenario,
    tool.effect !== 'read',
  )
  const { pictures = [], ...given } = await Promise.race([tool.run(input, context), rejectOn(context.signal)])
  const undated = dayAsked(input) ? null : await undatedNote(asked, given.as_of ?? null)
  const reply =
    undated === null
      ? given
      : { ...given, assumptions: [...(given.assumptions ?? []), undated[context.language]] }
  // Calculators answer exactly: their numbers are compared with published ones.
  const direct = 'inputs' in input && input['inputs'] !== undefined
  const answer = finish(
    road,
    tool,
    context.resultId,
    reply,
    options.everyRow === true || direct || ('detail' in input && input['detail'] === 'full'),
  )
  if (pictures.length > 0) pictured.set(answer, pictures)
  if (tool.effect === 'read' && reads.length === 0 && 'inputs' in input && input['inputs'] !== undefined)
    calculated.add(answer)
  if (tool.effect === 'read' && !options.everyRow) {
    const { language, settings, resultId } = context
    const call = { tool: tool.name, input, language, scenario, settings: settings.values, version, reads }
    const saved = {
      resultId,
      tool: tool.name,
      call: canonicalJson(call),
      answer: JSON.stringify(answer),
      dataVersion,
    }
    await context.store.saveResult(saved)
  }
  return answer
}

/** An answer on record, asked again for all of its rows. */
async function wholeAnswer(road: Road, store: Store, resultId: string, options: CallOptions) {
  const stored = await store.result(resultId)
  const tool = stored && road.tools.get(stored.tool)
  if (!stored || !tool) throw new Fault('result_not_found', { resultId })
  // Written by callTool above.
  const { input } = JSON.parse(stored.call) as { input: unknown }
  const answer = await callTool(road, tool, input, { ...options, everyRow: true })
  return { answer, tool: stored.tool, dataChanged: stored.dataVersion !== (await store.dataVersion()) }
}
