import { isStage, stageCostPrefix, stageName } from '../../src/analysis/alert-looks.ts'
import { cents, short, shortOrNull } from '../../src/analysis/plan-money.ts'
import type { Alert, AlertRule } from '../../src/domain/alerts/index.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { words } from '../words/check-alerts.ts'
import type { SuggestedAction } from './alerts-action.ts'
import type { WordsOf } from './words-of.ts'

interface Shown {
  currency: string | null
  rules: readonly AlertRule[]
  suggested: (alert: Alert) => SuggestedAction
  /** A short answer tells the steps of a playbook once. */
  brief: boolean
}

/** One alert as the answer shows it: what changed, what is at stake, what to do. */
export function alertRow(
  { formats }: ToolContext,
  { currency, rules, suggested, brief }: Shown,
  say: WordsOf<typeof words>,
) {
  const money = (amount: number): string => formats.shortMoney(amount, currency)
  const toldSteps = new Set<string>()
  const actionOf = (raw: Alert) => {
    const found = suggested(raw)
    const [play = ''] = found.playbooks
    const again = brief && toldSteps.has(play)
    toldSteps.add(play)
    return { action: again ? found.titles : found.action, blocked: found.blocked, playbooks: found.playbooks }
  }
  return (raw: Alert) => {
    const rule = rules.find(({ name }) => name === raw.rule)
    const stage = isStage(raw.id)
    // A stage held to an amount is over that amount, whatever its budget.
    const overLimit = raw.field.startsWith(stageCostPrefix) ? Math.max(0, raw.value - raw.threshold) : null
    const ops: Readonly<Record<string, string>> = { lt: '<', lte: '≤', gt: '>', gte: '≥' }
    return {
      priority: raw.priority,
      rule: raw.rule,
      customer_id: stage ? null : raw.id,
      stage: stage ? stageName(raw.id) : null,
      day: raw.day,
      what_changed: say.changed({
        field: raw.field.startsWith(stageCostPrefix)
          ? say.stageCost(
              say.stages[raw.field.slice(stageCostPrefix.length)] ?? raw.field.slice(stageCostPrefix.length),
            )
          : (say.fields[raw.field] ?? raw.field),
        before: raw.before === null ? say.first : formats.number(raw.before),
        value: formats.number(raw.value),
        threshold: formats.number(raw.threshold),
        op: ops[rule?.op ?? ''] ?? '',
      }),
      value: short(raw.value),
      before: shortOrNull(raw.before),
      at_stake: cents(overLimit ?? raw.atStake),
      risk: stage
        ? overLimit === null
          ? say.stageRisk(money(raw.atStake))
          : say.limitRisk(money(overLimit))
        : say.risk({ stake: money(raw.atStake), tier: say.tiers[raw.tier ?? ''] ?? raw.tier ?? '–' }),
      ...actionOf(raw),
    }
  }
}
