/** Which group of a test was left alone, by the words that files use. */

const group = String.raw`(?:[-_ ]?(?:groups?|arm|cell|variant))?`
const aside = String.raw`(?:\s*[（(\[:：/-].*)?`
const treatment =
  'treatment|contact|action|e-?mails?|mail(?:ing)?s?|sms|texts?|calls?|offers?|coupons?|ads?|messages?|promo(?:tion)?s?|campaign|intervention|outreach'

/** The value says by itself that nobody did anything: `Control`, `Hold-out 10%`, `no e-mail`, 對照組（不發送）. */
const plain = [
  new RegExp(
    String.raw`^(?:control|ctrl|placebo|hold[-_ ]?out|untreated|unexposed|not[-_ ]?contacted)${group}(?:\s*\d+\s*%?)?${aside}$`,
    'i',
  ),
  new RegExp(String.raw`^(?:no|without)[-_ ]?(?:${treatment})${group}${aside}$`, 'i'),
  /^(?:对照|對照|控制|空白|留白|保留)(?:组|組)?\d*(?:\s*[（([:：/-].*)?$/,
  /^(?:未|不|无|無)(?:发送|發送|触达|觸達|触及|觸及|联系|聯繫|联络|聯絡|处理|處理|干预|干預|介入|推送|推播|回访|回訪|打扰|打擾)(?:组|組)?(?:\s*[（(].*)?$/,
]
/** The word stands beside a name: `Group B (control)`, `arm0-control`, A组（对照）. */
const beside = [
  /[（([]\s*(?:control|hold[-_ ]?out|对照|對照)(?:组|組)?\s*[)）\]]/i,
  /[-_ ](?:control|ctrl|hold[-_ ]?out)$/i,
  /(?:对照|對照|控制|空白|留白)(?:组|組)$/,
]

/** True where a value can only mean the group left alone; strict enough to tell a column of arms by its values. */
export const namesControl = (text: string): boolean => plain.some(pattern => pattern.test(text.trim()))

/** True for the group that was left alone; in a column known to hold arms short words do as well. */
export const isControl = (variant: string | null): boolean => {
  if (variant === null) return false
  const text = variant.trim()
  return (
    /^(?:c|none|0|false|baseline)$/i.test(text) ||
    namesControl(text) ||
    beside.some(pattern => pattern.test(text))
  )
}
