import type { Phrases } from '../../src/tool.ts'

interface Words {
  written: (f: {
    files: string
    business: string
    figures: string
    score: string
    of: string
    gates: string
    gatesOf: string
    missing: string
  }) => string
  business: Readonly<Record<'saas' | 'retail' | 'services' | 'b2b', string>>
  parts: Readonly<Record<string, string>>
  comma: string
  fromTools: string
  association: string
  draft: string
  verify: string
  noData: string
}

export const words: Phrases<Words> = {
  en: {
    written: f =>
      `${f.files} ${f.files === '1' ? 'file' : 'files'} written for ${f.business}. They print ${f.figures} figures, each with an id. Self-check ${f.score} of ${f.of}, ${f.gates} of ${f.gatesOf} gates passed.${f.missing === '' ? '' : ` Without figures, and saying so: ${f.missing}.`}`,
    business: {
      saas: 'a subscription business',
      retail: 'retail',
      services: 'services',
      b2b: 'business customers',
    },
    parts: {
      drivers: 'drivers',
      earlier: 'earlier period',
      health: 'health',
      tiers: 'value tiers',
      values: 'values',
      roi: 'ROI',
      predicted: 'churn model',
      definitions: 'rival definitions',
      planned: 'budget plan',
      forecast: 'forecast',
    },
    comma: ', ',
    fromTools: 'Every figure comes from an answer of a tool; the report computes none itself.',
    association: 'Drivers and groups are associations, not causes.',
    draft: 'The self-check is below four fifths of its points: a draft, not for publication.',
    verify: 'Check every number of the written file',
    noData: 'The store holds no data yet; import a file with import_data.',
  },
  'zh-CN': {
    written: f =>
      `已为${f.business}写出 ${f.files} 个文件，共印出 ${f.figures} 个数字，每个都有编号。自检 ${f.score} 分（满分 ${f.of}），${f.gatesOf} 项门槛通过 ${f.gates} 项。${f.missing === '' ? '' : `以下部分没有数字，文中已说明：${f.missing}。`}`,
    business: { saas: '订阅业务', retail: '零售', services: '服务业', b2b: '企业客户' },
    parts: {
      drivers: '驱动因素',
      earlier: '前一时期',
      health: '健康度',
      tiers: '价值层级',
      values: '价值',
      roi: 'ROI',
      predicted: '流失模型',
      definitions: '不同口径',
      planned: '预算分配',
      forecast: '预测',
    },
    comma: '、',
    fromTools: '所有数字都来自工具的答案，报告本身不做计算。',
    association: '驱动因素与群体是关联，不是因果。',
    draft: '自检不足八成：仍为草稿，不宜发布。',
    verify: '核对写出文件中的每个数字',
    noData: '数据库中还没有数据；请用 import_data 导入文件。',
  },
  'zh-TW': {
    written: f =>
      `已為${f.business}寫出 ${f.files} 個檔案，共印出 ${f.figures} 個數字，每個都有編號。自我檢查 ${f.score} 分（滿分 ${f.of}），${f.gatesOf} 項門檻通過 ${f.gates} 項。${f.missing === '' ? '' : `以下部分沒有數字，文中已說明：${f.missing}。`}`,
    business: { saas: '訂閱業務', retail: '零售業', services: '服務業', b2b: '企業客戶' },
    parts: {
      drivers: '驅動因素',
      earlier: '前一期間',
      health: '健康度',
      tiers: '價值層級',
      values: '價值',
      roi: 'ROI',
      predicted: '流失模型',
      definitions: '不同定義',
      planned: '預算分配',
      forecast: '預測',
    },
    comma: '、',
    fromTools: '所有數字都來自工具的答案，報告本身不做計算。',
    association: '驅動因素與群體是關聯，不是因果。',
    draft: '自我檢查不足八成：仍為草稿，不宜發布。',
    verify: '核對寫出檔案中的每個數字',
    noData: '資料庫中還沒有資料；請用 import_data 匯入檔案。',
  },
}
