import type { Language } from '../../../locales/index.ts'

/** What follows from the costs; places in braces are filled with figures of the report. */
export interface CostNext {
  over: string
  under: string
  rose: string
  unused: string
  served: string
  channels: string
  whale: string
  noCac: string
  noService: string
  plan: string
}

const en: CostNext = {
  over: '{stage} is {amount} ({share}) over its budget: its owner names the cause and a measure with a date.',
  under:
    '{stage} stands at {amount} ({share}) against its budget: ask whether work was left undone or the plan was too high before the money is moved.',
  rose: 'The cost of {stage} went from {before} to {after}: find out whether the volume rose or the price of it.',
  unused:
    '{unused} paid for service capacity that nobody used ({utilisation} of it was): fit staffing to the load, or fill it with work that keeps customers.',
  served:
    'Value tier {tier} takes {cost} of the cost to serve and brings {margin} of the margin: self-service for its simple cases, people for the hard ones.',
  channels:
    'A new customer costs {most} through {dearest} and {least} through {cheapest}: move money in steps, and judge by who is still there after a year.',
  whale:
    '{n} customers cost more than they bring: price, scope or automation, the largest of them one by one.',
  noCac:
    'Bring acquisition costs by channel and the day each customer signed up: until then nobody knows what a new customer costs.',
  noService:
    'Bring tickets or activity per customer: until then the cost to serve cannot be set against the value of those served.',
  plan: 'Set the budget of the next period by stage, and record every measure with its date, so that the next review can judge it.',
}

const zhCN: CostNext = {
  over: '{stage}超出预算 {amount}（{share}）：由负责人说明原因，并定下措施与期限。',
  under: '{stage}与预算相差 {amount}（{share}）：挪用余款之前先问，是该做的没做，还是计划定得过高。',
  rose: '{stage}成本由 {before} 升至 {after}：弄清是用量增加，还是单价上升。',
  unused:
    '{unused}花在无人使用的服务产能上（利用率 {utilisation}）：让排班跟上用量，或用来做能留住客户的事。',
  served: '{tier}价值层级占服务成本的 {cost}，只带来毛利的 {margin}：简单问题交给自助，难题交给人。',
  channels:
    '新客成本：{dearest}为 {most}，{cheapest}为 {least}。逐步调整投入，并以一年后仍在的客户来评判渠道。',
  whale: '{n} 名客户的成本高于收益：从价格、服务范围或自动化着手，最大的几名逐一处理。',
  noCac: '请补充各渠道的获客成本与客户加入日期：在此之前，无从得知一名新客要花多少钱。',
  noService: '请补充每名客户的工单或活动：在此之前，服务成本无法与客户价值对照。',
  plan: '按阶段制定下期预算，每项措施写明日期，下次回顾才能据以评判。',
}

const zhTW: CostNext = {
  over: '{stage}超出預算 {amount}（{share}）：由負責人說明原因，並訂下措施與期限。',
  under: '{stage}與預算相差 {amount}（{share}）：挪用餘款之前先問，是該做的沒做，還是計畫訂得過高。',
  rose: '{stage}成本由 {before} 升至 {after}：弄清是用量增加，還是單價上升。',
  unused:
    '{unused}花在無人使用的服務產能上（使用率 {utilisation}）：讓排班跟上用量，或用來做能留住客戶的事。',
  served: '{tier}價值層級占服務成本的 {cost}，只帶來毛利的 {margin}：簡單問題交給自助，難題交給人。',
  channels:
    '新客成本：{dearest}為 {most}，{cheapest}為 {least}。逐步調整投入，並以一年後仍在的客戶來評判通路。',
  whale: '{n} 位客戶的成本高於收益：從價格、服務範圍或自動化著手，最大的幾位逐一處理。',
  noCac: '請補上各通路的獲客成本與客戶加入日期：在此之前，無從得知一位新客要花多少錢。',
  noService: '請補上每位客戶的客服案件或活動：在此之前，服務成本無法與客戶價值對照。',
  plan: '依階段編列下期預算，每項措施寫明日期，下次檢視才能據以評判。',
}

const all: Readonly<Record<Language, CostNext>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }
export const costNext = (language: Language): CostNext => all[language]
