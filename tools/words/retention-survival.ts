import type { Phrases } from '../../src/tool.ts'

interface Words {
  survival: (f: {
    n: string
    events: string
    median: string | null
    unit: string
    until: string
    left: string
    mean: string | null
  }) => string
  lifeUnits: Readonly<Record<'days' | 'as in the file', string>>
  logRank: (f: { chi: string; p: string; differ: boolean }) => string
  cox: (f: { n: string; concordance: string; lead: string }) => string
  censoring: string
  firstSpell: string
  leftOut: (n: string) => string
}

/** How long customers stay. */
export const words: Phrases<Words> = {
  en: {
    survival: f =>
      `${f.events} of ${f.n} customers left. ${f.median === null ? `The median was not reached: ${f.left} are still there after ${f.until}${f.unit}` : `Half have left after ${f.median}${f.unit}; after ${f.until}${f.unit} ${f.left} are still there`}.${f.mean === null ? '' : ` Mean time up to ${f.until}${f.unit}: ${f.mean}${f.unit}.`}`,
    lifeUnits: { days: ' days', 'as in the file': ' (unit of the file)' },
    logRank: f =>
      `Log-rank ${f.chi}, p ${f.p}: the groups ${f.differ ? 'leave at different paces' : 'do not differ beyond chance'}.`,
    cox: f => `Cox model with ${f.n} covariates, concordance ${f.concordance}; clearest ${f.lead}.`,
    censoring:
      'Customers still there count as seen up to the last day only (censored); no end is assumed for them.',
    firstSpell: 'A life runs from the first start to the first end; returns after it are not counted again.',
    leftOut: n => `${n} customers left out: no duration, no value in the field, or a group under 10.`,
  },
  'zh-CN': {
    survival: f =>
      `${f.n} 名客户中 ${f.events} 名已流失。${f.median === null ? `未达到中位数：到 ${f.until}${f.unit}时仍有 ${f.left} 留存` : `半数客户在 ${f.median}${f.unit}内流失；到 ${f.until}${f.unit}时仍有 ${f.left} 留存`}。${f.mean === null ? '' : `${f.until}${f.unit}内的平均存续时间为 ${f.mean}${f.unit}。`}`,
    lifeUnits: { days: ' 天', 'as in the file': '（文件中的单位）' },
    logRank: f =>
      `对数秩统计量 ${f.chi}，p ${f.p}：各组流失快慢${f.differ ? '不同' : '没有超出偶然的差别'}。`,
    cox: f => `Cox 模型含 ${f.n} 个协变量，一致性指数 ${f.concordance}；最明显的是 ${f.lead}。`,
    censoring: '仍在的客户只算观察到最后一天为止（删失），不假定其何时离开。',
    firstSpell: '存续期从首次开始算到首次结束，之后的回归不再计入。',
    leftOut: n => `排除 ${n} 名客户：没有时长、该字段无值，或所在组不足 10 名。`,
  },
  'zh-TW': {
    survival: f =>
      `${f.n} 位客戶中 ${f.events} 位已流失。${f.median === null ? `未達到中位數：到 ${f.until}${f.unit}時仍有 ${f.left} 留存` : `半數客戶在 ${f.median}${f.unit}內流失；到 ${f.until}${f.unit}時仍有 ${f.left} 留存`}。${f.mean === null ? '' : `${f.until}${f.unit}內的平均存續時間為 ${f.mean}${f.unit}。`}`,
    lifeUnits: { days: ' 天', 'as in the file': '（檔案中的單位）' },
    logRank: f =>
      `對數等級統計量 ${f.chi}，p ${f.p}：各組流失快慢${f.differ ? '不同' : '沒有超出偶然的差別'}。`,
    cox: f => `Cox 模型含 ${f.n} 個共變數，一致性指數 ${f.concordance}；最明顯的是 ${f.lead}。`,
    censoring: '仍在的客戶只算觀察到最後一天為止（設限），不假定其何時離開。',
    firstSpell: '存續期從首次開始算到首次結束，之後的回歸不再計入。',
    leftOut: n => `排除 ${n} 位客戶：沒有時長、該欄位無值，或所在組不足 10 位。`,
  },
}
