import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import type { ImportBatch } from '../../import-batch.ts'
import type { Place } from './place.ts'

/** Cells of text weigh more than numbers; this many of all kinds a row are taken as normal. */
const cellsPerRow = 12

/** Batches of an import in memory up to a bound, then in a private scratch file, read back in order. */
export class WaitingBatches {
  readonly #place: Place
  readonly #limit: number
  readonly #kept: ImportBatch[] = []
  readonly #lengths: number[] = []
  #cells = 0
  /** Rows of all batches. */
  rows = 0
  #file: number | null = null
  #path = ''
  #end = 0

  constructor(place: Place) {
    this.#place = place
    this.#limit = place.importRows * cellsPerRow
  }

  add(batch: ImportBatch): void {
    this.rows += batch.n
    this.#cells += batch.n * (batch.fields.size + batch.attributes.size + 1)
    if (this.#file === null && this.#cells <= this.#limit) {
      this.#kept.push(batch)
      return
    }
    if (this.#file === null) {
      this.#path = this.#place.scratch()
      this.#file = openSync(this.#path, 'wx+', 0o600)
      if (process.platform !== 'win32') rmSync(this.#path, { force: true })
    }
    const bytes = serialize(batch)
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#file, bytes, done, bytes.length - done, this.#end + done)
    this.#end += bytes.length
    this.#lengths.push(bytes.length)
  }

  *batches(): Iterable<ImportBatch> {
    yield* this.#kept
    let at = 0
    for (const length of this.#lengths) {
      const bytes = Buffer.alloc(length)
      for (let done = 0; done < length;)
        done += readSync(this.#file ?? -1, bytes, done, length - done, at + done)
      at += length
      // Written by `add` above.
      yield deserialize(bytes) as ImportBatch
    }
  }

  close(): void {
    this.#kept.length = 0
    if (this.#file === null) return
    closeSync(this.#file)
    this.#file = null
    rmSync(this.#path, { force: true })
  }
}
