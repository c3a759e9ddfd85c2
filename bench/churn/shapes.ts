import { stream } from './files.ts'
import type { ChurnFile } from './files.ts'

type Chance = ReturnType<typeof stream>

/** A made file: cells of one customer and the log-odds of leaving, both from the same stream. */
function made(
  name: string,
  { n, seed, header }: { n: number; seed: number; header: string[] },
  customer: (chance: Chance) => { cells: (number | string)[]; logit: number },
): ChurnFile {
  const chance = stream(seed)
  const rows = Array.from({ length: n }, () => {
    const { cells, logit } = customer(chance)
    const lost = chance.next() < 1 / (1 + Math.exp(-logit))
    return [
      ...cells.map(cell => (typeof cell === 'number' ? String(Number(cell.toFixed(3))) : cell)),
      lost ? '1' : '0',
    ]
  })
  return { name, header: [...header, 'label'], rows }
}

const names = (letter: string, n: number): string[] =>
  Array.from({ length: n }, (_, at) => `${letter}${at + 1}`)
const normals = ({ normal }: Chance, n: number): number[] => Array.from({ length: n }, normal)

function longList(): ChurnFile {
  const { normal } = stream(61)
  const effects = Array.from({ length: 250 }, normal)
  return made('long list of cities', { n: 5_000, seed: 62, header: ['city', 'a', 'b'] }, chance => {
    const city = Math.floor(chance.next() * effects.length)
    const [a = 0, b = 0] = normals(chance, 2)
    return { cells: [`city${city}`, a, b], logit: -1 + (effects[city] ?? 0) + 0.5 * a }
  })
}

/** Files of the shapes that the five of the main table lack; Park–Miller streams, the same on every machine. */
export const shapeFiles = (): ChurnFile[] => [
  made('interactions only', { n: 6_000, seed: 51, header: names('x', 10) }, chance => {
    const x = normals(chance, 10)
    const both = Math.sign((x[0] ?? 0) * (x[1] ?? 0))
    return { cells: x, logit: -1 + 2.2 * both + 1.2 * Math.sin(2 * (x[2] ?? 0)) }
  }),
  made('straight line', { n: 6_000, seed: 52, header: names('x', 10) }, chance => {
    const x = normals(chance, 10)
    return { cells: x, logit: x.reduce((sum, value, at) => sum + value * (0.6 - 0.12 * at), -1.5) }
  }),
  made(
    '5 % leave, skewed, gaps',
    { n: 8_000, seed: 53, header: ['spend', 'tickets', 'months', 'plan', 'z1', 'z2'] },
    chance => {
      const spend = chance.next() < 0.3 ? 0 : Math.exp(4 + 1.5 * chance.normal())
      const tickets = Math.floor(Math.exp(0.9 * chance.normal()))
      const months = -24 * Math.log(chance.next())
      const plan = chance.next() < 0.4 ? 'basic' : 'plus'
      const logit =
        -2.2 -
        0.35 * Math.log1p(spend) +
        0.4 * Math.min(6, tickets) -
        0.03 * months +
        (plan === 'basic' ? 0.8 : 0)
      return {
        cells: [chance.next() < 0.1 ? '' : spend, tickets, months, plan, ...normals(chance, 2)],
        logit,
      }
    },
  ),
  made('8,000 × 60', { n: 8_000, seed: 54, header: names('x', 60) }, chance => {
    const x = normals(chance, 60)
    const line = x.slice(0, 12).reduce((sum, value, at) => sum + value * (at % 2 ? -0.25 : 0.3), -1.6)
    return { cells: x, logit: line + 0.8 * Math.abs(x[12] ?? 0) + 0.6 * (x[13] ?? 0) * (x[14] ?? 0) }
  }),
  made('400 customers', { n: 400, seed: 55, header: names('x', 8) }, chance => {
    const x = normals(chance, 8)
    return { cells: x, logit: -1 + 1.1 * (x[0] ?? 0) - 0.8 * (x[1] ?? 0) }
  }),
  made('mostly noise', { n: 5_000, seed: 56, header: names('x', 15) }, chance => {
    const x = normals(chance, 15)
    return { cells: x, logit: -0.8 + 0.3 * (x[0] ?? 0) - 0.25 * (x[1] ?? 0) }
  }),
  made('steps in time', { n: 5_000, seed: 57, header: ['tenure', 'usage', 'x'] }, chance => {
    const [tenure, usage] = [60 * chance.next(), chance.next()]
    const logit = -2.5 + (tenure % 12 > 11 ? 2.5 : 0) + (Math.abs(usage - 0.5) < 0.15 ? 2 : 0)
    return { cells: [tenure, usage, chance.normal()], logit }
  }),
  longList(),
]
