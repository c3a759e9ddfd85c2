import { dayNumber, isoDay } from '../domain/days.ts'
import { isControl } from '../domain/experiments/index.ts'
import type { Column } from '../domain/table.ts'
import type { EntityRows } from '../store/store.ts'
import type { ToolContext } from '../tool.ts'
import { categoriesOf, numbersOf } from './campaign-columns.ts'

export type ArmName = 'treated' | 'control'

/** One customer in one campaign, or one recorded attempt to keep one. Money in major units. */
export interface CampaignMember {
  customerId: string
  campaign: string | null
  variant: string | null
  arm: ArmName
  strategy: string | null
  identifiedOn: number | null
  executedOn: number | null
  marketingCost: number
  offerCost: number
  labourCost: number
  responded: boolean | null
  retained: boolean | null
  revenueSaved: number | null
  satisfaction: number | null
  churnedAgainOn: number | null
  /** True where any of the three costs is on record. */
  costKnown: boolean
  /** Row of the entity, for its attributes. */
  row: number
}

export interface CampaignRows {
  members: CampaignMember[]
  rows: EntityRows
}

const flag = (value: number | null): boolean | null => (value === null ? null : value > 0)

async function read(
  context: ToolContext,
  entity: 'campaign_member' | 'retention_action',
  to: string,
): Promise<CampaignRows> {
  // All rows: a question with a last day would leave out those without a date.
  const rows = await context.store.entityRows({ entity })
  const last = dayNumber(to, 'to')
  const text = (name: string) => categoriesOf(rows, name)
  const number = (name: string) => numbersOf(rows, name)
  const [campaign, variant, strategy] = [text('campaign_id'), text('variant'), text('strategy')]
  const [identified, executed, treated, sent] = [
    number('identified_at'),
    number('executed_at'),
    number('treated_at'),
    number('sent_at'),
  ]
  const [marketing, offer, labour] = [number('marketing_cost'), number('offer_cost'), number('labor_cost')]
  const [responded, retained, saved] = [number('responded'), number('retained'), number('revenue_saved')]
  const [satisfaction, again] = [number('satisfaction'), number('churned_again_at')]
  const members = rows.customerIds.flatMap((customerId, row): CampaignMember[] => {
    if (customerId === null) return []
    const named = variant(row)
    const executedOn = executed(row) ?? treated(row) ?? sent(row)
    const known = executedOn ?? identified(row)
    if (known !== null && known > last) return []
    return [
      {
        customerId,
        campaign: campaign(row),
        variant: named,
        arm: isControl(named) ? 'control' : 'treated',
        strategy: strategy(row),
        identifiedOn: identified(row),
        executedOn,
        marketingCost: marketing(row) ?? 0,
        offerCost: offer(row) ?? 0,
        labourCost: labour(row) ?? 0,
        costKnown: marketing(row) !== null || offer(row) !== null || labour(row) !== null,
        responded: flag(responded(row)),
        retained: flag(retained(row)),
        revenueSaved: saved(row),
        satisfaction: satisfaction(row),
        churnedAgainOn: again(row),
        row,
      },
    ]
  })
  return { members, rows }
}

export const campaignMembers = (context: ToolContext, to: string): Promise<CampaignRows> =>
  read(context, 'campaign_member', to)
export const retentionActions = (context: ToolContext, to: string): Promise<CampaignRows> =>
  read(context, 'retention_action', to)

/** Until when the recorded attempts were followed: the last of their own dates. */
export const followedUntil = (members: readonly CampaignMember[]): string | null => {
  const last = members.reduce(
    (latest, { executedOn, churnedAgainOn }) =>
      Math.max(latest, executedOn ?? -Infinity, churnedAgainOn ?? -Infinity),
    -Infinity,
  )
  return Number.isFinite(last) ? isoDay(last) : null
}

const own = new Set([
  'campaign_id',
  'variant',
  'treated_at',
  'sent_at',
  'retained',
  'opened',
  'clicked',
  'coupon_used',
  'responded',
  'marketing_cost',
  'offer_cost',
  'labor_cost',
  'channel',
  'revenue_saved',
  'currency',
  'action_id',
  'strategy',
  'identified_at',
  'executed_at',
  'satisfaction',
  'churned_again_at',
  'notes',
])
const outcomeMoney = /revenue|sales|spend_after|gmv|收入|營收|营收|銷售|销售|營業額|营业额/i

/** Columns of the members' file that were there before the treatment, as far as their names tell. */
export const attributesOf = ({ columns }: EntityRows): Column[] =>
  columns.filter(({ name }) => !own.has(name) && !outcomeMoney.test(name))

/** A money outcome per customer, where the file brings one. */
export const moneyOutcome = ({ columns }: EntityRows): (Column & { kind: 'number' }) | undefined =>
  columns.find(
    (column): column is Column & { kind: 'number' } =>
      column.kind === 'number' && !own.has(column.name) && outcomeMoney.test(column.name),
  )
