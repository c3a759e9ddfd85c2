import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { rolldown } from 'rolldown'

/** Packages with machine code of their own, which no bundle can hold. */
export const native = ['better-sqlite3', '@resvg/resvg-js'] as const

/**
 * Files that are started or imported by path at run time, by the place where the program looks for them. What they
 * share goes into `src/` as well, so that the threads, which are found beside the code that starts them, lie there.
 */
function entries(root: string): Record<string, string> {
  const tools = readdirSync(join(root, 'tools'))
    .filter(name => name.endsWith('.ts'))
    .map(name => `tools/${name.slice(0, -'.ts'.length)}`)
  const prompts = readdirSync(join(root, 'prompts'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => `prompts/${entry.name}/prompt`)
  const own = ['src/bin', 'src/tool', 'src/domain/index', ...tools, ...prompts]
  return {
    ...Object.fromEntries(own.map(name => [name, `${name}.ts`])),
    'src/worker': 'src/store/sqlite/worker.ts',
    'src/import-worker': 'src/kernel/import-worker.ts',
    'src/heavy-worker': 'src/kernel/heavy-worker.ts',
    'src/serve-thread': 'src/serve-thread.ts',
    // Tools from outside share the program's own copy.
    'src/zod': 'zod',
  }
}

/**
 * All JavaScript of the program in `folder`, its libraries included; `small` without blanks and comments. Gives the
 * packages that went in.
 */
export async function bundle(root: string, folder: string, { small = false } = {}): Promise<string[]> {
  const build = await rolldown({
    input: entries(root),
    cwd: root,
    platform: 'node',
    external: [...native],
    // Of libraries in the older module form.
    transform: { define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' } },
    logLevel: 'warn',
  })
  const { output } = await build.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'src/[name]-[hash].js',
    // Names stay as they are: a log with a stack must be readable.
    minify: small && { compress: true, mangle: false, codegen: { removeWhitespace: true } },
  })
  await build.close()
  const modules = output.flatMap(part => (part.type === 'chunk' ? part.moduleIds : []))
  const packages = modules.flatMap(id => {
    const path = id.split(sep).join('/')
    const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)
    return name?.[0] === undefined ? [] : [name[0]]
  })
  return [...new Set(packages)].toSorted()
}

/** The licences of the packages in a bundle, one after the other. */
export function licences(folders: readonly string[]): string {
  return folders
    .map(folder => {
      const { name, version, license }: { name: string; version: string; license?: string } = JSON.parse(
        readFileSync(join(folder, 'package.json'), 'utf8'),
      )
      const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
      const text =
        file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : ''
      return `${name} ${version}: ${license ?? 'see below'}\n\n${text}\n`
    })
    .join(`\n${'-'.repeat(80)}\n\n`)
}
