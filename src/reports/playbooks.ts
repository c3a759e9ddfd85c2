import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Language } from '../locales/index.ts'
import { businesses } from './business.ts'
import type { Business } from './business.ts'
import { ownPlaybooks } from './own-playbooks.ts'

const text = z.strictObject({
  title: z.string(),
  description: z.string(),
  owner: z.string(),
  kpi: z.string(),
  cost: z.string(),
  steps: z.array(z.string()).min(3),
})

const playbook = z.strictObject({
  id: z.string(),
  themes: z.array(z.string()).min(1),
  band: z.enum(['low', 'medium', 'high']),
  tier: z.enum(['high', 'mid', 'low', 'any']),
  /** When each step starts, in weeks from the report's date. */
  weeks: z.array(z.number().int().min(0)).min(3),
  text: z.strictObject({ en: text, 'zh-CN': text, 'zh-TW': text }),
})

export type Playbook = z.output<typeof playbook>
export type PlaybookText = Playbook['text'][Language]

const read = (folder: string, name: string): Playbook[] =>
  z.array(playbook).parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')))

const own = playbook.extend({ businesses: z.array(z.enum(businesses)).min(1).optional() })

/**
 * The playbooks for a business, its own before the ones that fit any. `folder` is `data/playbooks`; those that the
 * user keeps in `ownFolder` come first and take the place of ours with the same id.
 */
export function playbooksFor(
  folder: string,
  business: Business,
  ownFolder: string | null = null,
): Playbook[] {
  const kept = ownPlaybooks(ownFolder, 'strategy', own).flatMap(({ businesses: fits, ...play }) =>
    fits === undefined || fits.includes(business) ? [play] : [],
  )
  const taken = new Set(kept.map(({ id }) => id))
  return [
    ...kept,
    ...[...read(folder, business), ...read(folder, 'common')].filter(({ id }) => !taken.has(id)),
  ]
}

/** One playbook a value tier, for data in which no condition asks for another. */
export const playbooksByTier = (folder: string): Playbook[] => read(folder, 'by-tier')

const themeOf: readonly (readonly [RegExp, string])[] = [
  [
    /stylist|[設设]計?计?[師师]|staff|owner|advisor|manager|[員员]工|[顧顾][問问]|coach|therapist|美容師|美容师|教[練练]|老[師师]|窗口|客[戶户][經经]理/,
    'staff',
  ],
  [
    /ticket|unresolved|csat|nps|response_hours|complain|客[訴诉]|投[訴诉]|工[單单]|[滿满]意|[報报]修/,
    'support',
  ],
  [/failed_payment|past_due|扣款失[敗败]|逾期|欠[費费]/, 'payment'],
  [/payment.?(method|type)|[付缴繳]款方式|[支付缴繳][付費费]方式/, 'other'],
  [/payment/, 'payment'],
  [/contacts|email_share|[聯联][絡系]人/, 'contact'],
  [/renewal|contract|合[約约同]|[續续][約约費费]|到期/, 'renewal'],
  [/downgrade|plan_name|billing|方案|套餐/, 'plan'],
  [/discount|coupon|price|monthly_charge|[優优]惠|折扣|月租|月[費费]|[價价]格/, 'price'],
  [/days_since_last_order|overdue|purchase_gap/, 'recency'],
  [/orders_|order_count|repeats|purchase_days|distinct_categories|refund/, 'frequency'],
  [/activit|active_days|usage|feature|seats|absen|缺席|缺勤|出席|簽到|签到|活[躍跃]|登[錄录入]/, 'activity'],
  [/tenure|first_order|subscription_age|signup|在[網网][時时月]|入[會会]|年[資资]/, 'newness'],
  [/membership|loyalty|[會会][員员](等[級级]|卡)|卡[別别]/, 'membership'],
  [/pipeline|won_amount|opportunit/, 'deal'],
  [/revenue|spent|mrr|value|charge|amount/, 'value'],
  [/employees|size|annual_revenue/, 'size'],
]

/** What kind of trouble a field speaks of; `other` for the user's own columns. */
export const themeOfField = (field: string): string =>
  themeOf.find(([pattern]) => pattern.test(field.toLowerCase()))?.[1] ?? 'other'

export interface Cue {
  /** Field of a driver or group, and how much it counts. */
  field: string
  weight: number
  /** Which side of the field goes with leaving; left out where the condition names values. */
  side?: 'low' | 'high' | undefined
}

/** The side on which a theme means trouble: newcomers have a short tenure, sleepers a long silence. */
const troubled: Readonly<Record<string, 'low' | 'high'>> = {
  newness: 'low',
  frequency: 'low',
  activity: 'low',
  contact: 'low',
  value: 'low',
  recency: 'high',
  payment: 'high',
}

/** A playbook for newcomers does not fit customers of long standing, whatever the field: that is a question to ask. */
function themeOfCue({ field, side }: Cue): string {
  const theme = themeOfField(field)
  const expected = troubled[theme]
  return side === undefined || expected === undefined || side === expected ? theme : 'other'
}

/**
 * The playbooks that the data asks for: each cue gives its weight to the playbooks of its theme. A playbook for any
 * cue closes the list, since low value must be served cheaply. Order: weight, then the file's.
 */
export function choosePlaybooks(
  known: readonly Playbook[],
  cues: readonly Cue[],
  most = 4,
): { playbook: Playbook; cue: Cue }[] {
  const scored = known.flatMap((one, order) => {
    const fitting = cues.filter(cue => one.themes.includes(themeOfCue(cue)))
    const weight = fitting.reduce((sum, cue) => sum + cue.weight, 0)
    const [lead] = fitting.toSorted((first, second) => second.weight - first.weight)
    return lead ? [{ playbook: one, cue: lead, weight, order }] : []
  })
  const chosen = scored
    .toSorted((one, two) => two.weight - one.weight || one.order - two.order)
    .slice(0, most - 1)
  const [first] = cues
  const taken = new Set(chosen.map(({ playbook: one }) => one.id))
  const also = (theme: string) =>
    known.filter(one => one.themes.includes(theme) && !taken.has(one.id)).slice(0, 1)
  const filled = first
    ? [
        ...chosen,
        ...also('other').map(one => ({ playbook: one, cue: first })),
        ...also('any').map(one => ({ playbook: one, cue: first })),
      ]
    : []
  return filled.slice(0, most).map(({ playbook: one, cue }) => ({ playbook: one, cue }))
}
