import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { applyBins, learnBins } from '../../../src/domain/churn/bins.ts'
import { boost, boostedScores } from '../../../src/domain/churn/boosting.ts'
import { calibrated, fitIsotonic, fitPlatt } from '../../../src/domain/churn/calibration.ts'
import { encode, learnEncoding } from '../../../src/domain/churn/encoding.ts'
import { hashFolds } from '../../../src/domain/churn/hash-split.ts'
import { fitLogistic, logisticScores } from '../../../src/domain/churn/logistic.ts'
import { churnMetrics } from '../../../src/domain/churn/metrics.ts'
import { pickRows, rowsWhere } from '../../../src/domain/churn/rows.ts'
import { seeded } from '../../../src/domain/churn/seeded.ts'
import { goesLeft, type Tree } from '../../../src/domain/churn/tree.ts'
import { boostedMean, treeShap } from '../../../src/domain/churn/tree-shap.ts'
import { datasetPath, describeWithDatasets } from '../../datasets.ts'
import { asTable, categoryColumn, logistic, numberColumn, plantedCustomers } from './planted.ts'
import { readMlc, readTelco } from './read-table.ts'

describe('boosting', () => {
  const { table, churned } = plantedCustomers(1200, 21)
  const binnings = learnBins(table)
  const rows = applyBins(table, binnings)
  const model = boost(rows, binnings, churned, { trees: 12 })

  it('explains a score exactly as the definition of Shapley values does', () => {
    const features = binnings.map((_, feature) => feature)
    // Expected value of a tree when only the features in `known` are known: others by training cover.
    const expected = (tree: Tree, row: number, known: ReadonlySet<number>, node = 0): number => {
      const feature = tree.feature[node] ?? -1
      if (feature < 0) return tree.value[node] ?? 0
      const [left, right] = [tree.left[node] ?? 0, tree.right[node] ?? 0]
      if (known.has(feature))
        return expected(
          tree,
          row,
          known,
          goesLeft(tree, node, rows.bins[row * rows.width + feature] ?? 0) ? left : right,
        )
      const weight = (child: number) => (tree.cover[child] ?? 0) / (tree.cover[node] ?? 1)
      return (
        weight(left) * expected(tree, row, known, left) + weight(right) * expected(tree, row, known, right)
      )
    }
    const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
    for (const row of [0, 17, 400, 1199]) {
      const shap = treeShap(model, rows, row)
      for (const feature of features) {
        const others = features.filter(other => other !== feature)
        let exact = 0
        for (let subset = 0; subset < 2 ** others.length; subset++) {
          const known = others.filter((_, at) => subset & (1 << at))
          const weight =
            (factorial(known.length) * factorial(others.length - known.length)) / factorial(features.length)
          for (const tree of model.trees)
            exact +=
              weight *
              (expected(tree, row, new Set([...known, feature])) - expected(tree, row, new Set(known)))
        }
        expect(shap[feature]).toBeCloseTo(exact, 10)
      }
      const sum = shap.reduce((total, value) => total + value, boostedMean(model))
      expect(sum).toBeCloseTo(boostedScores(model, rows)[row] ?? 0, 10)
    }
  })

  it('learns an interaction that a linear model cannot see', () => {
    const random = seeded(4)
    const cells = Array.from({ length: 2000 }, () => ({ a: random() - 0.5, b: random() - 0.5 }))
    const labels = Uint8Array.from(cells, ({ a, b }) => (random() < (a * b > 0 ? 0.8 : 0.1) ? 1 : 0))
    const xor = asTable(2000, [
      numberColumn(
        'a',
        cells.map(({ a }) => a),
      ),
      numberColumn(
        'b',
        cells.map(({ b }) => b),
      ),
    ])
    const cuts = learnBins(xor)
    const bins = applyBins(xor, cuts)
    const trees = boost(bins, cuts, labels, { trees: 60 })
    expect(churnMetrics(boostedScores(trees, bins).map(logistic), labels).auc.value).toBeGreaterThan(0.8)
    const design = encode(xor, learnEncoding(xor))
    expect(
      churnMetrics(logisticScores(fitLogistic(design, labels), design).map(logistic), labels).auc.value,
    ).toBeLessThan(0.6)
  })

  it('sends missing and unknown values somewhere, and stays finite', () => {
    const odd = asTable(3, [
      numberColumn('active_days', [NaN, 1e300, -5]),
      numberColumn('open_tickets', [NaN, NaN, NaN]),
      categoryColumn('payment_failed', [null, 'perhaps', 'yes']),
      numberColumn('noise', [0, 0, 0]),
      categoryColumn('industry', ['Z', null, 'A']),
    ])
    expect([...boostedScores(model, applyBins(odd, binnings))].every(Number.isFinite)).toBe(true)
  })
})

describe('logistic', () => {
  it('keeps finite coefficients when a column separates perfectly', () => {
    const values = Array.from({ length: 100 }, (_, row) => row)
    const table = asTable(100, [numberColumn('x', values)])
    const fit = fitLogistic(
      encode(table, learnEncoding(table)),
      values.map(value => (value < 50 ? 0 : 1)),
    )
    expect(fit.converged).toBe(true)
    expect([...fit.coefficients, ...(fit.standardErrors ?? [Number.NaN])].every(Number.isFinite)).toBe(true)
  })

  it('has standard errors that agree with the closed form of a 2 × 2 table', () => {
    // 30 of 100 against 60 of 100: log odds ratio and sqrt(1/30 + 1/70 + 1/60 + 1/40).
    const cells = Array.from({ length: 200 }, (_, row) => (row < 100 ? 'a' : 'b'))
    const labels = cells.map((cell, row) => (cell === 'a' ? (row < 30 ? 1 : 0) : row < 160 ? 1 : 0))
    const table = asTable(200, [categoryColumn('g', cells)])
    const fit = fitLogistic(encode(table, learnEncoding(table)), labels, { penalty: 0 })
    expect(fit.coefficients[0]).toBeCloseTo(Math.log((60 * 70) / (40 * 30)), 8)
    expect(fit.standardErrors?.[1]).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 70 + 1 / 60 + 1 / 40), 8)
  })
})

describe('calibration', () => {
  const random = seeded(6)
  const truth = Array.from({ length: 5000 }, () => 3 * random() - 2.5)
  const labels = Uint8Array.from(truth, eta => (random() < logistic(eta) ? 1 : 0))

  it('undoes scores that are twice too sure', () => {
    const sure = Float64Array.from(truth, eta => 2 * eta + 1)
    const platt = fitPlatt(sure, labels)
    if (platt.kind !== 'platt') throw new Error('no calibration')
    expect(platt.slope).toBeCloseTo(0.5, 1)
    for (const map of [platt, fitIsotonic(sure, labels)]) {
      const metrics = churnMetrics(
        sure.map(score => calibrated(map, score)),
        labels,
      )
      expect(metrics.ece).toBeLessThan(0.02)
      expect(Math.abs(metrics.expectedEvents / metrics.events - 1)).toBeLessThan(0.01)
    }
  })

  it('never falls as the score rises', () => {
    const map = fitIsotonic(Float64Array.from(truth), labels)
    const curve = Array.from({ length: 200 }, (_, at) => calibrated(map, -4 + at / 25))
    expect(curve.every((value, at) => at === 0 || value >= (curve[at - 1] ?? 0))).toBe(true)
    expect(curve.every(value => value > 0 && value < 1)).toBe(true)
  })
})

describeWithDatasets('scikit-learn and xgboost', () => {
  const reference = (file: string) => JSON.parse(readFileSync(datasetPath(file), 'utf8'))

  it('gives the coefficients of scikit-learn on Telco (L2, C = 1)', () => {
    const { table, churned } = readTelco()
    const filled = {
      ...table,
      columns: table.columns.map(column =>
        column.kind === 'number'
          ? { ...column, values: column.values.map(value => (Number.isNaN(value) ? 0 : value)) }
          : column,
      ),
    }
    const train = rowsWhere(table.n, row => row % 5 !== 4)
    const data = pickRows(filled, train)
    const features = learnEncoding(data)
    const fit = fitLogistic(
      encode(data, features),
      Uint8Array.from(train, row => churned[row] ?? 0),
    )
    const expected = reference('telco_ibm/reference.json').churn_models.models.logistic_l2_C1
    for (const [j, feature] of features.entries()) {
      const name = feature.kind === 'level' ? `${feature.column}=${feature.level}` : feature.column
      if (expected.coef[name] === undefined) throw new Error(`no reference for ${name}`)
      // The reference stopped up to 0.0026 from the optimum (its own note).
      expect(Math.abs((fit.coefficients[j] ?? NaN) - expected.coef[name])).toBeLessThan(0.0027)
    }
    const test = pickRows(
      filled,
      rowsWhere(table.n, row => row % 5 === 4),
    )
    const scores = logisticScores(fit, encode(test, features)).map(logistic)
    const metrics = churnMetrics(
      scores,
      Uint8Array.from(
        rowsWhere(table.n, row => row % 5 === 4),
        row => churned[row] ?? 0,
      ),
    )
    const near = (actual: number | null, wanted: number, tolerance: number) =>
      expect(Math.abs((actual ?? NaN) - wanted)).toBeLessThan(tolerance)
    near(metrics.auc.value, expected.test.auc, 5e-5)
    near(metrics.prAuc, expected.test.pr_auc_average_precision, 5e-4)
    near(metrics.brier, expected.test.brier, 5e-5)
    near(metrics.logLoss, expected.test.log_loss, 5e-5)
    near(metrics.ece, expected.test.ece_10_equal_bins, 2e-3)
    near(metrics.ks, expected.test.ks, 2e-3)
    near(metrics.liftAt10, expected.test.lift_at_10pct, 0.03)
  })

  it.each([
    ['telco_ibm', readTelco],
    ['mlc_churn', readMlc],
  ] as const)('reaches on %s what they reach, within 0.01 AUC, on the same folds', (name, read) => {
    const { table, churned } = read()
    // The reference's folds: FNV-1a of the row number.
    const folds = hashFolds(
      Array.from({ length: table.n }, (_, row) => String(row)),
      5,
    )
    const found = Array.from({ length: 5 }, (_, fold) => {
      const rows = rowsWhere(table.n, row => folds[row] !== fold)
      const others = rowsWhere(table.n, row => folds[row] === fold)
      const [train, test] = [pickRows(table, rows), pickRows(table, others)]
      const labels = Uint8Array.from(rows, row => churned[row] ?? 0)
      const truth = Uint8Array.from(others, row => churned[row] ?? 0)
      const [features, binnings] = [learnEncoding(train), learnBins(train)]
      const linear = logisticScores(fitLogistic(encode(train, features), labels), encode(test, features))
      const trees = boost(applyBins(train, binnings), binnings, labels)
      return [linear, boostedScores(trees, applyBins(test, binnings))].map(
        scores => churnMetrics(scores.map(logistic), truth).auc.value ?? 0,
      )
    })
    const mean = (which: number) => found.reduce((sum, pair) => sum + (pair[which] ?? 0), 0) / 5
    const models: Record<string, { cv5_mean: { auc: number } }> = reference(`${name}/reference.json`)
      .churn_models_fnv.models
    const peers = Object.entries(models).map(([model, { cv5_mean }]) => ({ model, auc: cv5_mean.auc }))
    const linearPeer = peers.find(({ model }) => model.startsWith('logistic'))?.auc ?? 1
    expect(mean(0)).toBeGreaterThan(linearPeer - 0.002)
    expect(mean(1)).toBeGreaterThan(Math.max(...peers.map(({ auc }) => auc)) - 0.01)
  })
})
