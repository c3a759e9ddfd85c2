import type { Language } from '../../locales/index.ts'

/** Four weeks from the decision; places in braces are filled with figures of the plan. */
export interface RoiNext {
  check: string
  draw: string
  drawWithout: string
  act: string
  action: (f: { action: string; tier: string; n: string; cost: string }) => string
  log: string
  bring: string
  search: string
  again: string
}

const en: RoiNext = {
  check:
    'First week: check consent and earlier contacts of the {n} customers; put your own costs and success rates in place of the assumed ones and plan anew.',
  draw: 'Second week: set the {control} customers of the control group apart, and hand the lists to those who carry the actions out.',
  drawWithout:
    'Second week: hand the lists to those who carry the actions out; no control group is set apart.',
  act: 'Third week: {actions}.',
  action: ({ action, tier, n, cost }) => `${action} for ${n} customers of value tier ${tier} (${cost})`,
  log: 'Fourth week: log every attempt with day and outcome, and hold what was kept against the {kept} expected once the outcome window has passed.',
  bring:
    'First week: bring what an action really costs and how often it succeeds: with the assumed figures it pays for nobody.',
  search:
    'Second week: look for an action below {spend} a customer, or one that keeps more than {success} of those who would leave.',
  again: 'Third week: compute this case anew with `configure` and these figures; fourth week: decide.',
}

const zhCN: RoiNext = {
  check: '第一周：核对 {n} 名客户的联系同意与此前接触；用贵公司的成本与成功率替换假设值，重新规划。',
  draw: '第二周：留出对照组 {control} 名客户，把名单交给执行的同事。',
  drawWithout: '第二周：把名单交给执行的同事；本次没有对照组。',
  act: '第三周：{actions}。',
  action: ({ action, tier, n, cost }) => `${tier}价值层级 ${n} 名（${cost}）用 ${action}`,
  log: '第四周：逐次记录日期与结果；观察期过后，把实际保住的金额与预计的 {kept}对照。',
  bring: '第一周：查清一次行动实际花多少、多久成功一次：按假设值，对任何客户都不划算。',
  search: '第二周：寻找每名客户花费低于 {spend} 的行动，或能留住超过 {success} 的将流失客户的行动。',
  again: '第三周：用 `configure` 填入这些数字，重新测算；第四周：作决定。',
}

const zhTW: RoiNext = {
  check: '第一週：核對 {n} 位客戶的聯絡同意與先前接觸；用貴公司的成本與成功率取代假設值，重新規劃。',
  draw: '第二週：留出對照組 {control} 位客戶，把名單交給執行的同仁。',
  drawWithout: '第二週：把名單交給執行的同仁；這次沒有對照組。',
  act: '第三週：{actions}。',
  action: ({ action, tier, n, cost }) => `${tier}價值層級 ${n} 位（${cost}）用 ${action}`,
  log: '第四週：逐次記錄日期與結果；觀察期過後，把實際保住的金額與預期的 {kept}對照。',
  bring: '第一週：查清一次行動實際花多少、多久成功一次：依假設值，對任何客戶都不划算。',
  search: '第二週：尋找每位客戶花費低於 {spend} 的行動，或能留住超過 {success} 的將流失客戶的行動。',
  again: '第三週：用 `configure` 填入這些數字，重新試算；第四週：作決定。',
}

const all: Readonly<Record<Language, RoiNext>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }
export const roiNext = (language: Language): RoiNext => all[language]
