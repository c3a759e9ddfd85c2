import type { Phrases } from '../../src/tool.ts'

interface Words {
  summary: (f: {
    numbers: string
    matched: string
    orphans: string
    mismatches: string
    clean: boolean
  }) => string
  loose: string
  strict: string
  recomputed: (n: string) => string
  trace: string
  untouched: string
  taken: (all: readonly string[]) => string
  takenFor: (number: string, name: string | null, figureId: string, others: number) => string
  /** What became of a line, with the line and what the report says in its place. */
  altered: Readonly<
    Record<
      'changed' | 'moved' | 'repeated' | 'missing' | 'other',
      (line: string, written: string | null) => string
    >
  >
}

export const words: Phrases<Words> = {
  en: {
    summary: f =>
      `${f.numbers} numbers checked, ${f.matched} agree with the figure behind them. ${f.clean ? 'No orphan, no mismatch.' : `${f.orphans} orphans (no figure stands behind them), ${f.mismatches} mismatches (they differ from their figure).`}`,
    loose:
      'Pasted text has no references: a number agrees when some figure on record has that value, to the digits shown. Dates, ids and list numbers are not figures.',
    strict:
      'In a report of ours a number must be one of the figures its own line refers to, printed as the report prints it, and its lines must read and stand as they were written; what others add without a figure is left alone.',
    recomputed: n =>
      `The data has changed since: ${n} answers were computed again, and the text is held against what they say now.`,
    trace: 'Follow the first mismatch to its source',
    untouched:
      'No text is read back from a PDF. This one is byte for byte as it was written, and the figures of its register were computed again.',
    taken: all => `Taken for: ${all.join('; ')}.`,
    takenFor: (number, name, figureId, others) =>
      `${number} = ${name === null ? figureId : `${name} (${figureId})`}${others > 0 ? `, or ${others} more` : ''}`,
    altered: {
      changed: (line, written) =>
        `not as written: ${line}${written === null ? '' : ` (the report says: ${written})`}`,
      moved: line => `stands elsewhere in the report: ${line}`,
      repeated: line => `stands there more often than in the report: ${line}`,
      missing: (line, written) => `missing after “${line}”: ${written ?? ''}`,
      other: (line, written) => `the number is that of “${written ?? ''}”: ${line}`,
    },
  },
  'zh-CN': {
    summary: f =>
      `核对了 ${f.numbers} 个数字，${f.matched} 个与其登记的数字一致。${f.clean ? '没有无来源的数字，也没有不符。' : `${f.orphans} 个没有来源，${f.mismatches} 个与登记的数字不符。`}`,
    loose:
      '粘贴的文字没有编号：只要某个登记的数字在所示位数上与之相同，即视为一致。日期、编号与序号不算数字。',
    strict:
      '对本产品写出的报告，每个数字都必须是该行所引的数字，并按报告的写法印出；各行的文字与位置也须与写出时相同；他人加写而不含数字的话不计。',
    recomputed: n => `数据在此之后有变动：已重新计算 ${n} 个答案，并以新结果核对。`,
    trace: '追溯第一处不符的来源',
    untouched: 'PDF 的文字无法读回。此文件与写出时逐字节相同，其登记的数字已重新核对。',
    taken: all => `各数字被视为：${all.join('；')}。`,
    takenFor: (number, name, figureId, others) =>
      `${number} = ${name === null ? figureId : `${name}（${figureId}）`}${others > 0 ? `，另有 ${others} 个相同` : ''}`,
    altered: {
      changed: (line, written) =>
        `与写出时不同：${line}${written === null ? '' : `（报告原文：${written}）`}`,
      moved: line => `在报告中位于别处：${line}`,
      repeated: line => `出现次数多于报告：${line}`,
      missing: (line, written) => `“${line}”之后缺少：${written ?? ''}`,
      other: (line, written) => `此数字属于“${written ?? ''}”：${line}`,
    },
  },
  'zh-TW': {
    summary: f =>
      `核對了 ${f.numbers} 個數字，${f.matched} 個與其登記的數字一致。${f.clean ? '沒有無來源的數字，也沒有不符。' : `${f.orphans} 個沒有來源，${f.mismatches} 個與登記的數字不符。`}`,
    loose:
      '貼上的文字沒有編號：只要某個登記的數字在所示位數上與之相同，即視為一致。日期、編號與序號不算數字。',
    strict:
      '對本產品寫出的報告，每個數字都必須是該行所引的數字，並依報告的寫法印出；各行的文字與位置也須與寫出時相同；他人加寫而不含數字的話不計。',
    recomputed: n => `資料在此之後有變動：已重新計算 ${n} 個答案，並以新結果核對。`,
    trace: '追溯第一處不符的來源',
    untouched: 'PDF 的文字無法讀回。此檔案與寫出時逐位元組相同，其登記的數字已重新核對。',
    taken: all => `各數字被視為：${all.join('；')}。`,
    takenFor: (number, name, figureId, others) =>
      `${number} = ${name === null ? figureId : `${name}（${figureId}）`}${others > 0 ? `，另有 ${others} 個相同` : ''}`,
    altered: {
      changed: (line, written) =>
        `與寫出時不同：${line}${written === null ? '' : `（報告原文：${written}）`}`,
      moved: line => `在報告中位於別處：${line}`,
      repeated: line => `出現次數多於報告：${line}`,
      missing: (line, written) => `「${line}」之後缺少：${written ?? ''}`,
      other: (line, written) => `此數字屬於「${written ?? ''}」：${line}`,
    },
  },
}
