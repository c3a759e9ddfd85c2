/** One spelling for comparing words: NFKC, lower case, Traditional to Simplified. DATA-MODEL.md 2. */
import { Converter } from 'opencc-js/t2cn'

let converter: ((text: string) => string) | undefined

/** The tables take 20 ms to load, so only a first Chinese word loads them. */
function simplify(text: string): string {
  const convert = converter ?? Converter({ from: 't', to: 'cn' })
  converter = convert
  return convert(text)
}

const hanzi = /\p{Script=Han}/u

/** For values: `繁體` and `繁体`, `Ｙ` and `y` compare equal. */
export function fold(text: string): string {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  return hanzi.test(plain) ? simplify(plain) : plain
}

/** For headers: camelCase and signs become spaces as well; `Invoice #` is an invoice number. */
export function foldHeader(header: string): string {
  const spaced = header
    .normalize('NFKC')
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
  return fold(spaced)
    .replaceAll('#', ' number ')
    .replaceAll(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim()
}

/** A folded header without spaces: `CustomerID`, `customer_id` and `客户 ID` / `客戶ID` meet here. */
export const compact = (folded: string): string => folded.replaceAll(' ', '')
