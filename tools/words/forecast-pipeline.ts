import type { Phrases } from '../../src/tool.ts'

interface Deals {
  n: string
  amount: string
}

/** Words for open deals: how they count, and which do not. */
export interface PipelineWords {
  pipeline: Readonly<Record<'stated' | 'win_rate' | 'none', string>>
  stale: (deals: Deals & { day: string }) => string
  staleCounted: (deals: Deals & { day: string }) => string
  unweighted: (deals: Deals) => string
  beyond: (deals: Deals) => string
  elsewhere: (deals: Deals) => string
  stated: (amount: string) => string
  withoutRevenue: (n: string) => string
}

export const pipelineWords: Phrases<PipelineWords> = {
  en: {
    pipeline: {
      stated: 'Open deals due within six months count with the probability stated for them.',
      win_rate:
        'Open deals due within six months count with the probability stated for them, else with the measured win rate.',
      none: 'No open deal due within six months can be weighted: no pipeline is counted.',
    },
    stale: f =>
      `${f.n} open deals (${f.amount}) should have closed before ${f.day}: they are stale and not counted. Close or re-date them.`,
    staleCounted: f =>
      `${f.n} open deals (${f.amount}) have a close date before ${f.day}, the day of the import, as nothing else is dated: they are counted.`,
    unweighted: f =>
      `${f.n} open deals (${f.amount}) have no probability, and no closed deal gives a win rate: not counted. Import probability or outcomes.`,
    beyond: f => `${f.n} open deals (${f.amount}) are due after six months: not counted.`,
    elsewhere: f =>
      `${f.n} open deals (${f.amount}) belong to accounts that are no active customers: new business, not counted here.`,
    stated: amount =>
      `Accounts state ${amount} of open pipeline without probability or outcome: not counted. Import opportunities with amount, close date and probability.`,
    withoutRevenue: n =>
      `${n} people or accounts on record have never brought revenue (leads, prospects): they are not among the customers forecast.`,
  },
  'zh-CN': {
    pipeline: {
      stated: '六个月内到期的在途商机按其注明的概率计入。',
      win_rate: '六个月内到期的在途商机按其注明的概率计入，未注明的按实测赢单率计入。',
      none: '没有可以加权的六个月内到期的在途商机：不计商机。',
    },
    stale: f =>
      `${f.n} 个在途商机（${f.amount}）本应在 ${f.day} 之前成交：已过期，不计入。请关闭或更新日期。`,
    staleCounted: f =>
      `${f.n} 个在途商机（${f.amount}）的预计成交日早于 ${f.day}（因无其他日期，以导入日为准）：仍计入。`,
    unweighted: f =>
      `${f.n} 个在途商机（${f.amount}）没有概率，也没有已结商机可算赢单率：不计入。请补充概率或结果。`,
    beyond: f => `${f.n} 个在途商机（${f.amount}）在六个月之后到期：不计入。`,
    elsewhere: f => `${f.n} 个在途商机（${f.amount}）所属账户不是活跃客户：属于新业务，此处不计。`,
    stated: amount =>
      `账户上注明在途商机金额 ${amount}，但没有概率或结果：不计入。请导入带金额、成交日期和概率的商机。`,
    withoutRevenue: n => `${n} 个记录从未带来收入（线索、潜在客户）：不在预测的客户之内。`,
  },
  'zh-TW': {
    pipeline: {
      stated: '六個月內到期的進行中商機依其註明的機率計入。',
      win_rate: '六個月內到期的進行中商機依其註明的機率計入，未註明的依實測贏單率計入。',
      none: '沒有可以加權的六個月內到期的進行中商機：不計商機。',
    },
    stale: f =>
      `${f.n} 個進行中商機（${f.amount}）本應在 ${f.day} 之前成交：已過期，不計入。請結案或更新日期。`,
    staleCounted: f =>
      `${f.n} 個進行中商機（${f.amount}）的預計成交日早於 ${f.day}（因無其他日期，以匯入日為準）：仍計入。`,
    unweighted: f =>
      `${f.n} 個進行中商機（${f.amount}）沒有機率，也沒有已結商機可算贏單率：不計入。請補充機率或結果。`,
    beyond: f => `${f.n} 個進行中商機（${f.amount}）在六個月之後到期：不計入。`,
    elsewhere: f => `${f.n} 個進行中商機（${f.amount}）所屬帳戶不是活躍客戶：屬於新業務，此處不計。`,
    stated: amount =>
      `帳戶上註明進行中商機金額 ${amount}，但沒有機率或結果：不計入。請匯入帶金額、成交日期和機率的商機。`,
    withoutRevenue: n => `${n} 筆紀錄從未帶來營收（名單、潛在客戶）：不在預測的客戶之內。`,
  },
}
