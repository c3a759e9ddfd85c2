/**
 * Writes what follows from the code: `docs/tools.md`, `docs/config.md`, the tool table of README.md, and the snapshot of
 * the contract in `test/contract/snapshots`, which keeps a tool from changing unnoticed.
 * `--check` writes nothing and fails when a page differs.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listTool } from '../src/faces/tool-listing.ts'
import { loadPrompts, loadTools } from '../src/kernel/load-folder.ts'
import { packageRoot } from '../src/kernel/package-root.ts'
import { configPage } from './pages/config-page.ts'
import { toolTable, toolsPage } from './pages/tools-page.ts'

const between = /(<!-- tools: made by npm run generate -->\n)[\s\S]*?(<!-- tools: end -->)/

const tools = [...(await loadTools()).values()].toSorted((one, two) => (one.name < two.name ? -1 : 1))
const prompts = [...(await loadPrompts()).values()]
const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8')
if (!between.test(readme)) throw new Error('README.md has lost the marks between which the tool table stands')

const snapshots = 'test/contract/snapshots'
const pages: Readonly<Record<string, string>> = {
  'docs/tools.md': toolsPage(tools, prompts),
  'docs/config.md': configPage(),
  'README.md': readme.replace(
    between,
    (_all, start: string, end: string) => `${start}${toolTable(tools)}\n${end}`,
  ),
  ...Object.fromEntries(
    tools.map(tool => [`${snapshots}/${tool.name}.json`, `${JSON.stringify(listTool(tool), null, 2)}\n`]),
  ),
}

mkdirSync(join(packageRoot, snapshots), { recursive: true })
const check = process.argv.includes('--check')
const changed = Object.entries(pages).filter(([name, text]) => {
  const file = join(packageRoot, name)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false
  if (!check) writeFileSync(file, text)
  return true
})
const gone = readdirSync(join(packageRoot, snapshots)).filter(name => !(`${snapshots}/${name}` in pages))
if (!check) for (const name of gone) rmSync(join(packageRoot, snapshots, name))
for (const name of gone) changed.push([`${snapshots}/${name}`, ''])
for (const [name] of changed) process.stderr.write(`${check ? 'differs' : 'written'}: ${name}\n`)
if (check && changed.length > 0) {
  process.stderr.write('Run npm run generate and commit what it writes.\n')
  process.exitCode = 1
}
