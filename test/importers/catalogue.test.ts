import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { entities, entityNames, fields, ownName } from '../../src/domain/entities/index.ts'
import { compact, foldHeader } from '../../src/importers/fold.ts'
import { loadSynonyms } from '../../src/importers/synonyms.ts'

type Lists = Record<string, Record<string, string[]>>
const read = (name: string): Lists =>
  JSON.parse(readFileSync(new URL(`../../data/synonyms/${name}`, import.meta.url), 'utf8')) as Lists
const core = read('fields.json')
const further = read('further-fields.json')

describe('the catalogue', () => {
  it('describes every entity with fields that exist', () => {
    expect([...entities.keys()]).toEqual([...entityNames])
    for (const entity of entities.values()) {
      const own = entity.fields.map(use => use.field)
      expect(
        own.filter(name => !fields.has(name)),
        entity.name,
      ).toEqual([])
      expect(new Set(own).size, entity.name).toBe(own.length)
      expect(
        [...entity.key, ...entity.oneOf.flat()].filter(name => !own.includes(name)),
        entity.name,
      ).toEqual([])
    }
    const renamed = Object.entries(ownName).flatMap(([, names]) => Object.entries(names).flat())
    expect(renamed.filter(name => !fields.has(name))).toEqual([])
  })

  it('has every field in some entity, with its words in three scripts', () => {
    const used = new Set([...entities.values()].flatMap(entity => entity.fields.map(use => use.field)))
    expect([...fields.keys()].filter(name => !used.has(name))).toEqual([])
    const lists = { ...core, ...further }
    expect([...fields.keys()].filter(name => !(name in lists))).toEqual([])
    expect(Object.keys(lists).filter(name => !fields.has(name))).toEqual([])
    for (const [name, scripts] of Object.entries(lists))
      expect(Object.keys(scripts), name).toEqual(['en', 'zh-CN', 'zh-TW'])
  })

  it('has the 70 fields of the table with at least nine words each, the others with at least five', () => {
    const count = (scripts: Record<string, string[]>): number =>
      new Set(
        Object.values(scripts)
          .flat()
          .map(word => compact(foldHeader(word))),
      ).size
    expect(Object.keys(core)).toHaveLength(70)
    expect(
      Object.entries(core)
        .filter(([, scripts]) => count(scripts) < 9)
        .map(([name]) => name),
    ).toEqual([])
    expect(
      Object.entries(further)
        .filter(([, scripts]) => count(scripts) < 5)
        .map(([name]) => name),
    ).toEqual([])
  })

  it('gives no word to two fields', () => {
    const owner = new Map<string, string>()
    const shared: string[] = []
    for (const [name, scripts] of [...Object.entries(core), ...Object.entries(further)]) {
      for (const word of Object.values(scripts).flat()) {
        const key = compact(foldHeader(word))
        if ((owner.get(key) ?? name) !== name) shared.push(`${word}: ${owner.get(key)} and ${name}`)
        owner.set(key, name)
      }
    }
    expect(shared).toEqual([])
  })

  it('marks people and what must not decide about them', () => {
    expect([...fields.values()].filter(field => field.pii).map(field => field.name)).toEqual([
      'customer_name',
      'email',
      'phone',
      'address',
      'notes',
      'account_owner',
    ])
    expect([...fields.values()].filter(field => field.sensitive).map(field => field.name)).toEqual([
      'age',
      'gender',
    ])
  })

  it('names only fields and word classes that exist in its rules', () => {
    const { rules, classes } = loadSynonyms()
    const known = new Set([...classes.values()].flat())
    expect(rules.filter(rule => !fields.has(rule.field)).map(rule => rule.field)).toEqual([])
    expect(rules.flatMap(rule => rule.all).filter(name => !known.has(name))).toEqual([])
  })
})
