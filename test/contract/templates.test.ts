import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPrompts, loadTools } from '../../src/kernel/load-folder.ts'
import { languages } from '../../src/locales/index.ts'

const folders = ['templates', 'prompts'].flatMap(root =>
  readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => join(root, entry.name)),
)
const parts = (text: string): string[] =>
  [...text.matchAll(/\{\{[{#^/]?\s*([\w.@]+(?:\s+[\w.@]+)?)/g)].map(([, name = '']) => name).toSorted()

describe.each(folders)('%s', folder => {
  it('is written in all three languages', () => {
    for (const language of languages)
      expect(existsSync(join(folder, `${language}.hbs`)), `${folder}/${language}.hbs`).toBe(true)
  })

  it('uses the same fields in each', () => {
    const used = languages.map(language => [
      ...new Set(parts(readFileSync(join(folder, `${language}.hbs`), 'utf8'))),
    ])
    expect(used[1]).toEqual(used[0])
    expect(used[2]).toEqual(used[0])
  })
})

it('prompts need no argument and have a tool that does the same', async () => {
  const [prompts, tools] = await Promise.all([loadPrompts(), loadTools()])
  for (const prompt of prompts.values()) {
    expect(tools.has(prompt.twin), `${prompt.name}: ${prompt.twin}`).toBe(true)
    for (const { choices } of prompt.arguments)
      for (const choice of choices) expect(choice).toMatch(/^[\w.-]+$/)
  }
})
