import { fieldLabel } from '../field-labels.ts'
import { dash } from '../printer.ts'
import type { Printer } from '../printer.ts'
import { Reading } from '../reading.ts'
import type { ReportWords } from '../words/words.ts'

export { Reading }

const decisions = ['execute', 'consider', 'no'] as const

export const decisionWord = (words: ReportWords, value: string | null): string => {
  const known = decisions.find(decision => decision === value)
  return known ? words.decision[known] : dash
}

const tiers = ['high', 'mid', 'low'] as const
export const tierWord = (words: ReportWords, value: string | null): string => {
  const known = tiers.find(tier => tier === value)
  return known ? words.tiers[known] : words.tiers.unknown
}

const bands = ['high', 'medium', 'low'] as const
export const bandWord = (words: ReportWords, value: string | null): string => {
  const known = bands.find(band => band === value)
  return known ? words.bands[known] : words.tiers.unknown
}

/** `mid × low risk`, as segment names come, in the reader's words. */
export function segmentWord(words: ReportWords, name: string): string {
  const [tier, , risk] = /^(high|mid|low) × ((high|medium|low) risk)$/.exec(name)?.slice(1) ?? []
  if (tier === undefined || risk === undefined)
    return tiers.some(known => known === name) ? tierWord(words, name) : name
  return words.withRisk(tierWord(words, tier), words.risks[bands.find(band => band === risk) ?? 'low'])
}

export const labels = (printer: Printer, fields: readonly string[]): string =>
  printer.list(fields.map(field => printer.text(fieldLabel(field, printer.language))))
