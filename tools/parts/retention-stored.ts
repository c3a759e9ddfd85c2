import { customerView } from '../../src/analysis/customer-view.ts'
import { observe } from '../../src/analysis/observe.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { scopeRows } from '../../src/analysis/scope.ts'
import type { Where } from '../../src/domain/where.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { cohorts } from './retention-cohorts-view.ts'
import { compare } from './retention-compare-view.ts'
import { definitions } from './retention-definitions-view.ts'
import { movements } from './retention-movements-view.ts'
import { nothing } from './retention-shape.ts'
import type { RetentionWords } from './retention-words.ts'
import { survival } from './retention-survival-view.ts'
import type { Asked } from './retention-view.ts'

const views = { cohorts, survival, definitions, movements, compare }

/** Views that answer by the levels of a field, and those that take covariates: elsewhere the argument would go unheard. */
const heard = { by: ['survival', 'compare'], covariates: ['survival'] } as const

function checkArguments(asked: Asked): void {
  for (const [field, able] of Object.entries(heard)) {
    if (asked[field === 'by' ? 'by' : 'covariates'] === undefined) continue
    if (!able.some(view => view === asked.view))
      throw new Fault('invalid_input', {
        field,
        problem: `is not used in view ${asked.view}; use where, or another view`,
        choices: able.map(view => `view: ${view}`),
      })
  }
}

async function keptBy(
  context: ToolContext,
  at: Observation,
  where: Where | undefined,
): Promise<ReadonlySet<string> | null> {
  if (!where) return null
  const rows = await scopeRows(context, at, { where })
  const view = await customerView(context, at)
  return new Set(rows.map(row => view.customerIds[row] ?? ''))
}

/** One view of retention over the stored data; a filter holds in every view. */
export async function retentionStored(asked: Asked, context: ToolContext, say: RetentionWords) {
  checkArguments(asked)
  const at = await observe(context, asked.as_of)
  if (!at) return { ...nothing, view: asked.view, status: 'no_data' as const, summary: say.noData }
  const base = { ...nothing, view: asked.view, as_of: at.asOf, currency: at.currency }
  const kept = await keptBy(context, at, asked.where)
  if (kept?.size === 0) return { ...base, status: 'no_data' as const, summary: say.nobody }
  const found = await views[asked.view]({ asked, context, at, say, kept })
  if (!found) return { ...base, status: 'not_enough_data' as const, summary: say.missing[asked.view] }
  const filtered = kept === null ? [] : [say.filtered(context.formats.number(kept.size, 0))]
  return { ...base, ...found, assumptions: [...filtered, ...found.assumptions] }
}
