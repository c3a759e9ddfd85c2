import { businessInStore, labelAt } from '../../src/analysis/care-situation.ts'
import { healthScores } from '../../src/analysis/health-scores.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { isStage } from '../../src/analysis/alert-looks.ts'
import type { Alert } from '../../src/domain/alerts/index.ts'
import { careSize, chooseCare } from '../../src/domain/care.ts'
import { scoreRow } from '../../src/domain/health/index.ts'
import type { HealthPart } from '../../src/domain/health/index.ts'
import { openTests } from '../../src/analysis/open-tests.ts'
import { barredReasons } from '../../src/analysis/consent.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { words } from '../words/check-alerts.ts'
import type { WordsOf } from './words-of.ts'

/** A rule on one of these says that the customer is in the red, whatever the band. */
const riskFields: ReadonlySet<string> = new Set(['health_score', 'churn_probability'])

/** A part of the health score below this needs a playbook of its own. */
const poor = 60

/** Points of the score that a part costs. */
const lost = ({ dimension, weight }: HealthPart): number => weight * (100 - (dimension ?? 0))

export interface SuggestedAction {
  action: string
  /** The same without the steps. */
  titles: string
  playbooks: string[]
  /** Why this customer must not be contacted now; `null` where nothing stands against it. */
  blocked: 'no_consent' | 'consent_unknown' | 'do_not_contact' | 'test_control' | null
}

/** What to do about an alert: the playbook for band, size and business, and the one for the weakest part. */
export async function alertActions(
  context: ToolContext,
  at: Observation,
  say: WordsOf<typeof words>,
): Promise<(alert: Alert) => SuggestedAction> {
  const { language } = context
  const plays = context.playbooks()
  const business = await businessInStore(context)
  const { table, scored } = await healthScores(context, at)
  const barred = await barredReasons(context, table)
  const tests = await openTests(context, at)
  const rowOf = new Map(table.customerIds.map((id, row) => [id, row]))
  const [colon, join, stop] = language === 'en' ? [': ', '; ', '. '] : ['：', '；', '。']
  return alert => {
    const row = rowOf.get(alert.id)
    const own = row === undefined ? null : scoreRow(table, scored.profile, row)
    const weakest = Object.entries(own?.parts ?? {})
      .filter(([, { dimension }]) => dimension !== null && dimension < poor)
      .toSorted(([, one], [, two]) => lost(two) - lost(one))[0]
    const { relation, part } = chooseCare(plays, {
      band: isStage(alert.id) ? 'cost_stage' : riskFields.has(alert.field) ? 'low' : (own?.band ?? null),
      size: careSize(row === undefined ? null : labelAt(table, 'account_size_segment', row), alert.tier),
      business,
      weakest: weakest?.[0] ?? null,
    })
    const reason = row === undefined ? null : (barred[row] ?? null)
    const blocked = reason !== null ? reason : tests.control.has(alert.id) ? ('test_control' as const) : null
    const barredFirst = blocked ? [say.barred[blocked]] : []
    const said = [
      ...barredFirst,
      ...(relation
        ? [`${relation.text[language].title}${colon}${relation.text[language].steps.slice(0, 2).join(join)}`]
        : []),
      ...(part ? [part.text[language].title] : []),
    ]
    return {
      action: said.join(stop),
      titles: [
        ...barredFirst,
        ...[relation, part].flatMap(play => (play ? [play.text[language].title] : [])),
      ].join(stop),
      blocked,
      playbooks: [relation, part].flatMap(play => (play ? [play.id] : [])),
    }
  }
}
