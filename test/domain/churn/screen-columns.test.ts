import { describe, expect, it } from 'vitest'
import { screenColumns } from '../../../src/domain/churn/screen-columns.ts'
import { seeded } from '../../../src/domain/churn/seeded.ts'
import { meaningOfName } from '../../../src/domain/churn/telling-names.ts'
import { describeWithDatasets } from '../../datasets.ts'
import { asTable, categoryColumn, ids, numberColumn, plantedCustomers } from './planted.ts'
import { readMlc, readTelco } from './read-table.ts'

describe('screenColumns', () => {
  const { table, churned } = plantedCustomers(1000, 9)
  const random = seeded(1)
  const lost = [...churned]

  it('names each planted leak with its evidence', () => {
    const leaky = asTable(1000, [
      ...table.columns,
      categoryColumn(
        'churn_reason',
        lost.map(label => (label ? 'price' : null)),
      ),
      numberColumn(
        '流失风险',
        lost.map(label => label * 0.3 + random()),
      ),
      categoryColumn(
        'account_state',
        lost.map(label => (label && random() < 0.6 ? 'ended' : 'open')),
      ),
      numberColumn(
        'final_bill',
        lost.map(label => (label && random() < 0.5 ? random() * 50 : NaN)),
      ),
      numberColumn(
        'quality_x',
        lost.map(label => label * 3 + random()),
      ),
      numberColumn(
        'logins',
        lost.map(() => random()),
      ),
    ])
    const { excluded } = screenColumns(leaky, churned, { latestDay: { logins: '2025-07-15' } })
    expect(excluded.map(({ column, reason, leak }) => [column, reason, leak])).toEqual([
      ['churn_reason', 'known_after_outcome', true],
      ['流失风险', 'other_models_score', true],
      ['account_state', 'pure_value', true],
      ['final_bill', 'only_for_one_outcome', true],
      ['quality_x', 'near_perfect', true],
      ['logins', 'dated_after_observation', true],
    ])
    expect(excluded[2]?.evidence).toMatchObject({ rate: 1, detail: 'ended' })
    expect(excluded[4]?.evidence.auc).toBe(1)
    expect(excluded[5]?.evidence.detail).toBe('2025-07-15')
  })

  it('sees a calibrated score by its values, whatever its name', () => {
    const score = table.customerIds.map(() => random() ** 2)
    const labels = Uint8Array.from(score, chance => (random() < chance ? 1 : 0))
    const { excluded } = screenColumns(asTable(1000, [numberColumn('x17', score)]), labels)
    expect(excluded).toMatchObject([{ column: 'x17', reason: 'other_models_score' }])
  })

  it('leaves out ids, near-unique texts, constants and what the caller asks', () => {
    const odd = asTable(1000, [
      categoryColumn('member', ids(1000)),
      numberColumn(
        'row',
        ids(1000).map((_, row) => row + 1),
      ),
      categoryColumn(
        'notes',
        ids(1000).map((_, row) => `note ${row % 600}`),
      ),
      categoryColumn(
        'country',
        ids(1000).map(() => 'TW'),
      ),
      numberColumn(
        'spend',
        ids(1000).map(() => random() * 1000),
      ),
      numberColumn(
        'asked_out',
        ids(1000).map(() => random()),
      ),
      numberColumn(
        'empty',
        ids(1000).map(() => NaN),
      ),
    ])
    const { excluded, usable } = screenColumns(odd, churned, { exclude: ['asked_out'] })
    expect(excluded.map(({ column, reason }) => [column, reason])).toEqual([
      ['member', 'identifier'],
      ['row', 'identifier'],
      ['notes', 'near_unique'],
      ['country', 'constant'],
      ['asked_out', 'asked'],
      ['empty', 'mostly_missing'],
    ])
    expect(usable.map(({ column }) => column.name)).toEqual(['spend'])
  })

  it('sees an amount that only leavers have, and an offer made to nearly all of them', () => {
    const planted = asTable(1000, [
      numberColumn('refund_amount', lost.map(gone => (gone && random() < 0.5 ? 5 + 90 * random() : 0))),
      numberColumn('offer_made', lost.map(gone => (random() < (gone ? 0.92 : 0.002) ? 1 : 0))),
    ]) // prettier-ignore
    expect(screenColumns(planted, churned).excluded).toEqual([
      expect.objectContaining({ column: 'refund_amount', reason: 'pure_value', leak: true }),
      expect.objectContaining({ column: 'offer_made', leak: true }),
    ])
  })

  it('keeps predictors that are merely strong: a drop in use, a contract by the month, logins mostly 0', () => {
    const noise = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const honest = asTable(1000, [
      numberColumn('usage_drop', lost.map(gone => 1.8 * gone + noise())),
      categoryColumn('contract', lost.map(gone => (random() < (gone ? 0.95 : 0.4) ? 'month' : 'year'))),
      numberColumn('logins', lost.map(gone => (random() < (gone ? 0.8 : 0.3) ? 0 : Math.ceil(40 * random())))),
    ]) // prettier-ignore
    expect(screenColumns(honest, churned).excluded).toEqual([])
  })

  it('lets the caller vouch for a column', () => {
    const vouched = asTable(1000, [
      numberColumn(
        'churn_risk',
        lost.map(() => random()),
      ),
    ])
    expect(screenColumns(vouched, churned).usable).toHaveLength(0)
    expect(screenColumns(vouched, churned, { trust: ['churn_risk'] }).usable).toHaveLength(1)
  })

  it('reads names, not fragments of names', () => {
    for (const name of [
      'total_charges',
      'contract',
      'canceled_orders',
      'credit_risk_score',
      'days_since_last_order',
      'renewal_date',
    ])
      expect([name, meaningOfName(name).kind]).toEqual([name, 'plain'])
    for (const name of ['cancelled_at', 'CancellationReason', '退订时间', 'churned', 'termination_date'])
      expect([name, meaningOfName(name).kind]).toEqual([name, 'known_after_outcome'])
    for (const name of ['churn_score', 'ChurnProbability', '流失預測', 'predicted_churn', 'at_risk_flag'])
      expect([name, meaningOfName(name).kind]).toEqual([name, 'other_models_score'])
    for (const name of ['age', 'Gender', '性别']) expect(meaningOfName(name).kind).toBe('sensitive')
  })
})

describeWithDatasets('screenColumns on public files', () => {
  it('excludes nothing that is a fair predictor', () => {
    for (const { table, churned } of [readTelco(), readMlc()])
      expect(screenColumns(table, churned).excluded).toEqual([])
  })
})
