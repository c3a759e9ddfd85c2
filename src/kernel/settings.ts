import { createHash } from 'node:crypto'
import { z } from 'zod'
import { languages } from '../locales/index.ts'

const share = z.number().min(0).max(1)
const tierPair = z.strictObject({ high: z.number().positive(), mid: z.number().nonnegative() })
const amount = z.number().nonnegative()

/** One retention strategy: its cost and success ranges are priors until outcomes replace them. */
const strategy = z.strictObject({
  name: z.string().min(1).max(60),
  cost_low: amount,
  cost_high: amount,
  success_low: share,
  success_high: share,
  /** Part of the cost that is the offer, paid on acceptance; the rest (contact, labour) is always paid. */
  offer_share: share.optional(),
  tier: z.enum(['high', 'mid', 'low', 'any']).default('any'),
})

const alertRule = z.strictObject({
  name: z.string().min(1).max(80),
  /** A field of the customer table, `health_score`, or `stage_cost:<stage>`. */
  field: z.string().min(1),
  op: z.enum(['lt', 'lte', 'gt', 'gte']),
  threshold: z.number(),
  /** How far back over the threshold the value must move before the rule may fire again. */
  hysteresis: amount.default(0),
  cool_down_days: z.number().int().min(0).max(365).default(7),
  tier: z.enum(['high', 'mid', 'low', 'any']).default('any'),
})

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, YYYY-MM-DD')

/** A person's judgement over a health score. */
const healthOverride = z.strictObject({
  customer_id: z.string().min(1).max(200),
  /** `null` takes an earlier override back. */
  score: z.number().min(0).max(100).nullable(),
  author: z.string().min(1).max(100),
  reason: z.string().min(1).max(300),
  /** First and last day it holds; open where null. */
  set_on: day.nullable().default(null),
  expires_on: day.nullable().default(null),
})

const curve = z.array(z.tuple([z.number(), z.number().min(0).max(100)])).min(2)

/** What `configure` can set. Every key has a default and changes the results that depend on it. */
export const settingsSchema = z.strictObject({
  churn_definition: z
    .strictObject({
      kind: z.enum(['auto', 'label', 'silence', 'contract']),
      /** Days without a purchase; the 90th percentile of purchase gaps when null. */
      days: z.number().int().min(1).max(3650).nullable().default(null),
      grace_days: z.number().int().min(0).max(365).default(30),
    })
    .default({ kind: 'auto', days: null, grace_days: 30 }),
  gross_margin: share.default(0.6),
  acquisition_cost: amount.nullable().default(null),
  annual_discount: z.number().min(0).max(1).default(0.1),
  horizon_months: z.number().int().min(1).max(600).default(36),
  /** Days for which a retention action holds; 90, or the churn window where that is longer, when null. */
  decision_days: z.number().int().min(1).max(1095).nullable().default(null),
  reporting_currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .default(null),
  time_zone: z.string().nullable().default(null),
  week_start: z.enum(['monday', 'sunday']).default('monday'),
  language: z.enum(languages).nullable().default(null),
  /** CLV thresholds; derived from the distribution of the data when null. */
  tiers: tierPair.nullable().default(null),
  spend_caps: z
    .strictObject({
      high: z.strictObject({ flat: amount, share }),
      mid: z.strictObject({ flat: amount, share }),
      low: z.strictObject({ flat: amount, share }),
    })
    .nullable()
    .default(null),
  roi_thresholds: z
    .strictObject({ consider: z.number(), execute: z.number() })
    .default({ consider: 0.5, execute: 1 }),
  strategies: z.array(strategy).max(12).nullable().default(null),
  health_profile: z
    .strictObject({
      name: z.enum(['auto', 'b2b_crm', 'b2c_purchase', 'saas_usage']).default('auto'),
      weights: z.record(z.string(), amount).optional(),
      curves: z.record(z.string(), curve).optional(),
      bands: z.strictObject({ high: z.number(), medium: z.number() }).default({ high: 80, medium: 50 }),
      coverage_floor: share.default(0.5),
      missing: z.enum(['spread', 'neutral', 'zero', 'fail']).default('spread'),
      /** People's judgement over scores: entries are only added, the last one of a customer holds. */
      overrides: z.array(healthOverride).max(5000).optional(),
    })
    .default({ name: 'auto', bands: { high: 80, medium: 50 }, coverage_floor: 0.5, missing: 'spread' }),
  cost_stages: z
    .array(z.string().min(1))
    .min(1)
    .default(['acquisition', 'activation', 'service', 'retention', 'upgrade', 'data', 'churn']),
  lifecycle_rules: z
    .strictObject({
      exploration_days: z.number().int().positive().default(180),
      decline_ratio: share.default(0.5),
    })
    .default({ exploration_days: 180, decline_ratio: 0.5 }),
  rfm: z.strictObject({ bins: z.number().int().min(2).max(10).default(5) }).default({ bins: 5 }),
  alert_rules: z.array(alertRule).max(50).default([]),
  /** Hides ids as well: they are replaced by pseudonyms in replies. */
  masking: z.boolean().default(false),
  retention_days: z.number().int().positive().nullable().default(null),
  /** Customer ids never to be contacted. */
  do_not_contact: z.array(z.string()).default([]),
  /** Customers without a record of consent, where the files record who agreed. */
  unknown_consent: z.enum(['leave_out', 'contact']).default('leave_out'),
  /** What the business has agreed to reach; the quarterly review holds its figures against them. */
  targets: z
    .strictObject({
      churn: share.optional(),
      high_health: share.optional(),
      low_health: share.optional(),
      forward_value: amount.optional(),
      nrr: z.number().min(0).max(5).optional(),
      grr: share.optional(),
      satisfied: share.optional(),
      repeat_complaints: share.optional(),
    })
    .default({}),
})

export type SettingValues = z.output<typeof settingsSchema>
export type SettingKey = keyof SettingValues
export const settingKeys = Object.keys(settingsSchema.shape).filter(
  (key): key is SettingKey => key in settingsSchema.shape,
)

export interface Settings {
  values: SettingValues
  defaults: SettingValues
  scenario: string | null
  sourceOf: (key: SettingKey) => 'default' | 'set' | 'scenario'
  /** Changes when any value in force changes. */
  hash: string
}

type Stored = Readonly<Record<string, unknown>>

const defaults = settingsSchema.parse({})

/** The settings in force: defaults, then the base, then the named scenario. */
export function resolveSettings(base: Stored, scenario: { name: string; changes: Stored } | null): Settings {
  const values = settingsSchema.parse({ ...base, ...scenario?.changes })
  return {
    values,
    defaults,
    scenario: scenario?.name ?? null,
    sourceOf: key =>
      scenario && Object.hasOwn(scenario.changes, key)
        ? 'scenario'
        : Object.hasOwn(base, key)
          ? 'set'
          : 'default',
    hash: createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16),
  }
}
