import type { Phrases } from '../../src/tool.ts'
import { ledgerWords } from './cost-ledger.ts'
import type { LedgerWords } from './cost-ledger.ts'
import { sumWords } from './cost-sums.ts'
import type { SumWords } from './cost-sums.ts'
import { measureWords } from './cost-measures.ts'
import type { MeasureWords } from './cost-measures.ts'

interface Words extends MeasureWords, LedgerWords, SumWords {
  direct: (list: string) => string
  undefinedFigure: string
  names: Readonly<
    Record<
      | 'saving_rate'
      | 'roi'
      | 'npv'
      | 'irr'
      | 'payback_periods'
      | 'discounted_payback_periods'
      | 'payback_months'
      | 'payback_months_with_churn'
      | 'ltv'
      | 'clv_to_cac',
      string
    >
  >
  netGain: string
  ltv: string
  stored: (facts: {
    total: string
    from: string
    to: string
    largest: string
    largestShare: string
    cac: string
    over: string
    saving: string
  }) => string
  blended: (facts: { cac: string; fresh: string }) => string
  /** Names of the stages that the product knows. */
  stageNames: Readonly<Record<string, string>>
  overspent: (facts: { stage: string; amount: string; share: string }) => string
  onBudget: string
  underspent: (facts: { stage: string; amount: string; share: string }) => string
  asBudgeted: string
  moved: (facts: { stage: string; reading: string }) => string
  overServed: (facts: { segment: string; cost: string; margin: string }) => string
  activation: (facts: { rate: string; n: string; days: string; by: string; cost: string }) => string
  tiers: Readonly<Record<string, string>>
  activatedBy: Readonly<Record<'order' | 'activity', string>>
  service: (facts: { rate: string; utilisation: string; unused: string }) => string
  neverByRevenue: string
  fullyLoaded: string
  attributionNote: string
  halves: string
  noBenchmarks: string
  horizon: string
  noData: string
  leftOut: (n: string) => string
  noCustomers: string
  channelsNext: string
  serviceNext: string
  figures: {
    total: string
    cac: string
    stage: (name: string) => string
    channel: (name: string) => string
    rate: string
    net: string
  }
}

export const words: Phrases<Words> = {
  en: {
    ...measureWords.en,
    ...ledgerWords.en,
    ...sumWords.en,
    direct: list => `From the numbers given: ${list}.`,
    undefinedFigure: 'is undefined',
    names: {
      saving_rate: 'Saving rate',
      roi: 'ROI',
      npv: 'NPV',
      irr: 'IRR',
      payback_periods: 'Payback (periods)',
      discounted_payback_periods: 'Discounted payback (periods)',
      payback_months: 'CAC payback (months, ignoring churn)',
      payback_months_with_churn: 'CAC payback (months, with churn)',
      ltv: 'LTV',
      clv_to_cac: 'LTV : CAC',
    },
    netGain: 'A net gain was given: the investment is already taken off it.',
    ltv: 'LTV = monthly margin ÷ monthly churn, undiscounted.',
    stored: f =>
      `Lifecycle cost from ${f.from} to ${f.to} is ${f.total}; the largest stage is ${f.largest} with ${f.largestShare}. ${f.cac}${f.over} ${f.saving}`,
    blended: f => `Blended CAC is ${f.cac} over ${f.fresh} new customers. `,
    stageNames: {},
    overspent: f => `${f.stage} is ${f.amount} (${f.share}) over its budget, the most of all stages.`,
    underspent: f =>
      `No stage is over its budget; ${f.stage} is the furthest under it, by ${f.amount} (${f.share}).`,
    asBudgeted: 'Every stage with a budget spent just that.',
    onBudget: 'No stage has a budget on record.',
    moved: f => `Between the two periods ${f.stage} moved most: ${f.reading}.`,
    overServed: f =>
      `Over-served: value tier ${f.segment} takes ${f.cost} of the cost to serve and brings ${f.margin} of the margin.`,
    activation: f =>
      `${f.rate} of ${f.n} new customers were active within ${f.days} days (${f.by})${f.cost === '' ? '' : `; each cost ${f.cost} to activate`}.`,
    tiers: { unknown: 'no revenue on record' },
    activatedBy: { order: 'first order', activity: 'first use' },
    service: f =>
      `A minute of service capacity costs ${f.rate}; ${f.utilisation} of it is used, ${f.unused} paid for nothing.`,
    neverByRevenue:
      'Costs are never allocated by revenue; a channel’s CAC is its own spend ÷ its own new customers of the same period.',
    fullyLoaded:
      'Fully loaded CAC adds the share of acquisition cost that belongs to no channel, by new customers.',
    attributionNote:
      'Attribution shares customers out over touches before signing; methods differ, none of them is causal.',
    halves:
      'Before and after are the two halves of the months on record, or the two periods given; a comparison without a control.',
    noBenchmarks: 'Shares of stages are of the costs on record; they are no benchmark for anyone else.',
    horizon:
      'Net lifecycle value = gross forward CLV − CAC − yearly cost of the other stages over the same horizon and discount.',
    leftOut: n =>
      `${n} cost lines are left out: their amount is missing or has no rate to the reporting currency. Import fx_rates or set reporting_currency.`,
    noData: 'No costs are on record. Import cost lines (stage, amount, date), or give numbers in inputs.',
    noCustomers:
      'No new customer is on record in the window: no CAC can be told. Import customers with their sign-up date (signup_date) and channel.',
    channelsNext: 'See channels and attribution',
    serviceNext: 'See cost to serve and the whale curve',
    figures: {
      total: 'Lifecycle cost',
      cac: 'Blended CAC',
      stage: s => `Cost of ${s}`,
      channel: c => `CAC of ${c}`,
      rate: 'Cost per minute of capacity',
      net: 'Net lifecycle value',
    },
  },
  'zh-CN': {
    ...measureWords['zh-CN'],
    ...ledgerWords['zh-CN'],
    ...sumWords['zh-CN'],
    direct: list => `按给出的数字：${list}。`,
    undefinedFigure: '不存在',
    names: {
      saving_rate: '节约率',
      roi: 'ROI',
      npv: '净现值',
      irr: '内部收益率',
      payback_periods: '回收期（期）',
      discounted_payback_periods: '折现回收期（期）',
      payback_months: '获客成本回收（月，不计流失）',
      payback_months_with_churn: '获客成本回收（月，计流失）',
      ltv: '终身价值',
      clv_to_cac: '终身价值 : 获客成本',
    },
    netGain: '给出的是净收益，其中已扣除投入。',
    ltv: '终身价值 = 每月毛利 ÷ 月流失率，不折现。',
    stored: f =>
      `${f.from}至${f.to}的生命周期成本为 ${f.total}；最大的阶段是${f.largest}，占 ${f.largestShare}。${f.cac}${f.over}${f.saving}`,
    blended: f => `综合获客成本为 ${f.cac}，新客户 ${f.fresh} 名。`,
    stageNames: {
      acquisition: '获客',
      activation: '激活',
      service: '服务',
      retention: '留存',
      upgrade: '增购',
      data: '数据',
      churn: '流失',
    },
    overspent: f => `${f.stage}超出预算 ${f.amount}（${f.share}），为各阶段之最。`,
    underspent: f => `没有阶段超出预算；低于预算最多的是${f.stage}，少 ${f.amount}（${f.share}）。`,
    asBudgeted: '有预算的阶段都恰好用完预算。',
    onBudget: '没有任何阶段的预算记录。',
    moved: f => `两个时期之间变化最大的是${f.stage}：${f.reading}。`,
    overServed: f => `服务过度：价值层级“${f.segment}”占服务成本 ${f.cost}，只带来毛利的 ${f.margin}。`,
    activation: f =>
      `${f.n} 名新客户中有 ${f.rate} 在 ${f.days} 天内激活（${f.by}）${f.cost === '' ? '' : `，每激活一名花费 ${f.cost}`}。`,
    tiers: { high: '高', mid: '中', low: '低', unknown: '无收入记录' },
    activatedBy: { order: '以首单计', activity: '以首次使用计' },
    service: f => `服务产能每分钟成本 ${f.rate}；已用 ${f.utilisation}，闲置部分花费 ${f.unused}。`,
    neverByRevenue: '成本从不按收入分摊；渠道获客成本 = 该渠道自身支出 ÷ 同期该渠道新客户数。',
    fullyLoaded: '全额分摊时，再加上不属于任何渠道的获客支出，按新客户数分担。',
    attributionNote: '归因把客户分给签约前的各次触点；方法不同结果不同，都不是因果。',
    halves: '前后对比为记录月份的前后两半，或您给出的两个时期；没有对照组。',
    noBenchmarks: '阶段占比只是本次记录内的占比，不能当作行业基准。',
    horizon: '净生命周期价值 = 未来价值毛额 − 获客成本 − 其余阶段每年成本（同一期限与折现）。',
    leftOut: n =>
      `${n} 条成本没有计入：缺少金额，或没有折算到报告币种的汇率。请导入汇率，或设置 reporting_currency。`,
    noData: '没有成本记录。请导入成本明细（阶段、金额、日期），或在 inputs 中给出数字。',
    noCustomers: '该期间没有新客户记录：无法得出获客成本。请导入带注册日期（signup_date）和渠道的客户。',
    channelsNext: '查看渠道与归因',
    serviceNext: '查看服务成本与鲸鱼曲线',
    figures: {
      total: '生命周期成本',
      cac: '综合获客成本',
      stage: s => `${s}成本`,
      channel: c => `${c} 获客成本`,
      rate: '每分钟产能成本',
      net: '净生命周期价值',
    },
  },
  'zh-TW': {
    ...measureWords['zh-TW'],
    ...ledgerWords['zh-TW'],
    ...sumWords['zh-TW'],
    direct: list => `依給出的數字：${list}。`,
    undefinedFigure: '不存在',
    names: {
      saving_rate: '節約率',
      roi: 'ROI',
      npv: '淨現值',
      irr: '內部報酬率',
      payback_periods: '回收期（期）',
      discounted_payback_periods: '折現回收期（期）',
      payback_months: '獲客成本回收（月，不計流失）',
      payback_months_with_churn: '獲客成本回收（月，計流失）',
      ltv: '終身價值',
      clv_to_cac: '終身價值 : 獲客成本',
    },
    netGain: '給出的是淨收益，其中已扣除投入。',
    ltv: '終身價值 = 每月毛利 ÷ 月流失率，不折現。',
    stored: f =>
      `${f.from}至${f.to}的生命週期成本為 ${f.total}；最大的階段是${f.largest}，占 ${f.largestShare}。${f.cac}${f.over}${f.saving}`,
    blended: f => `綜合獲客成本為 ${f.cac}，新客戶 ${f.fresh} 位。`,
    stageNames: {
      acquisition: '獲客',
      activation: '啟用',
      service: '服務',
      retention: '留存',
      upgrade: '增購',
      data: '資料',
      churn: '流失',
    },
    overspent: f => `${f.stage}超出預算 ${f.amount}（${f.share}），為各階段之最。`,
    underspent: f => `沒有階段超出預算；低於預算最多的是${f.stage}，少 ${f.amount}（${f.share}）。`,
    asBudgeted: '有預算的階段都恰好用完預算。',
    onBudget: '沒有任何階段的預算紀錄。',
    moved: f => `兩個期間之間變化最大的是${f.stage}：${f.reading}。`,
    overServed: f => `服務過度：價值層級「${f.segment}」占服務成本 ${f.cost}，只帶來毛利的 ${f.margin}。`,
    activation: f =>
      `${f.n} 位新客戶中有 ${f.rate} 在 ${f.days} 天內啟用（${f.by}）${f.cost === '' ? '' : `，每啟用一位花費 ${f.cost}`}。`,
    tiers: { high: '高', mid: '中', low: '低', unknown: '無營收紀錄' },
    activatedBy: { order: '以首單計', activity: '以首次使用計' },
    service: f => `服務產能每分鐘成本 ${f.rate}；已用 ${f.utilisation}，閒置部分花費 ${f.unused}。`,
    neverByRevenue: '成本從不依營收分攤；管道獲客成本 = 該管道自身支出 ÷ 同期該管道新客戶數。',
    fullyLoaded: '全額分攤時，再加上不屬於任何管道的獲客支出，依新客戶數分擔。',
    attributionNote: '歸因把客戶分給簽約前的各次觸點；方法不同結果不同，都不是因果。',
    halves: '前後對比為紀錄月份的前後兩半，或您給出的兩個期間；沒有對照組。',
    noBenchmarks: '階段占比只是本次紀錄內的占比，不能當作業界基準。',
    horizon: '淨生命週期價值 = 未來價值毛額 − 獲客成本 − 其餘階段每年成本（同一期限與折現）。',
    leftOut: n =>
      `${n} 筆成本沒有計入：缺少金額，或沒有換算到報告幣別的匯率。請匯入匯率，或設定 reporting_currency。`,
    noData: '沒有成本紀錄。請匯入成本明細（階段、金額、日期），或在 inputs 中給出數字。',
    noCustomers: '該期間沒有新客戶紀錄：無法得出獲客成本。請匯入帶註冊日期（signup_date）和管道的客戶。',
    channelsNext: '查看管道與歸因',
    serviceNext: '查看服務成本與鯨魚曲線',
    figures: {
      total: '生命週期成本',
      cac: '綜合獲客成本',
      stage: s => `${s}成本`,
      channel: c => `${c} 獲客成本`,
      rate: '每分鐘產能成本',
      net: '淨生命週期價值',
    },
  },
}
