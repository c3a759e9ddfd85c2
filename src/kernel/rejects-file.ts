import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { RejectedRow } from '../importers/types.ts'
import { byteOrderMark, csvLine } from './csv-out.ts'

export const rejectsName = (importId: string): string => `rejects_${importId.replace(/\W/g, '')}.csv`

/** Rows that were refused, written beside the reports as they come; no file is made when there are none. */
export class RejectsFile {
  readonly #folder: string
  readonly #name: string
  readonly #head: readonly string[]
  readonly #say: (row: RejectedRow) => string
  #handle: FileHandle | null = null

  constructor(folder: string, importId: string, head: readonly string[], say: (row: RejectedRow) => string) {
    this.#folder = folder
    this.#name = rejectsName(importId)
    this.#head = head
    this.#say = say
  }

  get #draft(): string {
    const tag = createHash('sha256').update(`${this.#name}${process.pid}`).digest('hex').slice(0, 8)
    return join(this.#folder, `.${this.#name}.${tag}`)
  }

  async add(rows: readonly RejectedRow[]): Promise<void> {
    if (rows.length === 0) return
    if (this.#handle === null) {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
      this.#handle = await open(this.#draft, 'w', 0o600)
      await this.#handle.write(
        byteOrderMark + csvLine(['row', 'reason', 'column', 'explanation', ...this.#head]),
      )
    }
    const text = rows
      .map(row => csvLine([row.row, row.reason, row.column, this.#say(row), ...row.cells]))
      .join('')
    await this.#handle.write(text)
  }

  /** Puts the file in its place; `null` when nothing was refused. */
  async keep(): Promise<string | null> {
    if (this.#handle === null) return null
    await this.#handle.close()
    this.#handle = null
    const path = join(this.#folder, this.#name)
    renameSync(this.#draft, path)
    return path
  }

  async drop(): Promise<void> {
    if (this.#handle === null) return
    await this.#handle.close()
    this.#handle = null
    rmSync(this.#draft, { force: true })
  }
}
