import type { Language } from '../locales/index.ts'
import type { Business } from './business.ts'

/**
 * Chinese counts firms with 家 and persons with 名 or 位: the same text for readers whose customers are firms. A
 * person in charge, a percentile and a list of names keep their word. A piece of a phrase begins after its number.
 */
export const countedAsFirms = (text: string): string =>
  text
    .replace(/(?<=(?:^|[\d\uE002]) ?)[名位](?![數数元次单單置])/gu, '家')
    .replace(/(?<=[每十五一])[名位](?=客|企|已|新|成|[ ，。；）|]|$)/gmu, '家')

/** The measure word that fits who the customers of a business are. */
export const measured = (text: string, language: Language, business: Business): string =>
  language === 'en' || business !== 'b2b' ? text : countedAsFirms(text)
