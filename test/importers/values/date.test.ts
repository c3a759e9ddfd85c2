import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addEvidence, decideDates, noEvidence } from '../../../src/importers/values/date-column.ts'
import { parseDate } from '../../../src/importers/values/date.ts'
import type { DateReading } from '../../../src/importers/values/date.ts'

const open: DateReading = { order: null, numbers: null, rocYears: false }
function read(text: string | number, reading: Partial<DateReading> = {}): string | null {
  const parsed = parseDate(text, { ...open, ...reading })
  if (parsed === null) return null
  const day = new Date(parsed.day * 86_400_000).toISOString().slice(0, 10)
  return parsed.seconds < 0 ? day : `${day} ${new Date(parsed.seconds * 1000).toISOString().slice(11, 19)}`
}
const decide = (values: readonly (string | number)[], asked?: 'dmy' | 'mdy' | 'ymd') => {
  const evidence = noEvidence()
  for (const value of values) addEvidence(evidence, value)
  return decideDates(evidence, asked)
}

describe('dates as people write them', () => {
  it.each([
    ['2023-01-05', '2023-01-05'],
    ['2023/1/5', '2023-01-05'],
    ['2023.1.5', '2023-01-05'],
    ['2023年1月5日', '2023-01-05'],
    ['2023年1月', '2023-01-01'],
    ['民國113年5月1日', '2024-05-01'],
    ['113年5月1日', '2024-05-01'],
    ['113/05/01', '2024-05-01'],
    ['05.01.2023', '2023-01-05'],
    ['25/12/2023', '2023-12-25'],
    ['12/25/2023', '2023-12-25'],
    ['20230105', '2023-01-05'],
    ['2023-01', '2023-01-01'],
    ['5 Jan 2023', '2023-01-05'],
    ['05-Jan-23', '2023-01-05'],
    ['January 5, 2023', '2023-01-05'],
    ['2023-01-05T10:20:30Z', '2023-01-05 10:20:30'],
    ['2023-01-05 10:20', '2023-01-05 10:20:00'],
    ['2023-01-05 10:20:30.123', '2023-01-05 10:20:30'],
    ['2023/1/5 下午 3:05', '2023-01-05 15:05:00'],
    ['2023/1/5 上午12:05:09', '2023-01-05 00:05:09'],
    ['1/25/2023 3:05 PM', '2023-01-25 15:05:00'],
    ['2023年1月5日 10时20分', '2023-01-05 10:20:00'],
    ['２０２３／１／５', '2023-01-05'],
    ['20230105102030', '2023-01-05 10:20:30'],
    ['2024-02-29', '2024-02-29'],
    ['2023-01-05T24:00:00', '2023-01-06 00:00:00'],
  ])('%s is %s', (text, expected) => expect(read(text)).toBe(expected))

  it.each([
    '2023-02-30',
    '2023-13-01',
    '03/04/2025',
    '31/31/2025',
    'soon',
    '2023-01-05 25:00',
    '1',
    '99999999',
    '0000-00-00',
    '2023-2-29',
    '5/2023/1',
  ])('%s is refused', text => expect(read(text)).toBeNull())

  it('reads the months of ledgers as their first day', () => {
    const plain = { order: null, numbers: null, rocYears: false } as const
    const day = (text: string) => parseDate(text, plain)?.day ?? null
    for (const text of ['Jan 2025', 'January 2025', 'Jan-25', "Jan '25", 'jan. 2025', '114/01', '114-1'])
      expect([text, day(text)]).toEqual([text, 20_089])
    // A day of a month without its year is no date, nor is a word that is no month.
    for (const text of ['Jan-31', 'Jan-05', 'Version 2025', '14/01', '999/01'])
      expect([text, day(text)]).toEqual([text, null])
  })

  it('reads bare numbers only as what the column counts', () => {
    expect(read('45000', { numbers: 'excel1900' })).toBe('2023-03-15')
    expect(read(45000.5, { numbers: 'excel1900' })).toBe('2023-03-15 12:00:00')
    expect(read('1', { numbers: 'excel1900' })).toBe('1900-01-01')
    expect(read('61', { numbers: 'excel1900' })).toBe('1900-03-01')
    expect(read('43538', { numbers: 'excel1904' })).toBe('2023-03-15')
    expect(read('1700000000', { numbers: 'unix_s' })).toBe('2023-11-14 22:13:20')
    expect(read(1700000000000, { numbers: 'unix_ms' })).toBe('2023-11-14 22:13:20')
    expect(read('202305', { numbers: 'yyyymm' })).toBe('2023-05-01')
    expect(read('1130501', { numbers: 'yyyymmdd', rocYears: true })).toBe('2024-05-01')
  })

  it('reads the order of day and month from the whole column', () => {
    expect(decide(['03/04/2025', '13/04/2025']).reading.order).toBe('dmy')
    expect(decide(['03/04/2025', '04/13/2025']).reading.order).toBe('mdy')
    expect(decide(['03/04/2025', '04/05/2025']).ambiguous).toBe(true)
    expect(decide(['03/04/2025', '04/05/2025'], 'mdy')).toMatchObject({
      ambiguous: false,
      reading: { order: 'mdy' },
    })
    expect(decide(['05/05/2025', '04/04/2025']).ambiguous).toBe(false)
    expect(decide(['05.04.2025', '04.05.2025']).reading.order).toBe('dmy')
    expect(decide(['99/05/01', '113/12/31']).reading.rocYears).toBe(true)
    expect(read('99/05/01', { rocYears: true })).toBe('2010-05-01')
    expect(decide(['45000', '45001.5']).reading.numbers).toBe('excel1900')
    expect(decide(['20240105', '20240106']).reading.numbers).toBe('yyyymmdd')
    expect(decide(['abc', '2024-01-01']).share).toBe(0.5)
  })

  it('reads back every day it is given, in every order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -25_000, max: 80_000 }),
        fc.integer({ min: 0, max: 86_399 }),
        (day, seconds) => {
          const iso = new Date(day * 86_400_000).toISOString().slice(0, 10)
          const [y = '', m = '', d = ''] = iso.split('-')
          expect(parseDate(iso, open)?.day).toBe(day)
          expect(parseDate(`${d}/${m}/${y}`, { ...open, order: 'dmy' })?.day).toBe(day)
          expect(parseDate(`${m}/${d}/${y}`, { ...open, order: 'mdy' })?.day).toBe(day)
          expect(parseDate(`${Number(y)}年${Number(m)}月${Number(d)}日`, open)?.day).toBe(day)
          const clock = new Date(seconds * 1000).toISOString().slice(11, 19)
          expect(parseDate(`${iso} ${clock}`, open)).toEqual({ day, seconds, offsetMinutes: null })
        },
      ),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 25 }), text => {
        const parsed = parseDate(text, { order: 'dmy', numbers: 'excel1900', rocYears: true })
        expect(parsed === null || Number.isInteger(parsed.day)).toBe(true)
      }),
    )
  })
})
