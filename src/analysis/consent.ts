import { numbers } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'
import type { Observation } from './observe.ts'
import { numbersOf } from './campaign-columns.ts'
import { sourceColumns } from './churn-model-features.ts'

/** Why a customer may not be contacted. */
export type Barred = 'do_not_contact' | 'no_consent' | 'consent_unknown'

/** Headers that mark who refused: an empty cell refuses nothing. */
const marksRefusal =
  /un-?subscri|opt(ed|s)?[-_ ]?out|(do|does|did)[-_ ]?not|don.?t|dnc|dnd|refus|declin|withdr|suppress|退訂|退订|拒|勿|免打|取消|黑名/i

/** Consent of the contacts of each customer, where the customer's own is not on record: one who agrees is enough. */
async function contactConsent(context: ToolContext): Promise<ReadonlyMap<string, number>> {
  const { tables } = await context.store.overview()
  const known = tables.some(
    ({ entity, fields }) => entity === 'contact' && fields.some(({ field }) => field === 'marketing_consent'),
  )
  const best = new Map<string, number>()
  if (!known) return best
  const rows = await context.store.entityRows({ entity: 'contact' })
  const consent = numbersOf(rows, 'marketing_consent')
  for (const [row, id] of rows.customerIds.entries()) {
    const said = consent(row)
    if (id === null || said === null) continue
    best.set(id, Math.max(best.get(id) ?? 0, said > 0 ? 1 : 0))
  }
  return best
}

/**
 * Why each customer of `table` may not be contacted, `null` where he may: on the user's list, consent withheld, or not
 * on record where the files record who agreed (setting `unknown_consent`). Without any record of consent all may be.
 */
export async function barredReasons(context: ToolContext, table: CustomerTable): Promise<(Barred | null)[]> {
  const { do_not_contact: list, unknown_consent: unknown } = context.settings.values
  const contacts = await context.once('contact-consent', () => contactConsent(context))
  const own = numbers(table, 'marketing_consent')
  const listed = new Set(list)
  const consent = table.customerIds.map((id, row) => {
    const said = own?.[row] ?? Number.NaN
    return Number.isNaN(said) ? (contacts.get(id) ?? null) : said
  })
  const { columnOf } = await sourceColumns(context)
  // A column that only ever says no marks refusals, too.
  const agreed = consent.some(said => said !== null && said > 0)
  const recordsAgreement = agreed && !marksRefusal.test(columnOf('marketing_consent') ?? '')
  const missing: Barred | null = recordsAgreement && unknown === 'leave_out' ? 'consent_unknown' : null
  return table.customerIds.map((id, row) => {
    if (listed.has(id)) return 'do_not_contact'
    const said = consent[row] ?? null
    return said === null ? missing : said > 0 ? null : 'no_consent'
  })
}

/** Customers who may not be contacted, with the reason. */
export function barredCustomers(context: ToolContext, at: Observation): Promise<ReadonlyMap<string, Barred>> {
  return context.once(`barred/${at.asOf}`, async () => {
    const table = await context.store.customerTable({ asOf: at.asOf })
    const reasons = await barredReasons(context, table)
    return new Map(
      table.customerIds.flatMap((id, row) => {
        const reason = reasons[row] ?? null
        return reason === null ? [] : [[id, reason] as const]
      }),
    )
  })
}
