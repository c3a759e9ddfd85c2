import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compareArms, liftOf } from '../../../src/domain/experiments/index.ts'
import { datasetPath, describeWithDatasets } from '../../datasets.ts'

describeWithDatasets('campaign_synth against scipy and statsmodels', () => {
  const read = () => {
    const [header = '', ...lines] = readFileSync(datasetPath('campaign_synth/campaign.csv'), 'utf8')
      .trim()
      .split('\n')
    const names = header.trim().split(',')
    const [group, retained] = [names.indexOf('group'), names.indexOf('retained_90d')]
    const counts = { treatedN: 0, treatedSuccesses: 0, controlN: 0, controlSuccesses: 0 }
    for (const line of lines) {
      const cells = line.trim().split(',')
      const success = Number(cells[retained])
      if (cells[group] === 'control') {
        counts.controlN += 1
        counts.controlSuccesses += success
      } else {
        counts.treatedN += 1
        counts.treatedSuccesses += success
      }
    }
    return counts
  }

  it('gives the published lift, test, interval and posterior', () => {
    const counts = read()
    expect(counts).toEqual({ treatedN: 6019, treatedSuccesses: 4022, controlN: 5981, controlSuccesses: 3826 })
    const lift = liftOf(counts)
    expect(lift.value).toBeCloseTo(0.02852495271, 10)
    expect(lift.relative).toBeCloseTo(0.04459167333, 10)
    expect(lift.z).toBeCloseTo(3.284403145, 8)
    expect(lift.pValue).toBeCloseTo(0.001021986185, 10)
    expect(lift.low).toBeCloseTo(0.01150932454, 9)
    expect(lift.high).toBeCloseTo(0.04554058088, 9)
    const bayes = compareArms(counts)
    expect(bayes.probabilityBetter).toBeCloseTo(0.9994889043, 8)
    expect(bayes.expectedLossTreated).toBeCloseTo(1.172809697e-6, 10)
    expect(bayes.expectedLossControl).toBeCloseTo(0.02851694508, 8)
    expect(bayes.meanDifference).toBeCloseTo(0.02851577227, 10)
  })
})
