import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buyingModel, fitBgNbd, fitGammaGamma, fitParetoNbd } from '../../src/domain/clv/models.ts'
import { distinctHistories } from '../../src/domain/history/distinct-histories.ts'
import { seededRandom } from '../../src/domain/random.ts'
import { cpuMedian } from '../report.ts'

/**
 * `node bench/clv/run.ts [CUSTOMERS] [PYTHON]`: fits and scores made customers, CPU seconds, beside scipy where PYTHON
 * (/usr/bin/python3) has it. Every contestant starts from the raw columns or, for scipy, from rows already merged.
 */
const most = Number(process.argv[2] ?? 1_000_000)
const python = process.argv[3] ?? '/usr/bin/python3'
const folder = mkdtempSync(join(tmpdir(), 'holdfast-clv-'))
const say = (...cells: readonly (string | number)[]): void => {
  process.stdout.write(`| ${cells.join(' | ')} |\n`)
}
const s = (seconds: number): string => `${seconds.toFixed(2)} s`

/** Customers who buy at a gamma rate, may leave after each purchase, and are seen in whole days over two years. */
function made(customers: number) {
  const random = seededRandom(1)
  const [repeats, recency, age, meanSpend] = [0, 0, 0, 0].map(() => new Float64Array(customers))
  for (let i = 0; i < customers; i++) {
    const whole = 26 + Math.floor(random() * 78 * 7) / 7
    const rate = -Math.log(random()) * 0.06
    const leave = random() ** 3
    let last = 0
    let count = 0
    for (let at = 0; ;) {
      at += -Math.log(random()) / rate
      if (at > whole) break
      last = Math.max(1, Math.round(at * 7)) / 7
      count += 1
      if (random() < leave) break
    }
    if (repeats) repeats[i] = count
    if (recency) recency[i] = Math.min(last, whole)
    if (age) age[i] = whole
    if (meanSpend) meanSpend[i] = Math.round(1000 + 9000 * random() * random()) / 100
  }
  const none = new Float64Array(0)
  return {
    repeats: repeats ?? none,
    recency: recency ?? none,
    age: age ?? none,
    meanSpend: meanSpend ?? none,
  }
}

/** scipy over the merged rows; `null` where it is not there. */
function scipy(log: ReturnType<typeof made>, runs: readonly string[]) {
  const { repeats, recency, age, weights } = distinctHistories(log)
  const path = join(folder, 'rows.csv')
  const at = (from: typeof repeats, row: number): number => from.values[from.index[row] ?? 0] ?? 0
  writeFileSync(
    path,
    Array.from(
      weights,
      (weight, row) => `${at(repeats, row)},${at(recency, row)},${at(age, row)},${weight}`,
    ).join('\n'),
  )
  const done = spawnSync(python, [new URL('peer.py', import.meta.url).pathname, path, JSON.stringify(runs)], {
    encoding: 'utf8',
  })
  if (done.status !== 0) return null
  const found: Record<string, { cpu: number; log_likelihood: number }> = JSON.parse(done.stdout)
  return found
}

say('what', 'customers', 'distinct rows', 'Holdfast', 'scipy, gradient', 'scipy, numeric gradient')
say('---', '---', '---', '---', '---', '---')
for (const customers of [100_000, most]) {
  const log = made(customers)
  const rows = distinctHistories(log).weights.length
  const runs = customers <= 100_000 ? 3 : 3
  const bg = await cpuMedian(runs, () => fitBgNbd(log))
  const peer = scipy(log, ['gradient', 'numeric'])
  const told = (name: string): string => {
    const one = peer?.[name]
    return one ? `${s(one.cpu)} (${(one.cpu / bg).toFixed(1)}×)` : 'absent'
  }
  say('BG/NBD fit, merging included', customers, rows, s(bg), told('gradient'), told('numeric'))
  const found = fitBgNbd(log).logLikelihood
  say(
    'log-likelihood',
    customers,
    rows,
    found.toFixed(1),
    peer?.['gradient']?.log_likelihood.toFixed(1) ?? '–',
    '–',
  )
  if (customers <= 100_000)
    say('Pareto/NBD fit', customers, rows, s(await cpuMedian(3, () => fitParetoNbd(log))), '–', '–')
  say('Gamma-Gamma fit', customers, '–', s(await cpuMedian(3, () => fitGammaGamma(log))), '–', '–')
  const model = buyingModel('bg_nbd', { ...fitBgNbd(log).parameters })
  const scored = await cpuMedian(3, () => {
    let sum = 0
    for (let i = 0; i < customers; i++)
      sum += model.alive({ repeats: log.repeats[i] ?? 0, recency: log.recency[i] ?? 0, age: log.age[i] ?? 0 })
    return sum
  })
  say('P(alive) of everybody', customers, '–', s(scored), '–', '–')
}
rmSync(folder, { recursive: true })
