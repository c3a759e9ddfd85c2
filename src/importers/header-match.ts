/**
 * From a header to the fields it may mean, by its words alone: exact > pattern of word classes > whole word > near
 * miss. English and Chinese name things alike here: qualifier first, head noun last (`basket id`, 订单编号), so a
 * header is understood when all its words are accounted for; a word left over may change the meaning.
 */
import { distance } from 'fastest-levenshtein'
import { fields } from '../domain/entities/index.ts'
import { compact, foldHeader } from './fold.ts'
import { negationOf } from './negation.ts'
import { lettersOf } from './synonyms.ts'
import type { Synonyms } from './synonyms.ts'
import type { MatchKind } from './types.ts'

export interface FieldMatch {
  field: string
  /** 0 to 1; 1 is exact. */
  confidence: number
  how: MatchKind
}

export interface HeaderReading {
  matches: readonly FieldMatch[]
  /** DATA-MODEL.md 3: several meanings that only values or the caller can tell apart. */
  trap: string | null
  negated: boolean
  leak: boolean
  personal: boolean
  /** Factor from a unit in the header: 金额(万元) is 10000. */
  multiplier: number
  currency: string | null
  /** Hours in one unit of a duration (minutes 1/60, days 24); 1 when it does not say. */
  hoursPerUnit: number
}

/** Readings of one catalogue: a header is asked about while looking for its row, and again for its column. */
const known = new WeakMap<Synonyms, Map<string, HeaderReading>>()
const mostKnown = 20_000

export function readHeader(header: string, synonyms: Synonyms): HeaderReading {
  let readings = known.get(synonyms)
  if (readings === undefined) known.set(synonyms, (readings = new Map()))
  const before = readings.get(header)
  if (before !== undefined) return before
  const reading = understand(header, synonyms)
  if (readings.size >= mostKnown) readings.clear()
  readings.set(header, reading)
  return reading
}

function understand(header: string, synonyms: Synonyms): HeaderReading {
  const unit = unitOf(header)
  const folded = foldHeader(header)
  const bare = foldHeader(unit.rest)
  const key = compact(folded)
  const bareKey = compact(bare)
  const negation = negationOf(folded, key, synonyms)
  const leak = synonyms.leaks.some(word => key.includes(word))
  const trap = synonyms.traps.get(key) ?? synonyms.traps.get(bareKey) ?? null
  const matches = new Map<string, FieldMatch>()
  const add = (field: string, confidence: number, how: MatchKind): void => {
    const known = matches.get(field)
    if (known === undefined || known.confidence < confidence) matches.set(field, { field, confidence, how })
  }
  if (negation !== undefined) add(negation, 1, 'exact')
  else if (!leak) {
    for (const candidate of new Set([key, bareKey])) {
      const exact = synonyms.exact.get(candidate)
      if (exact !== undefined) add(exact, 1, 'exact')
      const canonical = canonicalNames.get(candidate)
      if (canonical !== undefined) add(canonical, 1, 'exact')
    }
    const outcome = synonyms.exact.get(compact(withoutWindow(bare)))
    if (outcome !== undefined && outcomes.has(outcome)) add(outcome, 0.95, 'whole_word')
    byPattern(bare, synonyms, add)
    byWholeWord(bare, synonyms, add)
    if (matches.size === 0) byDistance(bare, synonyms, add)
  }
  return {
    matches: [...matches.values()].sort((one, two) => two.confidence - one.confidence),
    trap,
    negated: negation !== undefined,
    leak,
    personal: synonyms.personal.has(key),
    multiplier: unit.multiplier,
    currency: unit.currency,
    hoursPerUnit: /(?:^| )(?:minutes?|mins?)(?: |$)|分钟/.test(folded)
      ? 1 / 60
      : /(?:^| )days?(?: |$)|天/.test(folded)
        ? 24
        : /(?:^| )(?:seconds?|secs?)(?: |$)|秒/.test(folded)
          ? 1 / 3600
          : 1,
  }
}

/** What a test is judged by may name its window: `still active after 90 days`, 90天内是否回购. */
const outcomes: ReadonlySet<string> = new Set(['retained', 'responded', 'churned', 'coupon_used', 'clicked'])
const withoutWindow = (folded: string): string =>
  folded
    .replace(
      /(?:^| )(?:(?:with)?in|after|at|by|over|for)? ?(?:the )?(?:day )?\d+ ?(?:d|days?|w|weeks?|m|mo|months?)?(?: later)?(?= |$)/,
      ' ',
    )
    .replace(/\d+ ?(?:天|日|周|个月|月)(?:之?[内后]|以内|以后)?/, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()

/** Field names are names everywhere; where one is also the synonym of another field, the entity decides. */
const canonicalNames = new Map([...fields.keys()].map(name => [compact(name.replaceAll('_', ' ')), name]))

type Add = (field: string, confidence: number, how: MatchKind) => void

/** Words of a folded header; Chinese is cut at known words, longest first. */
export function tokens(folded: string, { hanzi }: Synonyms): string[] {
  return folded.split(' ').flatMap(part => {
    if (!/\p{Script=Han}/u.test(part)) return part === '' ? [] : [part]
    const found: string[] = []
    let rest = ''
    const flush = (): void => {
      if (rest !== '') found.push(rest)
      rest = ''
    }
    for (let at = 0; at < part.length;) {
      const word = hanzi.find(candidate => part.startsWith(candidate, at))
      if (word === undefined) {
        rest += part[at] ?? ''
        at++
      } else {
        flush()
        found.push(word)
        at += word.length
      }
    }
    flush()
    return found
  })
}

function byPattern(folded: string, synonyms: Synonyms, add: Add): void {
  const found = tokens(folded, synonyms)
  if (found.length === 0 || found.length > 6) return
  for (const rule of synonyms.rules) {
    const used = assign(rule.all, found, synonyms, new Set())
    if (used === null) continue
    const left = found.filter((_, position) => !used.has(position))
    if (left.every(word => synonyms.neutral.has(word)))
      add(rule.field, rule.confidence - 0.03 * left.length, 'token')
    else if (left.length === 1 && rule.all.length > 1) add(rule.field, 0.5, 'token')
  }
}

/** Gives every class of a rule a word of its own; null when that cannot be done. */
function assign(
  classes: readonly string[],
  found: readonly string[],
  synonyms: Synonyms,
  used: ReadonlySet<number>,
): ReadonlySet<number> | null {
  const [first, ...others] = classes
  if (first === undefined) return used
  for (const [position, word] of found.entries()) {
    if (used.has(position) || !(synonyms.classes.get(word) ?? []).includes(first)) continue
    const rest = assign(others, found, synonyms, new Set([...used, position]))
    if (rest !== null) return rest
  }
  return null
}

function byWholeWord(folded: string, synonyms: Synonyms, add: Add): void {
  const found = folded.split(' ')
  if (found.length < 2 && !/\p{Script=Han}/u.test(folded)) return
  for (const { field, words, compact: phrase } of synonyms.phrases) {
    if (/\p{Script=Han}/u.test(phrase)) {
      // A Chinese synonym inside a longer header: only neutral words may surround it.
      if (phrase.length < 2 || !folded.includes(phrase) || folded === phrase) continue
      const left = tokens(folded.replace(phrase, ' ').trim(), synonyms)
      add(
        field,
        left.every(word => synonyms.neutral.has(word)) ? 0.9 : phrase.length >= 3 ? 0.5 : 0.4,
        'whole_word',
      )
      continue
    }
    const start = found.findIndex((_, at) => words.every((word, offset) => found[at + offset] === word))
    if (start < 0 || words.length === found.length) continue
    const left = found.filter((_, at) => at < start || at >= start + words.length)
    if (left.every(word => synonyms.neutral.has(word))) add(field, 0.88, 'whole_word')
    else if (start + words.length === found.length) add(field, 0.45, 'whole_word')
  }
}

function byDistance(folded: string, synonyms: Synonyms, add: Add): void {
  const key = compact(folded)
  const count = folded.split(' ').length
  const chinese = /\p{Script=Han}/u.test(key)
  if (key.length < (chinese ? 4 : 5)) return
  const own = lettersOf(key)
  for (const { field, words, compact: phrase, letters } of synonyms.phrases) {
    // A word more or less is another meaning (contract, contract id); a letter more or less is a slip.
    const allowed = words.length !== count ? (phrase.length >= 9 ? 1 : 0) : phrase.length >= 9 ? 2 : 1
    if (Math.abs(phrase.length - key.length) > allowed || phrase.length < (chinese ? 4 : 5)) continue
    // A step changes two letters of the set at most: nearly all phrases are out without a comparison.
    if (bits(own ^ letters) > 2 * allowed) continue
    const steps = distance(key, phrase)
    if (steps <= allowed) add(field, chinese ? 0.6 : 0.8 - 0.1 * steps, 'edit_distance')
  }
}

function bits(set: number): number {
  let count = 0
  for (let left = set; left !== 0; left &= left - 1) count++
  return count
}

const unitWords: readonly [RegExp, number][] = [
  [/亿|億/, 1e8],
  [/千万|千萬/, 1e7],
  [/百万|百萬|millions?|\bmm?\b/i, 1e6],
  [/万|萬/, 1e4],
  [/千|thousands?|\b000s?\b|\bk\b/i, 1e3],
  [/\bcents?\b|^分$|\bminor\b/i, 0.01],
]
const currencyWords: readonly [RegExp, string][] = [
  [/新[台臺][币幣]|NT\$|\bNTD\b|\bTWD\b|台[币幣]/i, 'TWD'],
  [/人民[币幣]|\bRMB\b|\bCNY\b/i, 'CNY'],
  [/港[币幣元]|HK\$|\bHKD\b/i, 'HKD'],
  [/美[元金]|US\$|\bUSD\b/i, 'USD'],
  [/[欧歐]元|€|\bEUR\b/i, 'EUR'],
  [/英[镑鎊]|£|\bGBP\b/i, 'GBP'],
  [/日[元圆圓]|\bJPY\b/i, 'JPY'],
]

/** What stands in brackets (or after the last underscore) about units, and the header without it. */
function unitOf(header: string): { rest: string; multiplier: number; currency: string | null } {
  const plain = header.normalize('NFKC')
  const bracket = /[([【{]\s*(?:单位|單位|unit)?[:：]?\s*([^)\]】}]*)[)\]】}]/i.exec(plain)
  const tail =
    /[_\s/·-](万元|萬元|千元|亿元|億元|万|萬|亿|億|cents|in cents|thousands|元|usd|eur|gbp|cny|rmb|twd|ntd|hkd|jpy)$/i.exec(
      plain,
    )
  const text = bracket?.[1] ?? tail?.[1] ?? ''
  const multiplier = unitWords.find(([word]) => word.test(text))?.[1] ?? 1
  const currency = currencyWords.find(([word]) => word.test(text))?.[1] ?? null
  const about = bracket !== null || tail !== null
  return { rest: about ? plain.replace(bracket?.[0] ?? tail?.[0] ?? '', ' ') : plain, multiplier, currency }
}
