import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as domain from '../../src/domain/index.ts'
import { formulaId } from '../../tools/parts/formula-ids.ts'

const page = readFileSync('docs/formulas.md', 'utf8')
const headings = new Set([...page.matchAll(/^## (\S+)$/gm)].map(([, name]) => name))

/** Ids that tools write out by themselves, next to the shared ones. */
const written = ['tools', 'tools/parts'].flatMap(folder =>
  readdirSync(folder)
    .filter(name => name.endsWith('.ts'))
    .flatMap(name =>
      [...readFileSync(`${folder}/${name}`, 'utf8').matchAll(/(?:formula_id: |Formula = )'([a-z-]+)'/g)].map(
        ([, id = '']) => id,
      ),
    ),
)
const { models, ...single } = formulaId
const used = [...new Set([...Object.values(single), ...Object.values(models), ...written])]

describe('docs/formulas.md', () => {
  it.each(used)('explains %s', id => {
    expect([...headings]).toContain(id)
  })

  it('lists every public function of the domain, and no other', () => {
    const table = page.slice(page.indexOf('## The public functions'))
    const rows = table.split('\n').filter(line => line.startsWith('| `'))
    const listed = rows.flatMap(line =>
      [...(line.split('|')[1] ?? '').matchAll(/`([A-Za-z]+)`/g)].map(([, name]) => name),
    )
    expect(new Set(listed)).toEqual(new Set(Object.keys(domain)))
    expect(rows.every(line => (line.split('|')[3] ?? '').trim() !== '')).toBe(true)
  })

  it('P47: 10 % a year is .797414 % a month', () => {
    expect(domain.monthlyDiscount(0.1)).toBeCloseTo(0.00797414, 8)
  })
})
