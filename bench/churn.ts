/**
 * Churn models beside their peers: five-fold AUC and CPU seconds of training and cross-validation, on two public files
 * and three made ones. `node bench/churn.ts`; the peers need a Python with scikit-learn and xgboost (`BENCH_PYTHON`,
 * else python3) and are left out, with a word, where it is absent. Writes bench/RESULTS-churn.md.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { trainChurnModel } from '../src/domain/churn/index.ts'
import { churnFiles, tableOf } from './churn/files.ts'
import { peersOf } from './churn/peers.ts'
import { cpuMedian } from './report.ts'

const fixed = (value: number | null | undefined, digits: number): string => value?.toFixed(digits) ?? '–'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
const lines: string[] = []
let versions: string[] | null = null
/** Names of files to run, all when none is given. */
const asked = process.argv.slice(2)
for (const file of churnFiles().filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const { table, churned } = tableOf(file)
  let training = trainChurnModel(table, churned)
  const cpu = await cpuMedian(1, () => (training = trainChurnModel(table, churned)))
  const peers = peersOf(file, folder)
  versions ??= peers?.versions ?? null
  const own = Math.max(...training.candidates.map(({ metrics }) => metrics.auc.value ?? 0))
  const best = peers ? Math.max(peers.logistic.auc, peers.xgboost.auc) : null
  const theirs = peers ? peers.logistic.cpu + peers.xgboost.cpu : null
  lines.push(
    `| ${[
      file.name,
      `${table.n} × ${table.columns.length}`,
      `${training.chosen ?? 'none'} ${fixed(training.metrics?.auc.value, 4)}`,
      fixed(training.metrics?.ece, 3),
      fixed(peers?.logistic.auc, 4),
      fixed(peers?.xgboost.auc, 4),
      best === null ? '–' : fixed((training.metrics?.auc.value ?? own) - best, 4),
      fixed(cpu, 2),
      fixed(theirs, 2),
      theirs === null ? '–' : fixed(cpu / theirs, 2),
    ].join(' | ')} |`,
  )
  process.stderr.write(`${lines.at(-1) ?? ''}\n`)
}
rmSync(folder, { recursive: true, force: true })
const page = `# Churn models beside their peers

Written by \`bench/churn.ts\`: five folds and a final fit of every candidate, one thread, ratios within one run.
${versions ? `Peers: scikit-learn ${versions[0] ?? ''} (logistic regression, C = 1, standardised, one-hot) and xgboost ${versions[1] ?? ''} (200 trees, depth 4, rate 0.06).` : 'Peers left out: no Python with scikit-learn and xgboost was found (BENCH_PYTHON).'}
Ours counts leak scan, best single rule, logistic regression, boosted trees and calibration; the peers' CPU is that of both models without reading the file.

| file | rows × columns | ours chose, AUC | ECE | logistic AUC | xgboost AUC | ours − best peer | our CPU s | peers' CPU s | ratio |
|---|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}

Goals: within 0.01 AUC of the better peer; Telco no slower than the peers in CPU.
`
const path = join(import.meta.dirname, 'RESULTS-churn.md')
// The section on further shapes is bench/churn-shapes.ts's.
const further = readFileSync(path, 'utf8').split('\n## ').slice(1)
writeFileSync(path, [page, ...further].join('\n## '))
