import { gaussLegendre } from '../math/quadrature.ts'

/**
 * The integrals of Pareto/NBD for all histories of one count at once. For a count x the odds of having left are
 * q = s ((alpha+T)/alpha)^(r+x) ((beta+T)/beta)^s [G(t_x) − G(T)], where G(t) is the integral from t to the last time
 * of g(u) = (alpha/(alpha+u))^(r+x) (beta/(beta+u))^s/(beta+u). So G at every distinct time serves every row.
 * Sums run from the far end, smallest first; every integrand is positive, and a difference of two tails loses at most
 * what is nothing beside the 1 of 1 + q.
 */
export interface ParetoTails {
  /** Tails of g, and of g times ln(1 + u/alpha), ln(1 + u/beta), 1/(alpha + u) and 1/(beta + u), at every time. */
  mass: Float64Array
  logAlpha: Float64Array
  logBeta: Float64Array
  inverseAlpha: Float64Array
  inverseBeta: Float64Array
  /** Chooses the points between the times for these parameters; good for counts up to `most`. */
  place: (r: number, alpha: number, s: number, beta: number, most: number) => void
  /** Fills the tails for one count. */
  fill: (shape: number) => void
}

const rules = [3, 4, 8, 12, 16].map(gaussLegendre)

/** Points for a relative error near 1e-13 where an exponential drops by e^−drop over a stretch of `length`. */
function ruleFor(drop: number, length: number): number {
  if (drop <= 0.04 && length <= 0.04) return 0
  if (drop <= 0.25 && length <= 0.25) return 1
  if (drop <= 5 && length <= 2.5) return 2
  return drop <= 14 && length <= 3.5 ? 3 : 4
}

/** Tails at the ascending `times`. */
export function paretoTails(times: Float64Array): ParetoTails {
  const size = times.length
  const [mass, logAlpha, logBeta, inverseAlpha, inverseBeta] = [0, 1, 2, 3, 4].map(
    () => new Float64Array(size),
  )
  const empty = new Float64Array(0)
  let capacity = 0
  /** Points of stretch k are `starts[k]` to `starts[k + 1]`. */
  const starts = new Int32Array(size + 1)
  let weightAt = empty
  let logAlphaAt = empty
  let logBetaAt = empty
  let inverseAlphaAt = empty
  let inverseBetaAt = empty
  const tails = {
    mass: mass ?? empty,
    logAlpha: logAlpha ?? empty,
    logBeta: logBeta ?? empty,
    inverseAlpha: inverseAlpha ?? empty,
    inverseBeta: inverseBeta ?? empty,
  }
  const grow = (points: number): void => {
    if (points <= capacity) return
    capacity = Math.max(points, 2 * capacity)
    const wider = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const own = new Float64Array(capacity)
      own.set(old)
      return own
    }
    weightAt = wider(weightAt)
    logAlphaAt = wider(logAlphaAt)
    logBetaAt = wider(logBetaAt)
    inverseAlphaAt = wider(inverseAlphaAt)
    inverseBetaAt = wider(inverseBetaAt)
  }
  return {
    ...tails,
    place(r, alpha, s, beta, most) {
      const least = Math.min(alpha, beta)
      let point = 0
      for (let k = 0; k + 1 < size; k++) {
        starts[k] = point
        const from = times[k] ?? 0
        const base = least + from
        const step = (times[k + 1] ?? 0) - from
        const length = Math.log1p(step / base)
        const drop = (r + most) * Math.log1p(step / (alpha + from)) + s * Math.log1p(step / (beta + from))
        const panels = Math.max(1, Math.ceil(Math.max(length / 4, drop / 34)))
        const rule = rules[ruleFor(drop, length)]
        const width = length / panels
        const nodes = rule?.nodes ?? []
        grow(point + panels * nodes.length)
        for (let panel = 0; panel < panels; panel++) {
          for (let i = 0; i < nodes.length; i++) {
            const rise = base * Math.expm1((panel + (nodes[i] ?? 0)) * width)
            const u = from + rise
            inverseAlphaAt[point] = 1 / (alpha + u)
            inverseBetaAt[point] = 1 / (beta + u)
            logAlphaAt[point] = Math.log1p(u / alpha)
            const log = Math.log1p(u / beta)
            logBetaAt[point] = log
            weightAt[point] =
              ((rule?.weights[i] ?? 0) * width * (base + rise) * Math.exp(-s * log)) / (beta + u)
            point += 1
          }
        }
      }
      starts[Math.max(0, size - 1)] = point
      starts[size] = point
    },
    fill(shape) {
      let sum = 0
      let sumLogAlpha = 0
      let sumLogBeta = 0
      let sumInverseAlpha = 0
      let sumInverseBeta = 0
      for (let k = size - 1; k >= 0; k--) {
        const to = starts[k + 1] ?? 0
        for (let point = starts[k] ?? 0; point < to; point++) {
          const log = logAlphaAt[point] ?? 0
          const density = (weightAt[point] ?? 0) * Math.exp(-shape * log)
          sum += density
          sumLogAlpha += density * log
          sumLogBeta += density * (logBetaAt[point] ?? 0)
          sumInverseAlpha += density * (inverseAlphaAt[point] ?? 0)
          sumInverseBeta += density * (inverseBetaAt[point] ?? 0)
        }
        tails.mass[k] = sum
        tails.logAlpha[k] = sumLogAlpha
        tails.logBeta[k] = sumLogBeta
        tails.inverseAlpha[k] = sumInverseAlpha
        tails.inverseBeta[k] = sumInverseBeta
      }
    },
  }
}
