import type { Phrases } from '../../src/tool.ts'

/** Questions that a kind of data can answer, by what must be on record. */
export interface Askable {
  orders: readonly string[]
  members: readonly string[]
  crm: readonly string[]
  labels: readonly string[]
  subscriptions: readonly string[]
  tickets: readonly string[]
  campaigns: readonly string[]
  costs: readonly string[]
}

export const askable: Phrases<Askable> = {
  en: {
    orders: [
      'Which customers are we about to lose, and how much revenue goes with them?',
      'What is a customer worth, and which ones deserve a retention offer?',
      'How do the first-month cohorts keep buying?',
    ],
    members: ['Do some channels or levels keep their customers better than others?'],
    crm: ['How healthy are our accounts, and in which industry and size is the risk?'],
    labels: ['Why do customers leave: which drivers cost the most?'],
    subscriptions: ['How does monthly recurring revenue move, and who cancels?'],
    tickets: ['Do complaints and slow answers drive customers away?'],
    campaigns: ['Did the retention campaign work, beyond what would have happened anyway?'],
    costs: ['What does each stage of the customer lifecycle cost us?'],
  },
  'zh-CN': {
    orders: [
      '哪些客户快要流失，会带走多少收入？',
      '一个客户值多少钱，哪些值得花钱挽留？',
      '各月新客的复购情况如何？',
    ],
    members: ['不同渠道、不同等级的客户留存有差别吗？'],
    crm: ['客户健康度如何，风险集中在哪些行业和规模？'],
    labels: ['客户为什么流失，哪些原因代价最大？'],
    subscriptions: ['月经常性收入怎样变化，谁在取消？'],
    tickets: ['投诉和响应慢会让客户离开吗？'],
    campaigns: ['挽回活动真的有效吗（与不做相比）？'],
    costs: ['客户生命周期各阶段花了多少钱？'],
  },
  'zh-TW': {
    orders: [
      '哪些客戶快要流失，會帶走多少收入？',
      '一個客戶值多少錢，哪些值得花錢挽留？',
      '各月新客的回購情況如何？',
    ],
    members: ['不同管道、不同等級的客戶留存有差別嗎？'],
    crm: ['客戶健康度如何，風險集中在哪些產業和規模？'],
    labels: ['客戶為什麼流失，哪些原因代價最大？'],
    subscriptions: ['月經常性收入怎樣變化，誰在取消？'],
    tickets: ['客訴和回應慢會讓客戶離開嗎？'],
    campaigns: ['挽回活動真的有效嗎（與不做相比）？'],
    costs: ['客戶生命週期各階段花了多少錢？'],
  },
}
