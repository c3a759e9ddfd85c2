import { at, itemPaths, numberAt, textAt } from '../answers.ts'
import type { ReportAnswer } from '../answers.ts'
import { fieldsIn } from '../conditions.ts'
import type { CheckedPage, Known } from '../report-kind.ts'
import { cellSize, shownCells } from '../risk-grid.ts'
import { scoreCard } from '../rubric.ts'
import type { Points, Rubric } from '../rubric.ts'
import { isSensitive } from './constraints.ts'
import { reasonFields, usualFields } from './action-view.ts'
import { causesNothing } from './causal-score.ts'
import type { ChurnFacts } from './facts.ts'
import { measurePath } from './forecast-view.ts'
import { whom } from './strategy-cases.ts'
import { combinedAsTold, planAddsUp, reconciles, roiAsTold, sumsToHundred } from './recompute.ts'
import { definedFirst, foreignNames, printsAll, readable, says } from './page-checks.ts'

const points = (met: boolean, part = false): Points => (met ? 1 : part ? 0.5 : 0)
const has = (answer: ReportAnswer | null, ...paths: string[]): boolean =>
  answer !== null && paths.every(path => numberAt(answer, path) !== null)
const filled = (answer: ReportAnswer | null, list: string): string[] => itemPaths(answer, list)

function sources({ described, importedAt }: ChurnFacts): Points {
  const rows = filled(described, 'sources')
  const whole = rows.every(
    path =>
      textAt(described, `${path}/file`) !== null &&
      textAt(described, `${path}/sha256`) !== null &&
      has(described, `${path}/rows_read`, `${path}/rows_used`, `${path}/rows_rejected`),
  )
  const timed = rows.every(path => importedAt?.has(textAt(described, `${path}/import_id`) ?? '') === true)
  return points(rows.length > 0 && whole && timed, rows.length > 0 && whole)
}

/** Rejects, unmatched keys and thin fields that the data has must be on the page as figures. */
function problems(facts: ChurnFacts, pages: readonly CheckedPage[]): Points {
  const { described } = facts
  const some = (list: string, field: string): string[] =>
    filled(described, list)
      .map(path => `${path}/${field}`)
      .filter(path => (numberAt(described, path) ?? 0) > 0)
      .map(path => `${described.result_id}.${path}`)
  const needed = [...some('sources', 'rows_rejected'), ...some('joins', 'unmatched')]
  return points(printsAll(facts, pages, needed), pages.length === 0)
}

function drivers(facts: ChurnFacts): Points {
  const { answer } = facts.drivers
  const rows = filled(answer, 'drivers')
  const whole = rows.every(path =>
    has(
      answer,
      `${path}/impact_pct`,
      `${path}/impact_ci/0`,
      `${path}/impact_ci/1`,
      `${path}/exposure_pct_churned`,
      `${path}/exposure_pct_retained`,
    ),
  )
  // None beyond chance: what comes nearest is told with its exposure, and all of churn stays unexplained.
  const near = filled(answer, 'unconfirmed')
  const bare =
    near.length > 0 &&
    numberAt(answer, 'unexplained_pct') === 100 &&
    near.every(path =>
      has(answer, `${path}/exposure_pct_churned`, `${path}/exposure_pct_retained`, `${path}/lift_ci/0`),
    )
  return points(
    rows.length > 0 ? whole && sumsToHundred(facts) : bare,
    rows.length > 0 ? whole : answer !== null && near.length > 0,
  )
}

function groups({ drivers: { answer } }: ChurnFacts): Points {
  const rows = filled(answer, 'high_risk_groups')
  const whole = rows.every(
    path =>
      answer !== null &&
      fieldsIn(answer, `${path}/definition_filter`).length > 0 &&
      has(answer, `${path}/n`, `${path}/risk_pct`, `${path}/risk_ci/0`, `${path}/base_rate_pct`) &&
      (numberAt(answer, `${path}/n`) ?? 0) >= 10,
  )
  const overlap = rows.length < 2 || filled(answer, 'overlap').length === rows.length
  // Looked for and not found beyond chance: said, but nothing to act on.
  return points(
    rows.length > 0 && whole && overlap,
    (rows.length > 0 && whole) || (answer !== null && rows.length === 0),
  )
}

function matrix({ health: { answer }, cross, grid }: ChurnFacts): Points {
  if (grid !== null) {
    const shown = shownCells(grid)
    const lows = shown.map(cell => numberAt(cell.answer, 'baseline/low') ?? 0)
    const sorted = lows.every((low, index) => index === 0 || low <= (lows[index - 1] ?? 1))
    const counted = grid.cells.reduce((sum, cell) => sum + cellSize(cell.answer), 0)
    // Customers without one of the two fields stand in no cell; nobody stands in two.
    return points(sorted && shown.length >= 3 && counted <= cellSize(grid.drivers), shown.length > 0)
  }
  if (filled(answer, 'matrix/cells').length === 0) {
    const known = filled(cross.answer, 'segments').filter(path =>
      has(cross.answer, `${path}/churn_rate`, `${path}/n`),
    )
    return points(known.length >= 4)
  }
  const cells = filled(answer, 'matrix/cells').filter(path => at(answer, `${path}/suppressed`) !== true)
  const ranks = cells.map(path => numberAt(answer, `${path}/low`) ?? 0)
  const sorted = ranks.every((low, index) => index === 0 || low <= (ranks[index - 1] ?? 1) + 1e-9)
  const large = cells.every(path => (numberAt(answer, `${path}/n`) ?? 0) >= 10)
  return points(cells.length > 0 && sorted && large, cells.length > 0)
}

/** Three facts of each customer, and for most of them one that stands out. */
function actions(facts: ChurnFacts): Points {
  const { answer } = facts.customers
  const rows = filled(answer, 'rows').slice(0, 10)
  const known = rows.map(path => {
    const id = textAt(answer, `${path}/customer_id`)
    const explained = id === null ? undefined : facts.explained.get(id)
    const flagged = reasonFields(id, explained, { facts })
    const whole =
      has(answer, `${path}/churn_probability`) &&
      (has(answer, `${path}/clv_forward`) || has(explained ?? null, 'value/clv_forward')) &&
      flagged.length + usualFields(flagged, explained).length >= 3
    return { whole, flagged: flagged.length > 0 }
  })
  const standing = known.filter(({ flagged }) => flagged).length
  return points(
    rows.length > 0 && known.every(({ whole }) => whole) && standing * 2 > rows.length,
    rows.length > 0,
  )
}

function backTests({ predicted: { answer }, health, byRule }: ChurnFacts): Points {
  // Below the gate of a model, what customers are ranked by is tested on a later day beside single rules.
  const ruled = filled(byRule, 'rule_bands/test/signs').filter(path => has(byRule, `${path}/auc`))
  if (byRule !== null && ruled.length > 0 && has(health.answer, 'backtest/auc')) return 1
  const timed = filled(answer, 'backtest').filter(path => has(answer, `${path}/auc`, `${path}/rule_auc`))
  const late = textAt(answer, 'model/split/kind') === 'time'
  // Held-out customers without a later time, or a score tested on one, are half the proof.
  const held = has(answer, 'model/auc') && filled(answer, 'model/candidates').length > 2
  return points(timed.length > 0 && late, timed.length > 0 || held || has(health.answer, 'backtest/auc'))
}

function calibration({ predicted: { answer }, byRule }: ChurnFacts): Points {
  if (has(byRule, 'rule_bands/test/flat/expected', 'rule_bands/test/flat/brier', 'rule_bands/test/churned'))
    return 1
  // One rate for everybody: foretold and actual counts are its whole reliability.
  const flat = filled(answer, 'backtest').filter(path => has(answer, `${path}/expected`, `${path}/churned`))
  if (textAt(answer, 'outcome') === 'no_signal' && flat.length > 0 && has(answer, 'model/brier')) return 1
  const rows = filled(answer, 'calibration')
  const whole = rows.every(path => has(answer, `${path}/n`, `${path}/predicted`, `${path}/observed`))
  return points(rows.length > 0 && whole && has(answer, 'model/brier', 'model/split/events'), rows.length > 0)
}

function strategies({ strategies: cases, asOf, drivers: { answer } }: ChurnFacts): Points {
  const whole = cases.filter(
    ({ low, base, high, playbook }) =>
      has(low, 'incremental/roi') &&
      has(base, 'incremental/roi', 'incremental/cost', 'incremental/gain') &&
      has(high, 'incremental/roi') &&
      playbook.weeks.length >= 3,
  )
  const groups = cases.map(
    ({ target, tiered, playbook }) =>
      `${target === null || answer === null ? playbook.tier : whom(answer, target)}${tiered}`,
  )
  const distinct = new Set(groups).size === cases.length
  return points(whole.length >= 3 && distinct && asOf !== null, whole.length > 0)
}

function measurement(facts: ChurnFacts): Points {
  const asked = facts.piloted ? facts.measuredHalf : facts.measuredOwn
  const sized = has(asked.answer, 'n_control', 'n_treated')
  const dated =
    has(facts.drivers.answer, 'baseline/window_days') || has(facts.roi.answer, 'decision_horizon/days')
  return points(sized && dated && (facts.piloted || has(facts.measuredNeed.answer, 'n_per_arm')), sized)
}

function constraints(facts: ChurnFacts, pages: readonly CheckedPage[]): Points {
  const answer = facts.drivers.answer
  const clean = facts.strategies.every(({ target, cue }) =>
    [target, cue].every(
      path =>
        answer === null ||
        ![...fieldsIn(answer, `${path}/filter`), ...fieldsIn(answer, `${path}/definition_filter`)].some(
          isSensitive,
        ),
    ),
  )
  const named = says(pages, ({ constraints: words }) => [
    words.consentUnknown.split(/[:：]/)[0] ?? '',
    words.frequencyUnknown.split(/[:：]/)[0] ?? '',
    words.sensitiveNone.slice(0, 4),
  ])
  return points(clean && named, clean)
}

function forecasted({ forecast: { answer } }: ChurnFacts): Points {
  const known = (['churn_reduction', 'revenue_retention', 'cltv_uplift'] as const).filter(measure => {
    const path = measurePath(answer, measure)
    return (
      path !== null &&
      has(answer, ...['baseline', 'low', 'base', 'high', 'horizon_months'].map(part => `${path}/${part}`)) &&
      textAt(answer, `${path}/unit`) !== null
    )
  })
  return points(known.length === 3 && at(answer, 'do_nothing') !== null, known.length > 0)
}

function confidenceOf(facts: ChurnFacts): Rubric['confidence'] {
  const gateMet = at(facts.drivers.answer, 'baseline/gate_met') === true
  if (!has(facts.drivers.answer, 'baseline/rate') || !gateMet) return 'C'
  const { answer } = facts.predicted
  // A ranking whose interval holds chance is no proof.
  const holds = (numberAt(answer, 'model/auc_low') ?? 0) > 0.5
  return holds && has(facts.drivers.answer, 'baseline/before/rate') ? 'A' : 'B'
}

/** The rubric of REPORT.md 4, recomputed from the answers and read off the finished pages. */
export function judge(facts: ChurnFacts, { orphans, pages = [] }: Known): Rubric {
  const rate = has(facts.drivers.answer, 'baseline/rate', 'baseline/low', 'baseline/denominator')
  const values = facts.values.answer
  const lengths = filled(facts.definitions.answer, 'sensitivity').filter(path =>
    has(facts.definitions.answer, `${path}/rate`),
  )
  const model = facts.predicted
  const tornado = filled(facts.forecast.answer, 'tornado').length
  const stated = says(pages, ({ fxName, revenueName }) => [fxName, revenueName])
  const all: Points[] = [
    sources(facts),
    // Nobody is known to have left: what is assumed instead and of whom is half of a definition.
    points(
      rate && definedFirst(facts, pages),
      facts.drivers.answer === null && has(facts.forecast.answer, 'method/parameters/annual_churn'),
    ),
    points(values !== null && stated, values !== null),
    problems(facts, pages),
    points(reconciles(facts)),
    points(rate && has(facts.drivers.answer, 'baseline/before/rate'), rate),
    drivers(facts),
    causesNothing(pages),
    groups(facts),
    matrix(facts),
    actions(facts),
    backTests(facts),
    calibration(facts),
    points(has(model.answer, 'gate/events_needed') || model.missing !== null, facts.drivers.answer !== null),
    points(lengths.length >= 3, filled(facts.definitions.answer, 'definitions').length > 1),
    strategies(facts),
    points(roiAsTold(facts)),
    points(planAddsUp(facts), facts.planned.answer !== null),
    measurement(facts),
    constraints(facts, pages),
    forecasted(facts),
    points(combinedAsTold(facts), has(facts.forecast.answer, 'combined_cut')),
    points(tornado >= 2 || filled(facts.roi.answer, 'tornado').length >= 2),
    points(orphans === 0 && pages.every(page => page.orphans + page.mismatches === 0)),
    points(readable(pages, foreignNames(facts.book.answers)), pages.length === 0),
  ]
  return scoreCard(all, confidenceOf(facts))
}
