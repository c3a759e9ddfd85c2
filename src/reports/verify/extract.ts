export type NumberKind = 'percent' | 'points' | 'money' | 'plain' | 'tenths'

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
  K: 1e3,
  k: 1e3,
  M: 1e6,
  m: 1e6,
  B: 1e9,
  T: 1e12,
  万: 1e4,
  萬: 1e4,
  亿: 1e8,
  億: 1e8,
  万亿: 1e12,
  兆: 1e12,
}

const currency = String.raw`(?:[A-Z]{0,3}[$¥€£₩]|NT\$|CN¥|US\$|(?:CNY|TWD|USD|EUR|GBP|HKD|JPY)[ \u00a0]?)`
const digits = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`
const pattern = new RegExp(
  String.raw`(?<money>[-−–]?${currency})?(?<sign>[-−])?(?<number>${digits})(?:[ \u00a0]?(?<scale>万亿|[万萬亿億兆]|[KMBT](?![A-Za-z])))?[ \u00a0]?(?<unit>%|pp\b|percentage points|个百分点|個百分點|(?:CNY|TWD|USD|EUR|GBP|HKD|JPY)\b|元)?`,
  'gu',
)

/** Full-width digits and signs as plain ones; every character keeps its place. */
const narrow = (text: string): string =>
  text.replace(/[０-９．％，－]/g, char => String.fromCodePoint((char.codePointAt(0) ?? 0) - 0xfee0))

/** Stretches of a line in which numbers are names, dates or steps: blanked before numbers are looked for. */
const notFigures: readonly RegExp[] = [
  /`[^`]*`/g,
  /\[(?:F\d+[–, ]*)+\]/g,
  /\br_[0-9a-f]{8,}[\w./-]*/g,
  /\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?/g,
  /\d{4}年\d{1,2}月\d{1,2}日/g,
  /^#{1,6} \d+(?:\.\d+)*\.? /g,
  /^\s*\d+\. /g,
  /^\| ?\d+ \|/g,
  /(?<=\| )\d{5,}(?= \|)/g,
  /(?<![\d.,])0\d{2,}(?![\d.,])/g,
  /(?:Action|行动|行動) \d+/g,
  /(?<=\d) in 10\b|每 ?10 [名位]客[户戶]中[约約]/gu,
  /Score [\d. ]* of 25; gates passed: [\d ]* of 5|[满滿]分 25 分[,，]得 [\d. ]*分；五[项項][门門][槛檻]通[过過] [\d ]*[项項]/gu,
  /Self-check: [\d. ]+ of \d+ points|gates passed: \d+ of \d+/g,
  /[满滿]分 \d+ 分[,，]得 [\d.]+ 分|[门門][槛檻] \d+ [项項][,，]通[过過] \d+ [项項]/gu,
  /\*\*G\d+\*\*|(?<![\p{L}\d])[GF]\d+(?![\d])/gu,
  /(?<![\p{L}\d])[A-Za-z][A-Za-z_]*-?\d[\w-]*/gu,
  /[\w\\.-]+\.(?:csv|tsv|xlsx|json|ndjson|parquet|md|html)\b/gi,
]

const blank = (text: string): string => ' '.repeat(text.length)

/** Every number of a text with its unit, in any of the three scripts. */
export function extractNumbers(text: string): FoundNumber[] {
  return narrow(text)
    .split('\n')
    .flatMap((line, place) => {
      const clear = notFigures.reduce((rest, one) => rest.replace(one, blank), line)
      return [...clear.matchAll(pattern)].flatMap((match): FoundNumber[] => {
        const groups = match.groups ?? {}
        const number = groups['number'] ?? ''
        const before = clear.slice(0, match.index)
        // A range's dash is no minus: 12–15.
        const negative =
          (groups['sign'] !== undefined && !/[\d%]$/.test(before)) || /^[-−]/.test(groups['money'] ?? '')
        const scale = scales[groups['scale'] ?? ''] ?? 1
        const mantissa = Number(number.replaceAll(',', '')) * (negative ? -1 : 1)
        const unit = groups['unit'] ?? ''
        const tenths =
          /^ ?in 10\b/.test(line.slice(match.index + match[0].length)) ||
          /每 ?10 [名位]客[戶户]中[约約] $/.test(line.slice(0, match.index))
        const kind: NumberKind = tenths
          ? 'tenths'
          : unit === '%'
            ? 'percent'
            : /^pp|point|百分/.test(unit)
              ? 'points'
              : groups['money'] !== undefined || /^[A-Z]{3}$|元/.test(unit)
                ? 'money'
                : 'plain'
        return [
          {
            text: match[0].trim(),
            value: mantissa * scale,
            mantissa,
            scale,
            decimals: number.split('.')[1]?.length ?? 0,
            kind,
            line: place,
            index: match.index,
          },
        ]
      })
    })
}
