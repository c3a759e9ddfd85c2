import { assumptionsIn, presentPattern } from '../../src/analysis/customer-values.ts'
import type { ValueAssumptions } from '../../src/analysis/customer-values.ts'
import { customerView } from '../../src/analysis/customer-view.ts'
import { observe } from '../../src/analysis/observe.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { scopeRows } from '../../src/analysis/scope.ts'
import type { Scope } from '../../src/analysis/scope.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { chosenModel, settingText, shortfallText } from './clv-choice.ts'
import type { DirectModel } from './clv-case.ts'
import { modelledClv, rowsIn } from './clv-modelled.ts'
import type { AskedRows } from './clv-modelled.ts'
import { patternClv } from './clv-pattern.ts'
import { noClv } from './clv-shape.ts'
import type { ClvWords } from './clv-words.ts'

export interface StoredClv extends Scope, AskedRows {
  method: 'auto' | 'formula' | 'discounted' | 'components' | DirectModel
  covariates?: string[] | undefined
  horizon_months?: number | undefined
  infinite?: boolean | undefined
  annual_discount?: number | undefined
  gross_margin?: number | undefined
  timing?: 'arrears' | 'advance' | undefined
  as_of?: string | undefined
}

function assumptionsFor(context: ToolContext, asked: StoredClv): ValueAssumptions {
  const stored = assumptionsIn(context)
  return {
    grossMargin: asked.gross_margin ?? stored.grossMargin,
    annualDiscount: asked.method === 'formula' ? 0 : (asked.annual_discount ?? stored.annualDiscount),
    horizonMonths: asked.infinite ? 'infinite' : (asked.horizon_months ?? stored.horizonMonths),
    timing: asked.timing ?? stored.timing,
  }
}

async function idsInScope(
  context: ToolContext,
  at: Observation,
  asked: Scope,
): Promise<ReadonlySet<string> | null> {
  if (!asked.customer_ids && !asked.where) return null
  const rows = await scopeRows(context, at, asked)
  const view = await customerView(context, at)
  return new Set(rows.map(row => view.customerIds[row] ?? ''))
}

/** Value of stored customers: by the asked method, or by the one that fits how they leave, with why and what it fell back to. */
export async function storedClv(asked: StoredClv, context: ToolContext, say: ClvWords) {
  const at = await observe(context, asked.as_of)
  if (!at) return { ...noClv, status: 'no_data' as const, summary: say.noData }
  const { method, covariates = [] } = asked
  const base = { as_of: at.asOf, currency: at.currency }
  const assumptions = assumptionsFor(context, asked)
  const inScope = await idsInScope(context, at, asked)
  const modelled =
    method === 'auto' || (method !== 'formula' && method !== 'discounted' && method !== 'components')
  if (!modelled) {
    for (const [field, value] of Object.entries({ covariates: asked.covariates, by: asked.by }))
      if (value !== undefined)
        throw new Fault('invalid_input', { field, problem: `needs a fitted model; ${method} fits none` })
  }
  const chosen = modelled ? await chosenModel(context, at, assumptions, method, covariates) : null
  const setting = chosen?.setting
    ? {
        kind: chosen.setting.setting,
        reason: chosen.setting.reason,
        why: settingText(chosen.setting, context, say),
        methods: [...chosen.setting.methods],
      }
    : null
  if (chosen?.study) {
    const { study } = chosen
    if (rowsIn(study, inScope).length === 0)
      return { ...noClv, ...base, status: 'no_data' as const, summary: say.nobody, setting }
    const reply = await modelledClv(context, at, { ...chosen, study }, { inScope, assumptions, asked }, say)
    return { ...reply, setting, assumptions: [...(setting ? [setting.why] : []), ...reply.assumptions] }
  }
  const fellBack = chosen?.shortfall ? say.fellBack(shortfallText(chosen.shortfall, context, say)) : null
  if (method !== 'auto' && chosen)
    return {
      ...noClv,
      ...base,
      status: 'not_enough_data' as const,
      summary: fellBack ?? say.noMoney,
      setting,
    }
  const values = await presentPattern(context, at, assumptions)
  const { revenueBasis } = values
  if (revenueBasis === null)
    return { ...noClv, ...base, status: 'not_enough_data' as const, summary: say.noMoney, setting }
  const scope = await scopeRows(context, at, asked)
  if (scope.length === 0)
    return { ...noClv, ...base, status: 'no_data' as const, summary: say.nobody, setting }
  const reasons = [...(setting ? [setting.why] : []), ...(fellBack === null ? [] : [fellBack])]
  return {
    ...patternClv(context, at, { values: { ...values, revenueBasis }, scope, asked, reasons }, say),
    setting,
  }
}
