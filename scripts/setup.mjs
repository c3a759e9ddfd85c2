/**
 * Makes a fresh clone ready and then does what was asked: `node scripts/setup.mjs test | report | build | check | …`.
 * Plain JavaScript without dependencies: it runs on Node 20, before anything is installed.
 */
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const windows = process.platform === 'win32'
const modules = join(root, 'node_modules')
const builtStamp = join(root, 'dist', '.built')
const callerFolder = process.env.INIT_CWD ?? process.cwd()

const say = text => process.stderr.write(`holdfast: ${text}\n`)

function stop(text, code = 1) {
  say(text)
  process.exit(code)
}

/** Runs a program to its end; ends this one with its exit code when it fails, unless `tolerate` is set. */
function run(program, args, { tolerate = false, cwd = root, env = {}, quiet = false } = {}) {
  const path = `${join(modules, '.bin')}${delimiter}${process.env.PATH ?? ''}`
  const done = spawnSync(program, args, {
    cwd,
    stdio: quiet ? ['ignore', 'pipe', 'inherit'] : ['inherit', 'inherit', 'inherit'],
    env: { ...process.env, PATH: path, ...env },
    shell: windows && !program.endsWith('.exe'),
  })
  if (done.error) stop(`${program} could not be started: ${done.error.message}`)
  if (done.status !== 0 && !tolerate) process.exit(done.status ?? 1)
  return done.status ?? 1
}

/** The Node that the product runs on: the one the project brings, or this one where it is new enough. */
function node() {
  const own = windows ? join(modules, 'node', 'bin', 'node.exe') : join(modules, 'node', 'bin', 'node')
  if (existsSync(own)) return own
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 19)) return process.execPath
  return null
}

function npm(args, options) {
  const cli = process.env.npm_execpath
  const byNode = cli !== undefined && /\.[cm]?js$/.test(cli)
  return byNode
    ? run(process.execPath, [cli, ...args], options)
    : run(windows ? 'npm.cmd' : 'npm', args, options)
}

/** True when npm's record of what it installed agrees with the lock file. */
function isInstalled() {
  const record = join(modules, '.package-lock.json')
  if (!existsSync(record)) return false
  const packages = file => JSON.parse(readFileSync(file, 'utf8')).packages
  const installed = packages(record)
  const locked = packages(join(root, 'package-lock.json'))
  return Object.entries(locked).every(
    // Optional packages are those of other platforms.
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  )
}

function install() {
  if (isInstalled() && node() !== null) return
  say('installing packages (once; a few minutes at most)')
  // Not `npm ci`: it refuses a lock file that was made where packages for other platforms were not to be had.
  npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    env: { npm_config_update_notifier: 'false' },
  })
  if (node() === null) {
    // npm may hold back the script that fetches the Node binary; it is the only one that is needed.
    npm(['rebuild', 'node', '--loglevel=error'], { tolerate: true })
  }
  if (node() === null) {
    stop(
      `Node.js 22.19 or newer is needed; this is ${process.versions.node}, and the package "node" brought none. Run "npm approve-scripts node" or install a newer Node.js.`,
    )
  }
}

const sourceRoots = [
  'src',
  'tools',
  'prompts',
  'scripts/bundle.ts',
  'scripts/pack/bundle.ts',
  'tsconfig.json',
  'tsconfig.build.json',
  'package.json',
]

function newest(path) {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(stats.mtimeMs, ...readdirSync(path).map(name => newest(join(path, name))))
}

function isBuilt() {
  const sources = sourceRoots.map(name => join(root, name)).filter(path => existsSync(path))
  return existsSync(builtStamp) && statSync(builtStamp).mtimeMs >= Math.max(...sources.map(newest))
}

const sleep = milliseconds => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)

/** False when the process that a file names has ended. */
function runs(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Paths of all files below a folder, relative to it. */
const filesIn = folder =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        // Node 20 before 20.12 has no `parentPath`.
        .map(entry => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + sep.length))
    : []

const hour = 60 * 60 * 1000
/** Code that several files share has its content's hash in its name. */
const isChunk = file => /^src[\\/][^\\/]+-[\w-]{8}\.js$/.test(file)

/**
 * Moves what was built aside into place, file over file. Of what is no longer made, shared code stays for one more
 * build, and an hour at least: a server that runs meanwhile finds every file it loads late.
 */
function takePlace(built, place) {
  const made = filesIn(built)
  for (const file of made) {
    mkdirSync(dirname(join(place, file)), { recursive: true })
    renameSync(join(built, file), join(place, file))
  }
  const kept = new Set(made)
  const before = existsSync(builtStamp) ? statSync(builtStamp).mtimeMs : Infinity
  const old = Math.min(before, Date.now() - hour)
  for (const file of filesIn(place)) {
    const path = join(place, file)
    if (!kept.has(file) && (!isChunk(file) || statSync(path).mtimeMs < old)) rmSync(path, { force: true })
  }
  rmSync(built, { recursive: true, force: true })
}

/** Builds when a source is newer than the last build. Of several at the same time one builds, the others wait. */
function build() {
  const lock = join(modules, '.holdfast-building')
  for (let waited = 0; !isBuilt(); waited++) {
    try {
      mkdirSync(lock)
      writeFileSync(join(lock, 'pid'), String(process.pid))
    } catch {
      // Whoever held it for two minutes, or does not run any more, is gone.
      if (waited > 600 || (waited > 5 && !runs(join(lock, 'pid'))))
        rmSync(lock, { recursive: true, force: true })
      sleep(200)
      continue
    }
    process.once('exit', () => rmSync(lock, { recursive: true, force: true }))
    say('building')
    const begun = new Date()
    const aside = join(root, '.dist-next')
    rmSync(aside, { recursive: true, force: true })
    const compiler = join(modules, 'typescript', 'bin', 'tsc')
    run(node(), [compiler, '-p', 'tsconfig.build.json', '--outDir', aside])
    run(node(), [join(root, 'scripts', 'bundle.ts'), aside])
    takePlace(aside, join(root, 'dist'))
    writeFileSync(builtStamp, '')
    // What changed while it was building is not in it.
    utimesSync(builtStamp, begun, begun)
    rmSync(lock, { recursive: true, force: true })
    return
  }
}

const script = (name, args = [], options = {}) =>
  run(node(), [join(modules, ...name.split('/')), ...args], options)
const server = (args, options) => run(node(), [join(root, 'dist', 'src', 'bin.js'), ...args], options)

function test(args) {
  script('vitest/vitest.mjs', ['run', ...args])
}

/** The churn report of the given files, or of a bundled sample, in three languages. */
function report(args) {
  const own = args.some(word => !word.startsWith('-'))
  const choice = args.some(word => word.startsWith('--language')) ? [] : ['--language', 'all']
  const out = args.some(word => word.startsWith('--out'))
    ? []
    : ['--out', join(callerFolder, 'holdfast-report')]
  const source = own || args.some(word => word.startsWith('--sample')) ? [] : ['--sample', 'b2b-crm', '--yes']
  server(['report', ...source, ...choice, ...out, ...args], { cwd: callerFolder })
}

const steps = {
  format: () => script('oxfmt/bin/oxfmt', ['--check', '.'], { tolerate: true }),
  lint: () => script('oxlint/bin/oxlint', ['--type-aware', '--quiet', '.'], { tolerate: true }),
  types: () => script('typescript/bin/tsc', ['-p', 'tsconfig.json'], { tolerate: true }),
  'domain types': () => script('typescript/bin/tsc', ['-p', 'src/domain/tsconfig.json'], { tolerate: true }),
  generated: () => run(node(), [join(root, 'scripts', 'generate.ts'), '--check'], { tolerate: true }),
  unused: () => script('knip/bin/knip.js', [], { tolerate: true }),
  tests: () => script('vitest/vitest.mjs', ['run'], { tolerate: true }),
}

/** `check --without tests,unused` leaves steps out. */
function check(args) {
  const without = args[0] === '--without' ? (args[1] ?? '').split(',') : []
  const failed = Object.entries(steps).filter(([name, step]) => {
    if (without.includes(name)) return false
    say(`check: ${name}`)
    return step() !== 0
  })
  if (failed.length > 0) stop(`check failed: ${failed.map(([name]) => name).join(', ')}`)
  say('check passed')
}

const [task = 'build', ...args] = process.argv.slice(2)
const tasks = {
  install: () => undefined,
  build: () => build(),
  test: () => (build(), test(args)),
  report: () => (build(), report(args)),
  check: () => (build(), check(args)),
  format: () => script('oxfmt/bin/oxfmt', args.length > 0 ? args : ['.']),
  /** Any script of ours under the project's own Node: `setup.mjs run scripts/generate.ts`. */
  run: () => run(node(), args, { cwd: callerFolder }),
  serve: () => (build(), server(args)),
  pack: () => (build(), run(node(), [join(root, 'scripts', 'pack.ts'), ...args])),
}
if (!Object.hasOwn(tasks, task))
  stop(`there is no task “${task}”; known: ${Object.keys(tasks).join(', ')}`, 2)
if (Number(process.versions.node.split('.')[0]) < 20)
  stop(`Node.js 20 or newer is needed to set up; this is ${process.versions.node}.`)
install()
tasks[task]()
