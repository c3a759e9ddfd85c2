/** Places of a longest rising run of numbers. */
function rising(values: readonly number[]): number[] {
  const tails: number[] = []
  const before: number[] = []
  values.forEach((value, place) => {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1
      else high = middle
    }
    before[place] = low === 0 ? -1 : (tails[low - 1] ?? -1)
    tails[low] = place
  })
  const run: number[] = []
  for (let place = tails.at(-1) ?? -1; place >= 0; place = before[place] ?? -1) run.unshift(place)
  return run
}

function places(lines: readonly string[], from: number, to: number): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (let place = from; place < to; place += 1) {
    const line = lines[place] ?? ''
    const known = found.get(line)
    if (known) known.push(place)
    else found.set(line, [place])
  }
  return found
}

/** For each line of `now` its place in `then`, in the same order in both; −1 for those that have none. */
export function align(now: readonly string[], then: readonly string[]): number[] {
  const found = now.map(() => -1)
  const between = (from: number, to: number, start: number, end: number): void => {
    let [a, b, c, d] = [from, to, start, end]
    while (a < b && c < d && now[a] === then[c]) found[a++] = c++
    while (a < b && c < d && now[b - 1] === then[d - 1]) found[--b] = --d
    if (a >= b || c >= d) return
    const [mine, theirs] = [places(now, a, b), places(then, c, d)]
    const pairs = [...mine].flatMap(([line, at]) => {
      const other = theirs.get(line)
      const [one, two] = [at[0], other?.[0]]
      return at.length === 1 && other?.length === 1 && one !== undefined && two !== undefined
        ? [{ one, two }]
        : []
    })
    const anchors = rising(pairs.map(({ two }) => two)).flatMap(place => pairs[place] ?? [])
    if (anchors.length === 0) {
      greedy(a, b, c, theirs)
      return
    }
    let [low, start2] = [a, c]
    for (const { one, two } of anchors) {
      found[one] = two
      between(low, one, start2, two)
      ;[low, start2] = [one + 1, two + 1]
    }
    between(low, b, start2, d)
  }
  /** Lines that stand there several times, one after the other. */
  const greedy = (from: number, to: number, start: number, theirs: Map<string, number[]>): void => {
    let next = start
    for (let place = from; place < to; place += 1) {
      const at = theirs.get(now[place] ?? '')?.find(other => other >= next)
      if (at === undefined) continue
      found[place] = at
      next = at + 1
    }
  }
  between(0, now.length, 0, then.length)
  return found
}
