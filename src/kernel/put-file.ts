import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Puts a file in its place in one step: nobody sees half a report. */
export function putFile(folder: string, name: string, content: string | Uint8Array): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  const draft = join(folder, `.${name}.${process.pid}`)
  writeFileSync(draft, content, { mode: 0o600 })
  renameSync(draft, path)
  return path
}
