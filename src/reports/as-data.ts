import { at, itemPaths } from './answers.ts'
import type { Asked } from './answers.ts'
import type { NamedFacts } from './asking.ts'
import { replacePlans } from './marks.ts'
import type { Printer } from './printer.ts'

/** A copy in which customers bear the ids that the printer gives them. */
function named(value: unknown, printer: Printer): unknown {
  if (Array.isArray(value)) return value.map(item => named(item, printer))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'customer_id' && typeof inner === 'string'
        ? replacePlans(printer.id(inner), id => id).replaceAll('\\', '')
        : named(inner, printer),
    ]),
  )
}

/** Parts of a report as data: each section names the answer it stands in, and its path there. */
export function answersAsData<Name extends string>(
  { described, asked }: NamedFacts<Name>,
  printer: Printer,
  sections: Readonly<Record<string, readonly [Name, string]>>,
): Record<string, unknown> {
  return {
    data_sources: itemPaths(described, 'sources').map(path => {
      const source = at(described, path)
      return typeof source === 'object' && source !== null ? { ...source, mapping: undefined } : source
    }),
    ...Object.fromEntries(
      Object.entries(sections).map(([section, [name, path]]) => {
        const { answer } = asked[name]
        const value = answer === null ? undefined : at(answer, path)
        return [
          section,
          answer === null || value === undefined || value === null
            ? null
            : { figure_id_prefix: `${answer.result_id}.${path}`, value: named(value, printer) },
        ]
      }),
    ),
  }
}

/** Names of the questions that found no answer. */
export const missingAnswers = (asked: Readonly<Record<string, Asked>>): string[] =>
  Object.entries(asked).flatMap(([name, { answer }]) => (answer === null ? [name] : []))
