import type { CostWords } from './words.ts'

export const en: CostWords = {
  title: business => `Cost review: ${business}`,
  headlines: {
    total: 'Lifecycle cost',
    cac: 'Blended cost of a new customer',
    perCustomer: 'Lifecycle cost per customer',
    net: 'Net lifecycle value per customer',
    utilisation: 'Use of service capacity',
  },
  stages: {
    acquisition: {
      name: 'acquisition',
      drivers: 'market, product, channel mix, brand',
      levers:
        'aim more precisely, move money from expensive channels to those whose customers stay, make the product easier to recommend',
    },
    activation: {
      name: 'activation',
      drivers: 'trials, onboarding, training',
      levers:
        'shorten the way to the first success, teach by scenario instead of by feature, measure who gets there',
    },
    service: {
      name: 'service',
      drivers: 'share of self-service, speed of response and solution, quality, tools',
      levers:
        'self-service for the simple cases and people for the hard ones, training on the top complaint classes, staffing that follows the load',
    },
    retention: {
      name: 'retention',
      drivers: 'use of customer data, design of the loyalty programme, handling of feedback',
      levers: 'loyalty benefits for those who are worth them, a closed feedback loop, care by value tier',
    },
    upgrade: {
      name: 'upgrade',
      drivers: 'differentiation, cross-sell work',
      levers: 'judge it by its marginal margin; offer where the use shows the need',
    },
    data: {
      name: 'data',
      drivers: 'collection, storage, analysis',
      levers: 'collect what a decision uses, let the rest go; one view per customer instead of many copies',
    },
    churn: {
      name: 'churn',
      drivers: 'churn rate, satisfaction, competition, relationship work',
      levers: 'early warning, fast repair after complaints, win-back only where the value carries it',
    },
  },
  ownStage: {
    drivers: 'a stage of your own',
    levers: 'set a goal, a method and dates; compare the cost of the same months before and after',
  },
  methods: {
    first: 'first touch',
    last: 'last touch',
    linear: 'linear',
    position: 'position-based',
    position_based: 'position-based',
    time_decay: 'time decay',
    shapley: 'Shapley',
  },
  indicators: {
    lead_conversion: 'conversion of leads',
    cac: 'cost of a new customer',
    repurchase_rate: 'repurchase rate',
    nps: 'net promoter score',
    csat_share: 'satisfied answers',
    feature_use_share: 'users of features',
    repeat_complaint_rate: 'complainers who complained again',
    win_back_rate: 'win-back rate',
    open_rate: 'open rate',
    click_rate: 'click rate',
    coupon_rate: 'coupons used',
  },
  indicatorStages: {
    acquisition: 'acquisition',
    retention: 'retention',
    win_back: 'win-back',
    promotion: 'promotion',
  },
  budget: { over: 'over budget', under: 'under budget', on: 'on budget' },
  measure: { fell: 'cost fell', rose: 'cost rose', same: 'no change' },
  served: { over: 'over-served', fitting: '–' },
  charts: {
    stages: f => `${f.share} of the lifecycle cost goes to ${f.name}`,
    channels: f => `A new customer costs ${f.most} through ${f.dearest} and ${f.least} through ${f.cheapest}`,
    amount: currency => (currency === '' ? 'cost' : `cost in ${currency}`),
    perCustomer: currency => `cost of a new customer${currency === '' ? '' : ` in ${currency}`}`,
  },
  unconverted:
    'Costs are on record, but not one of them has an amount in the reporting currency. Import `fx_rates`, or set `reporting_currency` with `configure`.',
  missing: {
    costs:
      'No costs are on record. Import a table with stage, amount and date (and budget, channel, minutes where known) with `import_data`, entity cost.',
    budget: 'No budget stands beside the costs; add a budget column to the cost table to compare them.',
    cac: 'The cost of a new customer cannot be told: it needs acquisition costs by channel and customers with a sign-up date and channel.',
    ratio: 'CLV : CAC needs both a lifetime value and the cost of a new customer.',
    attribution:
      'No touches before the first purchase are on record. Import them (customer, channel, date, cost) as entity touchpoint.',
    service:
      'Cost to serve cannot be told: the service costs carry no minutes and capacity. Add both columns to the cost table.',
    segments: 'Cost to serve by value tier needs tickets or activity per customer beside the service costs.',
    whale: 'The whale curve needs margin and cost to serve per customer.',
    measures: 'Before and after cannot be compared: the costs do not cover two periods of the same length.',
    indicators: 'No indicators of the stages are on record (leads, satisfaction, complaints, promotions).',
    lifecycle: 'Cost against value needs customers with a value beside the costs.',
  },
}
