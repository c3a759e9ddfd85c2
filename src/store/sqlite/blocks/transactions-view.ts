/**
 * The blocks as rows, for programs that read the store by SQL (docs/views.md). Slower by far than the blocks as
 * columns: every value is put together out of hexadecimal digits, since SQLite has no other way from bytes to numbers.
 */
const byteAt = (blob: string, place: string): string => {
  const digit = (which: number): string =>
    `instr('0123456789ABCDEF', substr(hex(substr(${blob}, ${place}, 1)), ${which}, 1))`
  return `(${digit(1)} * 16 + ${digit(2)} - 17)`
}

/** Value `at` (from 0) of a column of `n` numbers (see `pack.ts`). */
function valueAt(blob: string, n: string, at: string, min: string): string {
  const whole = (width: number): string =>
    Array.from(
      { length: width },
      (_, byte) => `(${byteAt(blob, `${at} * ${width} + ${byte + 1}`)} << ${8 * byte})`,
    ).join(' + ')
  const cases = [1, 2, 3, 4, 7, 8].map(width => `WHEN ${width} THEN ${min} + ${whole(width)}`)
  return `CASE length(${blob}) / ${n} WHEN 0 THEN ${min} ${cases.join(' ')} END`
}

export const transactionsView = `
CREATE VIEW transactions AS
WITH people AS (
  SELECT b.id, p.i, CASE WHEN b.cids IS NULL THEN b.cid_min + p.i ELSE ${valueAt('b.cids', 'b.customers', 'p.i', 'b.cid_min')} END AS cid,
    ${valueAt('b.counts', 'b.customers', 'p.i', 'b.count_min')} AS rows
  FROM transaction_blocks b CROSS JOIN numbers p ON p.i < b.customers
), owners AS (
  SELECT id, cid, rows, sum(rows) OVER (PARTITION BY id ORDER BY i) - rows AS start FROM people
), places AS (
  SELECT o.cid, o.id, o.start + r.i AS place FROM owners o CROSS JOIN numbers r ON r.i < o.rows
)
SELECT cid, strftime('%Y', day * 86400, 'unixepoch') * 12 + strftime('%m', day * 86400, 'unixepoch') - 1 AS ym,
  day, minor, kind, imp, src, nullif(known, known_min) AS known
FROM (
  SELECT p.cid, ${valueAt('b.days', 'b.n', 'p.place', 'b.day_min')} AS day,
    ${valueAt('b.minors', 'b.n', 'p.place', 'b.minor_min')} AS minor,
    ${valueAt('b.kinds', 'b.n', 'p.place', 'b.kind_min')} AS kind,
    ${valueAt('b.imps', 'b.n', 'p.place', 'b.imp_min')} AS imp,
    ${valueAt('b.srcs', 'b.n', 'p.place', 'b.src_min')} AS src,
    ${valueAt('b.known', 'b.n', 'p.place', 'b.known_min')} AS known, b.known_min
  FROM places p CROSS JOIN transaction_blocks b ON b.id = p.id
);
`
