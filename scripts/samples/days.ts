import { padded } from './text.ts'

/** Whole days since 1970-01-01, in UTC. Samples know no time zone and no clock. */
export type Day = number

const secondsADay = 86_400

/** "2026-04-30" → days since 1970-01-01. */
export const day = (iso: string): Day => Date.parse(`${iso}T00:00:00Z`) / (secondsADay * 1000)

/** Days since 1970-01-01 → "2026-04-30". */
export const isoDay = (date: Day): string => new Date(date * secondsADay * 1000).toISOString().slice(0, 10)

/** "2026-04" of a day. */
export const isoMonth = (date: Day): string => isoDay(date).slice(0, 7)

/** "2026-04-30 09:05": a day and the second in it. */
export const isoTime = (date: Day, second: number): string =>
  new Date((date * secondsADay + second) * 1000).toISOString().slice(0, 16).replace('T', ' ')

/** "2026/4/30", as spreadsheets in China show it. */
export const slashDay = (date: Day): string => isoDay(date).split('-').map(Number).join('/')

/** "115/04/30": the year of the Republic of China, 1911 less than ours. */
export function rocDay(date: Day): string {
  const [year = '', month = '', dayOfMonth = ''] = isoDay(date).split('-')
  return `${padded(Number(year) - 1911, 3)}/${month}/${dayOfMonth}`
}

/** First day of the month that lies `months` after the month of `date`. */
export function monthStart(date: Day, months = 0): Day {
  const at = new Date(date * secondsADay * 1000)
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1) / (secondsADay * 1000)
}
