/** Currency marks and codes. `¥` and `$` name several currencies: they are reported, never decided here. */
const marks: readonly [string, readonly string[]][] = [
  ['NT$', ['TWD']],
  ['HK$', ['HKD']],
  ['US$', ['USD']],
  ['A$', ['AUD']],
  ['AU$', ['AUD']],
  ['C$', ['CAD']],
  ['CA$', ['CAD']],
  ['S$', ['SGD']],
  ['SG$', ['SGD']],
  ['MOP$', ['MOP']],
  ['NZ$', ['NZD']],
  ['R$', ['BRL']],
  ['RM', ['MYR']],
  ['RMB', ['CNY']],
  ['CN¥', ['CNY']],
  ['JP¥', ['JPY']],
  ['新台币', ['TWD']],
  ['新台幣', ['TWD']],
  ['台币', ['TWD']],
  ['台幣', ['TWD']],
  ['人民币', ['CNY']],
  ['人民幣', ['CNY']],
  ['港币', ['HKD']],
  ['港幣', ['HKD']],
  ['美元', ['USD']],
  ['美金', ['USD']],
  ['欧元', ['EUR']],
  ['歐元', ['EUR']],
  ['日元', ['JPY']],
  ['日圆', ['JPY']],
  ['日圓', ['JPY']],
  ['円', ['JPY']],
  ['英镑', ['GBP']],
  ['英鎊', ['GBP']],
  ['€', ['EUR']],
  ['£', ['GBP']],
  ['₩', ['KRW']],
  ['₹', ['INR']],
  ['₽', ['RUB']],
  ['฿', ['THB']],
  ['₫', ['VND']],
  ['₱', ['PHP']],
  ['₺', ['TRY']],
  ['₪', ['ILS']],
  ['¥', ['CNY', 'JPY']],
  ['$', ['USD', 'TWD', 'HKD', 'CAD', 'AUD', 'SGD']],
  ['元', ['CNY', 'TWD', 'HKD']],
  ['圆', ['CNY', 'JPY']],
  ['圓', ['TWD', 'HKD', 'JPY']],
  ['块', ['CNY']],
  ['塊', ['TWD']],
]

const codes = new Set(
  `AED AUD BDT BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KRW KWD KZT LKR MAD MOP
   MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VND ZAR`.split(
    /\s+/,
  ),
)
/** Names in a currency column. */
const aliases = new Map<string, string>([
  ['rmb', 'CNY'],
  ['cny', 'CNY'],
  ['cnh', 'CNY'],
  ['ntd', 'TWD'],
  ['nt', 'TWD'],
  ['nt$', 'TWD'],
  ['us$', 'USD'],
  ['hk$', 'HKD'],
  ...marks.flatMap(([mark, of]): [string, string][] =>
    of.length === 1 && of[0] !== undefined ? [[mark.toLowerCase(), of[0]]] : [],
  ),
])

/** ISO 4217 code of a currency cell, or null when it is none. */
export function currencyCode(text: string): string | null {
  const plain = text.normalize('NFKC').trim()
  const upper = plain.toUpperCase()
  if (codes.has(upper)) return upper
  return aliases.get(plain.toLowerCase()) ?? null
}

/** Decimals of the minor unit, ISO 4217. Unknown currencies count as two. */
export function minorDigits(currency: string | null): number {
  if (currency === null) return 2
  if ('CLP ISK JPY KRW UYI VND'.includes(currency)) return 0
  return 'BHD KWD OMR TND JOD IQD LYD'.includes(currency) ? 3 : 2
}

export interface Stripped {
  rest: string
  /** What the mark may mean; empty without one. */
  currencies: readonly string[]
  /** The mark as written ($, NT$, 元, USD). */
  mark: string | null
}

const anyMark = new RegExp(marks.map(([mark]) => mark.replaceAll(/[$.*+?^()[\]{}|\\]/g, '\\$&')).join('|'))

/**
 * The marks of a money cell: what is left of the text, and what currencies they may mean. Two that agree are one:
 * ￥100元 is Chinese money, $5 USD American.
 */
export function stripCurrency(text: string): Stripped {
  const one = stripOne(text)
  if (one.mark === null) return one
  const two = stripOne(one.rest)
  const both = one.currencies.filter(code => two.currencies.includes(code))
  return both.length === 0 ? one : { rest: two.rest, currencies: both, mark: `${one.mark}${two.mark ?? ''}` }
}

function stripOne(text: string): Stripped {
  const match = /^([A-Za-z]{3})\s*(?=[\d(.+-])|(?<=[\d).-])\s*([A-Za-z]{3})$/.exec(text)
  const code = (match?.[1] ?? match?.[2])?.toUpperCase()
  if (match !== null && code !== undefined && (codes.has(code) || code === 'RMB' || code === 'NTD')) {
    return {
      rest: text.replace(match[0], '').trim(),
      currencies: [aliases.get(code.toLowerCase()) ?? code],
      mark: code,
    }
  }
  for (const [mark, currencies] of anyMark.test(text) ? marks : []) {
    if (text.includes(mark)) return { rest: text.replace(mark, '').trim(), currencies, mark }
  }
  return { rest: text, currencies: [], mark: null }
}
