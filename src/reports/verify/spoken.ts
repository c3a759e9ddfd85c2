import type { FoundNumber, NumberKind } from './extract.ts'

/** Numbers said in words, in three scripts: “seven in ten”, “halved”, 七成, 百分之十三, 三百二十位. */
const small: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  twenty: 20,
  hundred: 100,
}
const numeral: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  兩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const powers: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const groups: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8, 兆: 1e12 }

/** A Chinese numeral as a number: 三百二十 is 320, 一万二千 is 12000, 三十五点二 is 35.2. */
export function chineseNumber(text: string): number {
  const [whole = '', part = ''] = text.split(/[点點]/)
  let [total, section, digit] = [0, 0, 0]
  for (const char of whole) {
    const own = numeral[char]
    const power = powers[char]
    const group = groups[char]
    if (own !== undefined) digit = own
    else if (power !== undefined) {
      section += (digit || 1) * power
      digit = 0
    } else if (group !== undefined) {
      total = (total + section + digit) * group
      section = digit = 0
    }
  }
  const decimals = [...part].reduce((sum, char, place) => sum + (numeral[char] ?? 0) * 10 ** -(place + 1), 0)
  return total + section + digit + decimals
}

const cjk = '[零〇一二两兩三四五六七八九十百千万萬亿億点點]'
const words = Object.keys(small).join('|')
const counters = '[位名家人户戶天元块塊笔筆张張]'

interface Spoken {
  pattern: RegExp
  read: (match: RegExpMatchArray) => { value: number; kind: NumberKind; decimals?: number } | null
}

const asNumber = (text: string | undefined): number =>
  text === undefined ? Number.NaN : (small[text.toLowerCase()] ?? Number(text))

const share = (part: number, of: number): { value: number; kind: NumberKind; decimals: number } | null =>
  part >= 0 && of > 0 && part <= of
    ? { value: (part / of) * 100, kind: 'spoken', decimals: of > 10 ? 0 : -1 }
    : null

const spoken: readonly Spoken[] = [
  {
    pattern: new RegExp(
      String.raw`\b(${words}|\d+(?:\.\d+)?)\s+(?:in|out of)\s+(?:every\s+)?(${words}|\d+)\b`,
      'giu',
    ),
    read: match => share(asNumber(match[1]), asNumber(match[2])),
  },
  { pattern: /\b(?:three quarters|three-quarters)\b/giu, read: () => share(3, 4) },
  { pattern: /\btwo[- ]thirds\b/giu, read: () => share(2, 3) },
  { pattern: /\b(?:a|one)[- ]third\b/giu, read: () => share(1, 3) },
  { pattern: /\b(?:a|one)[- ]quarter of\b/giu, read: () => share(1, 4) },
  { pattern: /\b(?:a|one)?[- ]?half of\b/giu, read: () => share(1, 2) },
  { pattern: /\b(?:halved|cut in half)\b/giu, read: () => ({ value: 0.5, kind: 'times' }) },
  { pattern: /\b(?:doubled|twice as)\b/giu, read: () => ({ value: 2, kind: 'times' }) },
  { pattern: /\b(?:tripled|three times as)\b/giu, read: () => ({ value: 3, kind: 'times' }) },
  { pattern: /翻(?:了)?[一]?[倍番]|倍增/gu, read: () => ({ value: 2, kind: 'times' }) },
  { pattern: /[减減]半/gu, read: () => ({ value: 0.5, kind: 'times' }) },
  { pattern: /(?<!之)一半|半数|半數/gu, read: () => share(1, 2) },
  {
    pattern: /百分之([零〇一二两兩三四五六七八九十百点點]+)/gu,
    read: match => ({
      value: chineseNumber(match[1] ?? ''),
      kind: 'percent',
      decimals: match[1]?.split(/[点點]/)[1]?.length ?? 0,
    }),
  },
  {
    pattern: /([一二两兩三四五六七八九十]+)分之([一二两兩三四五六七八九十]+)/gu,
    read: match => share(chineseNumber(match[2] ?? ''), chineseNumber(match[1] ?? '')),
  },
  {
    pattern: /([一二两兩三四五六七八九])成(?:([一二三四五六七八九])|半)?(?![为為功员員本长長交立])/gu,
    read: match =>
      match[2] === undefined && !match[0].endsWith('半')
        ? share(chineseNumber(match[1] ?? ''), 10)
        : {
            value: chineseNumber(match[1] ?? '') * 10 + (match[2] ? chineseNumber(match[2]) : 5),
            kind: 'percent',
            decimals: 0,
          },
  },
  {
    pattern: new RegExp(
      `每 ?(${cjk}+|\\d+) ?[位名家个個]?(?:客[户戶])?(?:中|裡|里)?(?:就|约|約|有)* ?(${cjk}+|\\d+) ?[位名家个個]`,
      'gu',
    ),
    read: match => {
      const read = (text: string): number => (/^\d/.test(text) ? Number(text) : chineseNumber(text))
      return share(read(match[2] ?? ''), read(match[1] ?? ''))
    },
  },
  {
    pattern: new RegExp(`(?=${cjk}*[十百千万萬亿億])(${cjk}{2,}|十)(?= ?${counters})`, 'gu'),
    read: match => ({ value: chineseNumber(match[1] ?? ''), kind: 'plain', decimals: 0 }),
  },
  {
    pattern: /([一二两兩三四五六七八九十]+)倍/gu,
    read: match => ({ value: chineseNumber(match[1] ?? ''), kind: 'times' }),
  },
]

/** No line says a number in words without one of these. */
const telling =
  /[一二两兩三四五六七八九十百半倍翻每]|\b(?:in|out of)\b|third|quarter|half|halved|doubled|twice|tripled|times|hundred|thousand|million|dozen|teen|ty\b|ten\b|eleven|twelve/iu

/** What a line says in words, and the line with it blanked, so that its digits are not read again. */
export function readSpoken(line: string, place: number): { found: FoundNumber[]; rest: string } {
  if (!telling.test(line)) return { found: [], rest: line }
  let rest = line
  const found = spoken.flatMap(({ pattern, read }) =>
    [...rest.matchAll(pattern)].flatMap((match): FoundNumber[] => {
      const said = read(match)
      if (said === null) return []
      rest = `${rest.slice(0, match.index)}${' '.repeat(match[0].length)}${rest.slice(match.index + match[0].length)}`
      return [
        {
          text: match[0].trim(),
          value: said.value,
          mantissa: said.value,
          scale: 1,
          decimals: said.decimals ?? 0,
          kind: said.kind,
          line: place,
          index: match.index,
        },
      ]
    }),
  )
  return { found, rest }
}
