import { en } from './en.ts'
import type { Language, Messages } from './messages.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export { languages } from './messages.ts'
export type { FaultWords, Language, Messages } from './messages.ts'

export const messages: Readonly<Record<Language, Messages>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }

/** Words of one part of the product, in every language: a missing one does not compile. */
export type Phrases<Words> = Readonly<Record<Language, Words>>
