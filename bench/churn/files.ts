import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Column, CustomerTable } from '../../src/domain/table.ts'

/** One churn file as text cells: the last column is the label, 1 or 0; an empty cell is missing. */
export interface ChurnFile {
  name: string
  header: string[]
  rows: string[][]
}

const sets = process.env['HOLDFAST_DATASETS'] ?? '../shared/datasets'

/** A public file with its label moved to the end as 1 and 0, and without its id. */
function publicFile(name: string, path: string, label: string, yes: string, id?: string): ChurnFile {
  const lines = readFileSync(join(sets, path), 'utf8').trim().split(/\r?\n/)
  const cells = lines.map(line => line.split(',').map(cell => cell.replace(/^"|"$/g, '').trim()))
  const names = cells[0] ?? []
  const kept = names.flatMap((column, at) => (column === label || column === id ? [] : [at]))
  const at = names.indexOf(label)
  return {
    name,
    header: [...kept.map(column => names[column] ?? ''), 'label'],
    rows: cells.slice(1).map(row => [...kept.map(column => row[column] ?? ''), row[at] === yes ? '1' : '0']),
  }
}

/** Park–Miller: the same file on every machine. */
export function stream(seed: number): { next: () => number; normal: () => number } {
  let state = seed
  const next = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
  return { next, normal: () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()) }
}

/** Numbers only, a tenth of them missing, one of them missing more often for those who leave. */
function numbersWithGaps(n: number): ChurnFile {
  const { next, normal } = stream(41)
  const names = Array.from({ length: 12 }, (_, at) => `x${at + 1}`)
  const rows = Array.from({ length: n }, () => {
    const x = names.map(() => normal())
    const logit = -1.6 + 0.9 * (x[0] ?? 0) - 0.6 * (x[1] ?? 0) + 0.5 * (x[2] ?? 0)
    const lost = next() < 1 / (1 + Math.exp(-logit))
    const gap = (at: number): boolean => next() < (at === 3 && lost ? 0.3 : 0.1)
    return [...x.map((value, at) => (gap(at) ? '' : value.toFixed(3))), lost ? '1' : '0']
  })
  return { name: 'numbers with gaps', header: [...names, 'label'], rows }
}

/** Words only: eight columns of three to forty levels, of which four matter. */
function wordsOnly(n: number): ChurnFile {
  const { next, normal } = stream(42)
  const sizes = [3, 5, 8, 12, 20, 40, 4, 6]
  const effects = sizes.map((size, at) => Array.from({ length: size }, () => (at < 4 ? 0.9 * normal() : 0)))
  const rows = Array.from({ length: n }, () => {
    const levels = sizes.map(size => Math.floor(next() * size))
    const logit = levels.reduce((sum, level, at) => sum + (effects[at]?.[level] ?? 0), -1.2)
    const lost = next() < 1 / (1 + Math.exp(-logit))
    return [...levels.map((level, at) => `c${at}_${level}`), lost ? '1' : '0']
  })
  return { name: 'words only', header: [...sizes.map((_, at) => `word${at + 1}`), 'label'], rows }
}

/** One in twenty leaves; two numbers work only together, and one by a threshold. */
function rareAndBent(n: number): ChurnFile {
  const { next, normal } = stream(43)
  const rows = Array.from({ length: n }, () => {
    const x = Array.from({ length: 8 }, () => normal())
    const plan = next() < 0.3 ? 'basic' : 'plus'
    const both = (x[0] ?? 0) > 0.5 && (x[1] ?? 0) > 0.5 ? 2.4 : 0
    const logit = -4 + both + ((x[2] ?? 0) < -1 ? 1.5 : 0) + (plan === 'basic' ? 0.8 : 0)
    const lost = next() < 1 / (1 + Math.exp(-logit))
    return [...x.map(value => value.toFixed(3)), plan, lost ? '1' : '0']
  })
  return {
    name: 'rare and bent',
    header: [...Array.from({ length: 8 }, (_, at) => `y${at + 1}`), 'plan', 'label'],
    rows,
  }
}

export const churnFiles = (): ChurnFile[] => [
  publicFile('Telco', 'telco_ibm/Telco-Customer-Churn.csv', 'Churn', 'Yes', 'customerID'),
  publicFile('MLC', 'mlc_churn/mlc_churn.csv', 'churn', 'yes'),
  numbersWithGaps(4_000),
  wordsOnly(6_000),
  rareAndBent(8_000),
]

/** The file as the product's table, and who churned. */
export function tableOf({ header, rows }: ChurnFile): { table: CustomerTable; churned: Uint8Array } {
  const columns = header.slice(0, -1).map((name, at): Column => {
    const cells = rows.map(row => row[at] ?? '')
    if (cells.every(cell => cell === '' || Number.isFinite(Number(cell)))) {
      return {
        kind: 'number',
        name,
        values: Float64Array.from(cells, cell => (cell === '' ? NaN : Number(cell))),
      }
    }
    const levels = [...new Set(cells.filter(cell => cell !== ''))].toSorted()
    const codes = new Map(levels.map((level, code) => [level, code]))
    return { kind: 'category', name, levels, codes: Int32Array.from(cells, cell => codes.get(cell) ?? -1) }
  })
  const table = { asOf: '2026-01-01', n: rows.length, customerIds: rows.map((_, row) => `R${row}`), columns }
  return { table, churned: Uint8Array.from(rows, row => (row.at(-1) === '1' ? 1 : 0)) }
}
