import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movementSequence, mrrLedger, type SubscriptionSpan } from '../../../src/domain/churn/mrr-ledger.ts'
import { monthlyAmount, mrrRates } from '../../../src/domain/churn/mrr-rates.ts'
import { datasetPath, describeWithDatasets } from '../../datasets.ts'
import { readCells } from './read-table.ts'

describe('recurring revenue', () => {
  it('P43: gross 20 %, net 10 %, GRR 80 %, NRR 90 %', () => {
    const rates = mrrRates({ start: 100, new: 0, churn: 10, contraction: 10, expansion: 10, reactivation: 0 })
    expect(rates.gross_churn.value).toBeCloseTo(0.2, 12)
    expect(rates.net_churn.value).toBeCloseTo(0.1, 12)
    expect(rates.grr.value).toBeCloseTo(0.8, 12)
    expect(rates.nrr.value).toBeCloseTo(0.9, 12)
    expect(rates.quick_ratio.value).toBeCloseTo(0.5, 12)
    expect(
      mrrRates({ start: 0, new: 5, churn: 0, contraction: 0, expansion: 0, reactivation: 0 }).quick_ratio
        .value,
    ).toBeNull()
  })

  it('P45: the published sequence of one customer', () => {
    const span = (start: string, end: string | null, mrr: number): SubscriptionSpan => ({
      customerId: 'c',
      start,
      end,
      mrr,
    })
    const sequence = movementSequence([
      span('2024-01-01', '2025-01-01', 4 * monthlyAmount(500, 12)),
      span('2024-03-01', '2024-06-01', 2 * 30),
      span('2025-04-01', null, 3 * 50),
    ])
    expect(sequence.map(({ kind, amount }) => [kind, Number(amount.toFixed(2))])).toEqual([
      ['new', 166.67],
      ['expansion', 60],
      ['contraction', 60],
      ['churn', 166.67],
      ['reactivation', 150],
    ])
  })

  it('P46: annual prices by the month, discounts off', () => {
    expect(monthlyAmount(1200, 12)).toBe(100)
    expect(monthlyAmount(120, 12, 0.1)).toBeCloseTo(9, 12)
  })

  it('keeps exchange rates apart from what customers did', () => {
    const spans: SubscriptionSpan[] = [
      { customerId: 'a', start: '2024-01-05', end: null, mrr: 100, currency: 'EUR' },
      { customerId: 'b', start: '2024-01-05', end: '2024-02-10', mrr: 50, currency: 'EUR' },
    ]
    const rate = (_: string, day: string) => (day < '2024-02-01' ? 1.1 : 1.2)
    const [february] = mrrLedger(spans, { from: '2024-02', to: '2024-02', rate })
    expect(february?.start).toBeCloseTo(165, 9)
    expect(february?.fx).toBeCloseTo(15, 9)
    expect(february?.churn).toBeCloseTo(60, 9)
    expect(february?.end).toBeCloseTo(120, 9)
  })

  it('reconciles in every month, whatever the subscriptions', () => {
    const month = fc.integer({ min: 0, max: 11 })
    const day = (at: number) => `2024-${String(at + 1).padStart(2, '0')}-15`
    const span = fc.record({
      customer: fc.constantFrom('a', 'b', 'c'),
      start: month,
      length: fc.option(fc.integer({ min: 1, max: 6 })),
      mrr: fc.integer({ min: 0, max: 500 }),
    })
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), rows => {
        const spans = rows.map(({ customer, start, length, mrr }) => ({
          customerId: customer,
          start: day(start),
          end: length === null || start + length > 11 ? null : day(start + length),
          mrr,
        }))
        for (const ledger of [
          mrrLedger(spans, { from: '2024-01', to: '2024-12' }),
          mrrLedger(spans.toReversed(), { from: '2024-01', to: '2024-12' }),
        ]) {
          let before = 0
          for (const { start, end, fx, churn, contraction, expansion, reactivation, new: gained } of ledger) {
            expect(start).toBe(before)
            expect(start + gained + reactivation + expansion - contraction - churn + fx).toBeCloseTo(end, 9)
            before = end
          }
        }
      }),
      { seed: 3 },
    )
  })
})

describeWithDatasets('the SaaS store', () => {
  it('gives every month of the reference: movements, NRR, GRR, logo churn', () => {
    const { header, rows } = readCells('saas_synth/subscriptions.csv')
    const of = (row: string[], name: string) => row[header.indexOf(name)] ?? ''
    const spans = rows.map(row => ({
      customerId: of(row, 'account_id'),
      start: of(row, 'start_date'),
      end: of(row, 'end_date') || null,
      mrr: Number(of(row, 'mrr')),
    }))
    const months = Object.entries<Record<string, number | null>>(
      JSON.parse(readFileSync(datasetPath('saas_synth/reference.json'), 'utf8')).mrr.months,
    )
    const ledger = mrrLedger(spans, { from: '2024-01', to: '2026-06' })
    expect(ledger.map(({ month }) => month)).toEqual(months.map(([month]) => month))
    for (const [at, [, expected]] of months.entries()) {
      const month = ledger[at]
      expect(month && [month.end, month.customersEnd, month.churnedCustomers]).toEqual([
        expected['mrr'],
        expected['accounts'],
        expected['churned_accounts'],
      ])
      for (const kind of ['new', 'reactivation', 'expansion', 'contraction', 'churn'] as const)
        expect(month?.[kind]).toBeCloseTo(Math.abs(expected[kind] ?? 0), 6)
      const rates = [month?.rates.nrr.value, month?.rates.grr.value, month?.logoChurn]
      for (const [which, name] of ['nrr', 'grr', 'logo_churn'].entries()) {
        const wanted = expected[name]
        if (typeof wanted === 'number') expect(rates[which]).toBeCloseTo(wanted, 9)
        else expect(rates[which]).toBeNull()
      }
    }
  })
})
