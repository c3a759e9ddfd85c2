import { isCount, withoutValue } from '../../src/locales/field-labels.ts'
import type { ChurnStudy, RowReasons } from '../../src/analysis/churn-model.ts'
import type { ToolContext } from '../../src/tool.ts'
import { words as driverWords } from '../words/find-churn-drivers.ts'
import type { PredictWords } from './predict-shape.ts'
import { fieldText, flagFields, whereText } from './where-text.ts'

/** The reasons of each row in words: the field as its reader calls it, its value, and how far it raises the odds. */
export function reasonTexts(
  { table }: ChurnStudy,
  rows: readonly RowReasons[],
  context: ToolContext,
  say: PredictWords,
): string[][] {
  // A count that never went past 1 is still a count.
  const flags = new Set([...flagFields(table)].filter(field => !isCount(field)))
  const { ops } = context.say(driverWords)
  return rows.map(({ reasons }) =>
    reasons.map(({ column, value, contribution }) =>
      say.reason({
        condition:
          value === null
            ? (withoutValue(column, context.language) ??
              `${fieldText(column, context.language)}${say.isMissing}`)
            : whereText(
                { field: column, op: 'eq', value: typeof value === 'string' ? value.slice(0, 60) : value },
                ops,
                context,
                flags,
              ),
        times: context.formats.number(Math.exp(contribution), 2),
      }),
    ),
  )
}
