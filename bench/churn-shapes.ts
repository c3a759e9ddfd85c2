/**
 * AUC beside the peers on files of further shapes: `node bench/churn-shapes.ts`. Fills its own section of
 * bench/RESULTS-churn.md; see bench/churn.ts for the peers and for speed.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { trainChurnModel } from '../src/domain/churn/index.ts'
import { tableOf } from './churn/files.ts'
import { peersOf } from './churn/peers.ts'
import { shapeFiles } from './churn/shapes.ts'

const fixed = (value: number | null | undefined, digits = 4): string => value?.toFixed(digits) ?? '–'
const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
const lines: string[] = []
/** Names of files to run, all when none is given. */
const asked = process.argv.slice(2)
for (const file of shapeFiles().filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const { table, churned } = tableOf(file)
  const { chosen, metrics, candidates } = trainChurnModel(table, churned)
  const aucOf = (name: string) => candidates.find(candidate => candidate.name === name)?.metrics.auc.value
  const peers = peersOf(file, folder)
  const best = peers && Math.max(peers.logistic.auc, peers.xgboost.auc)
  const own = metrics?.auc.value
  lines.push(
    `| ${[
      file.name,
      `${table.n} × ${table.columns.length}`,
      `${chosen ?? 'none'} ${fixed(own)}`,
      fixed(metrics?.ece, 3),
      fixed(aucOf('logistic')),
      fixed(aucOf('boosting')),
      fixed(peers?.logistic.auc),
      fixed(peers?.xgboost.auc),
      best === null || own === undefined || own === null ? '–' : fixed(own - best),
    ].join(' | ')} |`,
  )
  process.stderr.write(`${lines.at(-1) ?? ''}\n`)
}
rmSync(folder, { recursive: true, force: true })
const title = '## Further shapes of file'
const section = `${title}

Written by \`bench/churn-shapes.ts\` on made files: what each model reaches out of fold, ours with the folds of the product, the peers with their own. Ranks are judged before calibration, ECE after. Boosting is chosen when its gain beats its own interval (paired) and 0.005.

| file | rows × columns | chosen, AUC | ECE | our logistic | our boosting | scikit-learn logistic | xgboost | chosen − best peer |
|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}
`
const path = join(import.meta.dirname, 'RESULTS-churn.md')
const page = readFileSync(path, 'utf8').split(`\n${title}`)[0]?.trimEnd() ?? ''
writeFileSync(path, `${page}\n\n${section}`)
