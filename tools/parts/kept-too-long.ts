import type { ImportRecord } from '../../src/tool.ts'

type Kept = Pick<ImportRecord, 'importId' | 'fileName' | 'importedAt' | 'lastDay'>

const dayMs = 86_400_000

/**
 * Imports whose content ends more than `keepDays` days before the latest day that the store knows of (an import or an
 * event), so that the same store gives the same answer; undated content counts from its import.
 */
export function keptTooLong<Record extends Kept>(
  records: readonly Record[],
  keepDays: number | null,
): { old: Record[]; today: string } {
  const imported = ({ importedAt }: Kept): string => importedAt.slice(0, 10)
  const today = records.reduce(
    (latest, one) => [latest, imported(one), one.lastDay ?? ''].toSorted().at(-1) ?? '',
    '',
  )
  if (keepDays === null || today === '') return { old: [], today }
  const before = new Date(Date.parse(today) - keepDays * dayMs).toISOString().slice(0, 10)
  return { old: records.filter(one => (one.lastDay ?? imported(one)) < before), today }
}
