/** A small seeded generator for tests: the same log on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 0.5) / 4294967296
  }
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())

/** Gamma with shape k and scale 1 (Marsaglia & Tsang 2000). */
export function gammaDraw(k: number, random: () => number): number {
  if (k < 1) return gammaDraw(k + 1, random) * random() ** (1 / k)
  const d = k - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/** Histories of a Pareto/NBD world; `speed` multiplies buying, `exit` leaving, of customer i. */
export function simulatePareto(
  n: number,
  model: { r: number; alpha: number; s: number; beta: number },
  {
    age = 100,
    seed = 7,
    speed = () => 1,
    exit = () => 1,
  }: { age?: number; seed?: number; speed?: (i: number) => number; exit?: (i: number) => number } = {},
) {
  const random = seeded(seed)
  const repeats = new Float64Array(n)
  const recency = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const rate = (gammaDraw(model.r, random) / model.alpha) * speed(i)
    const life = -Math.log(random()) / ((gammaDraw(model.s, random) / model.beta) * exit(i))
    let time = 0
    for (;;) {
      time -= Math.log(random()) / rate
      if (time > Math.min(age, life)) break
      repeats[i] = (repeats[i] ?? 0) + 1
      recency[i] = time
    }
  }
  return { repeats, recency, age: new Float64Array(n).fill(age) }
}
