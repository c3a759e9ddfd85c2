import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { languages } from '../../src/locales/index.ts'
import { entityNames, fieldsOf } from '../../src/domain/entities/index.ts'
import { knownLabel } from '../../src/locales/field-labels.ts'
import { sourceFieldLabel } from '../../src/locales/source-field-labels.ts'

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

it('has a word in Chinese for every field of the tables that users bring', () => {
  const fields = new Set(entityNames.flatMap(entity => fieldsOf(entity).map(({ field }) => field)))
  expect(fields.size).toBeGreaterThan(100)
  const unnamed = [...fields].filter(field =>
    (['zh-CN', 'zh-TW'] as const).some(
      language => !/\p{Script=Han}|RFM|MRR/u.test(sourceFieldLabel(field, language)),
    ),
  )
  expect(unnamed).toEqual([])
})
