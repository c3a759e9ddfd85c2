/** Whether a text may be the word of a totals row: total, sum, grand, overall, or anything not Latin. */
export function startsLikeTotal(text: string): boolean {
  if (text.length > 24) return false
  const first = text.charCodeAt(0)
  const low = first | 0x20
  return first > 0x7f || low === 0x74 || low === 0x73 || low === 0x67 || low === 0x6f
}

/** `朝阳店小计`, `North total`, `Total for May`: the name of what is summed, and the word. Folded text. */
export const sumsUp = (word: string): boolean =>
  /^[\p{L}\p{N}\s()（）\-/.]{1,20}(?:小计|合计|总计|共计)$/u.test(word) ||
  /^(?:合计|总计|小计|共)[:：\s(（]*\d[\d,.]*\s*(?:笔|条|项|人|行|个|单|件)?[)）]?$/u.test(word) ||
  /^(?:sub ?-?|grand )?totals? (?:for|of|by) ./.test(word) ||
  /. (?:sub ?-?|grand )?totals?$/.test(word)
