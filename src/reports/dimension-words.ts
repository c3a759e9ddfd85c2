import type { Language } from '../locales/index.ts'

const names: Readonly<Record<string, readonly [string, string, string]>> = {
  activity: ['activity', '活跃度', '活躍度'],
  contact_quality: ['contact quality', '联系人质量', '聯絡人品質'],
  value: ['commercial value', '商业价值', '商業價值'],
  size: ['company size', '企业规模', '企業規模'],
  recency: ['time since the last purchase', '最近购买', '最近購買'],
  frequency: ['purchase frequency', '购买频率', '購買頻率'],
  satisfaction: ['satisfaction', '满意度', '滿意度'],
  usage: ['use of the product', '使用情况', '使用情形'],
  support: ['support', '支持服务', '支援服務'],
  payment: ['payment', '付款', '付款'],
}

/** How a reader calls a dimension of the health score. */
export function dimensionWord(dimension: string | null, language: Language): string {
  const known = dimension === null ? undefined : names[dimension]
  const place = { en: 0, 'zh-CN': 1, 'zh-TW': 2 }[language]
  return known?.[place] ?? dimension?.replaceAll('_', ' ') ?? ''
}
