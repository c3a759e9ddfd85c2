import { at, itemPaths, textAt } from './answers.ts'
import type { Asked, ReportAnswer } from './answers.ts'
import type { NamedFacts } from './asking.ts'
import { replacePlans } from './marks.ts'
import { dash } from './printer.ts'
import type { Printer } from './printer.ts'

const bare = (text: string): string => replacePlans(text, inner => inner).replaceAll('\\', '')

/** Sources as data, under the names that the printer gives them. */
export const sourcesAsData = (described: ReportAnswer, printer: Printer): Record<string, unknown>[] =>
  itemPaths(described, 'sources').map((path, place) => {
    const source = at(described, path)
    const [file, sheet] = [textAt(described, `${path}/file`), textAt(described, `${path}/sheet`)]
    return {
      ...(typeof source === 'object' && source !== null ? source : {}),
      file: bare(printer.source(file, place)),
      sheet: sheet === null || printer.sheet(sheet) === dash ? null : sheet,
      mapping: undefined,
    }
  })

/** A copy in which customers bear the ids that the printer gives them. */
function named(value: unknown, printer: Printer): unknown {
  if (Array.isArray(value)) return value.map(item => named(item, printer))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      // Samples of a plan call their customers `id` and say why they are left.
      (key === 'customer_id' || (key === 'id' && 'reason' in value)) && typeof inner === 'string'
        ? bare(printer.id(inner))
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
    data_sources: sourcesAsData(described, printer),
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
