/** Whether a text may be the word of a totals row: total, sum, grand, overall, or anything not Latin. */
export function startsLikeTotal(text: string): boolean {
  if (text.length > 24) return false
  const first = text.charCodeAt(0)
  const low = first | 0x20
  return first > 0x7f || low === 0x74 || low === 0x73 || low === 0x67 || low === 0x6f
}
