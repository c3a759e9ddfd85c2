import { z } from 'zod'
import { rowFields } from '../../src/tool.ts'

const value = z.number().nullable()
const alert = z.object({
  priority: z.number(),
  rule: z.string(),
  customer_id: z.string().nullable(),
  stage: z.string().nullable(),
  day: z.string(),
  what_changed: z.string(),
  value: z.number(),
  before: value,
  at_stake: z.number(),
  risk: z.string(),
  action: z.string(),
  /** Why the customer must not be contacted now. */
  blocked: z.enum(['no_consent', 'consent_unknown', 'do_not_contact', 'test_control']).nullable(),
  /** Ids of the playbooks that the action comes from. */
  playbooks: z.array(z.string()),
})

export const alertOutput = z.object({
  alerts: z.array(alert),
  missed: z.array(alert),
  missed_total: z.number(),
  at_stake: z.number(),
  since: z.string().nullable(),
  rules: z.array(
    z.object({
      name: z.string(),
      field: z.string(),
      op: z.string(),
      threshold: z.number(),
      hysteresis: z.number(),
      cool_down_days: z.number(),
      tier: z.string(),
      precision: value,
      recall: value,
      lead_days: value,
      judged: z.number(),
      base_rate: value,
      judged_by: z.enum(['told', 'past_looks']).nullable(),
      pending: z.number(),
    }),
  ),
  drift: z.array(z.object({ field: z.string(), psi: z.number(), reading: z.string() })),
  model_accuracy: z.object({
    reading: z.enum(['holds', 'slips', 'unknown']),
    reason: z.string().nullable(),
    windows: z.array(
      z.object({
        from: z.string().nullable(),
        to: z.string(),
        n: z.number(),
        churned: z.number(),
        expected: z.number(),
        auc: value,
        brier: z.number(),
        brier_of_rate: z.number(),
      }),
    ),
  }),
  recipe: z.object({ cron: z.string(), launchd: z.string(), task_scheduler: z.string(), note: z.string() }),
  ...rowFields,
})
