import type { Phrases } from '../../src/tool.ts'

export interface Direct {
  clv: string
  churnCost: string
  historical: string
  current: string
  potential: string
  total: string
  forward: string
  /** What may be spent to keep the customer; empty where there is no forward value. */
  cap: string
  horizon: string
  infinite: string
  discount: string
  retention: string
  framework: string
}

interface Words {
  formula: (facts: Direct) => string
  components: (facts: Direct) => string
  discounted: (facts: Direct) => string
  model: (facts: { name: string; alive: string; expected: string; horizon: string; spend: string }) => string
  contract: (facts: { name: string; derl: string; renewals: string }) => string
  worth: (value: string) => string
  cap: (facts: { amount: string; flat: string; share: string; byShare: string }) => string
  totalIsPast: string
  potentialAssumed: string
  undiscounted: string
  printed: string
}

/** Answers of the calculators. */
export const words: Phrases<Words> = {
  en: {
    formula: f =>
      `CLV by the formula is ${f.clv} (revenue × months × margin, undiscounted) and losing the customer costs ${f.churnCost} with the acquisition cost. Discounted at ${f.discount} a year the same stream is worth ${f.current}.`,
    components: f =>
      `Past margin ${f.historical}, current value ${f.current} (${f.horizon})${f.infinite}, potential ${f.potential} (upgrade and referral, assumptions): ${f.total} in total. Only the forward part, ${f.forward}, may cap spending${f.cap}. The framework’s printed figures are ${f.framework}. Retention ${f.retention} a year, discount ${f.discount} a year.`,
    discounted: f =>
      `The present value of the current pattern is ${f.current} (${f.horizon})${f.infinite}, at ${f.retention} retention and ${f.discount} discount a year. The framework prints ${f.framework}.`,
    model: f =>
      `${f.name}: the customer is still active with probability ${f.alive} and is expected to buy ${f.expected} times in ${f.horizon}${f.spend}.`,
    contract: f =>
      `${f.name}: after ${f.renewals} renewals the discounted expected residual lifetime is ${f.derl} payments, the next renewal counted in full.`,
    worth: value => `; worth ${value} from here on`,
    cap: f =>
      `: at most ${f.amount} (the lower of the flat cap ${f.flat} and ${f.share} of it, ${f.byShare})`,
    totalIsPast: '“clv_total” adds past margin and is for reporting, not a spend limit.',
    potentialAssumed: 'Upgrade and referral are assumptions of the caller, not measured.',
    undiscounted: 'The formula does not discount; recommended.clv_current does.',
    printed:
      'framework.* repeats the source course’s printed whole numbers; recommended.* is exact and decides.',
  },
  'zh-CN': {
    formula: f =>
      `按公式（收入 × 月数 × 毛利率，不折现）算，客户终身价值为 ${f.clv}；加上获客成本，流失一位客户的代价为 ${f.churnCost}。按年折现率 ${f.discount} 折现后，同一笔收益值 ${f.current}。`,
    components: f =>
      `过去已实现 ${f.historical}，当前价值 ${f.current}（${f.horizon}）${f.infinite}，潜在价值 ${f.potential}（升级与推荐，均为假设），合计 ${f.total}。能作为支出上限依据的只有未来部分 ${f.forward}${f.cap}。若按框架原来的算法，则为 ${f.framework}。年留存率 ${f.retention}，年折现率 ${f.discount}。`,
    discounted: f =>
      `按现有模式，现值为 ${f.current}（${f.horizon}）${f.infinite}，年留存率 ${f.retention}，年折现率 ${f.discount}。若按框架原来的算法，则为 ${f.framework}。`,
    model: f =>
      `${f.name} 模型：客户仍活跃的概率为 ${f.alive}，预计在 ${f.horizon} 内购买 ${f.expected} 次${f.spend}。`,
    contract: f =>
      `${f.name}：已续约 ${f.renewals} 次，折现后的预期剩余寿命为 ${f.derl} 次付款（下一次续约足额计入）。`,
    worth: value => `，此后价值 ${value}`,
    cap: f => `：至多花 ${f.amount}（固定上限 ${f.flat} 与其 ${f.share} 即 ${f.byShare}，取较低者）`,
    totalIsPast: '“clv_total”含过去已实现的部分，仅供汇报，不是支出上限。',
    potentialAssumed: '升级与推荐为调用者给出的假设，并非实测。',
    undiscounted: '公式本身不折现；recommended.clv_current 是折现后的值。',
    printed: 'framework.* 沿用课程给出的整数结果；recommended.* 为精确值，决策以它为准。',
  },
  'zh-TW': {
    formula: f =>
      `依公式（營收 × 月數 × 毛利率，不折現）計算，顧客終身價值為 ${f.clv}；加上獲客成本，流失一位顧客的代價為 ${f.churnCost}。以年折現率 ${f.discount} 折現後，同一筆收益值 ${f.current}。`,
    components: f =>
      `過去已實現 ${f.historical}，目前價值 ${f.current}（${f.horizon}）${f.infinite}，潛在價值 ${f.potential}（升級與推薦，皆為假設），合計 ${f.total}。能作為支出上限依據的只有未來部分 ${f.forward}${f.cap}。若依框架原本的算法，則為 ${f.framework}。年留存率 ${f.retention}，年折現率 ${f.discount}。`,
    discounted: f =>
      `依現有模式，現值為 ${f.current}（${f.horizon}）${f.infinite}，年留存率 ${f.retention}，年折現率 ${f.discount}。若依框架原本的算法，則為 ${f.framework}。`,
    model: f =>
      `${f.name} 模型：顧客仍活躍的機率為 ${f.alive}，預計在 ${f.horizon} 內購買 ${f.expected} 次${f.spend}。`,
    contract: f =>
      `${f.name}：已續約 ${f.renewals} 次，折現後的預期剩餘壽命為 ${f.derl} 次付款（下一次續約足額計入）。`,
    worth: value => `，此後價值 ${value}`,
    cap: f => `：至多花 ${f.amount}（固定上限 ${f.flat} 與其 ${f.share} 即 ${f.byShare}，取較低者）`,
    totalIsPast: '「clv_total」含過去已實現的部分，僅供報告，不是支出上限。',
    potentialAssumed: '升級與推薦為呼叫者給出的假設，並非實測。',
    undiscounted: '公式本身不折現；recommended.clv_current 是折現後的值。',
    printed: 'framework.* 沿用課程給出的整數結果；recommended.* 為精確值，決策以它為準。',
  },
}
