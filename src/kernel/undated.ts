import type { Phrases } from '../locales/index.ts'
import type { Store } from '../store/store.ts'

const words: Phrases<(day: string) => string> = {
  en: day =>
    `Nothing on record has a date: the answer speaks for ${day}, the day of the import. To date it, import the file again with options.as_of.`,
  'zh-CN': day =>
    `库中没有任何带日期的数据：本回答按导入当天 ${day} 计。要指定日期，请带 options.as_of 重新导入该文件。`,
  'zh-TW': day =>
    `資料庫中沒有任何帶日期的資料：本回答以匯入當天 ${day} 計。要指定日期，請帶 options.as_of 重新匯入該檔案。`,
}

/** The sentence for an answer whose observation date is only the day of an import; `null` where data or caller gave one. */
export async function undatedNote(store: Store, asOf: string | null): Promise<Phrases<string> | null> {
  if (asOf === null || (await store.lastDay()) !== null) return null
  const imports = await store.imports()
  const days = imports.map(({ importedAt }) => importedAt.slice(0, 10))
  if (imports.some(one => one.asOf !== null) || !days.includes(asOf)) return null
  return { en: words.en(asOf), 'zh-CN': words['zh-CN'](asOf), 'zh-TW': words['zh-TW'](asOf) }
}
