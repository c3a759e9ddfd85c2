import { gaussLegendre } from '../math/quadrature.ts'

/**
 * One history under Pareto/NBD: repeats x, recency t_x and age T against the rates r, alpha (buying) and
 * s, beta (leaving).
 *
 * The likelihood is written as stayed × (1 + q), where q is the odds of having left,
 * q = s ∫ over u in [t_x, T] of ((alpha+u)/(alpha+T))^−(r+x) ((beta+u)/(beta+T))^−s du/(beta+u).
 * That is Fader & Hardie's A0 term before it is split into two hypergeometric functions: all positive, so
 * nothing cancels for t_x = T, alpha = beta or hundreds of purchases. Gauss–Legendre in ln(m + u),
 * m = min(alpha, beta), where the integrand is smooth; panels follow its decay.
 */
export interface ParetoTerm {
  /** ln q; −∞ where the customer cannot have left. */
  logOdds: number
  /** Slopes of ln q in r, alpha, s and beta. */
  slopes: Float64Array
}

const eight = gaussLegendre(8)
const twelve = gaussLegendre(12)
const sixteen = gaussLegendre(16)

/** Fills `term`; `withSlopes` off saves their sums. Reuse one `term` over many rows. */
export function paretoOdds(
  x: number,
  recency: number,
  age: number,
  r: number,
  alpha: number,
  s: number,
  beta: number,
  term: ParetoTerm,
  withSlopes: boolean,
): void {
  const { slopes } = term
  if (!(age > recency)) {
    term.logOdds = -Infinity
    slopes.fill(0)
    return
  }
  const shape = r + x
  const alphaLeast = alpha <= beta
  const least = alphaLeast ? alpha : beta
  const most = alphaLeast ? beta : alpha
  const base = least + recency
  const logAlphaAge = Math.log1p(age / alpha)
  const logBetaAge = Math.log1p(age / beta)
  const logLeastStart = Math.log1p(recency / least)
  const mostStart = most + recency
  const whole = Math.log1p((age - recency) / base)
  // Decay of the integrand in v = ln((m+u)/(m+t_x)): fastest share at the start, at most `steep` overall.
  const weightLeast = alphaLeast ? shape : s
  const weightMost = alphaLeast ? s : shape
  const decay = weightLeast + (weightMost * base) / mostStart
  const length = Math.min(whole, 34 / decay)
  const end = recency + base * Math.expm1(length)
  const drop = weightLeast * length + weightMost * Math.log1p((end - recency) / mostStart)
  // Points for a relative error near 1e-12: an exponential that drops by e^−5, e^−14 or e^−34 over the panel.
  const { nodes, weights } =
    drop <= 5 && length <= 2.5 ? eight : drop <= 14 && length <= 3.5 ? twelve : sixteen
  const panels = Math.max(1, Math.ceil(Math.max(length / 4, drop / 34)))
  const width = length / panels
  const startLogAlpha = Math.log1p(recency / alpha)
  const startLogBeta = Math.log1p(recency / beta)
  // The slower expm1 and log1p only where a huge alpha or beta would swallow u.
  const leastIsHuge = least > 1e3 * age
  const mostIsHuge = most > 1e3 * age
  const perMost = 1 / most
  let mass = 0
  let sumLogAlpha = 0
  let sumLogBeta = 0
  let sumInverseAlpha = 0
  let sumInverseBeta = 0
  for (let panel = 0; panel < panels; panel++) {
    for (let i = 0; i < nodes.length; i++) {
      const v = (panel + (nodes[i] ?? 0)) * width
      const u = leastIsHuge ? recency + base * Math.expm1(v) : base * Math.exp(v) - least
      const logLeast = logLeastStart + v
      const logMost = mostIsHuge ? Math.log1p(u * perMost) : Math.log(1 + u * perMost)
      const logAlpha = alphaLeast ? logLeast : logMost
      const logBeta = alphaLeast ? logMost : logLeast
      const inverseBeta = 1 / (beta + u)
      const density =
        (weights[i] ?? 0) *
        Math.exp(shape * (startLogAlpha - logAlpha) + s * (startLogBeta - logBeta)) *
        (least + u) *
        inverseBeta
      mass += density
      if (!withSlopes) continue
      sumLogAlpha += density * logAlpha
      sumLogBeta += density * logBeta
      sumInverseAlpha += density / (alpha + u)
      sumInverseBeta += density * inverseBeta
    }
  }
  term.logOdds =
    Math.log(s * mass * width) + shape * (logAlphaAge - startLogAlpha) + s * (logBetaAge - startLogBeta)
  if (!withSlopes) return
  slopes[0] = logAlphaAge - sumLogAlpha / mass
  slopes[1] = shape / (alpha + age) - (shape * sumInverseAlpha) / mass
  slopes[2] = 1 / s + logBetaAge - sumLogBeta / mass
  slopes[3] = s / (beta + age) - ((s + 1) * sumInverseBeta) / mass
}
