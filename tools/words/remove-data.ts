import type { Phrases } from '../../src/tool.ts'

export interface RemoveWords {
  nothing: string
  one: (file: string, rows: string) => string
  everything: (files: number, rows: string) => string
  doneOne: (file: string) => string
  doneAll: (files: number) => string
  rows: (list: string) => string
  files: (count: number) => string
  comma: string
  see: string
}

export const removeWords: Phrases<RemoveWords> = {
  en: {
    nothing: 'The store is empty: there is nothing to delete.',
    one: (file, rows) => `the import of ${file} with ${rows} rows`,
    everything: (files, rows) =>
      `everything: ${files} ${files === 1 ? 'import' : 'imports'} with ${rows} rows, and every answer on record`,
    doneOne: file => `The import of ${file} is deleted; rows it had replaced count again.`,
    doneAll: files =>
      `Everything is deleted: ${files} ${files === 1 ? 'import' : 'imports'} and every answer on record. Settings stay.`,
    rows: list => `Rows deleted: ${list}.`,
    files: count => `${count} files that repeated its rows (rejects, exports, pasted text) were deleted too.`,
    comma: ', ',
    see: 'See what is left',
  },
  'zh-CN': {
    nothing: '库中没有数据，无可删除。',
    one: (file, rows) => `${file} 的导入（${rows} 行）`,
    everything: (files, rows) => `全部 ${files} 次导入（${rows} 行）以及所有已记录的答案`,
    doneOne: file => `${file} 的导入已删除；曾被它取代的行重新生效。`,
    doneAll: files => `全部 ${files} 次导入和所有已记录的答案均已删除；设定保留。`,
    rows: list => `删除行数：${list}。`,
    files: count => `另删除了含有这些行的 ${count} 个文件（拒收、导出、粘贴文本）。`,
    comma: '、',
    see: '查看剩余数据',
  },
  'zh-TW': {
    nothing: '資料庫中沒有資料，無可刪除。',
    one: (file, rows) => `${file} 的匯入（${rows} 列）`,
    everything: (files, rows) => `全部 ${files} 次匯入（${rows} 列）以及所有已記錄的答案`,
    doneOne: file => `${file} 的匯入已刪除；曾被它取代的列重新生效。`,
    doneAll: files => `全部 ${files} 次匯入和所有已記錄的答案均已刪除；設定保留。`,
    rows: list => `刪除列數：${list}。`,
    files: count => `另刪除了含有這些列的 ${count} 個檔案（拒收、匯出、貼上文字）。`,
    comma: '、',
    see: '查看剩餘資料',
  },
}
