import { rulesInForce } from '../../src/analysis/alert-defaults.ts'
import { driftBetween, isStage, lookDays, subjectsOn, worthKeeping } from '../../src/analysis/alert-looks.ts'
import { backtestRules } from '../../src/analysis/alert-backtest.ts'
import { churnInForce } from '../../src/analysis/churn-in-force.ts'
import { observe } from '../../src/analysis/observe.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { breathe } from '../../src/analysis/breathe.ts'
import { cents, short, shortOrNull } from '../../src/analysis/plan-money.ts'
import { alertAccuracy, byPriority, evaluateAlerts } from '../../src/domain/alerts/index.ts'
import type { Alert, AlertState } from '../../src/domain/alerts/index.ts'
import { addDays, isoDay } from '../../src/domain/days.ts'
import { page } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { words } from '../words/check-alerts.ts'
import { methodName } from '../words/method-names.ts'
import { alertActions } from './alerts-action.ts'
import { keepLook, lastLook } from './alerts-memory.ts'
import { modelAccuracy } from './alerts-model.ts'
import { alertRow } from './alerts-rows.ts'
import type { WordsOf } from './words-of.ts'

type AlertWords = WordsOf<typeof words>

const firstLookDays = 90
const windowDays = 90
const shownDrift = 5
const shownMissed = 3
const fewAlerts = 20

interface Asked {
  since?: string | undefined
  as_of?: string | undefined
  limit: number
  offset: number
}

async function churnedSince(
  context: ToolContext,
  at: Observation,
  from: string,
): Promise<{ id: string; day: string }[]> {
  const definition = await churnInForce(context, at)
  if (!definition || from >= at.asOf) return []
  const { kind, days, graceDays } = definition
  const asked = kind === 'silence' ? { kind, days } : kind === 'contract' ? { kind, graceDays } : { kind }
  const outcomes = await context.store.outcomes({ from, to: at.asOf, definition: asked })
  return outcomes.customerIds.flatMap((id, row) => {
    const day = outcomes.churnDay[row] ?? 0
    return outcomes.churned[row] && day > 0 && day < 100_000 ? [{ id, day: isoDay(day) }] : []
  })
}

/** Evaluates the rules over the days since the last look; only what begins to hold is told. */
export async function checkAlerts(asked: Asked, context: ToolContext, say: AlertWords) {
  const recipe = {
    cron: say.recipe.cron,
    launchd: say.recipe.launchd,
    task_scheduler: say.recipe.taskScheduler,
    note: say.recipe.note,
  }
  const at = await observe(context, asked.as_of)
  if (!at)
    return {
      alerts: [],
      missed: [],
      missed_total: 0,
      at_stake: 0,
      since: null,
      rules: [],
      drift: [],
      model_accuracy: { reading: 'unknown' as const, reason: say.noData, windows: [] },
      recipe,
      ...page([], { limit: 1 }),
      status: 'no_data' as const,
      summary: say.noData,
    }
  const { rules, chosen, adapted, silent } = await rulesInForce(context, at)
  const memory = asked.since === undefined ? await lastLook(context, rules, chosen, at.asOf) : null
  const since = asked.since ?? memory?.day ?? addDays(at.asOf, -firstLookDays)
  const days = lookDays(since, at.asOf)
  // The state at the start: as remembered, else as it was on the day itself, so that old conditions are not news.
  let states: AlertState[] =
    memory?.states ?? evaluateAlerts(rules, await subjectsOn(context, at, since, rules), [], since).states
  if (!memory) states = states.map(state => ({ ...state, lastFiredOn: null }))
  const raised: Alert[] = []
  for (const day of days) {
    await breathe()
    const look = evaluateAlerts(rules, await subjectsOn(context, at, day, rules), states, day)
    states = look.states
    raised.push(...look.alerts)
  }
  const now = byPriority(raised.filter(({ day }) => day === at.asOf))
  const missed = byPriority(raised.filter(({ day }) => day < at.asOf))
  const history = [...(memory?.alerts ?? []), ...raised.map(({ rule, id, day }) => ({ rule, id, day }))]
  if (!context.readOnly)
    await keepLook(context, rules, chosen, { day: at.asOf, states: worthKeeping(states), alerts: history })
  const firstAlert = history.map(({ day }) => day).toSorted()[0] ?? since
  const accuracy = alertAccuracy(
    history.filter(({ id }) => !isStage(id)),
    await churnedSince(context, at, firstAlert),
    { asOf: at.asOf, windowDays, rules: rules.map(({ name }) => name) },
  )
  const past = await backtestRules(context, at, rules)
  const tables = await Promise.all([since, at.asOf].map(day => context.store.customerTable({ asOf: day })))
  const [before, today] = tables
  const drift =
    before && today && before.n > 0
      ? driftBetween(before, today, shownDrift).map(row => ({ ...row, psi: short(row.psi) }))
      : []
  const { formats } = context
  const money = (amount: number): string => formats.shortMoney(amount, at.currency)
  const suggested = await alertActions(context, at, say)
  const { told: accuracyTold, model_accuracy } = await modelAccuracy(context, at, say)
  const shown = alertRow(
    context,
    { currency: at.currency, rules, suggested, brief: asked.limit <= fewAlerts },
    say,
  )
  const { rows, ...paging } = page(now.map(shown), asked)
  const stake = cents(now.reduce((sum, { atStake }) => sum + atStake, 0))
  const top = rows[0]
  const told = {
    day: formats.day(at.asOf),
    rules: formats.number(rules.length, 0),
    missed: formats.number(missed.length, 0),
    since: formats.day(since),
  }
  return {
    as_of: at.asOf,
    currency: at.currency,
    summary: top
      ? say.summary({
          ...told,
          n: formats.number(now.length, 0),
          stake: money(stake),
          top: `${top.customer_id ?? top.stage ?? ''}${context.language === 'en' ? ': ' : '：'}${top.what_changed}`,
        })
      : say.quiet(told),
    figures: [
      {
        path: 'total_rows',
        name: say.figures.alerts,
        value: now.length,
        unit: 'alerts',
        badge: 'measured' as const,
      },
      {
        path: 'missed_total',
        name: say.figures.missed,
        value: missed.length,
        unit: 'alerts',
        badge: 'measured' as const,
      },
      {
        path: 'at_stake',
        name: say.figures.stake,
        value: stake,
        unit: at.currency ?? 'money',
        badge: 'modelled' as const,
        n: now.length,
      },
    ],
    method: {
      name: methodName('alerts', context.language),
      formula_id: 'alerts',
      parameters: { since, looks: days.length, window_days: windowDays, drift_from: since },
    },
    assumptions: [
      say.rulesFrom[chosen],
      ...adapted.map(({ rule, field, usual, threshold, share, n, basis }) =>
        say.adapted({
          rule,
          field: say.fields[field] ?? field,
          usual: formats.number(usual),
          threshold: formats.number(threshold),
          share: formats.percent(share),
          n: formats.number(n, 0),
          basis,
        }),
      ),
      say.noNag,
      say.looks({ n: formats.number(days.length, 0), from: formats.day(since) }),
      ...(past
        ? [
            say.pastLooks({
              n: formats.number(past.looks.length, 0),
              days: formats.number(past.windowDays, 0),
              rates: formats.clauses(
                past.rules.map(({ rule, precision, recall, baseRate }) =>
                  say.ruleRates({
                    rule,
                    precision: formats.percent(precision.value),
                    n: formats.number(precision.n, 0),
                    recall: formats.percent(recall.value),
                    base: formats.percent(baseRate.value),
                  }),
                ),
              ),
            }),
          ]
        : []),
      say.probabilityNow,
      say.drift,
      ...(model_accuracy.reading === 'slips' ? [] : [accuracyTold]),
      ...(top ? [say.playbooks] : []),
      context.readOnly ? say.notRemembered : say.remembered,
    ],
    warnings: [
      ...silent.map(({ rule, low, high, tenth }) =>
        say.silent({
          rule,
          low: formats.number(low),
          high: formats.number(high),
          tenth: formats.number(tenth),
        }),
      ),
      ...(model_accuracy.reading === 'slips' ? [accuracyTold] : []),
    ],
    suggested_actions: [
      ...(top?.customer_id
        ? [{ tool: 'explain_customer', why: say.explainNext, arguments: { customer_id: top.customer_id } }]
        : []),
      { tool: 'predict_churn', why: say.modelNext },
      {
        tool: 'configure',
        why: say.configureNext,
        arguments: {
          set: {
            alert_rules: rules.map(({ coolDownDays, ...rule }) => ({
              ...rule,
              cool_down_days: coolDownDays,
            })),
          },
        },
      },
    ],
    alerts: rows,
    missed: missed.slice(0, asked.limit <= fewAlerts ? shownMissed : asked.limit).map(shown),
    missed_total: missed.length,
    at_stake: stake,
    since,
    rules: rules.map(({ coolDownDays, ...rule }) => {
      const found = accuracy.find(row => row.rule === rule.name)
      const replayed = past?.rules.find(row => row.rule === rule.name)
      const told = (found?.precision.n ?? 0) > 0
      const shownRates = told ? found : replayed
      return {
        ...rule,
        cool_down_days: coolDownDays,
        precision: shortOrNull(shownRates?.precision.value ?? null),
        recall: shortOrNull(shownRates?.recall.value ?? null),
        lead_days: found?.leadDays ?? null,
        judged: shownRates?.precision.n ?? 0,
        base_rate: shortOrNull(replayed?.baseRate.value ?? null),
        judged_by: told ? ('told' as const) : replayed ? ('past_looks' as const) : null,
        pending: found?.pending ?? 0,
      }
    }),
    drift,
    model_accuracy,
    recipe,
    ...paging,
  }
}
