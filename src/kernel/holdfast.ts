import { createHmac, randomBytes } from 'node:crypto'
import { Fault } from '../fault.ts'
import { formats } from '../locales/numbers.ts'
import { messages } from '../locales/index.ts'
import type { Language } from '../locales/index.ts'
import type { Store } from '../store/store.ts'
import type { Answer } from './answer.ts'
import { callTool, picturesOf, restsOnStore, toolContext } from './call-tool.ts'
import type { CallOptions, Road } from './call-tool.ts'
import { nearest } from './check-input.ts'
import type { Config } from './config.ts'
import type { Prompt } from './define-prompt.ts'
import type { Picture, Tool } from './define-tool.ts'
import { faultReply } from './fault-words.ts'
import type { FaultReply } from './fault-words.ts'
import { masked, maskedWords, masks, unmasked } from './masking.ts'
import { languageOf, renderPrompt } from './render-prompt.ts'
import { RememberedReads } from './remembered-reads.ts'
import { renderText } from './render-text.ts'
import { fitReply } from './reply-size.ts'
import { SharedWork } from './shared-work.ts'
import { version } from './version.ts'

export type Outcome =
  | { ok: true; answer: Answer; text: string; pictures: readonly Picture[] }
  | { ok: false; fault: FaultReply }
export type PromptOutcome = { ok: true; text: string; title: string } | { ok: false; fault: FaultReply }

/** What the three faces see of the product. */
export interface Holdfast {
  readonly version: string
  readonly config: Config
  /** Tools of the profile in force, in stable order. */
  readonly tools: readonly Tool[]
  readonly prompts: readonly Prompt[]
  call(tool: string, input: unknown, options?: CallOptions): Promise<Outcome>
  prompt(
    name: string,
    values: Readonly<Record<string, string>>,
    options?: CallOptions,
  ): Promise<PromptOutcome>
  store(): Promise<Store>
  close(): Promise<void>
}

const unwritable = new Set(['import_data', 'configure', 'remove_data', 'export_rows', 'write_report'])

function offered(config: Config, tools: ReadonlyMap<string, Tool>): Tool[] {
  const all = [...tools.values()].toSorted((one, two) => (one.name < two.name ? -1 : 1))
  if (config.tools) {
    for (const name of config.tools) {
      if (!tools.has(name))
        throw new Fault('unknown_tool', { name, suggestion: nearest(name, [...tools.keys()]) })
    }
    return all.filter(({ name }) => config.tools?.includes(name))
  }
  if (config.profile === 'core') return all.filter(({ core }) => core === true)
  return config.profile === 'read_only' ? all.filter(({ name }) => !unwritable.has(name)) : all
}

/** Random bytes kept in the store: fences made from them cannot be guessed by text in a file. */
async function storeSecret(store: Store): Promise<string> {
  const known = await store.recall('secret', { key: 'fence', limit: 1 })
  if (known[0]) return known[0].body
  const body = randomBytes(32).toString('hex')
  await store.remember('secret', { key: 'fence', day: '1970-01-01', body })
  return body
}

export interface Parts {
  config: Config
  tools: ReadonlyMap<string, Tool>
  prompts: ReadonlyMap<string, Prompt>
  openStore: () => Promise<Store>
}

/** Joins the parts. The store is opened at the first call, not before. */
export function createHoldfast({ config, tools, prompts, openStore }: Parts): Holdfast {
  let opening: Promise<Store> | null = null
  const store = (): Promise<Store> => {
    opening ??= openStore().catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }
  let known: Promise<string> | null = null
  const secret = (): Promise<string> => {
    known ??= store().then(storeSecret)
    known.catch(() => (known = null))
    return known
  }
  const list = offered(config, tools)
  const road: Road = { config, tools, store, shared: new SharedWork(), remembered: new RememberedReads() }

  const languageFor = async (options: CallOptions | undefined): Promise<Language> => {
    if (options?.language) return options.language
    try {
      const { base } = await (await store()).settings()
      return languageOf(typeof base['language'] === 'string' ? base['language'] : undefined, config.language)
    } catch {
      return config.language
    }
  }

  return {
    version,
    config,
    tools: list,
    prompts: [...prompts.values()],
    store,
    async call(name, input, options) {
      let asked: readonly string[] = []
      try {
        const tool = list.find(known => known.name === name)
        if (!tool) {
          if (tools.has(name) && config.profile === 'read_only') throw new Fault('read_only', { tool: name })
          throw new Fault('unknown_tool', {
            name: name.slice(0, 80),
            suggestion: nearest(
              name,
              list.map(known => known.name),
            ),
          })
        }
        const question = await unmasked(input, store, secret)
        asked = question.ids
        const answer = await callTool(road, tool, question.input, options)
        const language = await languageFor(options)
        const own = await secret()
        // Ids in a calculator are the caller's own.
        const hidden = restsOnStore(answer) && (await masks(await store()))
        const fitted = masked(fitReply(answer, messages[language].answer), own, hidden)
        const fence = `data-${createHmac('sha256', own).update(answer.result_id).digest('hex').slice(0, 12)}`
        return {
          ok: true,
          answer: fitted,
          pictures: picturesOf(answer),
          text: renderText(
            fitted,
            messages[language].answer,
            formats(language),
            restsOnStore(answer) ? fence : null,
            language,
          ),
        }
      } catch (error) {
        const fault = faultReply(error, await languageFor(options))
        const told = maskedWords(fault.message, asked.length === 0 ? '' : await secret(), asked)
        return { ok: false, fault: { ...fault, message: told } }
      }
    },
    async prompt(name, values, options) {
      try {
        const prompt = prompts.get(name)
        if (!prompt)
          throw new Fault('unknown_prompt', { name: name.slice(0, 80), known: [...prompts.keys()] })
        const names = prompt.arguments.map(argument => argument.name)
        const strange = Object.keys(values).find(key => !names.includes(key))
        if (strange !== undefined) {
          const suggestion = nearest(strange, names)
          throw new Fault('unknown_argument', { field: strange.slice(0, 80), suggestion, known: names })
        }
        const language = languageOf(values['language'], await languageFor(options))
        // Clients send "" for what was left out: that is the same question.
        const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))
        const context = await toolContext(road, { ...options, language }, `prompt/${name}`, given, null)
        const { input } = await unmasked(given, store, secret)
        // Texts for texts.
        const data = await prompt.data(input as typeof values, context.context)
        const text = renderPrompt(name, language, data)
        const hidden = await masks(await store())
        return { ok: true, title: prompt.title, text: masked({ data, text }, await secret(), hidden).text }
      } catch (error) {
        return { ok: false, fault: faultReply(error, await languageFor(options)) }
      }
    },
    async close() {
      if (opening) await (await opening).close()
    },
  }
}
