import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Keeps text pasted into a chat as a file in the inbox, so that the next call can name it; returns its name. */
export function keepPasted(inbox: string, text: string): string {
  const name = `pasted-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.csv`
  const path = join(inbox, name)
  mkdirSync(inbox, { recursive: true, mode: 0o700 })
  if (!existsSync(path)) writeFileSync(path, text, { mode: 0o600 })
  return name
}
