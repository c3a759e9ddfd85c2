/**
 * Rows with the `count` least keys in order, ties by `tie`, then the others as they come: a page of a million rows
 * needs no sort of them all. NaN comes last.
 */
export function leastFirst(
  rows: readonly number[],
  key: (row: number) => number,
  tie: (one: number, two: number) => number,
  count: number,
): number[] {
  const keys = Float64Array.from(rows, key).sort()
  const cut = count < rows.length ? keys[Math.max(0, count - 1)] : undefined
  const within = (row: number): boolean => cut === undefined || Number.isNaN(cut) || key(row) <= cut
  const order = (one: number, two: number): number => {
    const [first, second] = [key(one), key(two)]
    if (first < second || (Number.isNaN(second) && !Number.isNaN(first))) return -1
    if (first > second || (Number.isNaN(first) && !Number.isNaN(second))) return 1
    return tie(one, two)
  }
  return [...rows.filter(within).sort(order), ...rows.filter(row => !within(row))]
}
