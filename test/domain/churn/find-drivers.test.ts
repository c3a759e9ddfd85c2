import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDrivers } from '../../../src/domain/churn/find-drivers.ts'
import { matchingRows } from '../../../src/domain/churn/matching-rows.ts'
import { seeded } from '../../../src/domain/churn/seeded.ts'
import type { CustomerTable } from '../../../src/domain/table.ts'
import { describeWithDatasets } from '../../datasets.ts'
import { asTable, categoryColumn, numberColumn, plantedCustomers } from './planted.ts'
import { readTelco, reorder } from './read-table.ts'

const total = ({ drivers, otherPct, unexplainedPct }: ReturnType<typeof findDrivers>) =>
  drivers.reduce((sum, driver) => sum + driver.impactPct, 0) + otherPct + unexplainedPct

describe('findDrivers', () => {
  it('finds the planted drivers in the order of their true impact, and nothing else', () => {
    const { table, churned } = plantedCustomers(4000, 7)
    const report = findDrivers(table, churned)
    expect(report.drivers.map(({ name, where }) => ({ name, where }))).toEqual([
      { name: 'active_days', where: { field: 'active_days', op: 'lt', value: 6 } },
      { name: 'open_tickets', where: { field: 'open_tickets', op: 'gte', value: 3 } },
      { name: 'payment_failed', where: { field: 'payment_failed', op: 'eq', value: 'yes' } },
    ])
    expect(report.withoutEvidence).toEqual(['industry', 'noise'])
    expect(total(report)).toBeCloseTo(100, 9)
    expect(report.gate.met).toBe(true)
  })

  it('covers the planted odds about 19 times in 20', () => {
    const planted: Record<string, number> = { active_days: 1.8, open_tickets: 1, payment_failed: 1.5 }
    const covered = Array.from({ length: 20 }, (_, seed) => plantedCustomers(4000, 100 + seed)).flatMap(
      ({ table, churned }) =>
        findDrivers(table, churned, { draws: 100 }).drivers.map(
          ({ name, adjustedOddsRatio: { low, high } }) => {
            const odds = Math.exp(planted[name] ?? 0)
            return low <= odds && odds <= high
          },
        ),
    )
    expect(covered).toHaveLength(60)
    expect(covered.filter(Boolean).length).toBeGreaterThanOrEqual(53)
  })

  it('counts exactly the customers that its own filter selects', () => {
    const { table, churned } = plantedCustomers(1500, 3)
    for (const driver of findDrivers(table, churned).drivers) {
      const rows = matchingRows(table, driver.where)
      expect(rows.reduce((sum, row) => sum + row, 0)).toBe(driver.rateExposed.n)
      expect(rows.reduce((sum, row, at) => sum + row * (churned[at] ?? 0), 0)).toBe(driver.rateExposed.events)
    }
  })

  it('leaves churn unexplained when no column has to do with it', () => {
    const random = seeded(5)
    const n = 2000
    const table = asTable(
      n,
      Array.from({ length: 12 }, (_, index) =>
        numberColumn(`noise_${index}`, Array.from({ length: n }, random)),
      ),
    )
    const report = findDrivers(
      table,
      Uint8Array.from({ length: n }, () => (random() < 0.2 ? 1 : 0)),
    )
    expect(report.drivers).toEqual([])
    expect(report.unexplainedPct).toBe(100)
  })

  it('does not count a duplicate column twice', () => {
    const { table, churned } = plantedCustomers(3000, 11)
    const days = table.columns[0]
    const copy = days?.kind === 'number' ? days.values.map(value => value * 2.5) : new Float64Array()
    const doubled: CustomerTable = {
      ...table,
      columns: [...table.columns, { kind: 'number', name: 'z_copy', values: copy }],
    }
    const alone = findDrivers(table, churned)
    const report = findDrivers(doubled, churned)
    expect(report.drivers[0]?.alsoMeasuredBy).toEqual(['z_copy'])
    expect(report.drivers.map(driver => driver.impactPct)).toEqual(
      alone.drivers.map(driver => driver.impactPct),
    )
  })

  it('keeps missing as a level of its own', () => {
    const random = seeded(2)
    const cells = Array.from({ length: 2000 }, () => (random() < 0.3 ? NaN : random() * 10))
    const churned = Uint8Array.from(cells, cell => (random() < (Number.isNaN(cell) ? 0.5 : 0.1) ? 1 : 0))
    const [driver] = findDrivers(asTable(2000, [numberColumn('last_survey', cells)]), churned).drivers
    expect(driver?.where).toEqual({ field: 'last_survey', op: 'is_null' })
    expect(driver?.direction).toBe('missing')
  })

  it('calls everything a hypothesis below the gate', () => {
    const { table, churned } = plantedCustomers(150, 4)
    const report = findDrivers(table, churned)
    expect(report.gate).toMatchObject({ met: false, customers: 150, customersNeeded: 200, eventsNeeded: 50 })
    expect(report.drivers.every(driver => driver.hypothesis)).toBe(true)
  })

  it('answers without drivers when nobody or everybody churned', () => {
    const { table } = plantedCustomers(300, 4)
    for (const label of [0, 1]) {
      const report = findDrivers(table, new Uint8Array(300).fill(label))
      expect(report.drivers).toEqual([])
      expect(report.unexplainedPct).toBe(100)
      expect(report.baseline.rate.value).toBe(label)
    }
  })

  it('sums to 100 and does not depend on the order of rows, on any small table', () => {
    const cells = fc.record({
      a: fc.option(fc.integer({ min: 0, max: 9 }), { nil: NaN }),
      b: fc.constantFrom('x', 'y', null),
      lost: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(cells, { minLength: 20, maxLength: 120 }), fc.integer(), (rows, seed) => {
        const table = asTable(rows.length, [
          numberColumn(
            'a',
            rows.map(row => row.a),
          ),
          categoryColumn(
            'b',
            rows.map(row => row.b),
          ),
        ])
        const churned = Uint8Array.from(rows, row => (row.lost ? 1 : 0))
        const report = findDrivers(table, churned, { draws: 20 })
        expect(total(report)).toBeCloseTo(100, 9)
        const random = seeded(seed)
        const order = rows
          .map((_, row) => ({ row, key: random() }))
          .sort((one, two) => one.key - two.key)
          .map(({ row }) => row)
        const other = reorder(table, churned, order)
        expect(findDrivers(other.table, other.churned, { draws: 20 })).toEqual(report)
        expect(JSON.stringify(report)).not.toMatch(/NaN|Infinity/)
      }),
      { numRuns: 60, seed: 42 },
    )
  })
})

describeWithDatasets('findDrivers on Telco', () => {
  it('P50: churn overall and by contract; contract leads; shares sum to 100', () => {
    const { table, churned } = readTelco()
    const report = findDrivers(table, churned)
    expect(report.baseline.rate).toMatchObject({ events: 1869, n: 7043 })
    expect(report.baseline.rate.value).toBeCloseTo(0.26537, 6)
    const [first] = report.drivers
    expect(first).toMatchObject({
      name: 'Contract',
      where: { field: 'Contract', op: 'eq', value: 'Month-to-month' },
    })
    expect(first?.rateExposed.value).toBeCloseTo(0.427097, 6)
    for (const [level, rate] of [
      ['One year', 0.112695],
      ['Two year', 0.028319],
    ] as const) {
      const rows = matchingRows(table, { field: 'Contract', op: 'eq', value: level })
      const n = rows.reduce((sum, row) => sum + row, 0)
      expect(rows.reduce((sum, row, at) => sum + row * (churned[at] ?? 0), 0) / n).toBeCloseTo(rate, 6)
    }
    expect(total(report)).toBeCloseTo(100, 9)
    expect(report.withoutEvidence).toContain('gender')
    expect(report.excluded).toEqual([])
  })
})
