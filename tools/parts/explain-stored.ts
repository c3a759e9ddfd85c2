import { customerValues, tierOf, tierScheme } from '../../src/analysis/customer-values.ts'
import { businessInStore, labelAt } from '../../src/analysis/care-situation.ts'
import { customerView } from '../../src/analysis/customer-view.ts'
import { healthScores } from '../../src/analysis/health-scores.ts'
import { observe } from '../../src/analysis/observe.ts'
import { peersOf } from '../../src/analysis/peers.ts'
import type { Peers } from '../../src/analysis/peers.ts'
import { barredReasons } from '../../src/analysis/consent.ts'
import { customerRisk, valueAtRisk } from '../../src/analysis/risk.ts'
import { careSize, chooseCare } from '../../src/domain/care.ts'
import { finiteOrNull } from '../../src/domain/estimate.ts'
import { scoreRow } from '../../src/domain/health/index.ts'
import { median } from '../../src/domain/quantiles.ts'
import { spendCap } from '../../src/domain/roi/index.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { words } from '../words/explain-customer.ts'
import { words as healthWords } from '../words/score-health.ts'
import { methodName } from '../words/method-names.ts'
import { explainFigures } from './explain-figures.ts'
import { counterExample, inputsOf, partsOf } from './explain-compare.ts'
import { profileParameters } from './health-direct.ts'
import { leverEffects } from './levers.ts'
import { whereText } from './where-text.ts'
import type { WordsOf } from './words-of.ts'

/** Heading of docs/formulas.md. */
const explanationFormula = 'customer-explanation'

type ExplainWords = WordsOf<typeof words>

interface Asked {
  customer_id: string
  as_of?: string | undefined
  limit: number
}

const nothing = {
  active: null,
  value: null,
  health: null,
  risk: null,
  peers: null,
  parts: [],
  inputs: [],
  counter_example: null,
  what_would_change: [],
  next_action: null,
  evidence: [],
  evidence_total: 0,
}

/** Everything about one customer, from the store. */
export async function explainStored(asked: Asked, context: ToolContext, say: ExplainWords) {
  const { formats, language, store, resultId } = context
  const at = await observe(context, asked.as_of)
  if (!at)
    return { ...nothing, customer_id: asked.customer_id, status: 'no_data' as const, summary: say.noData }
  const view = await customerView(context, at)
  const row = view.customerIds.indexOf(asked.customer_id)
  if (row < 0) throw new Fault('customer_not_found', { customerId: asked.customer_id.slice(0, 60) })
  const values = await customerValues(context, at)
  const risk = await customerRisk(context, at)
  const { table, scored } = await healthScores(context, at)
  const { same: peers, healthy } = peersOf(view, row)
  const compared = { scored, peers, healthy }
  const own = scoreRow(table, scored.profile, row)
  const { score, band } = scored.row(row)
  const parts = partsOf(own, compared)
  const active = values.active[row] === 1
  const forward = finiteOrNull(values.forward[row] ?? Number.NaN)
  const scheme = tierScheme(context, values.forward)
  const tier = forward === null ? null : tierOf(forward, scheme)
  const probability =
    active && risk.basis !== 'assumed_one' ? finiteOrNull(risk.probability[row] ?? Number.NaN) : null
  const atRisk =
    forward === null || probability === null
      ? null
      : valueAtRisk(probability, forward, risk.lastingShare[row])
  const bands = scored.profile.bands
  const next =
    score === null || band === 'high' ? null : (band === 'medium' ? bands.high : bands.medium) - score
  const weakest = parts
    .flatMap(part => {
      const gap = part.against_healthy ?? part.against_peers
      return gap !== null && gap < 0 ? [{ ...part, gap }] : []
    })
    .toSorted((one, two) => one.gap - two.gap)
  const counter = counterExample(
    own,
    scored,
    row,
    weakest.map(({ dimension }) => dimension),
  )
  const effects = leverEffects(table, scored.profile, row, own)
  const dossier = await store.dossier({ customerId: asked.customer_id, asOf: at.asOf, limit: asked.limit })
  const blocked = (await barredReasons(context, view))[row] ?? null
  const dimensionWords = context.say(healthWords)
  const named = (dimension: string): string =>
    dimensionWords.dimensions[dimension] ?? dimension.replaceAll('_', ' ')
  const text = ({ filter }: Peers): string => whereText(filter, say.ops, context)
  const care = chooseCare(context.playbooks(), {
    band: active ? band : 'gone',
    size: careSize(labelAt(view, 'account_size_segment', row), tier),
    business: await businessInStore(context),
    weakest: score === null ? null : (weakest[0]?.dimension ?? 'none'),
  })
  const plays = [care.relation, care.part].filter(one => one !== null)
  const join = language === 'en' ? '; ' : '；'
  const points = (gap: number | null): string => formats.number(gap, 1)
  const gaps = weakest.slice(0, 3).map(part =>
    say.gap({
      dimension: named(part.dimension),
      own: formats.number(part.score, 0),
      other: formats.number(part.healthy_median ?? part.peer_median, 0),
      points: points(part.gap),
    }),
  )
  const money = (amount: number | null): string => formats.shortMoney(amount, at.currency)
  const unit = at.currency ?? 'money'
  const horizon = values.assumptions.horizonMonths
  const best = effects[0]
  return {
    as_of: at.asOf,
    currency: at.currency,
    customer_id: asked.customer_id,
    summary: [
      score === null
        ? say.withheld({ id: asked.customer_id, coverage: formats.percent(own.coverage) })
        : say.health({
            id: asked.customer_id,
            score: formats.number(score, 1),
            band: dimensionWords.bands[band ?? ''] ?? '',
          }),
      forward === null
        ? say.noValue
        : say.value({
            forward: money(forward),
            interval: `${money(finiteOrNull(values.low[row] ?? Number.NaN))}–${money(finiteOrNull(values.high[row] ?? Number.NaN))}`,
            horizon: horizon === 'infinite' ? '∞' : formats.number(horizon, 0),
            tier: say.tiers[tier ?? 'low'],
          }),
      !active
        ? say.gone
        : probability === null
          ? say.noRisk
          : say.risk({
              risk: formats.percent(probability),
              days: formats.number(risk.days, 0),
              basis: say.riskBasis[(risk.groups ?? 1) > 1 ? 'group_rate' : risk.basis],
              atRisk: money(atRisk),
            }),
      gaps.length > 0
        ? say.why({
            against: healthy ? say.healthy(text(healthy)) : say.peers(text(peers)),
            n: formats.number((healthy ?? peers).rows.length, 0),
            gaps: gaps.join(join),
          })
        : '',
      counter && counter.n > 0
        ? say.counter({
            dimension: named(counter.dimension),
            n: formats.number(counter.n, 0),
            notLow: counter.not_low === 0 ? null : formats.number(counter.not_low, 0),
            id: counter.customer_id,
          })
        : '',
      best && best.change > 0
        ? say.change({
            change: say.levers[best.lever],
            points: points(best.change),
            after: formats.number(best.after.score, 1),
          })
        : '',
    ]
      .filter(Boolean)
      .join(language === 'en' ? ' ' : ''),
    figures: explainFigures(
      {
        score,
        forward: [
          forward,
          finiteOrNull(values.low[row] ?? Number.NaN),
          finiteOrNull(values.high[row] ?? Number.NaN),
        ],
        atRisk,
        probability,
        modelled: risk.basis === 'model',
        unit,
        parts,
        peers: peers.rows.length,
        effects,
      },
      say,
      named,
    ),
    method: {
      name: methodName('explanation', context.language),
      formula_id: explanationFormula,
      parameters: {
        ...profileParameters(scored.profile),
        value_model: values.model ?? values.renewal ?? 'discounted present pattern',
        annual_churn: values.annualChurn,
        gross_margin: values.assumptions.grossMargin,
        annual_discount: values.assumptions.annualDiscount,
        horizon_months: values.assumptions.horizonMonths,
        risk_basis: risk.basis,
        tiers: { ...scheme.rules.clv, basis: scheme.rules.basis },
      },
    },
    assumptions: [
      say.association,
      say.against,
      say.exact,
      ...(risk.basis === 'measured_rate' ? [say.sharedRisk((risk.groups ?? 1) > 1)] : []),
      say.playAssumed,
    ],
    warnings: [
      ...(blocked ? [say.blocked[blocked] ?? blocked] : []),
      ...(dossier === null || dossier.totalRows === 0 ? [say.noEvidence] : []),
    ],
    suggested_actions: [
      ...(active && forward !== null && blocked === null
        ? [{ tool: 'evaluate_retention_roi', why: say.roi, arguments: { customer_ids: [asked.customer_id] } }]
        : []),
      { tool: 'trace_figure', why: say.trace, arguments: { figure_id: `${resultId}.health/score` } },
    ],
    active,
    value: {
      clv_forward: forward,
      low: finiteOrNull(values.low[row] ?? Number.NaN),
      high: finiteOrNull(values.high[row] ?? Number.NaN),
      clv_historical: finiteOrNull(values.historical[row] ?? Number.NaN),
      revenue_per_year: finiteOrNull(values.revenuePerYear[row] ?? Number.NaN),
      tier,
      peer_median: median(peers.rows.map(other => values.forward[other] ?? Number.NaN)),
      value_at_risk: atRisk,
      spend_cap: forward === null || tier === null ? null : spendCap(forward, tier, scheme.caps).amount,
    },
    health: { score, band, coverage: own.coverage, profile: scored.profile.name, points_to_next_band: next },
    risk: {
      churn_probability: probability,
      basis: risk.basis,
      window_days: risk.days,
      reason: !active ? say.gone.trim() : probability === null ? say.noRisk.trim() : null,
    },
    peers: {
      definition: text(peers),
      filter: peers.filter,
      n: peers.rows.length,
      healthy_definition: healthy ? text(healthy) : null,
      healthy_n: healthy?.rows.length ?? 0,
    },
    parts,
    inputs: inputsOf(own, table, compared),
    counter_example: counter,
    what_would_change: effects.map(({ lever, changes, after, change }) => ({
      change: say.levers[lever],
      fields: changes,
      score_after: after.score ?? 0,
      score_change: change,
      band_after: after.band,
    })),
    next_action:
      plays.length > 0
        ? {
            playbooks: plays.map(({ id }) => id),
            title: plays.map(({ text }) => text[language].title).join(join),
            because: !active ? say.gone.trim() : (gaps[0] ?? say.nothingWeak),
            steps: plays.flatMap(({ text }) => text[language].steps),
            allowed: blocked === null,
            blocked,
          }
        : null,
    evidence: (dossier?.rows ?? []).map(({ entity, day, importId, sourceRow, values: shown }) => ({
      entity,
      day,
      import_id: importId,
      row: sourceRow,
      values: { ...shown },
    })),
    evidence_total: dossier?.totalRows ?? 0,
  }
}
