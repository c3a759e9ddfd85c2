import type { Phrases } from '../../src/tool.ts'
import { pipelineWords } from './forecast-pipeline.ts'
import type { PipelineWords } from './forecast-pipeline.ts'
import { planWords } from './forecast-plan.ts'
import type { PlanWords } from './forecast-plan.ts'

interface Words extends PlanWords, PipelineWords {
  cut: (facts: { cut: string; overlap: string; n: string; single: boolean }) => string
  kept: (facts: { kept: string; risk: string }) => string
  retention: (rate: string) => string
  consistent: string
  contradictory: (list: string) => string
  independent: string
  stored: (facts: {
    n: string
    months: string
    lost: string
    revenue: string
    lostRevenue: string
    churnFrom: string
    churnLow: string
    churnBase: string
    churnHigh: string
    keptLow: string
    keptBase: string
    keptHigh: string
    six: string
    sixLow: string
    sixHigh: string
    factor: string | null
  }) => string
  scenario: (facts: {
    name: string
    clvBase: string
    clv: string
    moved: string
    dropped: string
    budgetBase: string
    budget: string
    roiBase: string
    roi: string
  }) => string
  strategiesFrom: string
  strategiesGiven: string
  simulation: (facts: { runs: string; seed: string }) => string
  evenly: string
  circular: string
  /** How P(churn) and the actions reach the end of the horizon. */
  throughout: (days: string) => string
  method: string
  methodDirect: string
  factors: Readonly<Record<string, string>>
  baseUntouched: string
  heldTiers: string
  fewPeriods: (n: string) => string
  assumedChurn: string
  noMoney: string
  noData: string
  planNext: string
  scenarioNext: string
  costsMoved: (list: string) => string
  measures: Readonly<Record<string, string>>
  figures: {
    cut: string
    kept: string
    retention: string
    implied: (claim: string) => string
    measure: (name: string) => string
    six: string
    diff: (name: string) => string
  }
}

export const words: Phrases<Words> = {
  en: {
    ...planWords.en,
    ...pipelineWords.en,
    cut: f =>
      f.single
        ? `The strategy cuts churn by ${f.cut}.`
        : `Together the ${f.n} strategies cut churn by ${f.cut}; adding them up would claim ${f.overlap} too much, because they reach the same customers.`,
    kept: f => `Of ${f.risk} at risk that keeps ${f.kept}.`,
    retention: rate => `Revenue retention becomes ${rate}.`,
    consistent: 'The figures given do not contradict each other.',
    contradictory: list => `These figures cannot hold beside the others: ${list}.`,
    independent:
      'Strategies are taken to reach customers independently of each other; no expansion revenue is counted.',
    stored: f =>
      `Doing nothing, ${f.lost} of ${f.n} active customers leave within ${f.months} months; revenue is ${f.revenue}, ${f.lostRevenue} less than if all stayed. With the strategies churn goes from ${f.churnFrom} to ${f.churnBase} (${f.churnLow} to ${f.churnHigh}) and forward value of ${f.keptBase} is kept (${f.keptLow} to ${f.keptHigh}). ` +
      `Six-month revenue is expected at ${f.six} (${f.sixLow} to ${f.sixHigh}).${f.factor === null ? '' : ` ${f.factor} moves the answer most.`}`,
    scenario: f =>
      `Scenario “${f.name}” against the base: mean forward CLV ${f.clvBase} → ${f.clv}, worthwhile budget ${f.budgetBase} → ${f.budget}, its ROI ${f.roiBase} → ${f.roi}; ${f.moved} customers change tier and ${f.dropped} drop out of the programme. The base is as it was.`,
    strategiesFrom:
      'Strategies are those in force; the reach of each is its share of expected churn, and of the value expected to be lost, among contactable customers who repay it.',
    strategiesGiven: 'Effects and reaches are as given.',
    simulation: f =>
      `Low, base and high are the 5th, 50th and 95th percentiles of ${f.runs} runs with seed ${f.seed}: effects from their distributions, and who leaves by chance.`,
    evenly: 'Who leaves in a month pays nothing in it.',
    circular:
      'Won amounts are part of the health score, so revenue and band go together partly by construction.',
    throughout: days =>
      `The same constant hazard carries P(churn) to the end of the horizon; actions are renewed every ${days} days, so that they work throughout.`,
    method: 'do-nothing baseline and seeded simulation of combined strategies',
    methodDirect: 'combined cut 1 − Π(1 − effect × reach); revenue retention 1 − churn × (1 − cut)',
    factors: {
      churn_rate: 'The churn rate',
      success_rate: 'The success rate',
      reach: 'The reach',
      gross_margin: 'The gross margin',
      annual_discount: 'The discount rate',
      clv_horizon_months: 'The horizon of the value',
    },
    baseUntouched: 'The scenario’s assumptions lie over the base for this answer only.',
    heldTiers: 'Tier limits, caps and costs are held at the base’s, so that a fall in value shows.',
    fewPeriods: n =>
      `Only ${n} months of history: fewer than the 12 a forecast needs. Read this as a scenario table, not a forecast.`,
    assumedChurn: 'No churn rate can be measured: 20% a year is assumed.',
    noMoney:
      'The data holds no revenue per customer, so there is nothing to forecast in money. Import orders, subscriptions or contract values.',
    noData:
      'The store holds no customers yet. Give churn_cuts, annual_churn and the like in inputs to check a plan without data.',
    planNext: 'Spread a budget so that the strategies happen',
    scenarioNext:
      'Store other assumptions under a name (here three quarters of the margin and half the success at today’s costs), then ask again with scenario',
    costsMoved: list =>
      `The scenario’s strategies also cost other than the base’s (${list}): budget, customers and ROI move for that as well, not only for margin or success.`,
    measures: {
      churn_rate: 'churn rate',
      churn_reduction: 'churn reduction',
      revenue_retention: 'revenue retention',
      cltv_uplift: 'CLTV uplift',
      revenue: 'revenue',
      clv_mean: 'mean forward CLV',
      clv_total: 'forward CLV in all',
      expected_loss: 'forward CLV expected to be lost',
      programme_customers: 'customers worth an action',
      programme_budget: 'worthwhile budget',
      programme_value: 'margin it keeps',
      programme_roi: 'its ROI',
      tier_high: 'customers in tier high',
      tier_mid: 'customers in tier mid',
      tier_low: 'customers in tier low',
    },
    figures: {
      cut: 'Combined churn cut',
      kept: 'Revenue kept',
      retention: 'Revenue retention',
      implied: c => `Implied ${c}`,
      measure: m => m,
      six: 'Six-month revenue, open deals weighted in',
      diff: m => `${m}, scenario`,
    },
  },
  'zh-CN': {
    ...planWords['zh-CN'],
    ...pipelineWords['zh-CN'],
    cut: f =>
      f.single
        ? `这项策略降低流失 ${f.cut}。`
        : `${f.n} 项策略合计降低流失 ${f.cut}；直接相加会多算 ${f.overlap}，因为它们触达的是同一批客户。`,
    kept: f => `在面临风险的 ${f.risk} 中可保住 ${f.kept}。`,
    retention: rate => `收入留存率变为 ${rate}。`,
    consistent: '给出的数字之间没有矛盾。',
    contradictory: list => `下列数字与其余数字不能同时成立：${list}。`,
    independent: '假定各策略相互独立地触达客户；不计增购收入。',
    stored: f =>
      `什么都不做，${f.n} 名活跃客户中有 ${f.lost} 名会在 ${f.months} 个月内离开；收入为 ${f.revenue}，比全部留下少 ${f.lostRevenue}。采取策略后，流失率从 ${f.churnFrom} 降到 ${f.churnBase}（${f.churnLow} 至 ${f.churnHigh}），保住未来价值 ${f.keptBase}（${f.keptLow} 至 ${f.keptHigh}）。` +
      `六个月收入预计 ${f.six}（${f.sixLow} 至 ${f.sixHigh}）。${f.factor === null ? '' : `影响最大的因素是${f.factor}。`}`,
    scenario: f =>
      `情景“${f.name}”与基准相比：平均未来价值 ${f.clvBase} → ${f.clv}，值得投入的预算 ${f.budgetBase} → ${f.budget}，其 ROI ${f.roiBase} → ${f.roi}；${f.moved} 名客户变更层级，${f.dropped} 名退出方案。基准保持不变。`,
    strategiesFrom:
      '采用现行策略；每项策略的覆盖率为可联系且划算的客户在预期流失人数中的占比，价值覆盖率为其在预期流失价值中的占比。',
    strategiesGiven: '效果与覆盖率由您给出。',
    simulation: f =>
      `低、中、高为 ${f.runs} 次模拟（种子 ${f.seed}）的第 5、50、95 百分位：效果按其分布抽取，谁会离开则随机。`,
    evenly: '客户离开的当月不再带来收入。',
    circular: '成交金额是健康度的一部分，收入与健康度的相关有一部分是构造出来的。',
    throughout: days => `流失概率按同一恒定风险推到预测期末；行动每 ${days} 天续做一次，全程有效。`,
    method: '不作为基线与组合策略的种子模拟',
    methodDirect: '合并降幅 1 − Π（1 − 效果 × 覆盖率）；收入留存率 1 − 流失率 ×（1 − 降幅）',
    factors: {
      churn_rate: '流失率',
      success_rate: '成功率',
      reach: '覆盖率',
      gross_margin: '毛利率',
      annual_discount: '年折现率',
      clv_horizon_months: '价值计算期',
    },
    baseUntouched: '情景的假设只用于本次回答，基准不变。',
    heldTiers: '层级界限、上限和成本沿用基准，这样价值下降才看得出来。',
    fewPeriods: n => `历史只有 ${n} 个月，少于预测所需的 12 个月：请当作情景表看，而不是预测。`,
    assumedChurn: '无法测得流失率：假定每年 20%。',
    noMoney: '数据中没有客户收入，无法做金额预测。请导入订单、订阅或合同金额。',
    noData: '数据库中还没有客户。可在 inputs 中给出 churn_cuts、annual_churn 等核对一份计划。',
    planNext: '分配预算，让策略落地',
    scenarioNext:
      '把其他假设存成一个名字（此处为毛利率的四分之三、成功率减半、成本不变），再用 scenario 来问',
    costsMoved: list =>
      `情景中的策略成本也与基准不同（${list}）：预算、客户数和 ROI 的变化不只来自毛利率或成功率。`,
    measures: {
      churn_rate: '流失率',
      churn_reduction: '流失降幅',
      revenue_retention: '收入留存率',
      cltv_uplift: '终身价值增量',
      revenue: '收入',
      clv_mean: '平均未来价值',
      clv_total: '未来价值合计',
      expected_loss: '预期流失的未来价值',
      programme_customers: '值得行动的客户数',
      programme_budget: '值得投入的预算',
      programme_value: '保住的毛利',
      programme_roi: '方案 ROI',
      tier_high: '高层级客户数',
      tier_mid: '中层级客户数',
      tier_low: '低层级客户数',
    },
    figures: {
      cut: '合并后的流失降幅',
      kept: '保住的收入',
      retention: '收入留存率',
      implied: c => `推算的 ${c}`,
      measure: m => m,
      six: '六个月收入（如有商机，加权计入）',
      diff: m => `情景下的${m}`,
    },
  },
  'zh-TW': {
    ...planWords['zh-TW'],
    ...pipelineWords['zh-TW'],
    cut: f =>
      f.single
        ? `這項策略降低流失 ${f.cut}。`
        : `${f.n} 項策略合計降低流失 ${f.cut}；直接相加會多算 ${f.overlap}，因為它們觸及的是同一批客戶。`,
    kept: f => `在面臨風險的 ${f.risk} 中可保住 ${f.kept}。`,
    retention: rate => `營收留存率變為 ${rate}。`,
    consistent: '給出的數字之間沒有矛盾。',
    contradictory: list => `下列數字與其餘數字不能同時成立：${list}。`,
    independent: '假定各策略相互獨立地觸及客戶；不計增購營收。',
    stored: f =>
      `什麼都不做，${f.n} 位活躍客戶中有 ${f.lost} 位會在 ${f.months} 個月內離開；營收為 ${f.revenue}，比全部留下少 ${f.lostRevenue}。採取策略後，流失率從 ${f.churnFrom} 降到 ${f.churnBase}（${f.churnLow} 至 ${f.churnHigh}），保住未來價值 ${f.keptBase}（${f.keptLow} 至 ${f.keptHigh}）。` +
      `六個月營收預計 ${f.six}（${f.sixLow} 至 ${f.sixHigh}）。${f.factor === null ? '' : `影響最大的因素是${f.factor}。`}`,
    scenario: f =>
      `情境「${f.name}」與基準相比：平均未來價值 ${f.clvBase} → ${f.clv}，值得投入的預算 ${f.budgetBase} → ${f.budget}，其 ROI ${f.roiBase} → ${f.roi}；${f.moved} 位客戶變更層級，${f.dropped} 位退出方案。基準維持不變。`,
    strategiesFrom:
      '採用現行策略；每項策略的觸及率為可聯絡且划算的客戶在預期流失人數中的占比，價值觸及率為其在預期流失價值中的占比。',
    strategiesGiven: '效果與觸及率由您給出。',
    simulation: f =>
      `低、中、高為 ${f.runs} 次模擬（種子 ${f.seed}）的第 5、50、95 百分位：效果依其分布抽取，誰會離開則隨機。`,
    evenly: '客戶離開的當月不再帶來營收。',
    circular: '成交金額是健康度的一部分，營收與健康度的相關有一部分是構造出來的。',
    throughout: days => `流失機率以同一固定風險率推到預測期末；行動每 ${days} 天續做一次，全程有效。`,
    method: '不作為基準線與組合策略的種子模擬',
    methodDirect: '合併降幅 1 − Π（1 − 效果 × 觸及率）；營收留存率 1 − 流失率 ×（1 − 降幅）',
    factors: {
      churn_rate: '流失率',
      success_rate: '成功率',
      reach: '觸及率',
      gross_margin: '毛利率',
      annual_discount: '年折現率',
      clv_horizon_months: '價值計算期',
    },
    baseUntouched: '情境的假設只用於本次回答，基準不變。',
    heldTiers: '層級界限、上限與成本沿用基準，這樣價值下降才看得出來。',
    fewPeriods: n => `歷史只有 ${n} 個月，少於預測所需的 12 個月：請當作情境表看，而不是預測。`,
    assumedChurn: '無法測得流失率：假定每年 20%。',
    noMoney: '資料中沒有客戶營收，無法做金額預測。請匯入訂單、訂閱或合約金額。',
    noData: '資料庫中還沒有客戶。可在 inputs 中給出 churn_cuts、annual_churn 等核對一份計畫。',
    planNext: '分配預算，讓策略付諸執行',
    scenarioNext:
      '把其他假設存成一個名字（此處為毛利率的四分之三、成功率減半、成本不變），再用 scenario 來問',
    costsMoved: list =>
      `情境中的策略成本也與基準不同（${list}）：預算、客戶數和 ROI 的變化不只來自毛利率或成功率。`,
    measures: {
      churn_rate: '流失率',
      churn_reduction: '流失降幅',
      revenue_retention: '營收留存率',
      cltv_uplift: '終身價值增量',
      revenue: '營收',
      clv_mean: '平均未來價值',
      clv_total: '未來價值合計',
      expected_loss: '預期流失的未來價值',
      programme_customers: '值得行動的客戶數',
      programme_budget: '值得投入的預算',
      programme_value: '保住的毛利',
      programme_roi: '方案 ROI',
      tier_high: '高層級客戶數',
      tier_mid: '中層級客戶數',
      tier_low: '低層級客戶數',
    },
    figures: {
      cut: '合併後的流失降幅',
      kept: '保住的營收',
      retention: '營收留存率',
      implied: c => `推算的 ${c}`,
      measure: m => m,
      six: '六個月營收（如有商機，加權計入）',
      diff: m => `情境下的${m}`,
    },
  },
}
