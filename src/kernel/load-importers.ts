import type { Importers } from './import-service.ts'

/** The importers with their libraries, loaded at the first import: the server starts without them. */
export async function loadImporters(): Promise<Importers> {
  const { inspectFile, planImport, readRows } = await import('../importers/index.ts')
  return { inspectFile, planImport, readRows }
}
