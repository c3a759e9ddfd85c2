import type { Phrases } from '../../src/tool.ts'

type RateName = 'gross_churn' | 'net_churn' | 'grr' | 'nrr' | 'quick_ratio'
type MovementName = 'start' | 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation' | 'fx' | 'end'

interface Words {
  month: (f: { gross: string; net: string; grr: string; nrr: string; quick: string; end: string }) => string
  netCounts: string
  lostMoreThanStart: string
  noStart: string
  ledger: (f: {
    month: string
    start: string
    end: string
    gained: string
    lost: string
    grr: string
    nrr: string
    quick: string
    churned: string
    customers: string
    partial: boolean
  }) => string
  ledgerMeaning: string
  currencies: (codes: string) => string
  unpriced: (n: string) => string
  rates: Readonly<Record<RateName, string>>
  movements: Readonly<Record<MovementName, string>>
}

/** Movements of recurring revenue. */
export const words: Phrases<Words> = {
  en: {
    month: f =>
      `Gross MRR churn ${f.gross}, net ${f.net}; GRR ${f.grr}, NRR ${f.nrr}; quick ratio ${f.quick}. Closing MRR ${f.end}.`,
    netCounts: 'Net churn counts reactivation, NRR does not; GRR is capped at 100%.',
    lostMoreThanStart: 'Churn and contraction together exceed the starting MRR.',
    noStart: 'Starting MRR is 0, so rates have no denominator.',
    ledger: f =>
      `${f.month}${f.partial ? ' (not over yet)' : ''}: MRR from ${f.start} to ${f.end}, ${f.gained} gained and ${f.lost} lost. GRR ${f.grr}, NRR ${f.nrr}, quick ratio ${f.quick}; ${f.churned} of ${f.customers} customers left.`,
    ledgerMeaning:
      'A customer’s MRR is the sum of its subscriptions on a month’s last day: a second one is expansion, losing it contraction. Start + new + reactivation + expansion − contraction − churn + fx = end.',
    currencies: codes =>
      `Several currencies (${codes}) at the rate of each month end; what rates alone changed stands in fx.`,
    unpriced: n => `${n} subscription spans left out: no amount, or no exchange rate for their day.`,
    rates: {
      gross_churn: 'Gross MRR churn',
      net_churn: 'Net MRR churn',
      grr: 'Gross revenue retention',
      nrr: 'Net revenue retention',
      quick_ratio: 'Quick ratio',
    },
    movements: {
      start: 'Opening MRR',
      new: 'New MRR',
      expansion: 'Expansion MRR',
      contraction: 'Contraction MRR',
      churn: 'Churned MRR',
      reactivation: 'Reactivated MRR',
      fx: 'Exchange-rate effect',
      end: 'Closing MRR',
    },
  },
  'zh-CN': {
    month: f =>
      `MRR 毛流失率 ${f.gross}，净流失率 ${f.net}；GRR ${f.grr}，NRR ${f.nrr}；速动比率 ${f.quick}。期末 MRR ${f.end}。`,
    netCounts: '净流失率计入重新激活，NRR 不计；GRR 上限为 100%。',
    lostMoreThanStart: '流失与降级之和超过期初 MRR。',
    noStart: '期初 MRR 为 0，比率没有分母。',
    ledger: f =>
      `${f.month}${f.partial ? '（尚未结束）' : ''}：MRR 由 ${f.start} 变为 ${f.end}，增加 ${f.gained}，减少 ${f.lost}。GRR ${f.grr}，NRR ${f.nrr}，速动比率 ${f.quick}；${f.customers} 名客户中流失 ${f.churned} 名。`,
    ledgerMeaning:
      '客户的 MRR 是其各订阅在月末当天之和：增加第二份订阅算扩展，取消其一算收缩。期初 + 新增 + 重新激活 + 扩展 − 收缩 − 流失 + 汇率 = 期末。',
    currencies: codes => `多种货币（${codes}）按各月末汇率折算；单由汇率引起的变化列在 fx。`,
    unpriced: n => `排除 ${n} 段订阅：没有金额，或当天没有汇率。`,
    rates: {
      gross_churn: 'MRR 毛流失率',
      net_churn: 'MRR 净流失率',
      grr: '总收入留存率（GRR）',
      nrr: '净收入留存率（NRR）',
      quick_ratio: '速动比率',
    },
    movements: {
      start: '期初 MRR',
      new: '新增 MRR',
      expansion: '扩展 MRR',
      contraction: '收缩 MRR',
      churn: '流失 MRR',
      reactivation: '重新激活 MRR',
      fx: '汇率影响',
      end: '期末 MRR',
    },
  },
  'zh-TW': {
    month: f =>
      `MRR 毛流失率 ${f.gross}，淨流失率 ${f.net}；GRR ${f.grr}，NRR ${f.nrr}；速動比率 ${f.quick}。期末 MRR ${f.end}。`,
    netCounts: '淨流失率計入重新啟用，NRR 不計；GRR 上限為 100%。',
    lostMoreThanStart: '流失與降級之和超過期初 MRR。',
    noStart: '期初 MRR 為 0，比率沒有分母。',
    ledger: f =>
      `${f.month}${f.partial ? '（尚未結束）' : ''}：MRR 由 ${f.start} 變為 ${f.end}，增加 ${f.gained}，減少 ${f.lost}。GRR ${f.grr}，NRR ${f.nrr}，速動比率 ${f.quick}；${f.customers} 位客戶中流失 ${f.churned} 位。`,
    ledgerMeaning:
      '客戶的 MRR 是其各訂閱在月底當天之和：增加第二份訂閱算擴展，取消其一算收縮。期初 + 新增 + 重新啟用 + 擴展 − 收縮 − 流失 + 匯率 = 期末。',
    currencies: codes => `多種貨幣（${codes}）按各月底匯率折算；單由匯率引起的變化列在 fx。`,
    unpriced: n => `排除 ${n} 段訂閱：沒有金額，或當天沒有匯率。`,
    rates: {
      gross_churn: 'MRR 毛流失率',
      net_churn: 'MRR 淨流失率',
      grr: '總收入留存率（GRR）',
      nrr: '淨收入留存率（NRR）',
      quick_ratio: '速動比率',
    },
    movements: {
      start: '期初 MRR',
      new: '新增 MRR',
      expansion: '擴展 MRR',
      contraction: '收縮 MRR',
      churn: '流失 MRR',
      reactivation: '重新啟用 MRR',
      fx: '匯率影響',
      end: '期末 MRR',
    },
  },
}
