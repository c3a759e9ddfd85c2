import type { ReportWords } from './words.ts'

export const en: Omit<ReportWords, 'rubric'> = {
  title: { churn_report: business => `Churn report: ${business}` },
  business: {
    saas: 'subscription business',
    retail: 'retail',
    services: 'services',
    b2b: 'business accounts',
  },
  subtitle: f => `As of ${f.asOf} · data ${f.period} · ${f.customers} customers · money in ${f.currency}`,
  definition: f =>
    f.from === null
      ? `A customer has churned when the files, as of ${f.to}, say so. They do not say when; where a length is needed, ${f.days} days are assumed.`
      : f.kind === 'label'
        ? `A customer has churned when the files say so, after ${f.from} and by ${f.to} (${f.days} days).`
        : f.kind === 'contract'
          ? `A customer has churned when the contract ended after ${f.from} and by ${f.to} (${f.days} days) and none followed.`
          : `A customer who was active on ${f.from} has churned after ${f.days} days without a purchase, judged on ${f.to}.`,
  population: f =>
    `Numerator: the ${f.numerator} who churned by this definition. Denominator: the ${f.denominator} customers under observation at the start of the window.`,
  about: tenths => `${tenths} in 10`,
  trend: (way, f) =>
    ({
      up: `Churn has risen: the difference is ${f.difference} (${f.range}).`,
      down: `Churn has fallen: the difference is ${f.difference} (${f.range}).`,
      same: `The difference, ${f.difference} (${f.range}), is within chance: no change can be claimed.`,
    })[way],
  verdict: f => `Incremental ROI ${f.roi}: ${f.decision}.`,
  decision: { execute: 'execute now', consider: 'consider', no: 'not worth it as it stands' },
  confidence: {
    A: 'A. The definition is dated, the gates for drivers are met, the model ranks better than chance in its test, and there is an earlier period to compare with.',
    B: 'B. The gates for drivers are met, but the model does not clearly rank better than chance, and there is no earlier period to compare with.',
    noModel:
      'B. The gates for drivers are met and there is an earlier period to compare with, but the model does not clearly rank better than chance.',
    noEarlier:
      'B. The gates for drivers are met and the model ranks better than chance, but there is no earlier period to compare with.',
    C: 'C. The data is below the gates for firm findings; read the figures as hypotheses.',
  },
  association:
    'Drivers and groups describe what goes together in this data. They are no proof of cause; only a test with a control group would be one.',
  bands: { high: 'high', medium: 'medium', low: 'low' },
  allBands: 'all',
  tiers: { high: 'high', mid: 'mid', low: 'low', unknown: 'unknown' },
  risks: { high: 'high risk', medium: 'medium risk', low: 'low risk' },
  withRisk: (tier, risk) => `${tier} value, ${risk}`,
  tierBasis: {
    documents: 'the framework’s own amounts',
    settings: 'as stored in the settings',
    data_quantiles: 'derived from the distribution in this data (top fifth high, lower half low)',
  },
  entities: {
    account: 'accounts',
    customer: 'customers',
    label: 'churn labels',
    order: 'orders',
    order_line: 'order lines',
    refund: 'refunds',
    opportunity: 'opportunities',
    subscription: 'subscriptions',
    subscription_event: 'subscription events',
    payment: 'payments',
    ticket: 'tickets',
    activity: 'activity',
    survey: 'surveys',
    fx_rate: 'exchange rates',
    cost: 'costs',
    touchpoint: 'touchpoints',
    campaign_member: 'campaign members',
    retention_action: 'retention actions',
    contact: 'contacts',
    product: 'products',
  },
  settings: {
    churn_definition: 'Churn definition',
    gross_margin: 'Gross margin',
    acquisition_cost: 'Acquisition cost',
    annual_discount: 'Discount rate a year',
    horizon_months: 'Value horizon',
    reporting_currency: 'Reporting currency',
    time_zone: 'Time zone',
  },
  churnKinds: {
    auto: 'chosen from the data',
    label: 'labels in the files',
    contract: 'contract end',
    silence: 'silence',
  },
  months: n => `${n} months`,
  days: n => `${n} days`,
  unset: 'not set',
  fromData: 'as in the data',
  notes: {
    hypothesis: 'hypothesis only',
    sensitive: 'sensitive attribute: not for targeting',
    also: fields => `tells nearly the same: ${fields}`,
  },
  group: n => `G${n}`,
  targetGroup: f => (f.tier === null ? f.group : `${f.group}; value tier ${f.tier}`),
  overlapGroup: 'this group',
  gaps: {
    missing: f => `${f.table}: fields not always filled: ${f.fields}.`,
    gate: f => `Not enough data for ${f.output}.`,
    gates: {
      health_score: 'a health score',
      rfm: 'segments by purchase rhythm',
      predictive_clv: 'predictive lifetime value',
      churn_probability: 'a churn probability per customer',
      driver_impact: 'firm driver shares',
      campaign_lift: 'the lift of a campaign',
      forecast: 'a forecast',
    },
    rejected: f => `${f.file}: ${f.rejected} of ${f.read} rows were rejected; they are in no figure.`,
    unmatched: f => `${f.unmatched} of ${f.keys} keys of ${f.from} are not found in ${f.to}.`,
    paymentsAlone: 'There are payments, but neither orders nor contracts.',
    noMargin: 'The gross margin is the default, not yours; set it with `configure`.',
    noCost: 'No acquisition cost is on record.',
  },
  roi: {
    range: f => `${f.low} · ${f.base} · ${f.high}`,
    badge: { measured: 'measured', modelled: 'modelled', assumed: 'assumed' },
  },
  holdout:
    'a tenth of the group, drawn at random before the start, is not treated; stop when the difference is clear or the budget is used',
  step: date => `From ${date}`,
  customerNote: {
    predicted:
      'Ranked by churn probability, which comes from the churn model. Names and contact data are left out on purpose.',
    modelled:
      'Ranked by what treating them is expected to keep; probabilities come from the churn model, success and cost are priors. Names and contact data are left out on purpose.',
    flat: 'Ranked by what treating them is expected to keep. Without a churn model everybody shares the measured churn rate, so the ranking rests on value. Names and contact data are left out on purpose.',
  },
  order: {
    ordered: 'Churn falls from low to high health, as it should.',
    unordered: 'Churn does not fall steadily from low to high health: do not rely on the order of the bands.',
  },
  limitsOfView: {
    flatRate:
      'One churn rate is applied to all active customers: the report cannot tell two customers of the same group apart.',
    association:
      'What is not in the files (competitors, prices elsewhere, moods) cannot show up as a driver.',
    scoreIsNoProbability: 'The health score ranks customers; it is no churn probability.',
  },
  factors: {
    cost: 'cost of the action',
    success_rate: 'success rate',
    clv: 'customer value',
    acquisition_cost: 'acquisition cost',
    monthly_revenue: 'monthly revenue',
    lifetime_months: 'lifetime',
    gross_margin: 'gross margin',
  },
  formulas: {
    'churn-drivers': 'Churn drivers and groups',
    'health-score': 'Health score',
    segments: 'Segments',
    'bg-nbd': 'Purchase model BG/NBD',
    'mbg-nbd': 'Purchase model MBG/NBD',
    'pareto-nbd': 'Purchase model Pareto/NBD',
    'bg-bb': 'Purchase model BG/BB',
    'clv-formula': 'Lifetime value',
    'clv-discounted': 'Forward value',
    'clv-components': 'Value components',
    'retention-roi': 'Retention ROI',
    'churn-rate': 'Churn rate',
    'churn-model': 'Churn model',
    'churn-probability': 'Churn model',
    'budget-plan': 'Budget plan',
    'sample-size': 'Sample size',
    forecast: 'Forecast',
    'mrr-movements': 'Recurring revenue, month by month',
    sbg: 'Retention model sBG',
    bdw: 'Retention model BdW',
    survival: 'Kaplan–Meier survival',
    'cohort-retention': 'Retention by cohort',
    'lifecycle-costs': 'Lifecycle cost',
    'customer-explanation': 'Parts of the health score of one customer',
    'churn-definitions': 'Churn under rival definitions',
    'period-comparison': 'Comparison of periods',
  },
  forecast: {
    rows: {
      churn_rate: 'Churn rate',
      churn_reduction: 'Churn reduction (relative)',
      revenue_retention: 'Revenue retention',
      revenue: 'Revenue',
      cltv_uplift: 'Uplift of forward value',
    },
    headline: f =>
      `${f.name} between ${f.low} and ${f.high} (base ${f.base}) within ${f.horizon}; ${f.baseline} if nothing is done.`,
  },
  changes: {
    intro: day => `The last report was of ${day}.`,
    rows: {
      rate: 'Churn',
      churned: 'Churned customers',
      lowHealth: 'Customers with low health',
      value: 'Forward value of all customers',
      risk: 'Revenue at risk in the worst group',
    },
  },
  missing: {
    tool: what => `${what} is not part of this report: the step that computes it is not installed.`,
    noData: what => `${what} cannot be shown: there is no data for it.`,
    enough: (what, need) => `${what} cannot be shown: ${need}.`,
    fault: (what, words) => `${what} cannot be shown: ${words}`,
    what: {
      drivers: 'Churn',
      driverList: 'A list of drivers',
      earlier: 'Churn of an earlier period',
      money: 'Money at risk',
      forecast: 'A forecast of churn, revenue and value',
      definitions: 'Churn under rival definitions',
      groups: 'High-risk groups',
      health: 'Health',
      matrix: 'The risk matrix',
      tiers: 'Value tiers',
      customers: 'A list of customers',
      backtest: 'A back-test',
      model: 'A churn model with calibration and back-test',
      strategies: 'Strategies',
      roi: 'The return of treating customers',
      plan: 'An allocation of a budget over customers',
      changes: 'A comparison',
    },
    need: {
      drivers: 'it needs churn labels, contracts with ends, or orders over a longer time',
      driverList: 'no field of the data goes with churn beyond chance',
      earlier: 'the data does not reach back one more window',
      money: 'no revenue per customer is on record',
      forecast: 'it needs at least twelve months of history',
      definitions: 'it needs orders or contracts with dates',
      groups: 'no group stands out beyond the luck of looking at many',
      health: 'the fields the score reads are missing',
      matrix: 'it needs two fields with a few values each, such as industry and size',
      tiers: 'no revenue per customer is on record',
      customers: 'no active customer with a value is on record',
      backtest: 'it needs scores of a past day and dated churn after it',
      model: 'it needs at least 50 churned and 200 customers in a past snapshot',
      strategies: 'they are chosen by the drivers and groups of the data, and none were found',
      roi: 'no active customer with a value is on record',
      plan: 'it needs a budget; ask `plan_retention` with one',
      changes: 'there is no earlier report',
    },
    changes: 'This is the first churn report of this store; the next one will be compared with it.',
  },
  charts: {
    bands: {
      title: f =>
        f.revenue === null
          ? `${f.share} of customers have low health`
          : `${f.share} of customers have low health; they carry ${f.revenue} of revenue`,
      unit: 'customers',
      series: 'customers',
    },
    drivers: {
      title: f => `${f.first} goes with ${f.impact} of churn above the healthy baseline`,
      unit: 'share of churn above the healthy baseline, 95% interval',
    },
    matrix: {
      title: f => `${f.row} × ${f.column} is the worst cell: ${f.share} have low health`,
      unit: 'share of low health; n in brackets',
      worst: f => `${f.row} and ${f.column}: ${f.share} left, more than elsewhere`,
      churn: 'churn rate; n in brackets',
      none: 'under 10',
    },
    tiers: {
      title: f =>
        f.tier === null
          ? `${f.customers} of customers hold ${f.value} of forward value`
          : `The ${f.tier} tier, ${f.customers} of customers, holds ${f.value} of forward value`,
      unit: 'share of all',
      customers: 'customers',
      value: 'forward value',
    },
    data: 'Figures of the chart',
  },
  register: { head: ['No.', 'Figure id', 'Value', 'Kind', 'From'], reference: 'Figures' },
  printed: { on: 'Written by Holdfast', page: (page, pages) => `Page ${page} of ${pages}` },
}
