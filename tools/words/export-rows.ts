import type { Phrases } from '../../src/tool.ts'

export interface ExportWords {
  empty: string
  noRows: string
  written: (rows: string, columns: number, path: string) => string
  csv: string
  personal: string
  withoutPersonal: string
  dataChanged: string
  /** Customers who may not be contacted: left out of the file, or in it. */
  mayNot: (facts: { n: string; why: string; dropped: boolean }) => string
  sheets: (names: string) => string
  /** Name of the sheet of totals, then its columns. */
  totals: readonly [string, string, string, string, string, string, string]
  about: readonly [string, string, string]
}

export const exportWords: Phrases<ExportWords> = {
  en: {
    empty: 'The store is empty: there is nothing to export.',
    noRows: 'Nothing matches: no file was written.',
    written: (rows, columns, path) => `${rows} rows with ${columns} columns were written to ${path}.`,
    csv: 'The file is UTF-8 with a mark for Excel; cells that would run as formulas begin with an apostrophe.',
    personal: 'It holds names and contact data: keep it where only the right people read it.',
    withoutPersonal: 'It holds no names or contact data; include_personal adds them.',
    mayNot: f =>
      f.dropped
        ? `${f.n} customers who may not be contacted were left out (${f.why}); keep_barred keeps them.`
        : `${f.n} of the rows are customers who may not be contacted (${f.why}).`,
    dataChanged: 'The data or settings changed since that answer; the file holds what they say now.',
    sheets: names => `Sheets: ${names}; totals are formulas.`,
    totals: ['totals', 'column', 'filled', 'sum', 'mean', 'smallest', 'largest'],
    about: ['about', 'what', 'value'],
  },
  'zh-CN': {
    empty: '库中没有数据，无可导出。',
    noRows: '没有符合条件的行，未写出文件。',
    written: (rows, columns, path) => `已写出 ${rows} 行、${columns} 列：${path}。`,
    csv: '文件为带标记的 UTF-8（Excel 可直接打开）；会被当作公式运行的单元格前加了撇号。',
    personal: '文件含姓名和联系方式，请妥善保管。',
    withoutPersonal: '文件不含姓名和联系方式；需要时请用 include_personal。',
    mayNot: f =>
      f.dropped
        ? `已略去 ${f.n} 名不得联系的客户（${f.why}）；keep_barred 可保留。`
        : `其中 ${f.n} 行是不得联系的客户（${f.why}）。`,
    dataChanged: '自该答案之后数据或设定有变化；文件按现在的数据写出。',
    sheets: names => `工作表：${names}；合计为公式。`,
    totals: ['合计', '列', '有值行数', '合计', '平均', '最小', '最大'],
    about: ['说明', '项目', '内容'],
  },
  'zh-TW': {
    empty: '資料庫中沒有資料，無可匯出。',
    noRows: '沒有符合條件的列，未寫出檔案。',
    written: (rows, columns, path) => `已寫出 ${rows} 列、${columns} 欄：${path}。`,
    csv: '檔案為帶標記的 UTF-8（Excel 可直接開啟）；會被當作公式執行的儲存格前加了撇號。',
    personal: '檔案含姓名與聯絡方式，請妥善保管。',
    withoutPersonal: '檔案不含姓名與聯絡方式；需要時請用 include_personal。',
    mayNot: f =>
      f.dropped
        ? `已略去 ${f.n} 位不得聯絡的客戶（${f.why}）；keep_barred 可保留。`
        : `其中 ${f.n} 列是不得聯絡的客戶（${f.why}）。`,
    dataChanged: '自該答案之後資料或設定有變動；檔案依現在的資料寫出。',
    sheets: names => `工作表：${names}；合計為公式。`,
    totals: ['合計', '欄', '有值列數', '合計', '平均', '最小', '最大'],
    about: ['說明', '項目', '內容'],
  },
}
