import { z } from 'zod'
import { day, defineTool, limit, page, rowFields } from 'holdfast/tool'

/** Days since 1970-01-01 of an ISO day. */
const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

export default defineTool({
  // The file name with underscores.
  name: 'longest_silent',
  title: 'Longest silent customers',
  // What it is for, what comes back, what it is not for. Describe; do not order the model about.
  description:
    'Which buyers have been silent longest? Lists customers by days since their last purchase. For a probability of leaving use predict_churn.',
  // read, write or delete: a tool does one of them.
  effect: 'read',
  // Documentation, guidance for the model, and a test: each runs on the bundled samples.
  examples: [{ ask: 'Who has not bought for the longest time?', input: { limit: 5 } }],
  input: z.object({
    as_of: day.optional().describe('observation date; the last day in the data if left out'),
    limit: limit(),
  }),
  // Only what is declared here leaves the server. The kernel adds summary, figures, result_id and the like.
  output: z.object({
    rows: z.array(z.object({ customer_id: z.string(), days_since_last: z.number() })),
    ...rowFields,
    longest_days: z.number().nullable(),
  }),
  async run({ as_of: asked, limit: most }, { store, say }) {
    const words = say({
      en: {
        none: 'No purchases are on record.',
        found: (n: number, days: number) => `${n} buyers; the longest silence is ${days} days.`,
      },
      'zh-CN': {
        none: '没有购买记录。',
        found: (n: number, days: number) => `共 ${n} 位买家,最长 ${days} 天没有购买。`,
      },
      'zh-TW': {
        none: '沒有購買紀錄。',
        found: (n: number, days: number) => `共 ${n} 位買家,最長 ${days} 天沒有購買。`,
      },
    })
    const asOf = asked ?? (await store.lastDay())
    const buyers = asOf === null ? null : await store.purchaseHistories({ asOf })
    if (asOf === null || buyers === null || buyers.customerIds.length === 0) {
      // Too little data is a status, not an error.
      return { summary: words.none, status: 'no_data', ...page([], { limit: most }), longest_days: null }
    }
    const today = dayNumber(asOf)
    const rows = buyers.customerIds
      .map((id, at) => {
        const lastDay = (buyers.firstDay[at] ?? 0) + (buyers.recencyDays[at] ?? 0)
        return { customer_id: id, days_since_last: today - lastDay }
      })
      .toSorted((one, two) => two.days_since_last - one.days_since_last)
    const longest = rows[0]?.days_since_last ?? null
    return {
      summary: words.found(rows.length, longest ?? 0),
      as_of: asOf,
      // Each number the answer stands behind gets an id, by its place in the answer.
      figures: [
        {
          path: 'longest_days',
          name: 'longest silence',
          value: longest,
          unit: 'days',
          badge: 'measured',
          n: rows.length,
        },
      ],
      ...page(rows, { limit: most }),
      longest_days: longest,
    }
  },
})
