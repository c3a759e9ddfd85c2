import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeLog } from './make-log.ts'

/**
 * `npm run bench [-- ROWS [RUNS]]`: imports and queries of a made order log against the peers, in CPU seconds of whole
 * processes (imports) or of the calls (queries), all in one run on one machine. Ratios are what counts.
 */
const rows = Number(process.argv[2] ?? 1_000_000)
const runs = Number(process.argv[3] ?? 5)
const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
const csv = join(folder, 'log.csv')
const median = (values: number[]): number =>
  values.sort((one, two) => one - two)[Math.floor(values.length / 2)] ?? Number.NaN

interface Used { cpu: number; rssMb: number; bytes: number; found: Record<string, number> } // prettier-ignore

const fileBytes = (db: string): number =>
  readdirSync(folder)
    .filter(name => join(folder, name).startsWith(db))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

/** Runs one process; CPU and memory come from the process itself, for the sqlite3 shell from GNU time. */
function contest(script: string, args: readonly string[]): Used {
  const done = spawnSync(
    process.execPath,
    [new URL(`./contestants/${script}`, import.meta.url).pathname, ...args],
    { encoding: 'utf8' },
  )
  if (done.status !== 0) throw new Error(`${script} ${args.join(' ')}: ${done.stderr}`)
  const found: Record<string, number> = JSON.parse(done.stdout.trim().split('\n').at(-1) ?? '{}')
  return { cpu: found['cpu'] ?? Number.NaN, rssMb: found['rssMb'] ?? Number.NaN, bytes: 0, found }
}

function shell(db: string): Used {
  const done = spawnSync('/usr/bin/time', ['-f', '%U %S %M', 'sqlite3', db], {
    encoding: 'utf8',
    input: `CREATE TABLE t (customer_id TEXT, order_date TEXT, paid_amount TEXT);\n.mode csv\n.import --skip 1 ${csv} t\n`,
  })
  const [user = 'NaN', system = 'NaN', rss = 'NaN'] = done.stderr.trim().split('\n').at(-1)?.split(' ') ?? []
  return { cpu: Number(user) + Number(system), rssMb: Number(rss) / 1024, bytes: 0, found: {} }
}

const importers: Record<string, (db: string) => Used> = {
  'holdfast (store alone)': db => contest('holdfast-import.ts', [csv, db, 'store']),
  'holdfast (product reader)': db => contest('holdfast-import.ts', [csv, db, 'product']),
  'duckdb CTAS': db => contest('duckdb.ts', ['import', csv, db, '']),
  'duckdb CTAS ordered': db => contest('duckdb.ts', ['import', csv, db, 'sorted']),
  'sqlite3 .import': shell,
  ...(rows <= 2_000_000
    ? { 'csv-parse + rows + index': (db: string) => contest('row-inserts.ts', [csv, db]) }
    : {}),
}

try {
  const { bytes, customers } = makeLog(csv, rows)
  console.log(
    `\n${rows.toLocaleString('en')} rows, ${customers.toLocaleString('en')} customers, ${(bytes / 1e6).toFixed(0)} MB of CSV, ${runs} runs, Node ${process.version}\n`,
  )
  console.log('| import | CPU s | peak RSS MB | file MB | ÷ CSV |\n|---|---|---|---|---|')
  const cpu: Record<string, number> = {}
  const kept: Record<string, string> = {}
  for (const [name, run] of Object.entries(importers)) {
    const results: Used[] = []
    for (let at = 0; at < (rows > 2_000_000 ? Math.min(runs, 3) : runs); at++) {
      const db = join(folder, `${name.replaceAll(/\W+/g, '-')}.db`)
      for (const old of readdirSync(folder)) if (join(folder, old).startsWith(db)) rmSync(join(folder, old))
      results.push({ ...run(db), bytes: fileBytes(db) })
      kept[name] = db
    }
    cpu[name] = median(results.map(result => result.cpu))
    const size = results[0]?.bytes ?? 0
    console.log(
      `| ${name} | ${cpu[name]?.toFixed(2)} | ${median(results.map(result => result.rssMb)).toFixed(0)} | ${(size / 1e6).toFixed(0)} | ${(size / bytes).toFixed(2)} |`,
    )
    if (!/store alone|duckdb/.test(name)) rmSync(kept[name] ?? '', { force: true })
  }
  const ratio = (one: string, two: string): string =>
    `${((cpu[one] ?? Number.NaN) / (cpu[two] ?? Number.NaN)).toFixed(2)}x`
  console.log('\n| import ratio | goal | store alone | product reader |\n|---|---|---|---|')
  for (const [peer, goal] of [
    ['duckdb CTAS', '≤ 2.0x'],
    ['duckdb CTAS ordered', '≤ 1.3x'],
    ['sqlite3 .import', '≤ 1.4x'],
    ['csv-parse + rows + index', '≤ 0.25x'],
  ] as const) {
    if (cpu[peer] !== undefined)
      console.log(
        `| vs ${peer} | ${goal} | ${ratio('holdfast (store alone)', peer)} | ${ratio('holdfast (product reader)', peer)} |`,
      )
  }
  const own = contest('holdfast-queries.ts', [kept['holdfast (store alone)'] ?? '', String(runs)])
  const duck = contest('duckdb.ts', ['queries', kept['duckdb CTAS'] ?? '', String(runs)])
  console.log(
    '\n| query | duckdb CPU s | SQL | ratio | goal | blocks | ratio | goal |\n|---|---|---|---|---|---|---|---|',
  )
  for (const [name, sqlGoal, blockGoal] of [
    ['rfmDays', '≤ 1.0x', '≤ 0.2x'],
    ['rfm', '≤ 1.8x', ''],
    ['cohort', '≤ 2.5x', '≤ 0.2x'],
    ['window', '≤ 5x', '≤ 1x'],
  ] as const) {
    const peer = duck.found[name] ?? Number.NaN
    const sql = own.found[`${name}Sql`] ?? Number.NaN
    const blocks = own.found[`${name}Blocks`]
    console.log(
      `| ${name} | ${peer.toFixed(3)} | ${sql.toFixed(3)} | ${(sql / peer).toFixed(2)}x | ${sqlGoal} | ${blocks?.toFixed(3) ?? ''} | ${blocks === undefined ? '' : `${(blocks / peer).toFixed(2)}x`} | ${blockGoal} |`,
    )
  }
  console.log(`\nquery peak RSS: ${own.rssMb.toFixed(0)} MB (goal ≤ 300), duckdb ${duck.rssMb.toFixed(0)} MB`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
