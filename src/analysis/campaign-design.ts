import type { ToolContext } from '../tool.ts'

const memoryKind = 'experiment_design'

/** What a test was planned to be, kept so that its reading is held against the plan. */
export interface PlannedTest {
  controlShare: number
  /** Effect the sequential reading is tuned to. */
  tau: number
  /** Days from the treatment to the outcome. */
  windowDays: number
  n: number
}

export async function rememberDesign(
  { store, readOnly }: ToolContext,
  campaign: string,
  day: string,
  planned: PlannedTest,
): Promise<void> {
  if (readOnly) return
  const body = JSON.stringify(planned)
  const [last] = await store.recall(memoryKind, { key: campaign, limit: 1 })
  if (last?.body !== body) await store.remember(memoryKind, { key: campaign, day, body })
}

export async function plannedTest(
  { store }: ToolContext,
  campaign: string | null,
): Promise<PlannedTest | null> {
  if (campaign === null) return null
  const [last] = await store.recall(memoryKind, { key: campaign, limit: 1 })
  // Written by rememberDesign above.
  return last ? (JSON.parse(last.body) as PlannedTest) : null
}
