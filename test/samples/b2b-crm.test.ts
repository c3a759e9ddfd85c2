import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { healthScore, percentileRanks } from '../../scripts/samples/health.ts'
import { cell, csvRows, number, shareOf, sheetRows, sumOf, truthOf, type Row } from './read-sample.ts'

const first = csvRows('b2b-crm', '客户快照_2026-03-31.csv')
const second = csvRows('b2b-crm', '客户快照_2026-04-30.csv')
const labels = csvRows('b2b-crm', '流失标签.csv')
const truth = z
  .object({
    planted_movers_into_low: z.array(z.string()),
    churned: z.number(),
    total_won_first_wan: z.string(),
  })
  .parse(truthOf('b2b-crm'))

const size = z.enum(['SMB', 'Mid-Market', 'Enterprise'])

/** Default health of every row of a snapshot. */
function scores(rows: readonly Row[]): (number | null)[] {
  const turnover = percentileRanks(rows.map(row => number(row, '年营业额(万元)')))
  const won = percentileRanks(rows.map(row => number(row, '累计成交金额(万元)')))
  return rows.map((row, at) => {
    const ranks = [turnover[at] ?? null, won[at] ?? null].filter(rank => rank !== null)
    return healthScore({
      daysSinceLast: number(row, '距上次活动天数'),
      activities: number(row, '近30天活动数'),
      contacts: number(row, '联系人总数'),
      contactsWithEmail: number(row, '有邮箱联系人数'),
      value: ranks.length === 0 ? null : sumOf(ranks, rank => rank) / ranks.length,
      size: size.parse(cell(row, '企业规模分级')),
    })
  })
}

describe('the CRM sample', () => {
  it('scores by the curves of the method: a worked example', () => {
    // activity (90 + 60) / 2 = 75, contacts 50, value 60, SMB 40: 30 + 15 + 12 + 4 = 61
    const input = {
      daysSinceLast: 7,
      activities: 10,
      contacts: 4,
      contactsWithEmail: 2,
      value: 60,
      size: 'SMB',
    } as const
    expect(healthScore(input)).toBeCloseTo(61, 9)
    expect(healthScore({ ...input, contacts: 0, contactsWithEmail: 0 })).toBeCloseTo(46 / 0.7, 9)
    expect(percentileRanks([10, null, 20, 20, 30])).toEqual([0, null, 50, 50, 100])
  })

  it('has the two planted cells on top of the risk matrix, and one that is too small to tell', () => {
    const score = scores(first)
    const cells = new Map<string, number[]>()
    first.forEach((row, at) => {
      const value = score[at] ?? null
      const name = `${cell(row, '所属行业')}×${cell(row, '企业规模分级')}`
      if (value !== null) cells.set(name, [...(cells.get(name) ?? []), value])
    })
    const ranked = [...cells]
      .map(([name, all]) => ({ name, n: all.length, low: shareOf(all, value => value < 50) }))
      .sort((one, two) => two.low - one.low)
    const large = ranked.filter(({ n }) => n >= 10)
    expect(large.slice(0, 2).map(({ name }) => name)).toEqual(['科技×SMB', '金融服务×Mid-Market'])
    expect(large[1]?.low).toBeGreaterThan(2 * (large[2]?.low ?? 1))
    const small = ranked.find(({ name }) => name === '能源×Enterprise')
    expect(small?.n).toBeLessThan(10)
    expect(small?.low).toBeGreaterThan(0.4)
  })

  it('shows the planted accounts falling into the low band within the month', () => {
    const [before, after] = [scores(first), scores(second)]
    const at = (id: string) => first.findIndex(row => cell(row, '客户编号') === id)
    expect(truth.planted_movers_into_low).toHaveLength(16)
    for (const id of truth.planted_movers_into_low) {
      expect(before[at(id)]).toBeGreaterThanOrEqual(60)
      expect(after[at(id)]).toBeLessThan(50)
    }
  })

  it('lets leaving depend on activity and reachable contacts', () => {
    const left = new Set(
      labels.filter(row => cell(row, '是否流失') === '是').map(row => cell(row, '客户编号')),
    )
    expect(left.size).toBe(truth.churned)
    expect(left.size).toBeGreaterThanOrEqual(50)
    const churn = (is: (row: Row) => boolean) =>
      shareOf(first.filter(is), row => left.has(cell(row, '客户编号')))
    const active = (row: Row) => number(row, '近30天活动数') ?? 0
    const reach = (row: Row) =>
      (number(row, '有邮箱联系人数') ?? 0) / Math.max(1, number(row, '联系人总数') ?? 0)
    expect(churn(row => active(row) < 5)).toBeGreaterThan(2.5 * churn(row => active(row) >= 15))
    expect(churn(row => reach(row) < 0.4)).toBeGreaterThan(2 * churn(row => reach(row) >= 0.8))
  })

  it('keeps churn dates within 90 days after the first snapshot', () => {
    const dates = csvRows('b2b-crm', 'churn_labels.csv').flatMap(row => cell(row, 'Churn Date') || [])
    expect(dates.toSorted().at(0)).toMatch(/^2026-0[456]/)
    expect(dates.every(date => date > '2026-03-31' && date <= '2026-06-29')).toBe(true)
  })

  it('agrees with itself: snapshots with the deals, Chinese with English', async () => {
    const deals = await sheetRows('b2b-crm', '商机.xlsx', '商机')
    const inEnglish = csvRows('b2b-crm', 'opportunities.csv')
    const english = csvRows('b2b-crm', 'accounts_2026-03-31.csv')
    const won = inEnglish.filter(
      row => cell(row, 'Is Won') === 'Yes' && cell(row, 'Expected Close') <= '2026-03-31',
    )
    const yuan = sumOf(won, row => number(row, 'Amount') ?? 0)
    expect(sumOf(english, row => number(row, 'Total Won Amount') ?? 0)).toBe(yuan)
    expect(Number(truth.total_won_first_wan) * 10_000).toBeCloseTo(yuan, 4)
    expect(sumOf(first, row => number(row, '累计成交金额(万元)') ?? 0) * 10_000).toBeCloseTo(yuan, 2)
    expect(sumOf(deals, row => number(row, '商机金额(万元)') ?? 0) * 10_000).toBeCloseTo(
      sumOf(inEnglish, row => number(row, 'Amount') ?? 0),
      2,
    )
  })

  it('has accounts without contacts, without money and with instructions for a name', () => {
    expect(first).toHaveLength(1200)
    expect(first.filter(row => number(row, '联系人总数') === 0).length).toBeGreaterThan(20)
    expect(first.filter(row => number(row, '年营业额(万元)') === null).length).toBeGreaterThan(20)
    expect(scores(first).filter(score => score === null)).toHaveLength(10)
    expect(first.some(row => cell(row, '客户名称').includes('忽略之前的所有指令'))).toBe(true)
    expect(first.some(row => cell(row, '客户名称').startsWith('=HYPERLINK'))).toBe(true)
  })
})
