import { day, isoDay, slashDay } from './days.ts'
import { randomStream, type Random } from './random.ts'
import type { SampleSet } from './set.ts'
import { money, padded, type Cell } from './text.ts'

const strata = ['high', 'mid', 'low'] as const
type Stratum = (typeof strata)[number]
type Variant = 'control' | 'call' | 'coupon' | 'daily_sms'

/** Planned size and number retained of every cell: the planted truth holds exactly, without luck. */
const plan: Readonly<Record<Variant, Readonly<Record<Stratum, readonly [n: number, retained: number]>>>> = {
  control: { high: [320, 112], mid: [560, 140], low: [720, 108] },
  call: { high: [160, 71], mid: [280, 95], low: [360, 86] },
  coupon: { high: [160, 66], mid: [280, 88], low: [360, 78] },
  daily_sms: { high: [160, 50], mid: [280, 60], low: [360, 42] },
}
const variants = ['control', 'call', 'coupon', 'daily_sms'] as const
const strategy: Readonly<Record<Variant, string>> = { control: '', call: 'A', coupon: 'B', daily_sms: 'C' }
/** Cents: contact, offer, labour. */
const costs: Readonly<Record<Variant, readonly [number, number, number]>> = {
  control: [0, 0, 0],
  call: [200, 0, 4800],
  coupon: [150, 3000, 0],
  daily_sms: [900, 0, 100],
}
const revenueOf: Readonly<Record<Stratum, number>> = { high: 90_000, mid: 36_000, low: 9000 }
const started = day('2026-02-02')

interface Member {
  id: string
  stratum: Stratum
  variant: Variant
  retained: boolean
  /** Cents in the 90 days after the treatment. */
  revenue: number
  monthsWithUs: number
}

function members(random: Random): Member[] {
  const drawn = variants.flatMap(variant =>
    strata.flatMap(stratum => {
      const [n, retained] = plan[variant][stratum]
      return Array.from({ length: n }, (_, at) => ({ variant, stratum, retained: at < retained }))
    }),
  )
  return random.shuffle(drawn).map((member, at) => ({
    ...member,
    id: `W${padded(at + 1, 5)}`,
    revenue: member.retained ? Math.round(revenueOf[member.stratum] * random.gamma(4, 4)) : 0,
    monthsWithUs: 2 + random.poisson(14),
  }))
}

const words = {
  control: '对照组',
  call: '实验组-电话关怀',
  coupon: '实验组-优惠券',
  daily_sms: '实验组-每日短信',
} as const
const stratumWords = { high: '高价值', mid: '中价值', low: '低价值' } as const

function experiment(all: readonly Member[]): Cell[][] {
  const header = [
    [
      '活动编号',
      '客户编号',
      '实验组别',
      '价值分层',
      '在会月数',
      '触达时间',
      '是否挽回',
      '90天收入',
      '触达成本',
    ],
    ['优惠成本', '人力成本', '币种'],
  ].flat()
  const rows = all.map((member): Cell[] => {
    const [contact, offer, labour] = costs[member.variant]
    return [
      'WB-2026-02',
      member.id,
      words[member.variant],
      stratumWords[member.stratum],
      member.monthsWithUs,
      slashDay(started),
      member.retained ? '是' : '否',
      member.revenue / 100,
      contact / 100,
      member.retained ? offer / 100 : 0,
      labour / 100,
      'CNY',
    ]
  })
  return [header, ...rows]
}

function actions(random: Random, all: readonly Member[]): Cell[][] {
  const header = [
    ['action_id', 'customer_id', 'strategy', 'variant', 'identified_at', 'executed_at', 'marketing_cost'],
    [
      'offer_cost',
      'labor_cost',
      'responded',
      'retained',
      'revenue_saved',
      'satisfaction',
      'churned_again_at',
    ],
  ].flat()
  const treated = all.filter(({ variant }) => variant !== 'control')
  const rows = treated.map((member, at): Cell[] => {
    const [contact, offer, labour] = costs[member.variant]
    const seen = started - (random.chance(0.7) ? random.int(0, 1) : random.int(2, 9))
    const responded = member.retained || random.chance(0.12)
    const again = member.retained && random.chance(0.18)
    return [
      `R${padded(at + 1, 4)}`,
      member.id,
      strategy[member.variant],
      member.variant,
      isoDay(seen),
      isoDay(started),
      money(contact),
      money(member.retained ? offer : 0),
      money(labour),
      responded ? 1 : 0,
      member.retained ? 1 : 0,
      money(member.revenue),
      responded && random.chance(0.6) ? random.int(2, 5) : null,
      again ? isoDay(started + random.int(30, 170)) : null,
    ]
  })
  return [header, ...rows]
}

function totals(of: readonly Variant[]) {
  const pairs = of.flatMap(variant => strata.map(stratum => plan[variant][stratum]))
  const n = pairs.reduce((sum, [size]) => sum + size, 0)
  const retained = pairs.reduce((sum, [, kept]) => sum + kept, 0)
  return { n, retained, rate: Number((retained / n).toFixed(6)) }
}

export function winback(): SampleSet {
  const random = randomStream(40_040)
  const all = members(random)
  const control = totals(['control'])
  const lift = (of: readonly Variant[]) => Number((totals(of).rate - control.rate).toFixed(6))
  return {
    folder: 'winback',
    title: 'A win-back test with a control group',
    story:
      'In February 2026 a shop tried three ways to win back 4,000 sleeping customers and left 1,600 of them alone. ' +
      'The first file is the test, the second the log of what was done to the treated.',
    files: [
      {
        kind: 'xlsx',
        name: '挽回实验.xlsx',
        about: 'treated and control, outcome after 90 days, costs in CNY',
        sheets: [{ name: '实验', rows: experiment(all) }],
      },
      {
        kind: 'csv',
        name: 'retention_actions.csv',
        about: 'retention actions of the treated',
        rows: actions(random, all),
        encoding: 'utf-8',
        newline: '\n',
      },
    ],
    truth: {
      control,
      treated: totals(['call', 'coupon', 'daily_sms']),
      lift: lift(['call', 'coupon', 'daily_sms']),
      lift_by_variant: { call: lift(['call']), coupon: lift(['coupon']), daily_sms: lift(['daily_sms']) },
      harmful: 'daily_sms',
      cells: plan,
    },
    planted: [
      'Lift +4.0 percentage points overall, exactly; +9.0 for a call, +6.5 for a coupon.',
      'The daily message does harm: −3.5 percentage points.',
      'The same share of every stratum is in every arm; strata differ in value and in the rate of the untreated.',
    ],
    oddities: [
      'The offer costs only where it was taken up; the log counts sales of the saved, not the incremental ones.',
      'Satisfaction is empty where nobody answered.',
    ],
  }
}
