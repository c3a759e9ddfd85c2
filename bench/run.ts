import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { makeLog } from './make-log.ts'

/**
 * `npm run bench [-- ROWS [RUNS]]`: imports and queries of a made order log against the peers, in CPU seconds of whole
 * processes (imports) or of the calls (queries), all in one run on one machine. Ratios are what counts. What runs is
 * bundled, as the packed product is. Fails when four times the rows cost more than 4.6 times the CPU.
 */
const rows = Number(process.argv[2] ?? 1_000_000)
const runs = Number(process.argv[3] ?? 5)
const root = fileURLToPath(new URL('..', import.meta.url))
const built = join(root, 'node_modules', '.cache', 'holdfast-bench')
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
  const done = spawnSync(process.execPath, [join(built, script), ...args], {
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(`${script} ${args.join(' ')}: ${done.stderr}`)
  const found: Record<string, number> = JSON.parse(done.stdout.trim().split('\n').at(-1) ?? '{}')
  return { cpu: found['cpu'] ?? Number.NaN, rssMb: found['rssMb'] ?? Number.NaN, bytes: 0, found }
}

/** One file for each contestant and thread, as the packed product has them (scripts/pack/bundle.ts). */
async function build(): Promise<void> {
  rmSync(built, { recursive: true, force: true })
  const contestants = ['holdfast-import', 'holdfast-queries', 'duckdb', 'row-inserts']
  const bundle = await rolldown({
    input: {
      ...Object.fromEntries(contestants.map(name => [name, `bench/contestants/${name}.ts`])),
      worker: 'src/store/sqlite/worker.ts',
      'import-worker': 'src/kernel/import-worker.ts',
    },
    cwd: root,
    platform: 'node',
    external: [/^better-sqlite3/, /^@duckdb/],
    logLevel: 'warn',
  })
  await bundle.write({
    dir: built,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  })
  await bundle.close()
}

/** Runs an import several times on a fresh file. */
function measured(times: number, name: string, run: (db: string) => Used): { used: Used; db: string } {
  const db = join(folder, `${name.replaceAll(/\W+/g, '-')}.db`)
  const results: Used[] = []
  for (let at = 0; at < times; at++) {
    for (const old of readdirSync(folder)) if (join(folder, old).startsWith(db)) rmSync(join(folder, old))
    results.push({ ...run(db), bytes: fileBytes(db) })
  }
  const used = {
    cpu: median(results.map(result => result.cpu)),
    rssMb: median(results.map(result => result.rssMb)),
    bytes: results[0]?.bytes ?? 0,
    found: results[0]?.found ?? {},
  }
  return { used, db }
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
  'holdfast (store alone)': db => contest('holdfast-import.js', [csv, db, 'store']),
  'holdfast (product)': db => contest('holdfast-import.js', [csv, db, 'product']),
  'duckdb CTAS': db => contest('duckdb.js', ['import', csv, db, '']),
  'duckdb CTAS ordered': db => contest('duckdb.js', ['import', csv, db, 'sorted']),
  'sqlite3 .import': shell,
  ...(rows <= 2_000_000
    ? { 'csv-parse + rows + index': (db: string) => contest('row-inserts.js', [csv, db]) }
    : {}),
}

try {
  await build()
  const { bytes, customers } = makeLog(csv, rows)
  console.log(
    `\n${rows.toLocaleString('en')} rows, ${customers.toLocaleString('en')} customers, ${(bytes / 1e6).toFixed(0)} MB of CSV, ${runs} runs, Node ${process.version}\n`,
  )
  console.log('| import | CPU s | peak RSS MB | file MB | ÷ CSV |\n|---|---|---|---|---|')
  const cpu: Record<string, number> = {}
  const kept: Record<string, string> = {}
  const times = rows > 2_000_000 ? Math.min(runs, 3) : runs
  for (const [name, run] of Object.entries(importers)) {
    const { used, db } = measured(times, name, run)
    cpu[name] = used.cpu
    kept[name] = db
    console.log(
      `| ${name} | ${used.cpu.toFixed(2)} | ${used.rssMb.toFixed(0)} | ${(used.bytes / 1e6).toFixed(0)} | ${(used.bytes / bytes).toFixed(2)} |`,
    )
    if (!/product|duckdb/.test(name)) rmSync(db, { force: true })
  }
  const ratio = (one: string, two: string): string =>
    `${((cpu[one] ?? Number.NaN) / (cpu[two] ?? Number.NaN)).toFixed(2)}x`
  console.log('\n| import ratio | goal | store alone | product |\n|---|---|---|---|')
  for (const [peer, goal] of [
    ['duckdb CTAS', '≤ 2.0x'],
    ['duckdb CTAS ordered', '≤ 1.3x'],
    ['sqlite3 .import', '≤ 1.4x'],
    ['csv-parse + rows + index', '≤ 0.25x'],
  ] as const) {
    if (cpu[peer] !== undefined)
      console.log(
        `| vs ${peer} | ${goal} | ${ratio('holdfast (store alone)', peer)} | ${ratio('holdfast (product)', peer)} |`,
      )
  }
  const own = contest('holdfast-queries.js', [kept['holdfast (product)'] ?? '', String(runs)])
  const duck = contest('duckdb.js', ['queries', kept['duckdb CTAS'] ?? '', String(runs)])
  console.log('\n| query | duckdb CPU s | ours | ratio | goal |\n|---|---|---|---|---|')
  for (const [name, goal] of [
    ['rfmDays', '≤ 0.2x'],
    ['cohort', '≤ 0.2x'],
    ['window', '≤ 1x'],
  ] as const) {
    const peer = duck.found[name] ?? Number.NaN
    const ours = own.found[name] ?? Number.NaN
    console.log(
      `| ${name} | ${peer.toFixed(3)} | ${ours.toFixed(3)} | ${(ours / peer).toFixed(2)}x | ${goal} |`,
    )
  }
  console.log(`\nquery peak RSS: ${own.rssMb.toFixed(0)} MB (goal ≤ 300), duckdb ${duck.rssMb.toFixed(0)} MB`)
  if (rows <= 2_000_000) {
    const named = join(folder, 'named.csv')
    makeLog(named, rows, { numbered: true })
    const own = measured(times, 'named', db => contest('holdfast-import.js', [named, db, 'product']))
    const peer = measured(times, 'named duckdb', db =>
      contest('duckdb.js', ['import', named, db, 'numbered']),
    )
    const size = own.used.bytes / statSync(named).size
    console.log(
      `\norders with their own numbers: ${own.used.cpu.toFixed(2)} CPU s, duckdb ${peer.used.cpu.toFixed(2)}, ${(own.used.cpu / peer.used.cpu).toFixed(2)}x, file ${size.toFixed(2)} of the CSV`,
    )
    makeLog(csv, 4 * rows)
    const larger = measured(times, 'growth', db => contest('holdfast-import.js', [csv, db, 'product']))
    const growth = larger.used.cpu / (cpu['holdfast (product)'] ?? Number.NaN)
    console.log(`growth: four times the rows cost ${growth.toFixed(2)}x the CPU (at most 4.6x)`)
    if (!(growth <= 4.6)) process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
