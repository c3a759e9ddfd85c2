import { describe, expect, it } from 'vitest'
import { isFault } from '../../src/fault.ts'
import { inspectFile, planImport, readRows } from '../../src/importers/index.ts'
import { hostileFiles } from '../fixtures/hostile.ts'
import { vendorFiles } from '../fixtures/vendors.ts'
import { mappingOf, readAll, reconciles, scratch } from './read-all.ts'

const file = scratch()
/** Workbooks that the reader refuses as a whole; refusing loses no row silently. */
const refused = new Set([
  'book-cells-without-place.xlsx',
  'book-value-not-a-number.xlsx',
  'book-value-unknown-type.xlsx',
])

describe('hostile files', () => {
  it.each(hostileFiles.map(hostile => [hostile.name, hostile] as const))(
    '%s ends in rows that reconcile, a question or a fault',
    async (name, hostile) => {
      const source = file(name, hostile.bytes())
      try {
        const inspection = await inspectFile(source)
        const plan = planImport(inspection, { accept: true })
        if (plan.entity === null) {
          expect(plan.questions.length).toBeGreaterThan(0)
          return
        }
        const reader = readRows(inspection, plan)
        let used = 0
        let rejected = 0
        for await (const batch of reader) {
          used += batch.n
          rejected += reader.takeRejects().length
        }
        rejected += reader.takeRejects().length
        expect(reconciles(reader.counts)).toBe(true)
        expect(reader.counts).toMatchObject({ rowsUsed: used, rowsRejected: rejected })
        if (hostile.rows !== undefined)
          expect(used + rejected + reader.counts.duplicatesDropped).toBe(hostile.rows)
      } catch (error) {
        if (!isFault(error)) throw error
        expect(JSON.stringify(error.facts)).not.toContain(source.path.slice(0, source.path.lastIndexOf('/')))
        if (hostile.rows !== undefined && hostile.rows > 0) expect(refused).toContain(name)
      }
    },
  )
})

describe('exports of other products', () => {
  it.each(vendorFiles().map(vendor => [vendor.name, vendor] as const))(
    '%s is understood, with questions where meaning is open',
    async (name, vendor) => {
      const all = await readAll(file(name, vendor.bytes()), {}, { accept: true })
      expect(all.counts.rowsRead).toBe(vendor.lines)
      expect(reconciles(all.counts)).toBe(true)
      expect({
        name,
        entity: all.inspection.entity,
        mapping: mappingOf(all.inspection),
        questions: all.inspection.questions.map(one => [one.kind, one.column]),
      }).toMatchSnapshot()
    },
  )

  it('sums agree with the export to the cent', async () => {
    for (const vendor of vendorFiles().filter(
      one => !one.name.startsWith('subscriptions') && !one.name.startsWith('hubspot'),
    )) {
      const all = await readAll(file(vendor.name, vendor.bytes()), {}, { accept: true })
      const sum = (name: string): number =>
        (all.fields[name] ?? []).reduce<number>(
          (total, value) => total + (typeof value === 'number' ? value : 0),
          0,
        )
      expect([vendor.name, sum('paid_amount')]).toEqual([vendor.name, vendor.paidMinor])
      if (vendor.refundMinor !== null)
        expect([vendor.name, sum('refund_amount')]).toEqual([vendor.name, vendor.refundMinor])
    }
  })
})
