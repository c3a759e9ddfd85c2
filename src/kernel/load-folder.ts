import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Fault } from '../fault.ts'
import type { Prompt } from './define-prompt.ts'
import type { Tool } from './define-tool.ts'
import { letOutsideToolsImport } from './outside-tools.ts'
import { codeExtension, codeRoot } from './package-root.ts'

const namePattern = /^[a-z][a-z0-9_]{1,39}$/

const letOthersIn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

async function defaultOf(file: string): Promise<unknown> {
  const loaded: { default?: unknown } = await import(pathToFileURL(file).href)
  if (!loaded.default) throw new Error(`${file}: export the definition as default`)
  return loaded.default
}

function isNamed(value: unknown): value is { name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
}

function checkName(name: string, expected: string, file: string, seen: ReadonlyMap<string, unknown>): void {
  if (name !== expected) throw new Error(`${file}: is named “${name}”; the file name asks for “${expected}”`)
  if (!namePattern.test(name)) throw new Error(`${file}: “${name}” is not a short snake_case name`)
  if (seen.has(name)) throw new Error(`${file}: there is already one named “${name}”`)
}

/** Folder of the tools that come with the product. */
export const ownTools = join(codeRoot, 'tools')

/** The tools of one or more folders: the file `my-question.ts` must hold the tool `my_question`. */
export async function loadTools(folders: readonly string[] = [ownTools]): Promise<Map<string, Tool>> {
  const tools = new Map<string, Tool>()
  if (folders.some(folder => folder !== ownTools)) letOutsideToolsImport()
  for (const folder of folders) {
    if (!existsSync(folder))
      throw new Fault('invalid_input', { field: 'tool_folders', problem: 'a folder does not exist' })
    const files = readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isFile() && /\.(ts|js|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map(entry => entry.name)
      .toSorted()
    for (const name of files) {
      const file = join(folder, name)
      const tool = await defaultOf(file)
      // A client that has said hello may already wait for an answer.
      await letOthersIn()
      if (!isNamed(tool) || !('run' in tool)) throw new Error(`${file}: export default defineTool({ … })`)
      checkName(tool.name, name.replace(/\.\w+$/, '').replaceAll('-', '_'), file, tools)
      // The folder is the registry; `defineTool` has typed what the file exports.
      tools.set(tool.name, tool as Tool)
    }
  }
  return tools
}

/** The prompts: the folder `prompts/churn-report/` must hold the prompt `churn_report`. */
export async function loadPrompts(): Promise<Map<string, Prompt>> {
  const prompts = new Map<string, Prompt>()
  const root = join(codeRoot, 'prompts')
  if (!existsSync(root)) return prompts
  for (const entry of readdirSync(root, { withFileTypes: true }).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (!entry.isDirectory()) continue
    const file = join(root, entry.name, `prompt${codeExtension}`)
    const prompt = await defaultOf(file)
    if (!isNamed(prompt) || !('data' in prompt))
      throw new Error(`${file}: export default definePrompt({ … })`)
    checkName(prompt.name, entry.name.replaceAll('-', '_'), file, prompts)
    prompts.set(prompt.name, prompt as Prompt)
  }
  return prompts
}
