import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { languages } from '../../src/locales/index.ts'
import { knownLabel } from '../../src/locales/field-labels.ts'

const folder = new URL('../../src/store/sqlite/features/', import.meta.url)

it('has a word in each language for every field that the store works out about a customer', () => {
  const fields = readdirSync(folder).flatMap(file =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/builder\.\w+\('([a-z0-9_]+)'/g)].map(
      ([, name = '']) => name,
    ),
  )
  expect(fields.length).toBeGreaterThan(30)
  const unnamed = fields.filter(field => languages.some(language => knownLabel(field, language) === null))
  expect(unnamed).toEqual([])
})
