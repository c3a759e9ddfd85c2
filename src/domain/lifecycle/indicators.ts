/** What was counted in one period; what is left out is not reported. */
export interface StageCounts {
  leads?: number
  /** Leads who became customers. */
  converted?: number
  newCustomers?: number
  acquisitionSpend?: number
  buyers?: number
  repeatBuyers?: number
  /** Answers from 0 to 10. */
  npsScores?: readonly number[]
  csatScores?: readonly number[]
  /** Answers from here on count as satisfied. */
  csatTop?: number
  lost?: number
  wonBack?: number
  sent?: number
  opened?: number
  clicked?: number
  couponUsed?: number
  activeCustomers?: number
  featureUsers?: number
  complainers?: number
  repeatComplainers?: number
}

/** Every indicator there is, in the order of the answer. */
export const indicatorNames = [
  'lead_conversion',
  'cac',
  'repurchase_rate',
  'nps',
  'csat_share',
  'feature_use_share',
  'repeat_complaint_rate',
  'win_back_rate',
  'open_rate',
  'click_rate',
  'coupon_rate',
] as const
export type IndicatorName = (typeof indicatorNames)[number]

export interface StageIndicator {
  stage: 'acquisition' | 'retention' | 'win_back' | 'promotion'
  name: IndicatorName
  /** `null` when nothing was there to divide by. */
  value: number | null
  numerator: number
  denominator: number
  unit: 'rate' | 'money' | 'points'
}

/** Indicators of the stages of DOMAIN 2, each with numerator and denominator; only those whose data are there. */
export function stageIndicators(counts: StageCounts): StageIndicator[] {
  const rows: StageIndicator[] = []
  const add = (
    stage: StageIndicator['stage'],
    name: IndicatorName,
    numerator: number | undefined,
    denominator: number | undefined,
    unit: StageIndicator['unit'] = 'rate',
  ) => {
    if (numerator === undefined || denominator === undefined) return
    const scale = unit === 'points' ? 100 : 1
    const value = denominator > 0 ? (scale * numerator) / denominator : null
    rows.push({ stage, name, value, numerator, denominator, unit })
  }
  add('acquisition', 'lead_conversion', counts.converted ?? counts.newCustomers, counts.leads)
  add('acquisition', 'cac', counts.acquisitionSpend, counts.newCustomers, 'money')
  add('retention', 'repurchase_rate', counts.repeatBuyers, counts.buyers)
  const nps = counts.npsScores
  const promoters = nps?.filter(score => score >= 9).length ?? 0
  const detractors = nps?.filter(score => score <= 6).length ?? 0
  add('retention', 'nps', nps && promoters - detractors, nps?.length, 'points')
  const { csatScores, csatTop } = counts
  if (csatScores && csatTop !== undefined) {
    add('retention', 'csat_share', csatScores.filter(score => score >= csatTop).length, csatScores.length)
  }
  add('retention', 'feature_use_share', counts.featureUsers, counts.activeCustomers)
  add('retention', 'repeat_complaint_rate', counts.repeatComplainers, counts.complainers)
  add('win_back', 'win_back_rate', counts.wonBack, counts.lost)
  add('promotion', 'open_rate', counts.opened, counts.sent)
  add('promotion', 'click_rate', counts.clicked, counts.sent)
  add('promotion', 'coupon_rate', counts.couponUsed, counts.sent)
  return rows
}
