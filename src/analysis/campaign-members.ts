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
  /** Whether the treatment got to the customer, where the file says so. */
  reached: boolean | null
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
  const [retained, saved, reached] = [number('retained'), number('revenue_saved'), reachedOf(rows)]
  // Where nobody wrote down an answer, a click or a used coupon is one.
  const answers = ['responded', 'clicked', 'coupon_used'].map(number)
  const responded = (row: number): number | null => {
    const told = answers.map(answer => answer(row))
    return told[0] ?? (told.every(one => one === null) ? null : Math.max(...told.map(one => one ?? 0)))
  }
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
        reached: flag(reached(row)),
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
const outcomeMoney = /revenue|sales|spend|spent|gmv|收入|營收|营收|銷售|销售|營業額|营业额|消費額|消费额/i
/** Names of what came after the treatment, or of whether it got through: no trait of the customer. */
const afterwards =
  /(^|[^a-z])(after|post|visit(ed|s)?|conver(ted|sion)|retention|retained|outcome|result|churn(ed)?|renew(ed|al)?|purchased?)([^a-z]|$)|[後后]|轉換|转化|回購|回购|回訪|回访|結果|结果|流失/i
const got =
  /(^|[^a-z])(reached|contacted|received|expos(ed|ure)|delivered|answered|connected|picked up|got (the )?(call|e-?mail|offer))([^a-z]|$)|接通|觸達|触达|送達|送达|收到|曝光/i

/** The column that says whether the treatment got through; `undefined` where the file has none. */
const reachedColumn = ({ columns }: Pick<EntityRows, 'columns'>): Column | undefined =>
  columns.find(({ name }) => !own.has(name) && got.test(name.replaceAll('_', ' ')))

function reachedOf(rows: EntityRows): (row: number) => number | null {
  const column = reachedColumn(rows)
  return column === undefined ? () => null : numbersOf(rows, column.name)
}

/** Columns of the members' file that were there before the treatment, as far as their names tell. */
export const attributesOf = ({ columns }: EntityRows): Column[] =>
  columns.filter(({ name }) => {
    const words = name.replaceAll('_', ' ')
    return !own.has(name) && !isOutcomeMoney(words) && !afterwards.test(words) && !got.test(words)
  })

/** Spending before the test is a trait: history, last year, monthly. */
const isOutcomeMoney = (name: string): boolean =>
  outcomeMoney.test(name) &&
  !/before|prior|previous|past|last|history|monthly|annual|yearly|之前|以前|前|去年|月|年/i.test(name)

/** A money outcome per customer, where the file brings one. */
export const moneyOutcome = ({ columns }: EntityRows): (Column & { kind: 'number' }) | undefined =>
  columns.find(
    (column): column is Column & { kind: 'number' } =>
      column.kind === 'number' && !own.has(column.name) && isOutcomeMoney(column.name),
  )

/** Columns with two values that speak of what came after the treatment: one of them may be the outcome. */
export const outcomeCandidates = (rows: EntityRows): string[] =>
  rows.columns
    .filter(
      column => !own.has(column.name) && !got.test(column.name.replaceAll('_', ' ')) && isTwofold(column),
    )
    .toSorted((one, two) => Number(afterwards.test(two.name)) - Number(afterwards.test(one.name)))
    .map(({ name }) => name)
    .slice(0, 4)

const isTwofold = (column: Column): boolean =>
  column.kind === 'category'
    ? column.levels.length === 2
    : column.kind === 'number' &&
      column.values.every(value => Number.isNaN(value) || value === 0 || value === 1)
