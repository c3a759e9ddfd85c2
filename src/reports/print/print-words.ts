import type { Language } from '../../locales/index.ts'

export interface PrintWords {
  contents: string
  /** What fonts a word processor takes; none of them is in the file. */
  fonts: { latin: string; eastAsian: string }
}

const words: Readonly<Record<Language, PrintWords>> = {
  en: { contents: 'Contents', fonts: { latin: 'Arial', eastAsian: 'Microsoft YaHei' } },
  'zh-CN': { contents: '目录', fonts: { latin: 'Arial', eastAsian: 'Microsoft YaHei' } },
  'zh-TW': { contents: '目錄', fonts: { latin: 'Arial', eastAsian: 'Microsoft JhengHei' } },
}

export const printWords = (language: Language): PrintWords => words[language]
