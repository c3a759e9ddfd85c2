import type { Phrases } from '../../src/tool.ts'

export interface TraceWords {
  value: (name: string, value: string) => string
  formula: (name: string, id: string) => string
  ratio: (part: string, of: string, whole: string, all: string) => string
  /** The formula of this one figure, in symbols. */
  made: (expression: string) => string
  call: (tool: string) => string
  /** How the parts of a ratio are called. */
  parts: Readonly<Record<string, string>>
  rows: (rows: string, files: number) => string
  noRows: string
  holds: string
  changed: (now: string) => string
  notAgain: (code: string) => string
}

export const traceWords: Phrases<TraceWords> = {
  en: {
    value: (name, value) => `${name} is ${value}.`,
    parts: {},
    formula: (name, id) => `It follows ${name} (docs/formulas.md, ${id}).`,
    ratio: (part, of, whole, all) => `It is ${part} ${of} of ${whole} ${all}.`,
    made: expression => `In figures of the same answer: ${expression}.`,
    call: tool => `${tool} computed it from the arguments shown under call.`,
    rows: (rows, files) =>
      `It rests on ${rows} rows of ${files} ${files === 1 ? 'source' : 'sources'}, named with row numbers below.`,
    noRows: 'It rests on the numbers given in the call, not on imported rows.',
    holds: 'Computed again just now, it holds.',
    changed: now => `Computed again just now it is ${now}: data or settings have changed since.`,
    notAgain: code => `It could not be computed again (${code}).`,
  },
  'zh-CN': {
    value: (name, value) => `${name} = ${value}。`,
    parts: { numerator: '（分子）', denominator: '（分母）' },
    formula: (name, id) => `计算方法：${name}（docs/formulas.md，${id}）。`,
    ratio: (part, of, whole, all) =>
      `即 ${part}${of.startsWith('（') ? '' : ' '}${of} ÷ ${whole}${all.startsWith('（') ? '' : ' '}${all}。`,
    made: expression => `用同一答案中的数字表示：${expression}。`,
    call: tool => `由 ${tool} 按 call 中的参数得出。`,
    rows: (rows, files) => `依据 ${files} 个来源的 ${rows} 行数据，行号见下。`,
    noRows: '依据调用中直接给出的数字，不涉及导入的数据。',
    holds: '刚才重新计算，结果一致。',
    changed: now => `刚才重新计算得 ${now}：此后数据或设定已有变化。`,
    notAgain: code => `无法重新计算（${code}）。`,
  },
  'zh-TW': {
    value: (name, value) => `${name} = ${value}。`,
    parts: { numerator: '（分子）', denominator: '（分母）' },
    formula: (name, id) => `計算方法：${name}（docs/formulas.md，${id}）。`,
    ratio: (part, of, whole, all) =>
      `即 ${part}${of.startsWith('（') ? '' : ' '}${of} ÷ ${whole}${all.startsWith('（') ? '' : ' '}${all}。`,
    made: expression => `用同一份答案中的數字表示：${expression}。`,
    call: tool => `由 ${tool} 依 call 中的參數得出。`,
    rows: (rows, files) => `依據 ${files} 個來源的 ${rows} 列資料，列號見下。`,
    noRows: '依據呼叫中直接給出的數字，不涉及匯入的資料。',
    holds: '剛才重新計算，結果一致。',
    changed: now => `剛才重新計算得 ${now}：此後資料或設定已有變動。`,
    notAgain: code => `無法重新計算（${code}）。`,
  },
}
