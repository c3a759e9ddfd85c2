import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultOutcome } from '../../src/fault.ts'
import { hostileFiles } from '../fixtures/hostile.ts'
import { openWithData } from '../tools/with-data.ts'

let product: Awaited<ReturnType<typeof openWithData>>
beforeAll(async () => {
  product = await openWithData()
})
afterAll(() => product.end())

// Every twelfth file is stored as well; the others are read in full without being kept.
const cases = hostileFiles.map((file, at) => ({ ...file, file, mode: at % 12 === 0 ? 'commit' : 'preview' }))

describe('a malformed or malicious file', () => {
  it.each(cases)('$name ($about) ends in an answer or a fault in our words', async ({ file, mode }) => {
    const { holdfast, inbox, folder } = product
    writeFileSync(join(inbox, file.name), file.bytes())
    const outcome = await holdfast.call('import_data', { path: file.name, mode, on_conflict: 'replace' })
    if (!outcome.ok) {
      const { code, message } = outcome.fault
      expect(Object.keys(faultOutcome)).toContain(code)
      expect(code).not.toBe('internal')
      expect(message.length).toBeLessThanOrEqual(1_000)
      expect(message).not.toMatch(/node_modules|\.ts:\d|SELECT |INSERT |sqlite/i)
      // The inbox may be named, since a file can be put there; nothing else of the disk.
      expect(message.replaceAll(inbox, '')).not.toContain(folder)
      return
    }
    const { answer } = outcome
    expect(JSON.stringify(answer).length).toBeLessThan(32_001)
    if (answer['rows_read'] === null) return
    // Every row read is used, refused with a reason, or left out and counted.
    const counted =
      Number(answer['rows_used']) + Number(answer['rows_rejected']) + Number(answer['rows_dropped'])
    expect(counted).toBe(answer['rows_read'])
    if (file.rows !== undefined) expect(counted).toBe(file.rows)
  })

  it('leaves a store that is sound', async () => {
    expect(await (await product.holdfast.store()).check()).toEqual([])
  })
})
