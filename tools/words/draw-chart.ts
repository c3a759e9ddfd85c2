import type { Phrases } from '../../src/tool.ts'

interface Words {
  nothing: Readonly<Record<'bands' | 'drivers' | 'matrix' | 'tiers', string>>
  twin: string
}

export const words: Phrases<Words> = {
  en: {
    nothing: {
      bands: 'No health score can be computed from the data, so there are no bands to draw.',
      drivers:
        'No field of the data goes with churn beyond chance, or churn cannot be observed: there are no drivers to draw.',
      matrix:
        'A risk matrix needs a health score and two fields with a few values each, such as industry and size.',
      tiers: 'No revenue per customer is on record, so there are no value tiers to draw.',
    },
    twin: 'Groups under 30 customers are grey, under 10 not shown. The page holds the same numbers as a table.',
  },
  'zh-CN': {
    nothing: {
      bands: '数据不足以计算健康分，没有等级可画。',
      drivers: '没有字段与流失的关联超出偶然，或无法观察流失，没有驱动因素可画。',
      matrix: '风险矩阵需要健康分，以及两个取值不多的字段，例如行业与规模。',
      tiers: '没有客户的收入记录，没有价值层级可画。',
    },
    twin: '不足 30 名客户的群体画成灰色，不足 10 名不显示。网页中附有同样数字的表格。',
  },
  'zh-TW': {
    nothing: {
      bands: '資料不足以計算健康分，沒有等級可畫。',
      drivers: '沒有欄位與流失的關聯超出偶然，或無法觀察流失，沒有驅動因素可畫。',
      matrix: '風險矩陣需要健康分，以及兩個取值不多的欄位，例如產業與規模。',
      tiers: '沒有客戶的營收紀錄，沒有價值層級可畫。',
    },
    twin: '不足 30 位客戶的群體畫成灰色，不足 10 位不顯示。網頁中附有同樣數字的表格。',
  },
}
