import type { EntityName } from '../../src/domain/entities/index.ts'
import type { Language } from '../../src/tool.ts'

const words: Readonly<Record<EntityName, readonly [en: string, hans: string, hant: string]>> = {
  customer: ['customers', '客户', '客戶'],
  account: ['accounts', '企业客户', '企業客戶'],
  contact: ['contacts', '联系人', '聯絡人'],
  order: ['orders', '订单', '訂單'],
  order_line: ['order lines', '订单明细', '訂單明細'],
  refund: ['refunds', '退款', '退款'],
  subscription: ['subscriptions', '订阅', '訂閱'],
  subscription_event: ['subscription events', '订阅变动', '訂閱異動'],
  payment: ['payments', '付款', '付款'],
  activity: ['activities', '活动记录', '活動紀錄'],
  ticket: ['tickets', '工单', '客服案件'],
  survey: ['survey answers', '调查回答', '問卷回覆'],
  opportunity: ['opportunities', '商机', '商機'],
  campaign: ['campaigns', '营销活动', '行銷活動'],
  campaign_member: ['campaign members', '活动名单', '活動名單'],
  cost: ['costs', '成本', '成本'],
  label: ['churn labels', '流失标注', '流失標示'],
  retention_action: ['retention actions', '挽留行动', '挽留行動'],
  touchpoint: ['touchpoints', '触点', '接觸點'],
  fx_rate: ['exchange rates', '汇率', '匯率'],
}

const keys: Readonly<Record<string, readonly [en: string, hans: string, hant: string]>> = {
  customer_id: ['customer_id', '客户编号', '客戶編號'],
  order_id: ['order_id', '订单编号', '訂單編號'],
  subscription_id: ['subscription_id', '订阅编号', '訂閱編號'],
  product_id: ['product_id', '商品编号', '商品編號'],
  campaign_id: ['campaign_id', '活动编号', '活動編號'],
}

/** How the field that connects two tables is called in a sentence; others keep their name. */
export const keyWord = (field: string, language: Language): string =>
  keys[field]?.[language === 'en' ? 0 : language === 'zh-CN' ? 1 : 2] ?? ` ${field} `

const known = (entity: string): entity is EntityName => Object.hasOwn(words, entity)

/** What the rows of an entity are called in a sentence; a name that is none of ours stays as it is. */
export function entityWord(entity: string, language: Language): string {
  if (!known(entity)) return entity
  const [en, hans, hant] = words[entity]
  return language === 'en' ? en : language === 'zh-CN' ? hans : hant
}
