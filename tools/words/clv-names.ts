import type { Phrases } from '../../src/tool.ts'

interface Words {
  models: Readonly<Record<'bg_nbd' | 'mbg_nbd' | 'pareto_nbd' | 'nbd' | 'bg_bb' | 'sbg' | 'bdw', string>>
  units: Readonly<Record<'day' | 'week' | 'month' | 'year', string>>
  months: (n: string) => string
  years: (n: string) => string
  forever: string
  /** Stands in brackets beside a total whose model could not be pinned down. */
  noInterval: string
  reasons: Readonly<Record<string, string>>
  caps: string
  roi: string
  figures: Readonly<
    Record<
      | 'clv'
      | 'churnCost'
      | 'historical'
      | 'current'
      | 'potential'
      | 'total'
      | 'totalFramework'
      | 'forward'
      | 'ratio'
      | 'payback'
      | 'sum'
      | 'alive'
      | 'active'
      | 'expected'
      | 'derl',
      string
    >
  >
}

/** Names that all answers on lifetime value share. */
export const words: Phrases<Words> = {
  en: {
    models: {
      bg_nbd: 'BG/NBD',
      mbg_nbd: 'MBG/NBD',
      pareto_nbd: 'Pareto/NBD',
      nbd: 'NBD',
      bg_bb: 'BG/BB',
      sbg: 'sBG',
      bdw: 'BdW',
    },
    units: { day: 'days', week: 'weeks', month: 'months', year: 'years' },
    months: n => `${n} months`,
    years: n => `${n} years`,
    forever: 'without horizon',
    noInterval: 'no interval: the model is not identified',
    reasons: {
      undiscounted_value_is_infinite:
        'Without a discount the value over an endless horizon does not exist for these parameters; it is left empty.',
      infinite_horizon_without_discount_or_churn:
        'Without a horizon the value exists only with churn or a positive discount; it is left empty.',
      mean_spend_is_infinite:
        'With these spend parameters the mean spend does not exist (q at or below 1 for a customer without repeats); the value is left empty.',
      not_finite: 'The value is too large to be told with these parameters; it is left empty.',
    },
    caps: 'Only clv_forward may cap spending: what was earned is earned.',
    roi: 'See whether saving them pays',
    figures: {
      clv: 'CLV (formula)',
      churnCost: 'Churn cost',
      historical: 'Historical value',
      current: 'Current value',
      potential: 'Potential value',
      total: 'CLV total',
      totalFramework: 'CLV total as the framework prints it',
      forward: 'CLV forward',
      ratio: 'CLV : CAC',
      payback: 'Payback months',
      sum: 'Forward value of all customers',
      alive: 'P(alive)',
      active: 'Customers expected to be active still',
      expected: 'Expected purchases',
      derl: 'Discounted expected residual',
    },
  },
  'zh-CN': {
    models: {
      bg_nbd: 'BG/NBD',
      mbg_nbd: 'MBG/NBD',
      pareto_nbd: 'Pareto/NBD',
      nbd: 'NBD',
      bg_bb: 'BG/BB',
      sbg: 'sBG',
      bdw: 'BdW',
    },
    units: { day: '天', week: '周', month: '个月', year: '年' },
    months: n => `${n} 个月`,
    years: n => `${n} 年`,
    forever: '不限期限',
    noInterval: '无区间：模型未能识别',
    reasons: {
      undiscounted_value_is_infinite: '不折现时，这组参数在无限期限内的价值不存在，此处留空。',
      infinite_horizon_without_discount_or_churn:
        '不限期限时，只有存在流失或折现率为正，价值才有定义；此处留空。',
      mean_spend_is_infinite: '按这组消费参数，平均消费不存在（无复购客户且 q 不大于 1），价值留空。',
      not_finite: '按这组参数，数值过大，无法给出，此处留空。',
    },
    caps: '只有 clv_forward 可以作为支出上限的依据：已经赚到的不再计入。',
    roi: '看看挽留是否划算',
    figures: {
      clv: '终身价值（公式）',
      churnCost: '流失成本',
      historical: '历史价值',
      current: '当前价值',
      potential: '潜在价值',
      total: '总价值',
      totalFramework: '总价值（框架算法）',
      forward: '未来价值',
      ratio: 'CLV : CAC',
      payback: '回本月数',
      sum: '全部客户的未来价值',
      alive: '仍活跃的概率',
      active: '预计仍活跃的客户',
      expected: '预计购买次数',
      derl: '折现后的预期剩余次数',
    },
  },
  'zh-TW': {
    models: {
      bg_nbd: 'BG/NBD',
      mbg_nbd: 'MBG/NBD',
      pareto_nbd: 'Pareto/NBD',
      nbd: 'NBD',
      bg_bb: 'BG/BB',
      sbg: 'sBG',
      bdw: 'BdW',
    },
    units: { day: '天', week: '週', month: '個月', year: '年' },
    months: n => `${n} 個月`,
    years: n => `${n} 年`,
    forever: '不限期限',
    noInterval: '無區間：模型未能識別',
    reasons: {
      undiscounted_value_is_infinite: '不折現時，這組參數在無限期限內的價值不存在，此處留空。',
      infinite_horizon_without_discount_or_churn:
        '不限期限時，只有存在流失或折現率為正，價值才有定義；此處留空。',
      mean_spend_is_infinite: '按這組消費參數，平均消費不存在（無回購的客戶且 q 不大於 1），價值留空。',
      not_finite: '按這組參數，數值過大，無法給出，此處留空。',
    },
    caps: '只有 clv_forward 可以作為支出上限的依據：已經賺到的不再計入。',
    roi: '看看挽留是否划算',
    figures: {
      clv: '終身價值（公式）',
      churnCost: '流失成本',
      historical: '歷史價值',
      current: '目前價值',
      potential: '潛在價值',
      total: '總價值',
      totalFramework: '總價值（框架算法）',
      forward: '未來價值',
      ratio: 'CLV : CAC',
      payback: '回本月數',
      sum: '全部客戶的未來價值',
      alive: '仍活躍的機率',
      active: '預期仍活躍的客戶',
      expected: '預計購買次數',
      derl: '折現後的預期剩餘次數',
    },
  },
}
