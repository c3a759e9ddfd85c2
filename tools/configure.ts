import { z } from 'zod'
import { defineTool } from '../src/tool.ts'
import { affected, configureWords, settingMeanings } from './words/configure.ts'

const longest = 600

/** A value in a reply: long lists by their size, so that a thousand ids do not fill it. */
function shown(value: unknown): unknown {
  if (Array.isArray(value) && JSON.stringify(value).length > longest) return `[${value.length}]`
  return value
}

export default defineTool({
  name: 'configure',
  title: 'Set definitions and assumptions',
  description:
    'Store definitions and assumptions that results rest on: churn definition, margin, costs, discount, currency, tiers, strategies, health profile, alert rules. With scenario the base stays as it is; the other tools take its name as scenario. null goes back to the default. describe_data shows the values in force.',
  effect: 'write',
  idempotent: true,
  core: true,
  examples: [
    { ask: 'Our gross margin is 55 %.', input: { set: { gross_margin: 0.55 } } },
    {
      ask: '如果毛利降到45%会怎样?先别动现在的设定',
      input: { set: { gross_margin: 0.45 }, scenario: 'low_margin' },
    },
  ],
  input: z.object({
    set: z.record(z.string().max(60), z.unknown()).meta({
      brief:
        'churn_definition {kind,days,grace_days}, gross_margin, acquisition_cost, annual_discount, horizon_months, decision_days, reporting_currency, time_zone, week_start, language, tiers {high,mid}, spend_caps, roi_thresholds, strategies[], health_profile, cost_stages, lifecycle_rules, rfm, alert_rules[], masking, retention_days, do_not_contact[], unknown_consent, targets{}',
    }),
    scenario: z
      .string()
      .regex(/^[\p{L}\p{N}][\p{L}\p{N} _.-]{0,59}$/u)
      .optional()
      .describe('name to keep this apart from the base'),
  }),
  output: z.object({
    changes: z.array(
      z.object({
        key: z.string(),
        meaning: z.string(),
        old: z.unknown(),
        new: z.unknown(),
        source: z.enum(['default', 'set', 'scenario']),
        affects: z.array(z.string()),
      }),
    ),
    unchanged: z.array(z.string()),
    scenario: z.string().nullable(),
    scenarios: z.array(z.string()),
  }),
  async run({ set, scenario: named }, { changeSettings, formats, say }) {
    const words = say(configureWords)
    const meanings = say(settingMeanings)
    const scenario = named === undefined || named === 'base' ? null : named
    const { changes, unchanged, scenarios } = await changeSettings(set, scenario)
    const rows = changes.map(({ key, old, new: now, source }) => ({
      key,
      meaning: meanings[key],
      old: shown(old),
      new: shown(now),
      source,
      affects: [...affected[key]],
    }))
    const told = rows
      .slice(0, 6)
      .map(row => words.change(row.meaning, JSON.stringify(row.old), JSON.stringify(row.new)))
    const tools = [...new Set(rows.flatMap(({ affects }) => affects))]
    return {
      summary: formats.sentences([
        scenario === null ? words.base(rows.length) : words.scenario(scenario, rows.length),
        ...told,
        unchanged.length > 0 ? words.unchanged(formats.list(unchanged)) : '',
        tools.length > 0 ? words.affects(formats.list(tools)) : '',
      ]),
      changes: rows,
      unchanged: [...unchanged],
      scenario,
      scenarios: [...scenarios],
      suggested_actions: [
        {
          tool: 'describe_data',
          why: words.see,
          arguments: { detail: 'full', ...(scenario === null ? {} : { scenario }) },
        },
      ],
    }
  },
})
