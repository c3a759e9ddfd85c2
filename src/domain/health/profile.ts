/** [input, score] anchors in ascending input; linear between, flat outside. Scores 0 to 100, 100 is healthy. */
export type Curve = readonly (readonly [number, number])[]

/** How one field becomes a score of 0 to 100. The first of `fields` that the data has is read. */
export type HealthInput =
  | { kind: 'curve'; fields: readonly string[]; curve: Curve }
  | { kind: 'share'; part: string; whole: string }
  | { kind: 'percentile'; fields: readonly string[] }
  | { kind: 'levels'; fields: readonly string[]; scores: Readonly<Record<string, number>> }
  | { kind: 'log'; fields: readonly string[]; low: number; high: number }

export interface HealthDimension {
  name: string
  weight: number
  /** The dimension is the mean of the inputs that are present. */
  inputs: readonly HealthInput[]
}

/** What happens to a missing dimension: spread its weight, count it 50, count it 0, or refuse. */
export type MissingPolicy = 'spread' | 'neutral' | 'zero' | 'fail'

/** A way of scoring one kind of business: data, not code. */
export interface HealthProfile {
  name: string
  /** Printed with every result; a changed curve or weight is a new version. */
  version: string
  dimensions: readonly HealthDimension[]
  /** high [high, 100], medium [medium, high), low [0, medium), on unrounded scores. */
  bands: { high: number; medium: number }
  /** Share of the weights below which the score is withheld. */
  coverageFloor: number
  missing: MissingPolicy
}

export const recencyCurve: Curve = [[0, 100], [7, 90], [14, 75], [30, 40], [60, 10], [90, 0]] // prettier-ignore
export const activityCurve: Curve = [[0, 0], [5, 40], [10, 60], [20, 85], [40, 100]] // prettier-ignore

const common = {
  version: '1',
  bands: { high: 80, medium: 50 },
  coverageFloor: 0.5,
  missing: 'spread',
} as const

/** Accounts of a B2B CRM: activity 0.40, contact quality 0.30, commercial value 0.20, size 0.10 (METHODS 4). */
export const crmProfile: HealthProfile = {
  name: 'b2b_crm',
  ...common,
  dimensions: [
    {
      name: 'activity',
      weight: 0.4,
      inputs: [
        { kind: 'curve', fields: ['days_since_last_activity'], curve: recencyCurve },
        { kind: 'curve', fields: ['total_activities_30d'], curve: activityCurve },
      ],
    },
    {
      name: 'contact_quality',
      weight: 0.3,
      inputs: [{ kind: 'share', part: 'contacts_with_email', whole: 'total_contacts' }],
    },
    {
      name: 'value',
      weight: 0.2,
      inputs: [
        { kind: 'percentile', fields: ['annual_revenue'] },
        { kind: 'percentile', fields: ['total_won_amount', 'won_amount'] },
      ],
    },
    {
      name: 'size',
      weight: 0.1,
      inputs: [
        {
          kind: 'levels',
          fields: ['account_size_segment'],
          scores: { SMB: 40, 'Mid-Market': 70, Enterprise: 100 },
        },
      ],
    },
  ],
}

/** Shoppers: how lately, how often, how much, and whether their pace holds. */
export const purchaseProfile: HealthProfile = {
  name: 'b2c_purchase',
  ...common,
  dimensions: [
    {
      name: 'recency',
      weight: 0.4,
      inputs: [
        {
          kind: 'curve',
          fields: ['days_since_last_order', 'days_since_last_activity'],
          curve: [[0, 100], [30, 90], [60, 70], [90, 50], [180, 20], [365, 0]],
        },
        // Days since the last purchase ÷ the customer's own mean gap: what is late for one is pace for another.
        { kind: 'curve', fields: ['overdue_ratio'], curve: [[0, 100], [1, 80], [2, 50], [3, 20], [5, 0]] },
      ],
    },
    {
      name: 'frequency',
      weight: 0.3,
      inputs: [{ kind: 'percentile', fields: ['purchase_days', 'order_count'] }],
    },
    {
      name: 'value',
      weight: 0.2,
      inputs: [{ kind: 'percentile', fields: ['revenue_total', 'total_spent'] }],
    },
    {
      name: 'satisfaction',
      weight: 0.1,
      inputs: [{ kind: 'curve', fields: ['csat_mean', 'csat'], curve: [[1, 0], [3, 50], [5, 100]] }],
    },
  ], // prettier-ignore
}

/** Subscribers of a software service: use, support, payment, value. */
export const usageProfile: HealthProfile = {
  name: 'saas_usage',
  ...common,
  dimensions: [
    {
      name: 'usage',
      weight: 0.45,
      inputs: [
        { kind: 'curve', fields: ['active_days_30d', 'active_days'], curve: [[0, 0], [5, 40], [12, 75], [20, 100]] },
        { kind: 'curve', fields: ['days_since_last_activity'], curve: recencyCurve },
        { kind: 'curve', fields: ['feature_use_share_90d', 'feature_use_share'], curve: [[0, 0], [0.2, 40], [0.5, 80], [0.8, 100]] },
      ],
    },
    {
      name: 'support',
      weight: 0.2,
      inputs: [
        { kind: 'curve', fields: ['tickets_90d'], curve: [[0, 80], [1, 90], [3, 50], [6, 10], [10, 0]] },
        { kind: 'curve', fields: ['unresolved_share_180d'], curve: [[0, 100], [0.2, 70], [0.5, 25], [1, 0]] },
        { kind: 'curve', fields: ['csat_mean', 'csat'], curve: [[1, 0], [3, 50], [5, 100]] },
      ],
    },
    {
      name: 'payment',
      weight: 0.2,
      inputs: [{ kind: 'curve', fields: ['failed_payments_90d'], curve: [[0, 100], [1, 50], [2, 20], [3, 0]] }],
    },
    {
      name: 'value',
      weight: 0.15,
      inputs: [{ kind: 'percentile', fields: ['mrr', 'contract_value'] }],
    },
  ], // prettier-ignore
}

export const healthProfiles: readonly HealthProfile[] = [crmProfile, purchaseProfile, usageProfile]
