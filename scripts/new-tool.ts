/**
 * Begins a tool from the example: `npm run new-tool my_question` writes `tools/my-question.ts` and its test;
 * `npm run new-tool my_question -- --into FOLDER` writes the tool alone, for a folder of your own.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { packageRoot } from '../src/kernel/package-root.ts'

const [name = '', flag, folder = ''] = process.argv.slice(2)
if (!/^[a-z][a-z0-9_]{1,39}$/.test(name) || (flag !== undefined && (flag !== '--into' || folder === ''))) {
  process.stderr.write(
    'Usage: npm run new-tool my_question [-- --into FOLDER]\nThe name is short and in snake_case.\n',
  )
  process.exit(2)
}

const file = name.replaceAll('_', '-')
const example = (ending: string): string =>
  readFileSync(join(packageRoot, 'docs', 'example-tool', `longest-silent${ending}`), 'utf8').replaceAll(
    'longest_silent',
    name,
  )

function write(path: string, text: string): void {
  if (existsSync(path)) {
    process.stderr.write(`${relative(packageRoot, path)} exists already.\n`)
    process.exit(1)
  }
  writeFileSync(path, text)
  process.stdout.write(`${path}\n`)
}

if (flag === '--into') {
  mkdirSync(resolve(folder), { recursive: true })
  // Without it Node guesses the kind of module, and says so at every start.
  const manifest = join(resolve(folder), 'package.json')
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true, "type": "module" }\n')
  write(join(resolve(folder), `${file}.ts`), example('.ts'))
} else {
  // Inside the repository the door is the source itself.
  write(
    join(packageRoot, 'tools', `${file}.ts`),
    example('.ts').replace("'holdfast/tool'", "'../src/tool.ts'"),
  )
  write(join(packageRoot, 'test', 'tools', `${file}.test.ts`), example('.test.ts'))
}
