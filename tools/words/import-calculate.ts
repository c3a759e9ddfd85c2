import type { SuggestedAction, SummaryTable } from '../../src/tool.ts'

/** More numbers than this would make the call itself too long to read. */
const most = 250

/** The calculator calls that a table of results fits, with its own numbers in them. */
export function calculations(summary: SummaryTable, why: string): SuggestedAction[] {
  if (summary.kind === 'survivors')
    return summary.groups.slice(0, 3).map(({ column, survivors }) => ({
      tool: 'compute_clv',
      why: `${why}: ${column}`,
      arguments: { inputs: { model: 'sbg', survivors } },
    }))
  if (summary.kind !== 'durations' || summary.durations.length > most) return []
  const { durations, events, groups, group } = summary
  return [
    {
      tool: 'analyze_retention',
      why,
      arguments: { inputs: { durations, events, ...(group === null ? {} : { groups }) } },
    },
  ]
}
