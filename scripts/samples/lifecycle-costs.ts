import { isoDay, isoMonth, monthStart } from './days.ts'
import { randomStream } from './random.ts'
import { saasAccounts, saasChannels, saasPeriod } from './saas-accounts.ts'
import { newByChannel } from './saas-tables.ts'
import type { SampleFile, SampleSet } from './set.ts'
import { money, type Cell } from './text.ts'

/** Planted cents of acquisition spend for each new customer of a channel. */
const spendPerCustomer: Readonly<Record<(typeof saasChannels)[number], number>> = {
  'Search ads': 42_000,
  Events: 95_000,
  Referral: 12_000,
  Partner: 61_000,
}
/** Planted cents a month of the other stages; service shrinks after the self-service launch. */
const stages: readonly (readonly [string, number])[] = [
  ['activation', 640_000],
  ['service', 2_100_000],
  ['retention', 480_000],
  ['upgrade', 260_000],
  ['data', 190_000],
  ['churn', 330_000],
]
const serviceSaving = 0.2
const names: Readonly<Record<string, string>> = {
  acquisition: '获客',
  activation: '激活',
  service: '服务',
  retention: '留存',
  upgrade: '升级',
  data: '数据',
  churn: '流失',
  'Search ads': '搜索广告',
  Events: '展会',
  Referral: '转介绍',
  Partner: '合作伙伴',
}

interface Line {
  stage: string
  channel: string | null
  cents: number
  budget: number
  date: string
  minutes: number | null
  capacity: number | null
}

/** The last twelve months of costs: exact multiples, so that every unit cost comes out as planted. */
function lines(): Line[] {
  const all = saasAccounts()
  const made: Line[] = []
  for (let at = 12; at < saasPeriod.months; at += 1) {
    const month = monthStart(saasPeriod.first, at)
    const date = isoDay(monthStart(month, 1) - 1)
    for (const channel of saasChannels) {
      const cents = spendPerCustomer[channel] * newByChannel(all, channel, isoMonth(month))
      made.push({
        stage: 'acquisition',
        channel,
        cents,
        budget: 500_000,
        date,
        minutes: null,
        capacity: null,
      })
    }
    for (const [stage, usual] of stages) {
      const saved = stage === 'service' && at >= 18
      const cents = saved ? usual * (1 - serviceSaving) : usual
      const timed = stage === 'service'
      const minutes = timed ? (saved ? 28_800 : 36_000) : null
      made.push({
        stage,
        channel: null,
        cents,
        budget: usual,
        date,
        minutes,
        capacity: timed ? 43_200 : null,
      })
    }
  }
  return made
}

function costRows(all: readonly Line[], chinese: boolean): Cell[][] {
  const header = chinese
    ? ['成本阶段', '渠道', '成本金额', '预算金额', '成本日期', '币种', '耗用分钟', '实际产能分钟']
    : [
        ['Cost Stage', 'Channel', 'Cost Amount', 'Budget Amount', 'Cost Date', 'Currency', 'Minutes'],
        ['Practical Capacity Minutes'],
      ].flat()
  const said = (text: string): string => (chinese ? (names[text] ?? text) : text)
  const rows = all.map((line): Cell[] => [
    said(line.stage),
    line.channel === null ? null : said(line.channel),
    money(line.cents),
    money(line.budget),
    line.date,
    'USD',
    line.minutes,
    line.capacity,
  ])
  return [header, ...rows]
}

/** The road of each new customer of the last year to the signature, one to five touches. */
function touchpoints(): Cell[][] {
  const random = randomStream(77)
  const since = monthStart(saasPeriod.first, 12)
  const rows = saasAccounts()
    .filter(({ start }) => start >= since)
    .flatMap(({ id, start, channel }) => {
      const count = random.int(1, 5)
      return Array.from({ length: count }, (_, at): Cell[] => {
        const last = at === count - 1
        const via = last ? channel : random.pick([...saasChannels, 'Newsletter'])
        return [id, via, isoDay(start - (count - 1 - at) * 6 - 1), money(random.int(50, 900))]
      })
    })
  return [['Customer ID', 'Channel', 'Touched At', 'Cost'], ...rows]
}

export function lifecycleCosts(): SampleSet {
  const all = lines()
  const utf8 = (name: string, about: string, rows: Cell[][]): SampleFile => ({
    kind: 'csv',
    name,
    about,
    rows,
    encoding: 'utf-8',
    newline: '\n',
  })
  const total = (stage: string) =>
    money(all.reduce((sum, line) => (line.stage === stage ? sum + line.cents : sum), 0))
  return {
    folder: 'lifecycle-costs',
    title: 'Costs over the lifecycle of the subscription business',
    story:
      'What the business of the set `saas` spent from July 2025 to June 2026, by stage and channel, ' +
      'and the touchpoints of the customers it won in that year.',
    files: [
      utf8('costs.csv', 'cost and budget by stage, channel and month, USD', costRows(all, false)),
      utf8('成本.csv', 'the same in Chinese', costRows(all, true)),
      utf8('touchpoints.csv', 'touches before the signature, with their cost', touchpoints()),
    ],
    truth: {
      months: 12,
      cac_by_channel: Object.fromEntries(saasChannels.map(name => [name, money(spendPerCustomer[name])])),
      totals_by_stage: Object.fromEntries(
        ['acquisition', ...stages.map(([stage]) => stage)].map(name => [name, total(name)]),
      ),
      service_saving_rate: serviceSaving,
      service_saving_since: isoDay(monthStart(saasPeriod.first, 18)),
      service_cost_per_practical_minute: { before: '0.4861', after: '0.3889' },
    },
    planted: [
      'Acquisition spend of a channel ÷ its new customers in `saas` is the same every month: see truth.json.',
      'Service costs a fifth less from January 2026 on, and takes a fifth fewer minutes of the same capacity.',
      'Every other stage spends its budget exactly; acquisition does not.',
    ],
    oddities: ['The last touch is the channel of the account; other touches are drawn at random.'],
  }
}
