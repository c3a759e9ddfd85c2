/** How many times each word or line stands in a list. */
export function counted(lines: readonly string[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const line of lines) found.set(line, (found.get(line) ?? 0) + 1)
  return found
}

/** From how much in common a sentence is taken for one of a report that was changed. */
export const near = 0.6

const figure = /[-−+]?[$€£¥]?\d+(?:[.,]\d+)*/gu
const token = /#|n't|[\p{Script=Han}]|[\p{L}\p{M}\d_']+/gu

/** A sentence as words, single Chinese characters and marks in place of its numbers. */
export const tokensOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/n['’]t\b/g, " n't")
    .replace(figure, '#')
    .match(token) ?? []

/** How much two texts have in common, numbers apart, 0 to 1. */
export const resemblance = (one: string, other: string): number => {
  const words = tokensOf(one)
  return likeness(counted(words), words.length, tokensOf(other))
}

/** How much of two sentences is the same, 0 to 1. */
export function likeness(one: Map<string, number>, size: number, other: readonly string[]): number {
  const room = new Map(one)
  let same = 0
  for (const word of other) {
    const left = room.get(word) ?? 0
    if (left === 0) continue
    same += 1
    room.set(word, left - 1)
  }
  return (2 * same) / Math.max(1, size + other.length)
}
