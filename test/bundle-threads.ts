import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { native } from '../scripts/pack/bundle.ts'

/** Threads that every store, import and model of a test starts, by the end of the path of their source. */
export const threads = {
  '/src/store/sqlite/worker.ts': 'store',
  '/src/kernel/import-worker.ts': 'import',
  '/src/kernel/heavy-worker.ts': 'heavy',
} as const

const daily = 86_400_000

/**
 * Runs once before all tests: the threads' code in one file each, as the built product has it. A thread that reads a
 * hundred sources costs three times the processor of one that reads one file, and the tests start thousands.
 */
export default async function bundleThreads(): Promise<void> {
  const root = resolve(import.meta.dirname, '..')
  const kept = join(root, 'node_modules', '.cache', 'holdfast-threads')
  try {
    const build = await rolldown({
      input: Object.fromEntries(Object.entries(threads).map(([source, name]) => [name, `.${source}`])),
      cwd: root,
      platform: 'node',
      external: [...native],
      transform: { define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' } },
      logLevel: 'silent',
    })
    const { output } = await build.generate({
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
    })
    await build.close()
    const files = output.flatMap(part => (part.type === 'chunk' ? [[part.fileName, part.code] as const] : []))
    const name = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16)
    const folder = join(kept, name)
    if (!existsSync(folder)) {
      mkdirSync(kept, { recursive: true })
      for (const old of readdirSync(kept))
        if (Date.now() - statSync(join(kept, old)).mtimeMs > daily)
          rmSync(join(kept, old), { recursive: true, force: true })
      // Several runs may do this at once: each writes aside, and the first to move it in place has it.
      const aside = join(kept, `${name}-${process.pid}`)
      mkdirSync(aside)
      for (const [file, code] of files) writeFileSync(join(aside, file), code)
      try {
        renameSync(aside, folder)
      } catch {
        rmSync(aside, { recursive: true, force: true })
      }
    }
    process.env['HOLDFAST_TEST_THREADS'] = folder
  } catch (error) {
    // A source that does not parse fails the tests that import it; the others run, with threads from the sources.
    console.error('threads run from their sources:', error instanceof Error ? error.message : error)
  }
}
