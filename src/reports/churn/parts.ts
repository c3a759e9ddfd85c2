import type { Language } from '../../locales/index.ts'
import { traitLabel } from '../conditions.ts'
import { dash } from '../printer.ts'
import type { Printer } from '../printer.ts'
import { Reading } from '../reading.ts'
import { churnWords } from './words/words.ts'
import type { ReportWords } from '../words/words.ts'
import type { StrategyCase } from './strategy-cases.ts'

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
  const [tier, , risk] = /^(high|mid|low|unknown) × ((high|medium|low) risk)$/.exec(name)?.slice(1) ?? []
  if (tier === undefined || risk === undefined)
    return tiers.some(known => known === name) ? tierWord(words, name) : name
  return words.withRisk(tierWord(words, tier), words.risks[bands.find(band => band === risk) ?? 'low'])
}

export const labels = (printer: Printer, fields: readonly string[]): string =>
  printer.list(fields.map(field => printer.text(traitLabel(field, printer.language))))

/** A condition inside a sentence stands in quotes, its own quotes in the inner ones. */
export function quoted(condition: string, language: Language): string {
  return language === 'zh-TW'
    ? `「${condition.replaceAll('「', '『').replaceAll('」', '』')}」`
    : `“${condition.replaceAll('“', '‘').replaceAll('”', '’')}”`
}

/** `G2` where the target is a high-risk group, all active customers, or the filter in words. */
export function targetName(
  one: Pick<StrategyCase, 'target' | 'tiered' | 'playbook' | 'lowHealth'>,
  drivers: Reading,
  { words }: { words: ReportWords },
): string {
  const group = /^high_risk_groups\/(\d+)$/.exec(one.target ?? '')
  const name = group
    ? words.group(String(Number(group[1]) + 1))
    : one.target === null
      ? churnWords(drivers.printer.language)[one.lowHealth === true ? 'lowHealthGroup' : 'allActive']
      : drivers.where(`${one.target}/filter`)
  return words.targetGroup({ group: name, tier: one.tiered ? tierWord(words, one.playbook.tier) : null })
}
