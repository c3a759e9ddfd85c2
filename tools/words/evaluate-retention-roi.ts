import type { Phrases } from '../../src/tool.ts'

export interface RoiFacts {
  clv: string
  churnCost: string
  cost: string
  success: string
  frameworkRoi: string
  frameworkDecision: string
  incrementalRoi: string
  decision: string
  basis: 'assumed_one' | 'given' | 'control' | 'modelled'
  probability: string
  byProbability: string
  breakEven: string
  cap: string
  capRule: 'flat' | 'share'
  capFlat: string
  capShare: string
  tier: string
  pOver50: string
  pOver100: string
  draws: string
}

interface Words {
  summary: (facts: RoiFacts) => string
  group: (facts: {
    n: string
    worth: string
    value: string
    cost: string
    roi: string
    horizon: string
    days: string
  }) => string
  months: (n: string | null) => string
  method: string
  decision: (decision: string) => string
  tier: (tier: string) => string
  assumedOne: string
  assumedRate: string
  priors: string
  bestStrategy: string
  weighted: string
  noAcquisition: string
  setAcquisition: string
  capForward: string
  aliveOnce: string
  tierConflict: string
  thresholdsFrom: Readonly<Record<'documents' | 'settings' | 'data_quantiles', string>>
  seed: (seed: string) => string
  tornado: string
  programme: string
  trace: string
  noData: string
  nobody: string
  figures: {
    frameworkRoi: string
    incrementalRoi: string
    churnCost: string
    clv: string
    breakEven: string
    cap: string
  }
}

export const words: Phrases<Words> = {
  en: {
    summary: f =>
      `CLV is ${f.clv} and the churn cost ${f.churnCost}; at a cost of ${f.cost} and a success rate of ${f.success} the framework ROI is ${f.frameworkRoi} (${f.frameworkDecision}). ` +
      (f.basis === 'control'
        ? `Against the untreated control the incremental ROI is ${f.incrementalRoi}: ${f.decision}. `
        : f.basis === 'assumed_one'
          ? `The decision rests on the incremental ROI, which needs the churn probability: by P(churn) ${f.byProbability}; break-even P(churn) ${f.breakEven}. With P(churn) taken as 100% it is ${f.incrementalRoi} (${f.decision}), an upper bound. `
          : `The decision uses the incremental ROI at P(churn) ${f.probability}: ${f.incrementalRoi}, ${f.decision}; break-even P(churn) ${f.breakEven}; by P(churn) ${f.byProbability}. `) +
      `Spend cap ${f.cap}, the lower of the flat cap ${f.capFlat} and ${f.capShare} by share of forward CLV; tier ${f.tier}. ` +
      `Simulated over ${f.draws} draws, the framework ROI reaches 50% with probability ${f.pOver50} and passes 100% with ${f.pOver100}.`,
    group: f =>
      `Of ${f.n} customers in scope, ${f.worth} clear the ROI threshold; treating those costs ${f.cost}, keeps an expected margin of ${f.value} and returns ${f.roi} (incremental), for an action that holds ${f.days} days against forward value ${f.horizon}.`,
    months: n => (n === null ? 'without horizon' : `over ${n} months`),
    method: 'retention ROI, framework and incremental',
    decision: d => ({ execute: 'execute now', consider: 'consider', no: 'do not' })[d] ?? d,
    tier: t => t,
    assumedRate:
      'No churn rate can be measured: P(churn) follows from the 20% a year that the values assume. Import who left and when.',
    assumedOne:
      'P(churn) was not given and is taken as 1: the incremental ROI is an upper bound, labelled assumed.',
    bestStrategy: 'Each customer gets the strategy in force that suits best under the cap.',
    weighted:
      'For the scope as a whole, success is weighted by value and P(churn) by value times success, so that gains add up.',
    noAcquisition:
      'The acquisition cost is not known: churn cost and framework ROI leave the price of a replacement out.',
    setAcquisition: 'What does a new customer cost? Set acquisition_cost',
    priors:
      'Success rate and cost come from the strategy’s prior range (midpoints); recorded outcomes replace them.',
    aliveOnce:
      'The forward value of a purchase model already contains the chance that the customer still buys; the churn probability on top of it makes the ROI cautious.',
    capForward: 'The spend cap rests on forward CLV only; value already earned caps nothing.',
    tierConflict: 'CLV and monthly revenue point to different tiers; CLV decides.',
    thresholdsFrom: {
      documents:
        'Tiers and caps are the framework’s own money amounts; they fit the framework’s business only.',
      settings: 'Tiers come from the settings.',
      data_quantiles:
        'Tiers and caps are derived from the distribution of forward CLV in the data (top fifth high, lower half low).',
    },
    seed: seed => `Simulation with seed ${seed}; ranges are uniform.`,
    tornado: 'The tornado moves one factor at a time by ±20% on the framework basis.',
    programme: 'Spread a budget over customers under the caps',
    trace: 'Follow the figure to its formula',
    noData:
      'The store holds no customers yet. Give clv (or monthly_revenue and lifetime_months), cost and success_rate in inputs to calculate without data.',
    nobody: 'No customer matches the filter.',
    figures: {
      frameworkRoi: 'Framework ROI',
      incrementalRoi: 'Incremental ROI',
      churnCost: 'Churn cost',
      clv: 'CLV',
      breakEven: 'Break-even P(churn)',
      cap: 'Spend cap',
    },
  },
  'zh-CN': {
    summary: f =>
      `客户终身价值为 ${f.clv}，流失成本为 ${f.churnCost}；以 ${f.cost} 的成本、${f.success} 的成功率计，框架 ROI 为 ${f.frameworkRoi}（${f.frameworkDecision}）。` +
      (f.basis === 'control'
        ? `与未处理的对照组相比，增量 ROI 为 ${f.incrementalRoi}：${f.decision}。`
        : f.basis === 'assumed_one'
          ? `决策以增量 ROI 为准，它取决于流失概率：按流失概率 ${f.byProbability}；盈亏平衡的流失概率为 ${f.breakEven}。若把流失概率当作 100%，增量 ROI 为 ${f.incrementalRoi}（${f.decision}），这只是上限。`
          : `决策采用增量 ROI：流失概率 ${f.probability} 时为 ${f.incrementalRoi}，${f.decision}；盈亏平衡的流失概率为 ${f.breakEven}；按流失概率 ${f.byProbability}。`) +
      `支出上限 ${f.cap}（固定上限 ${f.capFlat} 与按未来价值比例的 ${f.capShare} 中取低者），价值层级：${f.tier}。` +
      `模拟 ${f.draws} 次，框架 ROI 达到 50% 的概率为 ${f.pOver50}，超过 100% 的概率为 ${f.pOver100}。`,
    group: f =>
      `范围内 ${f.n} 名客户中，${f.worth} 名达到 ROI 门槛；对其施策需花费 ${f.cost}，预计保住毛利 ${f.value}，增量 ROI 为 ${f.roi}。行动以有效 ${f.days} 天计，未来价值的计算期间${f.horizon}。`,
    months: n => (n === null ? '不限' : ` ${n} 个月`),
    method: '挽留 ROI（框架算法与增量算法）',
    decision: d => ({ execute: '立即执行', consider: '可以考虑', no: '不建议' })[d] ?? d,
    tier: t => ({ high: '高', mid: '中', low: '低' })[t] ?? t,
    assumedRate: '无法测得流失率：流失概率由价值所假设的每年 20% 推得。请导入已流失客户及其日期。',
    assumedOne: '未给出流失概率，暂按 1 计：增量 ROI 只是上限，标为“假设”。',
    bestStrategy: '每名客户取上限内最合适的现行策略。',
    weighted: '整体数字中，成功率按价值加权，流失概率按价值乘成功率加权，因此收益可以相加。',
    noAcquisition: '获客成本未知：流失成本与框架 ROI 未计入补充一名新客户的费用。',
    setAcquisition: '获得一名新客户要花多少钱？请设置 acquisition_cost',
    priors: '成功率与成本取策略先验区间的中点；有了实际结果就会替换。',
    aliveOnce: '购买模型的未来价值已包含客户仍在购买的概率，再乘流失概率会使 ROI 偏保守。',
    capForward: '支出上限只看未来价值，过去已实现的价值不计入。',
    tierConflict: 'CLV 与月收入指向不同层级，以 CLV 为准。',
    thresholdsFrom: {
      documents: '层级与上限采用框架自带的金额，只适用于框架所述的业务。',
      settings: '层级取自设置。',
      data_quantiles: '层级与上限由数据中未来价值的分布得出（前五分之一为高，后一半为低）。',
    },
    seed: seed => `模拟使用种子 ${seed}，区间按均匀分布抽取。`,
    tornado: '敏感性分析以框架算法逐项变动 ±20%。',
    programme: '在上限内把预算分给客户',
    trace: '追溯这个数字的公式',
    noData:
      '数据库中还没有客户。可在 inputs 中给出 clv（或 monthly_revenue 与 lifetime_months）、cost 和 success_rate 直接计算。',
    nobody: '没有客户符合筛选条件。',
    figures: {
      frameworkRoi: '框架 ROI',
      incrementalRoi: '增量 ROI',
      churnCost: '流失成本',
      clv: '客户终身价值',
      breakEven: '盈亏平衡流失概率',
      cap: '支出上限',
    },
  },
  'zh-TW': {
    summary: f =>
      `顧客終身價值為 ${f.clv}，流失成本為 ${f.churnCost}；以 ${f.cost} 的成本、${f.success} 的成功率計，框架 ROI 為 ${f.frameworkRoi}（${f.frameworkDecision}）。` +
      (f.basis === 'control'
        ? `與未處理的對照組相比，增量 ROI 為 ${f.incrementalRoi}：${f.decision}。`
        : f.basis === 'assumed_one'
          ? `決策以增量 ROI 為準，它取決於流失機率：依流失機率 ${f.byProbability}；損益兩平的流失機率為 ${f.breakEven}。若把流失機率當作 100%，增量 ROI 為 ${f.incrementalRoi}（${f.decision}），這只是上限。`
          : `決策採用增量 ROI：流失機率 ${f.probability} 時為 ${f.incrementalRoi}，${f.decision}；損益兩平的流失機率為 ${f.breakEven}；依流失機率 ${f.byProbability}。`) +
      `支出上限 ${f.cap}（固定上限 ${f.capFlat} 與依未來價值比例的 ${f.capShare} 取較低者），價值層級：${f.tier}。` +
      `模擬 ${f.draws} 次，框架 ROI 達到 50% 的機率為 ${f.pOver50}，超過 100% 的機率為 ${f.pOver100}。`,
    group: f =>
      `範圍內 ${f.n} 位客戶中，${f.worth} 位達到 ROI 門檻；對其採取行動需花費 ${f.cost}，預計保住毛利 ${f.value}，增量 ROI 為 ${f.roi}。行動以有效 ${f.days} 天計，未來價值的計算期間${f.horizon}。`,
    months: n => (n === null ? '不限' : ` ${n} 個月`),
    method: '挽留 ROI（框架算法與增量算法）',
    decision: d => ({ execute: '立即執行', consider: '可以考慮', no: '不建議' })[d] ?? d,
    tier: t => ({ high: '高', mid: '中', low: '低' })[t] ?? t,
    assumedRate: '無法測得流失率：流失機率由價值所假設的每年 20% 推得。請匯入已流失客戶及其日期。',
    assumedOne: '未給出流失機率，暫以 1 計：增量 ROI 只是上限，標為「假設」。',
    bestStrategy: '每位客戶取上限內最合適的現行策略。',
    weighted: '整體數字中，成功率依價值加權，流失機率依價值乘成功率加權，因此效益可以相加。',
    noAcquisition: '獲客成本未知：流失成本與框架 ROI 未計入補充一位新客戶的費用。',
    setAcquisition: '取得一位新客戶要花多少錢？請設定 acquisition_cost',
    priors: '成功率與成本取策略先驗區間的中點；有了實際結果就會取代。',
    aliveOnce: '購買模型的未來價值已包含客戶仍在購買的機率，再乘流失機率會使 ROI 偏保守。',
    capForward: '支出上限只看未來價值，過去已實現的價值不計入。',
    tierConflict: 'CLV 與月營收指向不同層級，以 CLV 為準。',
    thresholdsFrom: {
      documents: '層級與上限採用框架自帶的金額，只適用於框架所述的業務。',
      settings: '層級取自設定。',
      data_quantiles: '層級與上限由資料中未來價值的分布得出（前五分之一為高，後一半為低）。',
    },
    seed: seed => `模擬使用種子 ${seed}，區間以均勻分布抽取。`,
    tornado: '敏感度分析以框架算法逐項變動 ±20%。',
    programme: '在上限內把預算分給客戶',
    trace: '追溯這個數字的公式',
    noData:
      '資料庫中還沒有客戶。可在 inputs 中給出 clv（或 monthly_revenue 與 lifetime_months）、cost 和 success_rate 直接計算。',
    nobody: '沒有客戶符合篩選條件。',
    figures: {
      frameworkRoi: '框架 ROI',
      incrementalRoi: '增量 ROI',
      churnCost: '流失成本',
      clv: '顧客終身價值',
      breakEven: '損益兩平流失機率',
      cap: '支出上限',
    },
  },
}
