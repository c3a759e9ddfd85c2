import type { Language } from '../../src/locales/index.ts'

type Rule = readonly [fault: string, pattern: RegExp]

/** Words of the mainland that a reader in Taiwan would not sign, however they are written. */
const mainland =
  /數據|用戶|默認|信息|質量|導入|導出|置信|概率|渠道|營收率|激活|反饋|視頻|屏幕|短信|軟件|硬件|文件夾|服務器|數據庫|缺省|閾值|實時|優先級|落地|賦能|口徑|聯繫人|贏單|公眾號|營運商|打折扣率|千瓦|水平（|顯著性水平|工單|字段|字符|循環往復|菜單|刷新|鏈接|登錄|註銷|網絡|程序員|搜索|默認值|在冊|粘貼|文檔|加載|卸載|回歸係數|回歸模型|邏輯迴歸|視窗/u
/** Words of Taiwan that a reader on the mainland would not sign. */
const taiwan =
  /软体|硬体|网路|档案|栏位|伺服器|讯息|资讯|品质|汇入|汇出|机率|信赖区间|预设|管道|流失标示|行销|业绩目标|透过|专案|回馈|简讯|登入|储存|列印|程式|影片|萤幕/u
/** Characters of the other script; those that both scripts share stand in neither list. */
const simplifiedOnly =
  /[们这来对时会动产应实现样数据户转为从当问题调试风险项标图没无与额组织级别环节继续营销长单张发统历负责决况]/u
const traditionalOnly =
  /[們這來對時會動產應實現樣數據戶轉為從當問題調試風險項標圖沒無與額組織級別環節繼續營銷長單張發統歷負責決況]/u

const chinese: readonly Rule[] = [
  [
    'half-width punctuation',
    /\p{Script=Han}[,;?!](?=\s|\p{Script=Han}|$)|\p{Script=Han}:(?=\s?\p{Script=Han})/u,
  ],
  ['half-width brackets', /\([^()\n]*\p{Script=Han}[^()\n]*\)|\p{Script=Han} ?\(/u],
  ['a blank between words', /(?![万萬亿億])\p{Script=Han} \p{Script=Han}/u],
  ['a blank after full-width punctuation', /[。，；：、！？）」』”] (?=\p{Script=Han})/u],
  ['doubled punctuation', /[。，；：、]{2}|。，|，。|：：/u],
  ['empty brackets', /（）|「」|“”/u],
]

const english: readonly Rule[] = [
  [
    'one of several',
    /(?<![\d.,–-])\b1 (?:customers|accounts|days|months|rows|orders|files|tickets|weeks|groups|others)\b/,
  ],
  ['a blank before %', /\d %/],
  ['two blanks', /[a-z,.] {2,}[a-z]/i],
  ['blank before punctuation', /[a-z\d] [,;](?=\s)/i],
  ['a doubled word', /\b(the|of|is|and|a|to|in) \1\b/i],
  ['a stop after a stop', /(?<!\.)\.\.(?!\.)|[;,]\./],
]

const rules: Readonly<Record<Language, readonly Rule[]>> = {
  en: english,
  'zh-CN': [...chinese, ['a word of Taiwan', taiwan], ['traditional characters', traditionalOnly]],
  'zh-TW': [...chinese, ['a word of the mainland', mainland], ['simplified characters', simplifiedOnly]],
}

const excerpt = (line: string, at: number): string => line.slice(Math.max(0, at - 25), at + 30)

/**
 * What a native reader would not sign in a text, as `fault: words around it`. `names` are words that may stand in any
 * language: what the user's files call things, and what a caller types (tools, arguments, settings).
 */
export function wordingFaults(
  text: string,
  language: Language,
  names: ReadonlySet<string> = new Set(),
): string[] {
  return text.split('\n').flatMap(line => {
    // Code, paths and ids are names, not words.
    const plain = line
      .replace(/`[^`]*`|[“「][\w.-]+[”」]/g, '·')
      .replace(/\S*\/\S+\.\w{2,5}\b|\b[\w-]+\.(?:csv|xlsx|json|md|html)\b/g, '·')
    const found = rules[language].flatMap(([fault, pattern]) => {
      const match = pattern.exec(plain)
      return match === null ? [] : [`${fault}: ${excerpt(plain, match.index)}`]
    })
    const raw = [...plain.matchAll(/(?<![\w/.])[a-z]+(?:_[a-z\d]+)+(?![\w/])/g)]
      .filter(([name]) => !names.has(name))
      .map(match => `a raw name: ${excerpt(plain, match.index)}`)
    return [...found, ...raw]
  })
}

/** Keys whose texts are names for programs. */
const forPrograms =
  /^(?:id|result_id|import_id|tool|formula_id|path|file|unit|status|kind|sha256|filter|arguments|parameters|call|samples|read_as|column|field|form|recipe|where|settings|choices|argument|proposed|entity|key|next_cursor|examples|sheet|strategy|variant|segment|name_in_file|value|customer_id|stratum|rule|order|figure_ids?)$/

/** The sentences and labels of an answer, with the place of each. */
export function prose(answer: unknown, place = ''): { place: string; text: string }[] {
  // A single word of code (`below_threshold`, a column) is for programs wherever it stands.
  if (typeof answer === 'string') return /^[\w.:-]*$/.test(answer) ? [] : [{ place, text: answer }]
  if (Array.isArray(answer)) return answer.flatMap((item, index) => prose(item, `${place}/${index}`))
  if (typeof answer !== 'object' || answer === null) return []
  return Object.entries(answer).flatMap(([key, item]) =>
    forPrograms.test(key) ? [] : prose(item, `${place}/${key}`),
  )
}

/** Whether a Chinese reader is told something in English: three words or more in a row and not one character. */
export const isLeftInEnglish = (text: string): boolean =>
  !/\p{Script=Han}/u.test(text) && /\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b/.test(text)
