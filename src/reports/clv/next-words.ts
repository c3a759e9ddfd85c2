import type { Language } from '../../locales/index.ts'

/** What follows from the values; places in braces are filled with figures of the report. */
export interface ClvNext {
  watch: string
  growth: string
  few: string
  spread: string
  dear: string
  pays: string
  noCac: string
  margin: string
  cap: string
}

const en: ClvNext = {
  watch:
    '{n} customers of the group “{group}” have brought {revenue} of revenue and promise {clv} of margin more: talk to them before any offer is made.',
  growth:
    '{n} customers of the group “{group}” have brought {revenue} of revenue so far and promise {clv} of margin more: show them the next step.',
  few: '{share} of customers bring {revenue} of revenue: each of these {n} gets an owner by name.',
  spread:
    'No small group carries the revenue: {share} of customers bring {revenue} of it. Serve by rules, and keep personal effort for the exceptions.',
  dear: 'A customer brings {ratio} times what winning one costs: below three, keeping comes before winning more.',
  pays: 'A customer brings {ratio} times what winning one costs: there is room to win more where such customers come from.',
  noCac:
    'Bring what winning customers costs by channel: value without it says how much, not whether it pays.',
  margin:
    'Settle the gross margin first: it is a default, and five points either way put forward value at {low} or {high}.',
  cap: 'Cap what is spent on keeping a customer by a share of forward value; the retention ROI business case does the sums.',
}

const zhCN: ClvNext = {
  watch: '“{group}”组的 {n} 名客户已带来收入 {revenue}，预计今后毛利只有 {clv}：先面谈，再谈优惠。',
  growth: '“{group}”组的 {n} 名客户迄今带来收入 {revenue}，预计今后还有毛利 {clv}：引导他们迈出下一步。',
  few: '{share} 的客户带来 {revenue} 的收入：这 {n} 名客户逐一指定负责人。',
  spread: '收入并不集中在少数客户：{share} 的客户带来其中的 {revenue}。按规则服务，人力留给例外情况。',
  dear: '一名客户的价值是获客成本的 {ratio} 倍：不到三倍，留客先于拓客。',
  pays: '一名客户的价值是获客成本的 {ratio} 倍：在这类客户的来源渠道还可以多投入。',
  noCac: '请补充各渠道的获客成本：没有它，只知道价值多少，不知道是否划算。',
  margin: '先核实毛利率：目前用的是默认值，上下五个百分点，未来价值就是 {low}或 {high}。',
  cap: '挽留一名客户的支出，以未来价值的一定比例为上限；具体测算见《客户挽留投资回报测算》。',
}

const zhTW: ClvNext = {
  watch: '「{group}」組的 {n} 位客戶已帶來營收 {revenue}，預期今後毛利只有 {clv}：先面談，再談優惠。',
  growth: '「{group}」組的 {n} 位客戶迄今帶來營收 {revenue}，預期今後還有毛利 {clv}：引導他們邁出下一步。',
  few: '{share} 的客戶帶來 {revenue} 的營收：這 {n} 位客戶逐一指定負責人。',
  spread: '營收並不集中在少數客戶：{share} 的客戶帶來其中的 {revenue}。依規則服務，人力留給例外情況。',
  dear: '一位客戶的價值是獲客成本的 {ratio} 倍：不到三倍，留客先於拓客。',
  pays: '一位客戶的價值是獲客成本的 {ratio} 倍：在這類客戶的來源通路還可以多投入。',
  noCac: '請補上各通路的獲客成本：沒有它，只知道價值多少，不知道是否划算。',
  margin: '先核實毛利率：目前用的是預設值，上下五個百分點，未來價值就是 {low}或 {high}。',
  cap: '挽留一位客戶的支出，以未來價值的一定比例為上限；詳細試算見「客戶挽留投資效益評估」。',
}

const all: Readonly<Record<Language, ClvNext>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }
export const clvNext = (language: Language): ClvNext => all[language]
