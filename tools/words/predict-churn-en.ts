import type { PredictWordList } from './predict-churn.ts'
import { given } from './predict-churn-parts.ts'

export const words: PredictWordList = {
  definition: d =>
    !d.dated
      ? `Churned as the data labels it, in the snapshot of ${d.to}`
      : d.kind === 'label'
        ? `Labelled churned within ${d.days} days`
        : d.kind === 'contract'
          ? `Contract ends within ${d.days} days and is not renewed`
          : `No purchase in the next ${d.days} days`,
  noData: 'The store holds no customers yet; import a file with import_data.',
  noDefinition:
    'Churn cannot be observed in this data: it needs orders, subscriptions with ends, or a churn label.',
  judged: f =>
    `${f.events} of ${f.n} churned. The scores rank them with AUC ${f.auc} (${f.low}–${f.high}); Brier score ${f.brier}. Expected maximum profit ${f.emp} per customer when ${f.fraction} are contacted.`,
  oneClass: f =>
    `${f.events} of ${f.n} churned: with one outcome only, no score can be judged on ranking or profit.`,
  oneClassWhy: 'AUC, PR-AUC, lift and profit are undefined: they need both outcomes.',
  notProbabilities:
    'Some scores lie outside 0 to 1, so they are ranks, not probabilities: Brier score and log-loss are left out.',
  profitFrom:
    'Profit is per customer of the base, contacted or not; the share that accepts an offer is Beta distributed for emp and fixed for mp.',
  profitDefaults:
    'Published defaults where not given: value 200, incentive 10, contact 1, acceptance Beta(6, 14).',
  profitMissing: 'Expected profit is left out until costs are given: inputs {incentive, contact_cost}.',
  howGood: f =>
    `Churn means: ${f.definition}. ${f.chosen.charAt(0).toUpperCase()}${f.chosen.slice(1)}, tested ${f.split} (${f.events} of ${f.n} churned, ${f.expected} foretold): AUC ${f.auc} (${f.low}–${f.high}), calibration error ${f.ece}, the riskiest tenth churns ${f.lift} times as often as all.`,
  chosen: {
    logistic: 'logistic regression (boosted trees were not clearly better)',
    boosting: 'boosted trees (clearly better than logistic regression)',
  },
  splitTime: f => `on later windows it had not seen, ${f.from} to ${f.to}`,
  splitPooled: 'on customers it had not seen',
  splitCustomers: folds => `on customers it had not seen (${folds} folds; the data has no dates to split by)`,
  beside: f =>
    `The naive rule on ${f.rule} alone reaches AUC ${f.auc}; the model is ${f.better ? 'clearly better' : 'not clearly better'}.`,
  whoIsNext: f =>
    `Of ${f.n} active customers about ${f.expected} are expected to churn${f.dated ? ` in ${f.days} days` : ''}${f.value === null ? '' : `, ${f.value} of value at risk`}${f.top === null ? '' : `; first ${f.top}`}.`,
  belowGate: f =>
    `No probability: ${f.events} of ${f.eventsNeeded} churn events and ${f.customers} of ${f.customersNeeded} customers in past snapshots; ${f.short}. Instead, rule-based bands (not a probability): ${f.high} high and ${f.medium} medium of ${f.n} active customers.`,
  short: f =>
    `missing: ${given([f.events > 0 ? `${f.events} churned` : '', f.retained > 0 ? `${f.retained} retained` : '', f.customers > 0 ? `${f.customers} customers` : ''], ', ') || 'usable columns'}`,
  notProbability: 'rule-based band, not a probability',
  rulesMeaning:
    'Two signs or more make a band high, one medium. The limits are conventions, not learned from this data.',
  bands: { high: 'high', medium: 'medium', low: 'low', unknown: 'unknown' },
  noSignal: f =>
    f.ranks
      ? `No usable probability: on later windows the model ranks (AUC ${f.auc}, ${f.low}–${f.high}, ${f.n} cases) but misses by more than the plain churn rate does.`
      : `No usable signal: ${f.later ? 'on later windows the model reaches' : 'on customers it had not seen the best model reaches'} AUC ${f.auc} (${f.low}–${f.high}) over ${f.n} cases, not clearly better than chance.`,
  oneRate: rate => `The measured churn rate of ${rate} is all that can be said of each customer.`,
  twoRates: f =>
    `What is known is the measured rate of two groups (in rule_bands): ${f.one} against ${f.other}.`,
  everyone: 'everyone',
  everyoneElse: 'everyone else',
  measuredRate: 'measured churn rate of past windows, not a prediction per customer',
  method: 'Regularised logistic regression or gradient-boosted trees, calibrated; leaks screened first',
  training: 'training the churn model',
  shortened:
    'Shortened: detail "full" adds every digit, the fields used, all scores of the candidates and a figure for each row.',
  profit: f =>
    `With the costs given, the expected maximum profit is ${f.emp} per customer when ${f.fraction} are contacted.`,
  noSignalMeaning:
    'No probabilities per customer are given where no column tells churned from retained beyond chance.',
  leak: f => `Leak: “${f.field}” left out; ${f.evidence}.`,
  leakEvidence: f =>
    given(
      [
        f.why,
        f.auc && `AUC alone ${f.auc}`,
        f.rate && `${f.rate} churned where it tells${f.n && ` (n ${f.n})`}`,
        f.detail && `“${f.detail}”`,
      ],
      ', ',
    ),
  leakReasons: {
    near_perfect: 'it tells the outcome almost perfectly, so it is likely known only afterwards',
    pure_value: 'one of its values occurs almost only with churn',
    only_for_one_outcome: 'it is filled almost only for one outcome',
    other_models_score: 'it looks like another model’s score',
    known_after_outcome: 'it is known only after the outcome',
    dated_after_observation: 'it is dated after the observation day',
  },
  reason: f => `${f.condition} (odds × ${f.times})`,
  isMissing: ' missing',
  datedFeatures: n =>
    `Features are those of the day each of the ${n} windows begins; undated columns of a customer file are taken to hold earlier too, counters and renewal dates are left out.`,
  undatedFeatures:
    'Labels carry no dates: features and outcome stand in one snapshot, so the test splits customers, not time.',
  intervalMeaning: 'low and high: Wilson interval as if counted among the customers with the nearest scores.',
  reasonMeaning:
    'Reasons are the three columns that raise the odds most above the average customer’s; association, not cause.',
  valueMeaning: silence =>
    silence
      ? 'Value at risk is probability × share of the silent who stay away × forward CLV.'
      : 'Value at risk is probability × forward CLV.',
  notTestedInTime:
    'Earlier windows hold too few events to test on a later one: the figures are out of fold by customer.',
  backtestShort: f => `${f.events} of ${f.needed} churn events in earlier windows`,
  testing: days => `back-test at ${days} days`,
  seeGaps: 'See what the data is enough for',
  seeDrivers: 'See what goes with churn',
  seePlan: 'Spend a budget where it pays',
  figures: {
    auc: 'AUC',
    prAuc: 'PR-AUC',
    brier: 'Brier score',
    logLoss: 'Log-loss',
    ece: 'Calibration error (ECE)',
    lift: 'Lift of the riskiest tenth',
    emp: 'Expected maximum profit',
    mp: 'Maximum profit',
    expected: 'Customers expected to churn',
    valueAtRisk: 'Value at risk',
    probability: c => `Churn probability of ${c}`,
    band: b => `Customers in band ${b} (rule)`,
    rate: g => `Measured churn rate: ${g}`,
  },
}
