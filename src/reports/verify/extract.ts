import { readSpoken } from './spoken.ts'

/**
 * What a number says it is. `spoken` is a share said out of ten, a hundred or another whole (as percent, `decimals` −1
 * where the whole is ten or less), `times` a factor: halved, three times.
 */
export type NumberKind = 'percent' | 'points' | 'money' | 'plain' | 'spoken' | 'times'

/** One number found in a text, as a reader would take it. */
export interface FoundNumber {
  text: string
  /** In whole units: 1.2萬 is 12000, 15.3% is 15.3. */
  value: number
  /** As written, before 万 or M. */
  mantissa: number
  scale: number
  decimals: number
  kind: NumberKind
  /** From 0. */
  line: number
  index: number
}

const scales: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  tsd: 1e3,
  m: 1e6,
  mn: 1e6,
  mm: 1e6,
  mio: 1e6,
  million: 1e6,
  millions: 1e6,
  b: 1e9,
  bn: 1e9,
  mrd: 1e9,
  billion: 1e9,
  t: 1e12,
  trillion: 1e12,
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  百万: 1e6,
  百萬: 1e6,
  千万: 1e7,
  千萬: 1e7,
  亿: 1e8,
  億: 1e8,
  万亿: 1e12,
  兆: 1e12,
}

const codes = 'CNY|RMB|TWD|NTD|USD|EUR|GBP|HKD|JPY|CHF|AUD|CAD|SGD'
const currency = String.raw`(?:[A-Z]{0,3}[$¥€£₩]|(?:${codes}))[ \u00a0]?`
// 1,234.5 and 1 234,5 and 1.234,5 and 12,5: how a number is grouped is told from its last mark.
const digits = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2}(?![\d,])|\d+(?:\.\d+)?`
const scaleWords = String.raw`万亿|千[万萬]|百[万萬]|[万萬亿億兆]|(?:thousand|millions?|billion|trillion|[Tt]sd|[Mm]io|[Mm]rd|[Mm]n|[Bb]n|mm)\b\.?|[KkMmBT](?![A-Za-z])`
const pattern = new RegExp(
  String.raw`(?<money>[-−–]?${currency})?(?<sign>[-−])?(?<number>${digits})(?:[ \u00a0]?(?<scale>${scaleWords}))?[ \u00a0]?(?<unit>%|percent\b|per cent\b|Prozent\b|pp\b|percentage points?|%-points?|个百分点|個百分點|(?:${codes}|dollars|euros?|yuan)\b|€|[元块塊]|[x×](?![\p{L}\d])|times\b|倍)?`,
  'gu',
)

/** The value of digits as written, whatever marks group them. */
function valueOf(number: string): { value: number; decimals: number } {
  const plain = number.replace(/[\u00a0\u202f\u2009]/g, '')
  const comma = /^\d+,\d{1,2}$/.test(plain) || /^\d{1,3}(?:\.\d{3})+,\d+$/.test(plain)
  const dotted = comma ? plain.replaceAll('.', '').replace(',', '.') : plain.replaceAll(',', '')
  return { value: Number(dotted), decimals: dotted.split('.')[1]?.length ?? 0 }
}

/** Full-width digits and signs as plain ones; every character keeps its place. */
const narrow = (text: string): string =>
  text
    .replace(/[０-９．％，－＋＄]/g, char => String.fromCodePoint((char.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll('￥', '¥')

/** Stretches of a line in which numbers are names, dates or steps: blanked before numbers are looked for. */
const notFigures: readonly RegExp[] = [
  /`[^`]*`/g,
  /\[(?:F\d+[–, ]*)+\]/g,
  /\br_[0-9a-f]{8,}[\w./@-]*/g,
  /\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?| \d{2}:\d{2}Z)?/g,
  // A month or a week, as cohorts are called by.
  /(?<![\d.,-])(?:19|20)\d{2}-(?:0[1-9]|1[0-2]|W[0-5]\d)(?![\d-])/g,
  /\d{4}年\d{1,2}月\d{1,2}日/g,
  /^#{1,6} \d+(?:\.\d+)*\.? /g,
  /^\s*\d+\. /g,
  /^\| ?\d+ \|/g,
  /(?<=\| )\d{5,}(?= \|)/g,
  /(?<![\d.,])0\d{2,}(?![\d.,])/g,
  /(?:Action|行动|行動) \d+/g,
  /(?:19|20)\d{2}年(?:\d{1,2}月)?(?:\d{1,2}日)?|(?:第|前) ?\d+ ?[季期节節页頁版]|\d{1,2}月(?:\d{1,2}日)?/g,
  /(?<=\b(?:in|since|by|until|during|of|FY|Q[1-4]|Jan\w*|Feb\w*|Mar\w*|Apr\w*|May|June?|July?|Aug\w*|Sep\w*|Oct\w*|Nov\w*|Dec\w*)[ -])(?:19|20)\d{2}\b(?![\d,.]*\d|[ -]?(?:customers|accounts|orders|of|%|in|USD|EUR))/g,
  /Score [\d. ]*of 25; gates passed: [\d ]*of 5|[满滿]分 25 分[,，]得 [\d. ]*分；五[项項][门門][槛檻]通[过過] [\d ]*[项項]/gu,
  /Self-check: [\d. ]+ of \d+ points|gates passed: \d+ of \d+/g,
  /[满滿]分 \d+ 分[,，]得 [\d.]+ 分|[门門][槛檻] \d+ [项項][,，]通[过過] \d+ [项項]/gu,
  // The name of a field that a chart breaks over two lines: “activities in the last 30 | days”.
  /(?:近|再前) ?\d+(?: 天)?\s*$/g,
  /(?<!\d )\b(?:in|last|previous) (?:the )?\d+\s*$/g,
  // The level of an interval, which is the same for all of ours.
  /\b95% (?=(?:[A-Z]?[a-z]+ )?interval)|95% ?(?=(?:\w+ ?)?[区區信][间間赖賴])/gu,
  // The scale of a score.
  /[满滿]分 100 分/g,
  // How many of the customers a scatter draws, not how many there are.
  /dots: [\d,]+(?= of)|(?<=[点點]：[\d,]+ [名位家]客[户戶]中的 )[\d,]+ [名位家]/g,
  /\*\*G\d+\*\*|(?<![A-Za-z\d])[GF]\d{1,3}(?!\d|%)/gu,
  /(?<![\p{L}\d])[A-Za-z][A-Za-z_]*-?\d[\w-]*/gu,
  /[\w\\.-]+\.(?:csv|tsv|xlsx|json|ndjson|parquet|md|html)\b/gi,
]

const blank = (text: string): string => ' '.repeat(text.length)

/** Every number of a text with its unit, in any of the three scripts. */
export function extractNumbers(text: string): FoundNumber[] {
  return narrow(text)
    .split('\n')
    .flatMap((line, place) => {
      // Every stretch that is left out holds a digit.
      const clear = /\d/.test(line) ? notFigures.reduce((rest, one) => rest.replace(one, blank), line) : line
      const said = readSpoken(clear, place)
      return [
        ...said.found,
        ...(/\d/.test(said.rest) ? [...said.rest.matchAll(pattern)] : []).map(match =>
          written(match, said.rest, place),
        ),
      ]
    })
}

function written(match: RegExpMatchArray, line: string, place: number): FoundNumber {
  const groups = match.groups ?? {}
  const at = match.index ?? 0
  // A range's dash is no minus: 12–15.
  const negative =
    (groups['sign'] !== undefined && !/[\d%]$/.test(line.slice(0, at))) || /^[-−]/.test(groups['money'] ?? '')
  const scale = scales[(groups['scale'] ?? '').toLowerCase().replace(/\.$/, '')] ?? 1
  const { value, decimals } = valueOf(groups['number'] ?? '')
  const mantissa = value * (negative ? -1 : 1)
  return {
    text: match[0].trim(),
    value: mantissa * scale,
    mantissa,
    scale,
    decimals,
    kind: kindOf(groups['unit'] ?? '', groups['money'] !== undefined),
    line: place,
    index: at,
  }
}

function kindOf(unit: string, money: boolean): NumberKind {
  if (/pp|point|百分/.test(unit)) return 'points'
  if (/^(?:%|per|Pro)/.test(unit)) return 'percent'
  if (/^(?:[x×]|times|倍)/.test(unit)) return 'times'
  return money || unit !== '' ? 'money' : 'plain'
}
