import { rememberDesign } from '../../src/analysis/campaign-design.ts'
import { campaignMembers, retentionActions } from '../../src/analysis/campaign-members.ts'
import { churnBaseline } from '../../src/analysis/churn-in-force.ts'
import { customerView, labelAt } from '../../src/analysis/customer-view.ts'
import { openTests } from '../../src/analysis/open-tests.ts'
import { customerValues } from '../../src/analysis/customer-values.ts'
import { observe } from '../../src/analysis/observe.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { short } from '../../src/analysis/plan-money.ts'
import { barredReasons } from '../../src/analysis/consent.ts'
import { scopeRows } from '../../src/analysis/scope.ts'
import { assignArms } from '../../src/domain/experiments/index.ts'
import type { Where } from '../../src/domain/where.ts'
import { page } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { emptyExperiment } from './experiment-shape.ts'
import type { ExperimentWords } from './experiment-shape.ts'
import { designDirect, sizeFigures, sizeMethod, sizeOf, targetOf } from './experiment-size.ts'

export interface StoredExperiment {
  baseline_rate?: number | undefined
  effect?: number | undefined
  n?: number | undefined
  power: number
  alpha: number
  hold_out_share: number
  where?: Where | undefined
  stratify_by?: string[] | undefined
  weekly_capacity?: number | undefined
  seed: number
  limit: number
  offset: number
}

const usualStrata = ['value_tier', 'health_band']
/** Strata smaller than two of each arm on average are pooled by leaving the last field out. */
const fewestInStratum = 4
const usualWindowDays = 90
const usualEffect = 0.05

/** Stay rate of untreated customers: as given, of the control groups on record, else what the churn rate leaves. */
async function baselineOf(asked: StoredExperiment, context: ToolContext, at: Observation) {
  const churn = await churnBaseline(context, at)
  const windowDays = churn?.from === null || churn === null ? usualWindowDays : churn.definition.days
  if (asked.baseline_rate !== undefined)
    return { rate: asked.baseline_rate, from: 'given' as const, windowDays }
  const { members } = await campaignMembers(context, at.asOf)
  const log = members.length > 0 ? members : (await retentionActions(context, at.asOf)).members
  const control = log.filter(({ arm, retained }) => arm === 'control' && retained !== null)
  if (control.length >= 50)
    return {
      rate: control.filter(({ retained }) => retained).length / control.length,
      from: 'control' as const,
      windowDays: usualWindowDays,
    }
  const rate = churn?.rate.value ?? null
  return rate === null || rate <= 0 || rate >= 1
    ? null
    : { rate: 1 - rate, from: 'churn' as const, windowDays }
}

/** A baseline from the churn rate speaks for customers who are still there; those who left are no part of such a test. */
async function goneCustomers(context: ToolContext, at: Observation): Promise<ReadonlySet<string>> {
  const { table, active } = await customerValues(context, at)
  return new Set(table.customerIds.filter((_, row) => active[row] !== 1))
}

/** A test on stored customers: who is in it, in which arm, how long, and what it can show. */
export async function designStored(asked: StoredExperiment, context: ToolContext, say: ExperimentWords) {
  const at = await observe(context)
  if (!at) {
    if (asked.baseline_rate !== undefined && (asked.effect !== undefined || asked.n !== undefined)) {
      const { baseline_rate: baselineRate, n, power, alpha, hold_out_share: holdOutShare } = asked
      return designDirect(
        { baselineRate, targetRate: targetOf(baselineRate, asked.effect), n, power, alpha, holdOutShare },
        context,
        say,
      )
    }
    return { ...emptyExperiment, status: 'no_data' as const, summary: say.noData }
  }
  const where = { as_of: at.asOf, currency: at.currency }
  const baseline = await baselineOf(asked, context, at)
  if (!baseline)
    return { ...emptyExperiment, ...where, status: 'not_enough_data' as const, summary: say.noBaseline }
  const view = await customerView(context, at)
  const blocked = await barredReasons(context, view)
  const scope = await scopeRows(context, at, { where: asked.where })
  if (scope.length === 0)
    return { ...emptyExperiment, ...where, status: 'no_data' as const, summary: say.nobody }
  const counts = new Map<string, number>()
  // Whoever is in a test that runs cannot be in another one.
  const running = await openTests(context, at)
  const gone = baseline.from === 'churn' ? await goneCustomers(context, at) : new Set<string>()
  const free = scope.filter(row => {
    const id = view.customerIds[row] ?? ''
    const taken = running.control.has(id) || running.treatment.has(id)
    const reason = blocked[row] ?? (gone.has(id) ? 'already_gone' : taken ? 'in_other_test' : null)
    if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1)
    return reason === null
  })
  const leftOut = () =>
    [...counts].map(([reason, count]) => ({ reason, n: count, meaning: say.reasons[reason] ?? reason }))
  if (free.length < fewestInStratum)
    return {
      ...emptyExperiment,
      ...where,
      status: 'not_enough_data' as const,
      summary: say.tooFew(context.formats.number(free.length, 0)),
      exclusions: leftOut(),
    }
  const fields = (asked.stratify_by ?? usualStrata).filter(field =>
    free.some(row => labelAt(view, field, row) !== null),
  )
  const stratumOf = (row: number): string =>
    fields.map(field => labelAt(view, field, row) ?? '–').join(' / ') || 'all'
  const n = Math.min(asked.n ?? free.length, free.length)
  const inTest = n / free.length
  const share = asked.hold_out_share
  const members = free.map(row => ({ customerId: view.customerIds[row] ?? '', stratum: stratumOf(row) }))
  const arms = [
    { name: 'treatment', share: inTest * (1 - share) },
    { name: 'control', share: inTest * share },
    ...(inTest < 1 ? [{ name: 'not_in_test', share: 1 - inTest }] : []),
  ]
  const size = sizeOf({
    baselineRate: baseline.rate,
    targetRate: targetOf(baseline.rate, asked.effect),
    n,
    power: asked.power,
    alpha: asked.alpha,
    holdOutShare: share,
  })
  const assigned = assignArms(members, arms, asked.seed)
  const rows = assigned
    .filter(({ arm }) => arm !== 'not_in_test')
    .map(({ customerId, arm, stratum }) => ({ customer_id: customerId, arm, stratum }))
    .toSorted((one, two) => (one.customer_id < two.customer_id ? -1 : 1))
  const inArm = (arm: string) => rows.filter(row => row.arm === arm)
  const [treated, control] = [inArm('treatment').length, inArm('control').length]
  if (rows.length < free.length) counts.set('not_in_test', free.length - rows.length)
  const strata = [...new Set(rows.map(({ stratum }) => stratum))].toSorted().map(stratum => ({
    stratum,
    treatment: rows.filter(row => row.stratum === stratum && row.arm === 'treatment').length,
    control: rows.filter(row => row.stratum === stratum && row.arm === 'control').length,
  }))
  const campaign = `test_${at.asOf}_${asked.seed}`
  const file = context.readOnly
    ? null
    : await context.exports.write(
        {
          // As the programme log takes it: imported, the plan keeps its control and the outcomes find their arm.
          columns: ['customer_id', 'variant', 'campaign_id', 'treated_at', 'stratum'],
          rows: rows.map(row => [row.customer_id, row.arm, campaign, at.asOf, row.stratum]),
          n: rows.length,
        },
        `assignment_${context.resultId}`,
        'csv',
      )
  const { formats, language } = context
  const rollout =
    asked.weekly_capacity === undefined
      ? 7
      : 7 * Math.max(1, Math.ceil(treated / Math.max(1, asked.weekly_capacity)))
  const duration = rollout + baseline.windowDays
  const days = (count: number): string => formats.number(count, 0)
  const durationText = say.duration({
    rollout: days(rollout),
    window: days(baseline.windowDays),
    total: days(duration),
  })
  const tau = short(
    asked.effect === undefined ? (size.detectable_effect ?? usualEffect) : Math.abs(asked.effect),
  )
  const percent = (value: number | null): string => formats.percent(value)
  await rememberDesign(context, campaign, at.asOf, {
    controlShare: control / rows.length,
    tau,
    windowDays: baseline.windowDays,
    n: rows.length,
  })
  return {
    ...emptyExperiment,
    ...size,
    ...where,
    summary: [
      say.stored({
        eligible: days(free.length),
        treated: days(treated),
        control: days(control),
        share: percent(share),
        rise:
          size.detectable_effect === null
            ? say.noRise({ baseline: percent(baseline.rate) })
            : say.rise({
                baseline: percent(baseline.rate),
                detectable: formats.points(size.detectable_effect, 2),
                power: percent(size.power),
              }),
        strata: fields.map(field => say.strata[field] ?? field).join(' × ') || say.none,
        duration: durationText,
        file: file === null ? say.noFile : say.file(file),
      }),
      ...(asked.n !== undefined && asked.n > free.length
        ? [
            say.askedMore({
              asked: days(asked.n),
              eligible: days(free.length),
              enough: size.n_exact === null ? null : asked.n >= (size.n_treated ?? 0) + (size.n_control ?? 0),
            }),
          ]
        : []),
      ...(asked.effect !== undefined && size.n_treated !== null && size.n_control !== null
        ? [
            say.enough({
              enough: treated >= size.n_treated && control >= size.n_control,
              needed: days(size.n_treated + size.n_control),
              effect: formats.points(asked.effect, 2),
            }),
          ]
        : []),
    ].join(language === 'en' ? ' ' : ''),
    figures: [
      ...sizeFigures(size, say, baseline.from === 'given' ? 'assumed' : 'measured'),
      {
        path: 'design/treated',
        name: say.figures.treated,
        value: treated,
        unit: 'customers',
        badge: 'measured' as const,
      },
      {
        path: 'design/control',
        name: say.figures.control,
        value: control,
        unit: 'customers',
        badge: 'measured' as const,
      },
    ],
    method: {
      ...sizeMethod(share, size, context.language),
      parameters: {
        ...sizeMethod(share, size, context.language).parameters,
        seed: asked.seed,
        stratified_by: fields,
        baseline_from: baseline.from,
      },
    },
    assumptions: [
      say.baselineFrom[baseline.from],
      ...(counts.has('already_gone') ? [say.goneAside(days(counts.get('already_gone') ?? 0))] : []),
      say.seed(String(asked.seed)),
      say.stratified,
      say.oneLook,
      ...(asked.weekly_capacity === undefined ? [say.capacity] : []),
    ],
    suggested_actions: [
      ...(file === null
        ? []
        : [
            {
              tool: 'import_data',
              why: say.logNext,
              arguments: { path: file, entity: 'campaign_member', mode: 'commit' },
            },
          ]),
      { tool: 'measure_campaign', why: say.measureNext, arguments: { campaign } },
    ],
    design: {
      campaign,
      eligible: free.length,
      treated,
      control,
      hold_out_share: share,
      stratified_by: fields,
      seed: asked.seed,
      primary_metric: say.metric(days(baseline.windowDays)),
      outcome_window_days: baseline.windowDays,
      duration_days: duration,
      duration: durationText,
      guardrails: [...say.guardrails],
      stop_rule: say.stopRule({
        n: days(rows.length),
        days: days(baseline.windowDays),
        alpha: percent(asked.alpha),
        tau: formats.points(tau, 1),
      }),
      tau,
    },
    exclusions: leftOut(),
    arms: [
      { arm: 'treatment', n: treated, share: short(treated / rows.length) },
      { arm: 'control', n: control, share: short(control / rows.length) },
    ],
    strata,
    assignment_file: file,
    ...page(rows, asked),
  }
}
