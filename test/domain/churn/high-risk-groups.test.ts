import { describe, expect, it } from 'vitest'
import { highRiskGroups } from '../../../src/domain/churn/high-risk-groups.ts'
import { matchingRows } from '../../../src/domain/churn/matching-rows.ts'
import { seeded } from '../../../src/domain/churn/seeded.ts'
import { describeWithDatasets } from '../../datasets.ts'
import { asTable, categoryColumn, numberColumn } from './planted.ts'
import { readMlc, reorder } from './read-table.ts'

/** Base churn 10 %; Technology × SMB 55 %; everything else means nothing. */
function plantedCell(n: number, seed: number) {
  const random = seeded(seed)
  const pick = (choices: readonly string[]) => choices[Math.floor(random() * choices.length)] ?? ''
  const rows = Array.from({ length: n }, () => {
    const industry = pick(['Technology', 'Retail', 'Health', 'Finance'])
    const size = pick(['SMB', 'Mid-Market', 'Enterprise'])
    const worst = industry === 'Technology' && size === 'SMB'
    return {
      industry,
      size,
      revenue: 10 + random() * 90,
      noise: random(),
      lost: random() < (worst ? 0.55 : 0.1) ? 1 : 0,
    }
  })
  const table = asTable(n, [
    categoryColumn(
      'industry',
      rows.map(row => row.industry),
    ),
    categoryColumn(
      'size',
      rows.map(row => row.size),
    ),
    numberColumn(
      'revenue',
      rows.map(row => row.revenue),
    ),
    numberColumn(
      'noise',
      rows.map(row => row.noise),
    ),
  ])
  return { table, churned: Uint8Array.from(rows, row => row.lost), rows }
}

describe('highRiskGroups', () => {
  it('puts the planted cell first, with a filter that selects exactly its customers', () => {
    const { table, churned, rows } = plantedCell(1200, 8)
    const { groups, baseRate, rulesTried } = highRiskGroups(table, churned, { revenue: 'revenue' })
    const [first] = groups
    expect(first?.where).toEqual({
      all: [
        { field: 'industry', op: 'eq', value: 'Technology' },
        { field: 'size', op: 'eq', value: 'SMB' },
      ],
    })
    const inside = rows.filter(({ industry, size }) => industry === 'Technology' && size === 'SMB')
    expect(first?.n).toBe(inside.length)
    expect(first?.churned).toBe(inside.filter(({ lost }) => lost === 1).length)
    expect(first?.revenue).toBeCloseTo(
      inside.reduce((sum, { revenue }) => sum + revenue, 0),
      6,
    )
    expect(first?.revenueAtRisk).toBeCloseTo(
      ((first?.revenue ?? 0) * (first?.churned ?? 0)) / (first?.n ?? 1),
      6,
    )
    expect(first?.risk.low).toBeLessThan(0.55)
    expect(first?.risk.high).toBeGreaterThan(0.55)
    expect(first?.lift).toBeCloseTo((first?.churned ?? 0) / (first?.n ?? 1) / (baseRate.value ?? 1), 12)
    expect(rulesTried).toBeGreaterThan(20)
    const selected = matchingRows(table, first?.where ?? { all: [] })
    expect(selected.reduce((sum, row) => sum + row, 0)).toBe(first?.n)
  })

  it('finds nothing in pure chance, over many tables', () => {
    const found = Array.from({ length: 40 }, (_, seed) => {
      const random = seeded(seed)
      const columns = Array.from({ length: 10 }, (_unused, index) =>
        numberColumn(`n${index}`, Array.from({ length: 400 }, random)),
      )
      const churned = Uint8Array.from({ length: 400 }, () => (random() < 0.3 ? 1 : 0))
      return highRiskGroups(asTable(400, columns), churned).groups.length
    })
    expect(found.filter(count => count > 0).length).toBeLessThanOrEqual(3)
  })

  it('holds the true risk of every group it shows in its interval, however many rules were looked at', () => {
    let shown = 0
    for (let seed = 1; seed <= 12; seed++) {
      const random = seeded(100 + seed)
      const rows = Array.from({ length: 1500 }, () => {
        const [plan, logins] = ['ABC'.charAt(Math.floor(random() * 3)), Math.floor(random() * 40)]
        const [tickets, fee] = [Math.floor(random() * 6), 10 + 90 * random()]
        const risk = plan === 'A' && logins < 10 ? 0.6 : tickets === 5 && fee > 60 ? 0.45 : 0.12
        return { plan, logins, tickets, fee, risk, lost: random() < risk ? 1 : 0 }
      })
      const table = asTable(1500, [
        categoryColumn(
          'plan',
          rows.map(row => row.plan),
        ),
        ...(['logins', 'tickets', 'fee'] as const).map(name =>
          numberColumn(
            name,
            rows.map(row => row[name]),
          ),
        ),
      ])
      const { groups } = highRiskGroups(
        table,
        Uint8Array.from(rows, row => row.lost),
      )
      for (const { where, n, risk } of groups) {
        const inside = matchingRows(table, where)
        const own = rows.filter((_, row) => inside[row] === 1)
        expect(own).toHaveLength(n)
        const truth = own.reduce((sum, row) => sum + row.risk, 0) / n
        expect(risk.low ?? 1).toBeLessThanOrEqual(truth)
        expect(risk.high ?? 0).toBeGreaterThanOrEqual(truth)
        shown++
      }
    }
    expect(shown).toBeGreaterThan(15)
  })

  it('flags groups under 30 and never shows one under 10', () => {
    const n = 600
    const rare = (size: number) => Array.from({ length: n }, (_, row) => (row < size ? 'rare' : 'usual'))
    for (const [size, expected] of [
      [9, []],
      [25, [true]],
      [40, [false]],
    ] as const) {
      const churned = Uint8Array.from({ length: n }, (_, row) => (row < size || row % 20 === 0 ? 1 : 0))
      const { groups } = highRiskGroups(asTable(n, [categoryColumn('plan', rare(size))]), churned, {
        trust: ['plan'],
      })
      expect(groups.map(({ small }) => small)).toEqual(expected)
    }
  })

  it('states the overlap and keeps to the number of conditions asked for', () => {
    const { table, churned } = plantedCell(1200, 8)
    const { groups, overlap } = highRiskGroups(table, churned, { maxConditions: 1 })
    expect(groups.every(({ conditions }) => conditions.length === 1)).toBe(true)
    for (const [i, one] of groups.entries())
      for (const [j, two] of groups.entries()) {
        const [a, b] = [matchingRows(table, one.where), matchingRows(table, two.where)]
        expect(overlap[i]?.[j]).toBeCloseTo(
          a.reduce((sum, row, at) => sum + row * (b[at] ?? 0), 0) / one.n,
          12,
        )
      }
  })

  it('does not depend on the order of the rows', () => {
    const { table, churned } = plantedCell(700, 2)
    const other = reorder(
      table,
      churned,
      Array.from({ length: 700 }, (_, row) => (row * 101) % 700),
    )
    expect(highRiskGroups(other.table, other.churned, { revenue: 'revenue' })).toEqual(
      highRiskGroups(table, churned, { revenue: 'revenue' }),
    )
  })

  it('answers without groups when nobody churned', () => {
    const { table } = plantedCell(300, 2)
    expect(highRiskGroups(table, new Uint8Array(300)).groups).toEqual([])
  })
})

describeWithDatasets('highRiskGroups on the MLC file', () => {
  it('finds the rules the file is made of: international plan with few calls, and many service calls', () => {
    const { table, churned } = readMlc()
    const { groups } = highRiskGroups(table, churned)
    const fields = groups.map(({ conditions }) => conditions.map(({ field }) => field))
    expect(fields[0]).toEqual(['international_plan', 'total_intl_calls'])
    expect(groups[0]).toMatchObject({ n: 89, churned: 89 })
    expect(fields.some(names => names.includes('number_customer_service_calls'))).toBe(true)
  })
})
