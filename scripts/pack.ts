/**
 * Packs the built program: `packed/npm` (a package whose only dependencies are the two native ones) with its tarball,
 * and `packed/holdfast-VERSION-PLATFORM.mcpb` for desktop clients, validated by their own tool. The bundle brings the
 * SQLite of the platforms named by `--platforms linux-x64,darwin-arm64`, of this one when left out, of all with `all`.
 * `--out FOLDER` packs elsewhere, `--only npm` or `--only mcpb` one of the two.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadPrompts, loadTools } from '../src/kernel/load-folder.ts'
import { packageRoot as root } from '../src/kernel/package-root.ts'
import { bundle, licences } from './pack/bundle.ts'
import { bundleManifest } from './pack/manifest.ts'

/** Without the fonts for Chinese documents, the packed bundle must stay below this. */
const mostBytes = 6 * 1024 * 1024

const { values: asked } = parseArgs({
  options: { out: { type: 'string' }, only: { type: 'string' }, platforms: { type: 'string' } },
})
const out = resolve(asked.out ?? join(root, 'packed'))
const say = (text: string): void => void process.stderr.write(`pack: ${text}\n`)
const modules = join(root, 'node_modules')
const facts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

function run(program: string, words: readonly string[], cwd = root): void {
  const done = spawnSync(program, words, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  if (done.status !== 0)
    throw new Error(`${words.slice(0, 3).join(' ')} ended with ${done.status ?? done.error}`)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** What the program reads at run time beside its code. */
const beside = ['templates', 'data', 'docs/formulas.md', 'README.md', 'CHANGELOG.md', 'LICENSE']

async function stage(folder: string, { samples }: { samples: boolean }): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const packages = await bundle(root, join(folder, 'dist'), { small: true })
  writeFileSync(join(folder, 'THIRD-PARTY-LICENCES.txt'), licences(packages))
  const left = (path: string): boolean => samples || !path.startsWith(join(root, 'data', 'samples'))
  for (const path of beside) cpSync(join(root, path), join(folder, path), { recursive: true, filter: left })
  for (const { name } of readdirSync(join(root, 'prompts'), { withFileTypes: true }).filter(entry =>
    entry.isDirectory(),
  ))
    cpSync(join(root, 'prompts', name), join(folder, 'prompts', name), {
      recursive: true,
      filter: path => !path.endsWith('.ts'),
    })
  const { name, version, description, type, license, mcpName, engines, bin, exports, dependencies } = facts
  const own = { name, version, description, type, license, mcpName, engines, bin, exports }
  const needed = { 'better-sqlite3': dependencies['better-sqlite3'] }
  const drawing = { '@resvg/resvg-js': dependencies['@resvg/resvg-js'] }
  const manifest = { ...own, dependencies: needed, optionalDependencies: drawing }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

/** Declarations for authors of tools, as the compiler wrote them. */
function addTypes(folder: string): void {
  cpSync(join(root, 'dist', 'src'), join(folder, 'dist', 'src'), {
    recursive: true,
    filter: path => statSync(path).isDirectory() || path.endsWith('.d.ts'),
  })
}

/** The native packages, without their sources, for the platforms asked for. */
function addNative(folder: string, platforms: readonly string[]): void {
  const sqlite = join(modules, 'better-sqlite3')
  const target = join(folder, 'node_modules', 'better-sqlite3')
  for (const part of ['package.json', 'LICENSE', 'lib']) {
    cpSync(join(sqlite, part), join(target, part), { recursive: true })
  }
  for (const platform of platforms) {
    const binary = `${platform}.node`
    cpSync(join(sqlite, 'prebuilds', binary), join(target, 'prebuilds', binary))
    // What draws PNG pictures is there only for the platform this was installed on.
    const drawing = readdirSync(join(modules, '@resvg')).filter(
      name => name === 'resvg-js' || name.startsWith(`resvg-js-${platform.replace('linuxmusl-', 'linux-')}`),
    )
    if (drawing.length < 2) continue
    for (const name of drawing)
      cpSync(join(modules, '@resvg', name), join(folder, 'node_modules', '@resvg', name), { recursive: true })
  }
}

const known = readdirSync(join(modules, 'better-sqlite3', 'prebuilds')).map(name =>
  name.replace(/\.node$/, ''),
)
const platforms =
  asked.platforms === 'all' ? known : (asked.platforms?.split(',') ?? [`${process.platform}-${process.arch}`])
const strange = platforms.find(name => !known.includes(name))
if (strange !== undefined) throw new Error(`“${strange}” is not one of ${known.join(', ')}`)

async function packForNpm(): Promise<void> {
  const folder = join(out, 'npm')
  await stage(folder, { samples: true })
  addTypes(folder)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  run(npm, ['pack', '--silent', '--pack-destination', out], folder)
  say(join(out, `${facts.name}-${facts.version}.tgz`))
}

async function packForDesktop(): Promise<void> {
  const folder = join(out, 'mcpb')
  await stage(folder, { samples: false })
  addNative(folder, platforms)
  const [tools, prompts] = await Promise.all([loadTools(), loadPrompts()])
  const systems = [...new Set(platforms.map(name => name.split('-')[0]?.replace('linuxmusl', 'linux') ?? ''))]
  const manifest = bundleManifest(facts, [...tools.values()], [...prompts.values()], systems)
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  const mcpb = join(modules, '@anthropic-ai', 'mcpb', 'dist', 'cli', 'cli.js')
  run(process.execPath, [mcpb, 'validate', join(folder, 'manifest.json')])
  const suffix = platforms.length === 1 ? platforms[0] : 'several'
  const file = join(out, `${facts.name}-${facts.version}-${suffix}.mcpb`)
  rmSync(file, { force: true })
  run(process.execPath, [mcpb, 'pack', folder, file])
  const bytes = statSync(file).size
  const fonts = readdirSync(join(root, 'data', 'fonts'))
    .map(name => statSync(join(root, 'data', 'fonts', name)).size)
    .reduce((sum, size) => sum + size, 0)
  const sum = createHash('sha256').update(readFileSync(file)).digest('hex')
  say(`${file}\n${megabytes(bytes)}, of which ${megabytes(fonts)} fonts; sha256 ${sum}`)
  if (platforms.length === 1 && bytes - fonts > mostBytes)
    throw new Error(
      `without its fonts it has ${megabytes(bytes - fonts)}; the limit is ${megabytes(mostBytes)}`,
    )
}

if (asked.only !== 'mcpb') await packForNpm()
if (asked.only !== 'npm') await packForDesktop()
