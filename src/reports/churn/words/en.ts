import type { ChurnWords } from './words.ts'

export const en: ChurnWords = {
  aboutHundred: n => `${n} in 100`,
  definitionNames: {
    start_basis: 'Churned of those there at the start',
    start_and_new: 'All churned ÷ start plus new',
    all_over_start: 'All churned ÷ start',
  },
  usedBy: vendor => vendor,
  noSignal: 'nothing unusual; listed for the value at stake',
  anySign: 'what keeps them here',
  asUsual: facts => `as usual: ${facts}`,
  allActive: 'all active customers',
  lowHealthGroup: 'all active customers of low health',
  holdOut: f =>
    `a tenth of the group, ${f.n} customers drawn at random before the start, is not treated and shows a rise of the stay rate of ${f.effect} or more; the plan of measurement below says when to read it`,
  holdOutNone: f =>
    `a tenth of the group, ${f.n} customers drawn at random before the start, is not treated; by itself it is too few to show any rise, so read it pooled with the other strategies, as the plan of measurement below says`,
  unmeasured: f =>
    `No file says who has left or when, so churn is not measured: nobody is on record as gone among ${f.n} active customers as of ${f.asOf}. What needs a rate takes ${f.rate} a year, which is assumed and not from this data; half of it and twice as much stand beside it in section 5.`,
  assumedMoney: 'Assumed, not measured:',
  overDays: f =>
    `P(churn) is over ${f.probability} days${f.atRisk === null ? '' : `, value at risk over ${f.atRisk}`}.`,
  assumedNote:
    'Ranked by what treating them is expected to keep. Nobody is known to have left, so everybody has the same assumed churn and the ranking rests on value. Names and contact data are left out on purpose.',
  evidence: {
    driver: f =>
      `What this data shows${f.condition === null ? '' : ` (${f.condition})`}: ${f.exposed} of those customers churned, ${f.others} of the others; ${f.share} of all who left were among them.`,
    group: f =>
      `What this data shows${f.condition === null ? '' : ` (${f.condition})`}: ${f.risk} of ${f.n} churned, ${f.base} of all.`,
  },
  days: n => `${n} days`,
  money: {
    leaving: f =>
      `If nothing is done, ${f.rate} of active customers leave within ${f.horizon} and ${f.lost} of revenue goes with them.`,
    model: f =>
      `${f.dated ? `Over the next ${f.days} days` : `Over the period that the churn label covers, which the files do not state (assumed: ${f.days} days),`} about ${f.churned} of ${f.n} active customers are expected to leave, with ${f.value} of forward value at risk.`,
    group: f =>
      `The group with the highest risk${f.first ? '' : ' among those large enough to sum'} (${f.group}) puts ${f.value} of revenue a year at risk.`,
  },
  neverPays: 'none: at this risk even certain success costs more than it keeps',
  basis: {
    default: 'default, not yours',
    set: 'set by you',
    data: 'from the data',
    scenario: 'scenario',
  },
  fxName: 'Exchange rates',
  fxRates: { upTo: day => `as imported, up to ${day}`, none: 'none on record, none used' },
  revenueName: 'Revenue',
  revenue: {
    net: refunds => `net of refunds (${refunds})`,
    asBilled: 'as billed; no refunds on record',
    contracts:
      '; revenue a year counts the contracts that run on the report’s date, one past its renewal or end date counts none',
  },
  lowHealth: 'Low health',
  churnRate: 'Churn',
  currencyUnknown: 'a unit that the files do not name',
  noCurrency: 'not stated in the files: amounts are in their own unit',
  effects: {
    rejected: 'They are in no figure of this report.',
    unmatched:
      'Their revenue counts; they have no attributes, so drivers, matrix and consent cannot see them.',
    missing: 'Empty cells are unknown, not zero: they weaken the drivers that read these fields.',
    paymentsAlone:
      'Churn and values cannot be told from payments alone. If each row is a purchase or a renewal, remove that import and read the file again with `entity: order`.',
    undatedTotals: years =>
      `No file says what customers pay in a year or since when: their totals are taken to have come in over ${years} years.`,
    noMargin: 'Forward value, ROI and budget scale with it one to one.',
    noCost: 'The cost of replacing a customer is not in the value of keeping one.',
    gates: {
      health_score: 'Health bands and the risk matrix are left out.',
      health_score_grid: 'No health bands; the risk matrix is made of drivers instead.',
      rfm: 'Segments by purchase rhythm are left out.',
      predictive_clv: 'Value follows from the measured churn rate, not from a purchase model.',
      churn_probability: 'Customers are ranked by value, not by a probability of their own.',
      driver_impact: 'Read the drivers as hypotheses.',
      campaign_lift: 'Success rates are priors; nothing measured replaces them yet.',
      forecast: 'Read the forecast as a sketch.',
    },
    late: f => `${f.table}: the last entry is ${f.days} days older than the report’s date.`,
    lateEffect: 'What happened since is not in the drivers or the health score.',
  },
  reasons: {
    none: 'No reasons for leaving are on record, so churn cannot be split into avoidable, unavoidable and involuntary. Ask at cancellation and import the answer as `churn_reason`.',
    some: share =>
      `Reasons for leaving stand in ${share} of the rows, in free words. They are not yet sorted into avoidable, unavoidable and involuntary, so churn is not split here.`,
  },
  groupReason: f => `${f.driver} (${f.impact} of the excess)`,
  groupReasonNone: 'no listed driver; the group stands out by itself',
  overlap: f => `${f.share} of ${f.inner} also belong to ${f.outer}.`,
  models: {
    boosting: 'boosted trees',
    logistic: 'logistic regression',
    single_rule: 'best single rule',
    prevalence: 'same rate for everybody',
  },
  verdicts: {
    better: 'better than the rule',
    notBetter: 'not clearly better than the rule',
    worse: 'worse than the rule',
  },
  splits: {
    time: 'Tested on later windows that the model had not seen.',
    random: 'The data has no dates to hold out: tested on customers left out at random, not on a later time.',
  },
  gate: f =>
    `The gate asks for ${f.eventsNeeded} churned and ${f.customersNeeded} customers in past snapshots; the data has ${f.events} and ${f.customers}.`,
  leaks: {
    none: 'The leak scan found no column that tells the outcome instead of preceding it.',
    some: fields => `The leak scan shut out columns that tell the outcome: ${fields}.`,
  },
  actions: { A: 'personal contact', B: 'standard offer', C: 'automated message' },
  action: f => `${f.level}, value tier ${f.tier}`,
  levels: { A: 'personal', B: 'standard', C: 'automated' },
  badges: { roi: 'assumed' },
  noBudget:
    'No budget is asked for: at these values and this churn no action returns enough on its cost. Better margins, cheaper actions or measured success rates would change that.',
  budgetLine: f =>
    `${f.budget} is asked for; ${f.spend === null ? 'it' : `${f.spend} of it`} treats ${f.n} customers and is expected to keep ${f.value} of margin, an incremental ROI of ${f.roi}.`,
  unspent: 'Not spent',
  riskSteps: f =>
    `Risk is the probability of churn over ${f.days} days: high from ${f.high}, medium from ${f.medium}.`,
  total: 'Budget',
  stops: {
    budget: 'Spending stops because the budget is used up.',
    capacity: 'Spending stops because nobody is left to make the contacts.',
    threshold: 'Spending stops where more money would return less than the threshold.',
    nothing_left: 'Spending stops because nothing worth doing is left.',
  },
  notWorth: {
    no_options: 'no action fits',
    below_threshold: 'no action returns more than the threshold',
    outbid: 'worth an action, but the money does more elsewhere',
    value_unknown: 'no revenue on record',
    churn_probability_unknown: 'no churn probability',
    no_forward_value: 'no forward value at risk',
    cost_above_cap: 'every action costs more than the customer’s cap',
    no_strategy_for_tier: 'no action for this value tier',
  },
  excluded: {
    no_consent: 'consent to marketing withheld',
    consent_unknown: 'no consent to marketing on record',
    do_not_contact: 'on the do-not-contact list',
    already_gone: 'gone by the definition above, or never active',
    held_out: 'held out at random as control',
  },
  shadow: f => `The last money spent returns ${f.roi}.`,
  measure: {
    own: f =>
      `Hold-out: ${f.share} of the customers worth an action, ${f.control} of them beside ${f.treated} treated, drawn at random within value tiers before the start. This shows a rise of the stay rate of ${f.effect} or more (power 80%, error 5%).`,
    ownNone: f =>
      `Hold-out: ${f.share} of the customers worth an action, ${f.control} of them beside ${f.treated} treated, drawn at random within value tiers before the start. With so few no rise can be shown (power 80%, error 5%): count it as a habit, not as proof.`,
    half: f => `With ${f.share} held out (${f.control}) a rise of ${f.effect} would show.`,
    halfNone: f => `Even ${f.share} held out (${f.control}) would show no rise; pool several rounds.`,
    need: f =>
      `To see the effect the plan takes for granted (stay rate ${f.from} to ${f.to}) takes ${f.n} customers in each of two equal arms.`,
    duration: f =>
      `Duration: one week to contact everyone, then ${f.days} days until churn can be judged by the definition above.`,
    stop: 'Stop rule: read the plain test once, at the end. Stop earlier only if the always-valid interval excludes zero or a guardrail breaks.',
    primary: f => `Measured by: share of customers still there after ${f.days} days, by arm as drawn.`,
    guard:
      'Guardrails: opt-outs and complaints, margin after cost of offers, no other campaign to either arm.',
    pilot: f =>
      `The plan treats too few to measure anything. A pilot in ${f.group} (${f.n} customers) with half held out at random (${f.control}) shows a rise of the stay rate of ${f.effect} or more (power 80%, error 5%).`,
    pilotNone: f =>
      `The plan treats too few to measure anything. A pilot in ${f.group} (${f.n} customers) with half held out at random (${f.control}) shows no rise of the stay rate, whatever it is: pool several rounds (power 80%, error 5%).`,
    unfunded: 'No action is funded, so there is nothing to measure yet.',
  },
  constraints: {
    consentKnown: n => `Consent: ${n} active customers have withheld it and are in no action.`,
    consentAll: 'Consent: on record, and no active customer has withheld it.',
    consentUnknown:
      'Consent: no file says who agreed to be contacted. Check consent before anything is sent.',
    doNotContact: n => `Do-not-contact list: ${n} customers are left alone.`,
    frequencyKnown:
      'Contact frequency: earlier contacts are on record; each customer gets one action in this plan at most.',
    frequencyUnknown:
      'Contact frequency: each customer gets one action in this plan at most. Earlier contacts are in no file; check that nobody was contacted in the last month.',
    sensitive: fields =>
      `Sensitive attributes in the data: ${fields}. They pick no group and no action here; see that offers do not do it by the back door.`,
    sensitiveNone:
      'Sensitive attributes: no age, gender or the like is in the data, and none picks a customer.',
    sensitiveDriver: fields => `${fields} shows up as a driver and is left out of every target group.`,
  },
  factors: {
    success_rate: 'success rate',
    reach: 'reach of the actions',
    gross_margin: 'gross margin',
    clv_horizon_months: 'value horizon',
    churn_rate: 'churn rate',
    annual_discount: 'discount rate',
    cost: 'cost of the action',
    clv: 'customer value',
    acquisition_cost: 'acquisition cost',
    monthly_revenue: 'monthly revenue',
    lifetime_months: 'lifetime',
  },
  movers: f => `The two that move the answer most: **${f.first}** and **${f.second}**.`,
  bridge: {
    plan: f =>
      `The forecast counts the ${f.n} customers of the plan above and its hold-out, each with one action; the strategies of section 5 say what that action is.`,
    combined: f =>
      `Coverage × effect of the actions, combined as 1 − Π(1 − reach × effect), cuts churn by ${f.cut}; the overlap taken out is ${f.overlap}.`,
    chance:
      'Low and high are the 5th and 95th percentile of 2,000 seeded runs and hold the chance of who leaves too; a low end below doing nothing means that the effect is smaller than chance.',
    unfunded: 'No action pays, so the lines with actions stay near doing nothing.',
  },
  noChange: 'no difference from doing nothing that chance would not make',
  result: f =>
    `Churn within ${f.horizon} goes from ${f.baseline} to ${f.base} (${f.low} to ${f.high}); ${f.value} of forward value is kept (${f.valueLow} to ${f.valueHigh}).`,
  people: { saas: 'subscribers', retail: 'buyers', services: 'customers', b2b: 'accounts' },
  somePay: 'No group pays as a whole; the budget below treats only those customers for whom the action does.',
  worthSome: parts => ` It pays only for some of them: ${parts}.`,
  worthPart: f => `${f.n} of ${f.tier} value by ${f.action}`,
  thisGroup: 'this group',
  nothingPays:
    'None of the actions returns enough as it stands; the first is the cheapest way to learn more.',
}
