import type { Sql } from './sql.ts'

export type DriverChoice = 'auto' | 'better' | 'node'

/**
 * better-sqlite3 where its native module loads, else Node's own SQLite. Some hosts refuse third-party
 * native modules (library validation on macOS), so the fallback is part of the product, not a courtesy.
 */
export async function openDriver(file: string, choice: DriverChoice): Promise<Sql> {
  if (choice !== 'node') {
    try {
      const { openBetter } = await import('./better-driver.ts')
      return openBetter(file)
    } catch (error) {
      if (choice === 'better' || !isLoadFailure(error)) throw error
    }
  }
  const { openNode } = await import('./node-driver.ts')
  return openNode(file)
}

const loadFailures = ['ERR_DLOPEN_FAILED', 'MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ENOENT']

const isLoadFailure = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && loadFailures.includes(String(error.code))
