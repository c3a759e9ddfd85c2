import { describe, expect, it } from 'vitest'
import {
  churnProbabilities,
  explainChurn,
  modelScores,
  probabilityInterval,
  reasonsFor,
} from '../../../src/domain/churn/churn-model.ts'
import { seeded } from '../../../src/domain/churn/seeded.ts'
import { trainChurnModel } from '../../../src/domain/churn/train-model.ts'
import { describeWithDatasets } from '../../datasets.ts'
import { asTable, categoryColumn, logistic, numberColumn, plantedCustomers } from './planted.ts'
import { readMlc, readTelco, reorder } from './read-table.ts'

describe('trainChurnModel', () => {
  const { table, churned } = plantedCustomers(3000, 31)
  const training = trainChurnModel(table, churned)

  it('keeps the simpler model where the truth is a straight line', () => {
    const random = seeded(12)
    const rows = Array.from({ length: 1500 }, () => [random(), random(), random()] as const)
    const straight = asTable(
      rows.length,
      [0, 1, 2].map(at => numberColumn(`x${at}`, rows.map(row => row[at] ?? 0))),
    ) // prettier-ignore
    const lost = Uint8Array.from(rows, ([one, two]) => (random() < logistic(-3 + 3 * one + 2 * two) ? 1 : 0))
    const { chosen, boostingGain } = trainChurnModel(straight, lost)
    expect(chosen).toBe('logistic')
    expect(boostingGain?.value).toBeLessThan(0.005)
  })

  it('takes the trees where steps make them better by more than chance, and is honest about their AUC', () => {
    expect(training.status).toBe('ok')
    expect(training.chosen).toBe('boosting')
    expect(training.boostingGain?.low).toBeGreaterThan(0)
    expect(training.candidates.map(({ name }) => name)).toEqual([
      'prevalence',
      'single_rule',
      'logistic',
      'boosting',
    ])
    expect(training.candidates[0]?.metrics.auc.value).toBe(0.5)
    expect(training.metrics?.ece).toBeLessThan(0.03)
    expect(
      Math.abs((training.metrics?.expectedEvents ?? 0) / (training.metrics?.events ?? 1) - 1),
    ).toBeLessThan(0.05)
  })

  it('explains every score exactly, with planted columns as reasons', () => {
    const { model } = training
    if (!model) throw new Error('no model')
    const scores = modelScores(model, table)
    const rows = [0, 5, 99, 2999]
    for (const explanation of explainChurn(model, table, rows)) {
      expect(explanation.logOdds).toBeCloseTo(scores[explanation.row] ?? 0, 9)
      for (const { contribution } of reasonsFor(explanation)) expect(contribution).toBeGreaterThan(0)
      expect(reasonsFor(explanation).length).toBeLessThanOrEqual(3)
    }
    const probabilities = churnProbabilities(model, table)
    const riskiest = probabilities.indexOf(Math.max(...probabilities))
    const [worst] = explainChurn(model, table, [riskiest])
    const names = (worst ? reasonsFor(worst) : []).map(({ column }) => column)
    expect([...names].sort()).toEqual(['active_days', 'open_tickets', 'payment_failed'])
    for (const probability of probabilities) {
      const { low, high } = probabilityInterval(model, probability)
      expect(low).toBeLessThanOrEqual(probability)
      expect(high).toBeGreaterThanOrEqual(probability)
    }
  })

  it('does not depend on the order of the rows', () => {
    const n = 800
    const small = plantedCustomers(n, 5)
    const order = Array.from({ length: n }, (_, row) => (row * 311) % n)
    const other = reorder(small.table, small.churned, order)
    const [one, two] = [
      trainChurnModel(small.table, small.churned),
      trainChurnModel(other.table, other.churned),
    ]
    expect(two.metrics).toEqual(one.metrics)
    expect(two.model).toEqual(one.model)
    expect(
      order.map((row, at) => [one.outOfFold?.[row], two.outOfFold?.[at]]).every(([a, b]) => a === b),
    ).toBe(true)
  })

  it('refuses a few dozen customers and says what is missing', () => {
    const few = plantedCustomers(60, 1)
    const refused = trainChurnModel(few.table, few.churned)
    const events = few.churned.reduce((sum, label) => sum + label, 0)
    expect(refused).toMatchObject({ status: 'not_enough_data', model: null, outOfFold: null })
    expect(refused.gate.shortfall).toMatchObject({ customers: 140, events: 50 - events })
  })

  it('answers "no usable signal" when the columns say nothing', () => {
    const random = seeded(77)
    const noise = asTable(
      1500,
      Array.from({ length: 6 }, (_, j) => numberColumn(`n${j}`, Array.from({ length: 1500 }, random))),
    )
    const labels = Uint8Array.from({ length: 1500 }, () => (random() < 0.2 ? 1 : 0))
    const answer = trainChurnModel(noise, labels)
    expect(answer).toMatchObject({ status: 'no_signal', model: null, chosen: null, outOfFold: null })
    expect(Math.abs((answer.metrics?.auc.value ?? 1) - 0.5)).toBeLessThan(0.06)
  })

  it('leaves leaks out and shows what they would have claimed', () => {
    const random = seeded(8)
    const leaky = asTable(3000, [
      ...table.columns,
      numberColumn(
        'churn_score',
        [...churned].map(label => label + 0.2 * random()),
      ),
      categoryColumn(
        'exit_survey',
        [...churned].map(label => (label ? 'sent' : 'none')),
      ),
    ])
    const answer = trainChurnModel(leaky, churned)
    expect(answer.excluded.filter(({ leak }) => leak).map(({ column }) => column)).toEqual([
      'churn_score',
      'exit_survey',
    ])
    expect(answer.withLeaks?.auc.value).toBeGreaterThan(0.99)
    expect(answer.withLeaks?.honestAuc.value).toBeLessThan(0.85)
    expect(answer.metrics).toEqual(training.metrics)
  })
})

describeWithDatasets('trainChurnModel on public files', () => {
  it('Telco: AUC at least 0.84 and ECE at most 0.03 out of fold; boosting is not better than logistic', () => {
    const { table, churned } = readTelco()
    const { status, chosen, metrics, excluded } = trainChurnModel(table, churned)
    expect([status, chosen, excluded]).toEqual(['ok', 'logistic', []])
    expect(metrics?.auc.value).toBeGreaterThanOrEqual(0.84)
    expect(metrics?.ece).toBeLessThanOrEqual(0.03)
  })

  it('MLC: interactions matter, so boosting is chosen', () => {
    const { table, churned } = readMlc()
    const { chosen, metrics, boostingGain } = trainChurnModel(table, churned)
    expect(chosen).toBe('boosting')
    expect(metrics?.auc.value).toBeGreaterThan(0.92)
    expect(metrics?.ece).toBeLessThanOrEqual(0.03)
    expect(boostingGain?.low).toBeGreaterThan(0.05)
  })
})
