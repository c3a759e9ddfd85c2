import type { ChartWords } from './words.ts'

export const en: ChartWords = {
  foot: f =>
    [`Unit: ${f.unit}`, ...(f.n === '' ? [] : [`n = ${f.n}`]), `as of ${f.asOf}`, f.badge, ...f.notes].join(
      ' · ',
    ),
  badge: { measured: 'measured', modelled: 'modelled', assumed: 'assumed' },
  thin: 'grey: under 30 customers',
  hidden: 'under 10 not shown',
  hypothesis: 'grey: a hint, not proven',
  interval: '95% interval',
  moneyInterval: '95% bootstrap interval',
  counted: 'sums of rows on record, so without interval',
  moneyIn: f => (f.currency === null ? f.what : `${f.what}, ${f.currency}`),
  atRisk: 'Revenue a year at risk',
  everyone: 'all',
  matrixNone: 'No cell of 30 customers or more holds anyone of low health',
  matrixThin: 'No cell holds 30 customers: the shares are hints, not findings',
  unranked: 'grey: under 30 customers, not counted in the title',
  customers: 'customers',
  who: f =>
    `${f.about === null ? `${f.share} of customers` : `about ${f.about} customers`}${f.range === null ? '' : ` (${f.range})`}`,
  likely: f => `${f.low} to ${f.high} (most likely ${f.point})`,
  spans: f => `${f.cases} in ${f.windows} windows`,
  seen: f => `churn seen from ${f.from} to ${f.to}`,
  columns: {
    band: 'Health',
    driver: 'Driver',
    tier: 'Value tier',
    share: 'Share of customers',
    row: 'Customers with',
    column: 'And with',
  },
  bands: {
    title: f => `${f.who} have low health${f.revenue === null ? '' : `; they carry ${f.revenue} of revenue`}`,
  },
  drivers: {
    title: f => `${f.first}: ${f.span} of churn above the healthy baseline goes with it`,
    hint: f => `No driver stands out beyond chance; the strongest hint: ${f.first}, ${f.span}`,
  },
  matrix: {
    title: f => `${f.row} × ${f.column} is the worst cell: ${f.who} have low health`,
    even: f =>
      `No cell is worse than the whole${f.all === null ? '' : ` (${f.all})`} beyond chance; ${f.row} × ${f.column} comes first: ${f.who} have low health`,
    churn: f => `${f.row} and ${f.column}: ${f.who} left, against ${f.all} of all`,
    churnEven: f =>
      `No cell is worse than the whole (${f.all}) beyond chance; first comes ${f.row} and ${f.column}: ${f.who} left`,
  },
  tiers: {
    title: f =>
      `${f.tier === null ? `${f.customers} of customers hold` : `The ${f.tier} tier, ${f.customers} of customers, holds`} ${f.low} to ${f.high} of forward value`,
  },
  trend: {
    title: f =>
      f.way === 'same'
        ? `Churn in ${f.days} days has not moved beyond chance: ${f.from} then, ${f.to} now`
        : `Churn in ${f.days} days ${f.way === 'up' ? 'rose' : 'fell'} from ${f.from} to ${f.to}`,
    single: f => `${f.who} left within ${f.days} days`,
    unit: f => `share lost in ${f.days} days, 95% interval`,
    axis: 'churn rate, %',
    head: ['Window', 'Churn rate', '95% interval', 'Lost of'],
  },
  cohorts: {
    title: f => `${f.who} are still active ${f.age} ${f.period} after they joined`,
    unit: 'share of the cohort still active',
    cohort: 'joined (n)',
    periods: { month: 'months', week: 'weeks' },
  },
  groups: {
    title: f => `${f.group}: ${f.who} leave, against ${f.base} overall`,
    unit: 'churn rate, 95% interval',
    base: rate => `overall ${rate}`,
    head: ['Group', 'Churn rate', '95% interval', 'n'],
  },
  liftExposure: {
    title: f =>
      `${f.driver}: ${f.low} to ${f.high} times the usual churn, seen in ${f.exposure} of those who left`,
    hint: f =>
      `No sign stands out beyond chance; the strongest hint: ${f.driver}, ${f.low} to ${f.high} times the usual churn`,
    unit: 'times the overall churn rate',
    x: 'share of churned customers who show it, %',
    y: 'churn, times the overall rate',
    chance: 'no difference',
    head: ['Sign', 'Seen in churned', 'Times overall churn'],
  },
  valueRisk: {
    title: f =>
      `${f.n} high-value customers are at high risk${f.held === null ? '' : `; they hold ${f.held.low} to ${f.held.high} of forward value`}`,
    none: 'No high-value customer is at high risk',
    unit: 'customers per quadrant',
    x: 'churn probability, %',
    y: 'forward value',
    cell: (tier, risk) => `${tier} · ${risk}`,
    hidden: 'no sum of money under 10 customers',
    alike: 'no dots: no probability for each customer',
    count: n => `n = ${n}`,
    shown: f => `dots: ${f.shown} of ${f.total} customers`,
    head: ['Value × risk', 'Customers', 'Forward value'],
  },
  reliability: {
    title: f => `Predicted and actual churn differ by ${f.error} on average`,
    unit: 'share that churned, 95% interval',
    x: 'predicted churn, %',
    y: 'observed churn, %',
    head: ['Predicted', 'Observed', '95% interval', 'n'],
  },
  deciles: {
    weak: f =>
      `The ranking does not find who leaves beyond chance: its riskiest tenth churned ${f.low} to ${f.high} times as often as all`,
    title: f => `The tenth ranked riskiest churned ${f.low} to ${f.high} times as often as all`,
    unit: 'churn of the tenth over churn of all, 95% interval',
    x: 'tenth of customers, riskiest first',
    y: 'times the overall churn rate',
    chance: 'no better than chance',
    head: ['Tenth', 'Lift', 'Churned', 'n'],
  },
  counts: {
    title: f =>
      `${f.expected} customers were expected to leave within ${f.days} days, ${f.churned} did${f.way === null ? '' : f.way === 'fits' ? ': within chance' : f.way === 'more' ? ': more than chance explains' : ': fewer than chance explains'}`,
    unit: 'customers lost, 95% interval',
    days: days => `${days} days`,
    expected: 'expected',
    churned: 'left',
    head: ['Window', 'Expected', 'Left', 'n'],
  },
  waterfall: {
    money: f =>
      `${f.new} new against ${f.lost} lost: monthly recurring revenue went from ${f.from} to ${f.to} in ${f.month}`,
    people: f =>
      `${f.new} new against ${f.lost} lost: customers went from ${f.from} to ${f.to} between ${f.first} and ${f.last}`,
    moneyUnit: currency => `monthly recurring revenue${currency === '' ? '' : `, ${currency}`}`,
    peopleUnit: 'customers',
    steps: {
      opening: 'opening',
      new: 'new',
      expansion: 'expansion',
      saved: 'won back',
      fx: 'exchange rates',
      contraction: 'contraction',
      lost: 'lost',
      closing: 'closing',
    },
    head: ['Step', 'Amount'],
  },
  marginal: {
    title: f => `Beyond ${f.spend} the next action costs more than it brings`,
    between: f => `The next action begins to cost more than it brings between ${f.from} and ${f.to}`,
    pays: f => `Up to ${f.spend} every action pays; the last one returns ${f.roi}`,
    never: f => `No action pays: the best one returns ${f.roi}`,
    range: 'With little success to much',
    band: 'band: success at the ends of its range',
    unit: 'return of the next action, % of its cost',
    x: 'budget spent',
    y: 'return of the next action, %',
    even: 'break-even',
    budget: f => `budget ${f.budget}`,
    head: ['Spent', 'Value kept', 'Return of the next action'],
  },
  tornado: {
    title: f => `${f.factor} moves the framework ROI most: ${f.low} to ${f.high}`,
    unit: 'framework ROI (takes churn for certain), % of cost',
    axis: 'return, % of cost',
    sides: ['factor at its low end', 'factor at its high end'],
    now: roi => `as assumed ${roi}`,
    moved: 'each factor 20% lower and higher',
    factors: {
      cost: 'Cost of the action',
      success_rate: 'Success rate',
      clv: 'Customer value',
      acquisition_cost: 'Acquisition cost',
      churn_probability: 'Churn probability',
      reach: 'Share reached',
      gross_margin: 'Gross margin',
      clv_horizon_months: 'Value horizon',
      churn_rate: 'Churn rate',
      annual_discount: 'Discount rate',
    },
    head: ['Factor', 'At its low end', 'At its high end'],
  },
  fan: {
    title: f =>
      `In ${f.months} months ${f.low} to ${f.high} of customers will have left, most likely ${f.base}`,
    planned: f =>
      `With the planned actions ${f.low} to ${f.high} of customers will have left in ${f.months} months (most likely ${f.base}), against ${f.nothing} if nothing is done`,
    unit: 'share of present customers lost, low to high',
    x: 'months from now',
    base: 'with the planned actions',
    nothing: 'doing nothing',
    head: ['Months', 'Doing nothing', 'Planned', 'Low to high'],
  },
  whale: {
    title: f =>
      `The profitable customers earn ${f.share} of profit; ${f.lossMakers} customers cost more than they bring`,
    unit: 'cumulated profit',
    x: 'customers, most profitable first',
    y: 'cumulated profit',
    total: 'profit of all',
    head: ['Customers', 'Cumulated profit'],
  },
  survival: {
    median: f => `Half of the customers are gone after ${f.days} days`,
    between: f => `Half of the customers are gone after ${f.low} to ${f.high} days (most likely ${f.days})`,
    open: f => `${f.who} are still here after ${f.days} days`,
    unit: 'share still here, Kaplan–Meier, 95% interval',
    x: 'days since they joined',
    y: 'still here, %',
    head: ['Day', 'Still here', '95% interval', 'At risk'],
  },
}
