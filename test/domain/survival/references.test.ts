import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  coxSurvival,
  fitCox,
  kaplanMeier,
  logRank,
  restrictedMean,
  survivalAt,
  type Covariate,
} from '../../../src/domain/survival/index.ts'
import { datasetPath, describeWithDatasets } from '../../datasets.ts'
import { readCells } from '../churn/read-table.ts'

const columnsOf = (file: string) => {
  const { header, rows } = readCells(file)
  const text = (name: string) => rows.map(row => row[header.indexOf(name)] ?? '')
  return { text, number: (name: string) => text(name).map(Number) }
}
const near = (actual: number | null | undefined, expected: number, tolerance: number) =>
  expect(Math.abs((actual ?? NaN) - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(tolerance)
/** Reference numbers carry 10 significant digits. */
const same = (actual: number | null | undefined, expected: number, relative = 2e-9) =>
  near(actual, expected, relative * Math.max(1, Math.abs(expected)))
const indicator = (cells: readonly string[], level: string) => cells.map(cell => (cell === level ? 1 : 0))

describeWithDatasets('classic survival sets', () => {
  const rossi = () => {
    const { number } = columnsOf('survival/rossi.csv')
    return { number, data: { durations: number('week'), events: number('arrest') } }
  }

  it('P34: Kaplan–Meier of Rossi', () => {
    const curve = kaplanMeier(rossi().data)
    near(survivalAt(curve, 26)?.survival, 0.875, 1e-6)
    near(survivalAt(curve, 52)?.survival, 0.736111, 1e-6)
    expect(curve.medianReason).toBe('not_reached')
  })

  it('P35: Cox of Rossi, Efron', () => {
    const { data, number } = rossi()
    const names = ['fin', 'age', 'race', 'wexp', 'mar', 'paro', 'prio']
    const model = fitCox(
      data,
      names.map(name => ({ name, values: number(name) })),
    )
    const of = (name: string) =>
      model.coefficients.find(coefficient => coefficient.name === name)?.coefficient
    near(of('fin'), -0.379422, 1e-4)
    near(of('age'), -0.057438, 1e-4)
    near(of('prio'), 0.091497, 1e-4)
    near(model.logLikelihood, -658.7477, 1e-3)
    near(model.concordance, 0.64033, 1e-4)
    expect(model.converged).toBe(true)
  })

  it('P36: log-rank and medians of Waltons', () => {
    const { text, number } = columnsOf('survival/waltons.csv')
    const data = { durations: number('T'), events: number('E') }
    const groups = text('group')
    near(logRank(data, groups).chiSquare, 122.249, 0.01)
    const median = (name: string) => {
      const rows = groups.flatMap((group, row) => (group === name ? [row] : []))
      return kaplanMeier({
        durations: rows.map(row => data.durations[row] ?? 0),
        events: rows.map(row => data.events[row] ?? 0),
      }).median
    }
    expect([...new Set(groups)].map(median).toSorted((one, two) => (one ?? 0) - (two ?? 0))).toEqual([26, 58])
  })
})

interface CurveReference {
  n: number
  events: number
  median: number | null
  rmst_to: number
  rmst: number
  rmst_se: number
  at: {
    time: number
    n_risk: number
    survival: number
    se_greenwood: number
    loglog_lower: number | null
    loglog_upper: number | null
    plain_lower: number
    plain_upper: number
    log_lower: number
    log_upper: number
    nelson_aalen: number
  }[]
}
interface CoxReference {
  coef: Record<string, number>
  se: Record<string, number>
  loglik: number
  loglik_null: number
  wald: number
  concordance: number
  ph_test: Record<string, { chisq: number; df: number }>
}

describeWithDatasets('R survival on Telco', () => {
  const reference = () => JSON.parse(readFileSync(datasetPath('telco_ibm/reference.json'), 'utf8')).survival
  const { text, number } = columnsOf('telco_ibm/Telco-Customer-Churn.csv')
  const data = { durations: number('tenure'), events: indicator(text('Churn'), 'Yes') }

  const sameCurve = (rows: readonly number[], expected: CurveReference) => {
    const own = {
      durations: rows.map(row => data.durations[row] ?? 0),
      events: rows.map(row => data.events[row] ?? 0),
    }
    const [loglog, plain, log] = (['log-log', 'plain', 'log'] as const).map(interval =>
      kaplanMeier(own, { interval }),
    )
    if (!loglog || !plain || !log) throw new Error('no curve')
    expect(loglog).toMatchObject({ n: expected.n, events: expected.events, median: expected.median })
    for (const at of expected.at) {
      const step = survivalAt(loglog, at.time)
      expect(step?.atRisk).toBe(at.n_risk)
      same(step?.survival, at.survival)
      same(step?.standardError, at.se_greenwood)
      same(step?.cumulativeHazard, at.nelson_aalen)
      if (at.loglog_lower !== null) same(step?.low, at.loglog_lower)
      if (at.loglog_upper !== null) same(step?.high, at.loglog_upper)
      same(survivalAt(plain, at.time)?.low, at.plain_lower)
      same(survivalAt(plain, at.time)?.high, at.plain_upper)
      same(survivalAt(log, at.time)?.low, at.log_lower)
      same(survivalAt(log, at.time)?.high, at.log_upper)
    }
    const mean = restrictedMean(loglog, expected.rmst_to)
    same(mean.value, expected.rmst)
    same(mean.standardError, expected.rmst_se)
  }

  it('curves, all and by contract', () => {
    const { km_overall: overall, km_by_contract: byContract } = reference()
    sameCurve(
      data.durations.map((_, row) => row),
      overall,
    )
    const contract = text('Contract')
    for (const [level, expected] of Object.entries<CurveReference>(byContract))
      sameCurve(
        contract.flatMap((cell, row) => (cell === level ? [row] : [])),
        expected,
      )
  })

  it('log-rank and Peto', () => {
    const columns: Record<string, string> = {
      contract: 'Contract',
      gender: 'gender',
      internet: 'InternetService',
      senior: 'SeniorCitizen',
    }
    for (const [key, column] of Object.entries(columns)) {
      const expected = reference()[`logrank_${key}`]
      const test = logRank(data, text(column))
      expect(test.groups.map(({ name, observed }) => [name, observed])).toEqual(
        expected.groups.map((name: string, i: number) => [name, expected.observed[i]]),
      )
      for (const [i, group] of test.groups.entries()) same(group.expected, expected.expected[i])
      same(test.chiSquare, expected.chisq)
      expect(test.degrees).toBe(expected.df)
    }
    same(logRank(data, text('Contract'), { rho: 1 }).chiSquare, reference().peto_wilcoxon_contract.chisq)
  })

  const yes = (column: string): Covariate => ({
    name: `${column}Yes`,
    term: column,
    values: indicator(text(column), 'Yes'),
  })
  const level = (column: string, value: string): Covariate => ({
    name: column + value,
    term: column,
    values: indicator(text(column), value),
  })
  const covariates = [
    { name: 'MonthlyCharges', values: number('MonthlyCharges') },
    { name: 'SeniorCitizen', values: number('SeniorCitizen') },
    yes('Partner'),
    yes('Dependents'),
    yes('PaperlessBilling'),
    level('Contract', 'One year'),
    level('Contract', 'Two year'),
    level('InternetService', 'Fiber optic'),
    level('InternetService', 'No'),
  ]

  it('Cox by Efron and Breslow, with proportionality and predicted survival', () => {
    for (const ties of ['efron', 'breslow'] as const) {
      const expected: CoxReference = reference()[`cox_${ties}`]
      const model = fitCox(data, covariates, { ties })
      for (const { name, coefficient, standardError } of model.coefficients) {
        same(coefficient, expected.coef[name] ?? NaN, 1e-6)
        same(standardError, expected.se[name] ?? NaN, 1e-6)
      }
      same(model.logLikelihood, expected.loglik, 1e-9)
      same(model.logLikelihoodNull, expected.loglik_null, 1e-9)
      near(model.wald.chiSquare, expected.wald, 0.01)
      near(model.concordance, expected.concordance, 1e-6)
      if (ties === 'breslow') continue
      for (const { name, chiSquare, degrees } of model.proportionality) {
        same(chiSquare, expected.ph_test[name]?.chisq ?? NaN, 1e-4)
        expect(degrees).toBe(expected.ph_test[name]?.df)
      }
      const { times, survival } = reference().cox_predicted_survival
      const profiles = [
        [70, 0, 0, 0, 1, 0, 0, 1, 0],
        [20, 0, 0, 0, 1, 0, 1, 0, 1],
      ]
      for (const [i, time] of times.entries())
        for (const [j, profile] of profiles.entries())
          near(coxSurvival(model, profile, time), survival[i][j], 1e-6)
    }
  })
})

describeWithDatasets('R survival on the MLC file', () => {
  it('log-rank and Cox', () => {
    const expected = JSON.parse(readFileSync(datasetPath('mlc_churn/reference.json'), 'utf8')).survival
    const { text, number } = columnsOf('mlc_churn/mlc_churn.csv')
    const data = { durations: number('account_length'), events: indicator(text('churn'), 'yes') }
    same(logRank(data, text('international_plan')).chiSquare, expected.logrank_international_plan.chisq)
    const names = [
      'total_day_minutes',
      'total_eve_minutes',
      'total_night_minutes',
      'total_intl_minutes',
      'number_customer_service_calls',
    ]
    const plans = ['international_plan', 'voice_mail_plan'].map(name => ({
      name: `${name}yes`,
      term: name,
      values: indicator(text(name), 'yes'),
    }))
    const model = fitCox(data, [...plans, ...names.map(name => ({ name, values: number(name) }))])
    for (const { name, coefficient, standardError } of model.coefficients) {
      same(coefficient, expected.cox_efron.coef[name], 1e-6)
      same(standardError, expected.cox_efron.se[name], 1e-6)
    }
    near(model.concordance, expected.cox_efron.concordance, 1e-6)
    for (const { name, chiSquare } of model.proportionality)
      same(chiSquare, expected.cox_efron.ph_test[name].chisq, 1e-4)
    expect(kaplanMeier(data).median).toBe(200)
  })
})
