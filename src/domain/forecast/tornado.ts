import { requirePositive } from '../guards.ts'

export interface SensitivityRow {
  factor: string
  lowInput: number
  highInput: number
  low: number
  high: number
  range: number
}

/**
 * One factor at a time at ±`change` of its base, widest first. `ceilings` holds factors that cannot pass a limit
 * (rates: 1). Works for any figure that is a function of named numbers.
 */
export function sensitivity<Name extends string>(
  base: Readonly<Record<Name, number>>,
  figure: (inputs: Readonly<Record<Name, number>>) => number,
  { change = 0.2, ceilings = {} }: { change?: number; ceilings?: Partial<Record<Name, number>> } = {},
): SensitivityRow[] {
  requirePositive('change', change)
  const names = Object.keys(base).filter((name): name is Name => name in base)
  const rows = names.map((factor): SensitivityRow => {
    const lowInput = base[factor] * (1 - change)
    const highInput = Math.min(ceilings[factor] ?? Infinity, base[factor] * (1 + change))
    const low = figure({ ...base, [factor]: lowInput })
    const high = figure({ ...base, [factor]: highInput })
    return { factor, lowInput, highInput, low, high, range: Math.abs(high - low) }
  })
  const width = (row: SensitivityRow) => Number(row.range.toPrecision(12))
  return rows.sort((one, two) => width(two) - width(one))
}
