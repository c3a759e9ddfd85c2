import type { Phrases } from '../../src/tool.ts'

/** Words for sums over numbers that were given, and for figures that do not exist. */
export interface SumWords {
  flows: (discount: string) => string
  undefinedWhy: (facts: { name: string; why: string }) => string
  reasons: Readonly<Record<string, string>>
  rates: (list: string) => string
  lacking: (facts: { given: string; needs: string }) => string
}

export const sumWords: Phrases<SumWords> = {
  en: {
    flows: d =>
      `The first cash flow is at time 0; the discount of ${d} is effective per period: flows a month apart need a monthly one.`,
    undefinedWhy: f => `${f.name} does not exist: ${f.why}.`,
    reasons: {
      cash_flows_never_change_sign: 'the cash flows never change sign, so no rate brings them to nothing',
      no_rate_found: 'no rate brings the cash flows to nothing',
      several_rates: 'several rates bring the cash flows to nothing, any one of them would mislead',
      never_paid_back: 'the cash flows never make up for the outlay',
      cost_before_is_zero: 'there was no cost before',
      investment_is_zero: 'nothing was invested',
      no_churn_no_finite_lifetime: 'without churn there is no end to the lifetime',
      margin_not_positive: 'the margin is not above nothing',
      lifetime_margin_below_cost: 'a customer leaves before the margin has made up for the acquisition cost',
      acquisition_cost_is_zero: 'the acquisition cost is nothing',
    },
    rates: list => `Rates at which the net present value is 0: ${list}. Judge by NPV at your own discount.`,
    lacking: f => `${f.given} is of no use without ${f.needs}.`,
  },
  'zh-CN': {
    flows: d => `第一笔现金流在第 0 期；折现率 ${d} 为每期有效利率：按月的现金流需用月利率。`,
    undefinedWhy: f => `${f.name}不存在：${f.why}。`,
    reasons: {
      cash_flows_never_change_sign: '现金流没有正负变化，任何利率都不能使其净现值为零',
      no_rate_found: '没有利率能使净现值为零',
      several_rates: '有多个利率使净现值为零，取任何一个都会误导',
      never_paid_back: '现金流始终未能收回投入',
      cost_before_is_zero: '之前的成本为零',
      investment_is_zero: '投入为零',
      no_churn_no_finite_lifetime: '没有流失，寿命没有终点',
      margin_not_positive: '毛利不大于零',
      lifetime_margin_below_cost: '客户离开之前毛利还没有补回获客成本',
      acquisition_cost_is_zero: '获客成本为零',
    },
    rates: list => `使净现值为零的利率：${list}。请以您自己的折现率下的净现值判断。`,
    lacking: f => `只有 ${f.given}，还缺 ${f.needs}，无法计算。`,
  },
  'zh-TW': {
    flows: d => `第一筆現金流在第 0 期；折現率 ${d} 為每期有效利率：按月的現金流需用月利率。`,
    undefinedWhy: f => `${f.name}不存在：${f.why}。`,
    reasons: {
      cash_flows_never_change_sign: '現金流沒有正負變化，任何利率都不能使其淨現值為零',
      no_rate_found: '沒有利率能使淨現值為零',
      several_rates: '有多個利率使淨現值為零，取任何一個都會誤導',
      never_paid_back: '現金流始終未能收回投入',
      cost_before_is_zero: '之前的成本為零',
      investment_is_zero: '投入為零',
      no_churn_no_finite_lifetime: '沒有流失，壽命沒有終點',
      margin_not_positive: '毛利不大於零',
      lifetime_margin_below_cost: '客戶離開之前毛利還沒有補回獲客成本',
      acquisition_cost_is_zero: '獲客成本為零',
    },
    rates: list => `使淨現值為零的利率：${list}。請以您自己的折現率下的淨現值判斷。`,
    lacking: f => `只有 ${f.given}，還缺 ${f.needs}，無法計算。`,
  },
}
