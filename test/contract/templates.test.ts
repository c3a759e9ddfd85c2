import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPrompts, loadTools } from '../../src/kernel/load-folder.ts'
import { languages } from '../../src/locales/index.ts'

/** A template is a folder with one file a language, or a part `name.language.hbs` in a folder of several. */
const templates = ['templates', 'prompts'].flatMap(root =>
  readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(entry => {
      const folder = join(root, entry.name)
      const stems = readdirSync(folder)
        .filter(name => name.endsWith('.hbs'))
        .map(name => name.replace(/(?:en|zh-CN|zh-TW)\.hbs$/, ''))
      return [...new Set(stems)].map(stem => ({ folder, stem }))
    }),
)
const parts = (text: string): string[] =>
  [...text.matchAll(/\{\{[{#^/]?\s*([\w.@]+(?:\s+[\w.@]+)?)/g)].map(([, name = '']) => name).toSorted()

describe.each(templates)('$folder $stem', ({ folder, stem }) => {
  it('is written in all three languages', () => {
    for (const language of languages)
      expect(existsSync(join(folder, `${stem}${language}.hbs`)), `${folder}/${stem}${language}.hbs`).toBe(
        true,
      )
  })

  it('uses the same fields in each', () => {
    const used = languages.map(language => [
      ...new Set(parts(readFileSync(join(folder, `${stem}${language}.hbs`), 'utf8'))),
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
