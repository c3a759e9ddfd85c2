import { expect, it } from 'vitest'
import { buyingModel } from '../../../src/domain/clv/buying-model.ts'
import { raceModels, scoreHoldout } from '../../../src/domain/clv/race.ts'
import { raceData } from '../../../src/domain/clv/race-data.ts'
import { describeWithDatasets } from '../../datasets.ts'
import { relative } from './arbitraries.ts'
import { at, cdnow, dayOf, exampleTransactions, numberAt, reference } from './logs.ts'

describeWithDatasets('the race on CDNOW', () => {
  const data = raceData(cdnow().purchases, {
    calibrationDay: dayOf('1997-09-30'),
    asOfDay: dayOf('1998-06-30'),
    unit: 'week',
  })
  const race = raceModels(data)
  const entry = (name: string) => {
    const found = race.entries.find(candidate => candidate.name === name)
    if (!found) throw new Error(`no ${name}`)
    return found
  }

  it('P26: hold-out means by calibration frequency, Pareto/NBD', () => {
    const wanted = [0.138, 0.6, 1.196, 1.714, 2.398, 2.907, 3.819, 6.403]
    const bins = entry('pareto_nbd').calibration
    expect(bins.map(bin => bin.repeats)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(bins.at(-1)?.atLeast).toBe(true)
    bins.forEach((bin, i) => expect(Math.abs(bin.predicted - (wanted[i] ?? NaN))).toBeLessThan(0.003))
    expect(bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(2357)
    relative(
      bins.reduce((sum, bin) => sum + bin.n * bin.actual, 0),
      1882,
      1e-12,
    )
  })

  it('P27: cumulative tracking of weeks 20 and 25, Pareto/NBD', () => {
    const weeks = entry('pareto_nbd').tracking
    expect(Math.abs((weeks[19]?.expected ?? NaN) - 1308.9)).toBeLessThan(0.5)
    expect(Math.abs((weeks[24]?.expected ?? NaN) - 1674.3)).toBeLessThan(0.5)
    expect(weeks[19]).toMatchObject({ week: 20, actual: 1359, isHoldout: false })
    expect(weeks[76]).toMatchObject({ week: 77, isHoldout: true })
  })

  it('errors as the peer computes them', () => {
    const peer = at(reference('cdnow_sample'), 'btyd', 'holdout_validation')
    expect(race.actualTotal).toBe(1882)
    expect(race.holdoutDays).toBe(273)
    for (const name of ['bg_nbd', 'mbg_nbd', 'pareto_nbd']) {
      relative(entry(name).predictedTotal, numberAt(peer, name, 'predicted_total'), 1e-6)
      relative(entry(name).mae, numberAt(peer, name, 'mae'), 1e-6)
      relative(entry(name).rmse, numberAt(peer, name, 'rmse'), 1e-6)
      expect(entry(name).correlation).toBeGreaterThan(0.6)
    }
  })

  it('Pareto/NBD wins here, the baseline in which nobody leaves comes last', () => {
    expect(race).toMatchObject({ winner: 'pareto_nbd', reason: 'best_ranks', aliveFrom: 'pareto_nbd' })
    expect(entry('nbd').mae).toBeGreaterThan(entry('bg_nbd').mae)
    expect(entry('pareto_nbd').trackingError).toBeLessThan(0.02)
  })

  it('merged rows with weights race to the same table', () => {
    const twice = { ...data, calibration: { ...data.calibration, weights: new Float64Array(2357).fill(2) } }
    const model = buyingModel('bg_nbd', entry('bg_nbd').fit.parameters)
    const once = scoreHoldout(model, data)
    const doubled = scoreHoldout(model, twice)
    expect(doubled.predictedTotal).toBeCloseTo(2 * once.predictedTotal, 8)
    expect(doubled.mae).toBeCloseTo(once.mae, 12)
    expect(doubled.correlation).toBeCloseTo(once.correlation ?? NaN, 10)
  })
})

describeWithDatasets('the race on a log full of early leavers', () => {
  it('MBG/NBD beats BG/NBD, which is never left alone with P(alive)', () => {
    const data = raceData(exampleTransactions().purchases, {
      calibrationDay: dayOf('2014-09-01'),
      asOfDay: dayOf('2014-12-31'),
      unit: 'day',
    })
    const race = raceModels(data, ['bg_nbd', 'mbg_nbd'])
    expect(race.winner).toBe('mbg_nbd')
    expect(raceModels(data, ['bg_nbd'])).toMatchObject({ winner: 'bg_nbd', aliveFrom: 'mbg_nbd' })
  })
})

it('refuses a race without customers', () => {
  const data = raceData({ customer: [0], day: [90] }, { calibrationDay: 50, asOfDay: 100, unit: 'day' })
  expect(() => raceModels(data)).toThrow('not_enough_data')
  expect(() =>
    raceData({ customer: [0], day: [90] }, { calibrationDay: 100, asOfDay: 100, unit: 'day' }),
  ).toThrow('invalid_input')
})
