import type { Observation } from '../../src/analysis/observe.ts'
import { cents } from '../../src/analysis/plan-money.ts'
import { stageCosts } from '../../src/domain/lifecycle/index.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { ReadCosts } from './costs-read.ts'
import { stageNamed } from './costs-rows.ts'
import { costFormula, emptyCosts } from './costs-shape.ts'
import type { CostWords } from './costs-shape.ts'
import { budgetOf, stageRows } from './costs-shown.ts'
import { budgetTold, ledgerWarnings, renamedTold } from './costs-told.ts'
import { methodName } from '../words/method-names.ts'

/** A ledger without dates: its stages and budgets, and what the rest would need. */
export function undatedCosts(read: ReadCosts, at: Observation, context: ToolContext, say: CostWords) {
  const { formats } = context
  const { currency } = at
  const { stages: all, total } = stageCosts(read.lines, context.settings.values.cost_stages)
  const stages = stageRows(all)
  const budget = budgetOf(read.lines)
  const largest = stages.toSorted((one, two) => two.amount - one.amount)[0]
  const unit = currency ?? 'money'
  return {
    ...emptyCosts,
    as_of: at.asOf,
    currency,
    summary: [
      say.undatedTotal({
        total: formats.money(cents(total), currency),
        largest: largest ? stageNamed(largest.stage, say) : '–',
        share: formats.percent(largest?.share ?? null),
      }),
      budgetTold({ stages, budget, currency }, context, say),
      say.undatedOnly,
    ].join(context.language === 'en' ? ' ' : ''),
    figures: [
      {
        path: 'total_cost',
        name: say.figures.total,
        value: cents(total),
        unit,
        badge: 'measured' as const,
        n: read.lines.length,
      },
      ...stages.map((row, index) => ({
        path: `stages/${index}/amount`,
        name: say.figures.stage(stageNamed(row.stage, say)),
        value: row.amount,
        unit,
        badge: 'measured' as const,
        n: row.lines,
      })),
    ],
    method: {
      name: methodName('stages', context.language),
      formula_id: costFormula,
      parameters: { stages: context.settings.values.cost_stages },
    },
    assumptions: [...renamedTold(read, context, say), say.noBenchmarks],
    warnings: ledgerWarnings(read, currency, context, say),
    suggested_actions: [],
    total_cost: cents(total),
    budget,
    stages,
  }
}
