import type { KMeansSegments, SegmentGroup } from '../../src/domain/segments/index.ts'
import type { CustomerTable } from '../../src/domain/table.ts'
import type { ToolContext } from '../../src/tool.ts'
import { words as driverWords } from '../words/find-churn-drivers.ts'
import { words } from '../words/segment-customers.ts'
import { simplifyWhere } from './simplify-where.ts'
import { fieldText, flagFields, whereText } from './where-text.ts'

/** Segments in the reader's words: the way they were cut, and label and definition of each. */
export function segmentText(
  context: ToolContext,
  { by, view, clustered }: { by: readonly string[]; view: CustomerTable; clustered: KMeansSegments | null },
) {
  const say = context.say(words)
  const { formats, language } = context
  const { ops } = context.say(driverWords)
  const rules = context.settings.values.lifecycle_rules
  const flags = flagFields(view)
  const [first] = by
  const named = by.length === 1 && first !== undefined && Object.hasOwn(say.ways, first)
  const comma = language === 'en' ? ', ' : '、'
  return {
    way: clustered
      ? (say.ways['kmeans'] ?? '')
      : by.map(part => say.ways[part] ?? fieldText(part, language)).join(' × '),

    label({ name, filter }: SegmentGroup): string {
      if (clustered) return /^\d+$/.test(name) ? say.kMeans.segment(name) : (say.names[name] ?? name)
      // Segments of a field of 0 and 1 read yes and no; the parts of a crossed name are put into words one by one.
      if (by.length === 1 && first !== undefined && !named && flags.has(first))
        return whereText(filter, ops, context, flags)
      return name
        .split(' × ')
        .map(part => say.names[part] ?? part.replaceAll('_', ' '))
        .join(' × ')
    },

    definition({ name, definition, filter }: SegmentGroup): string {
      const means = clustered?.means[Number(name) - 1]
      if (means) {
        const each = Object.entries(means)
        return say.kMeans.means(
          each.map(([field, mean]) => `${fieldText(field, language)} ${formats.number(mean)}`).join(comma),
        )
      }
      const told = say.definitions[name]
      if (told && by.length === 1 && first?.startsWith('lifecycle_'))
        return told({
          days: formats.number(rules.exploration_days, 0),
          twice: formats.number(2 * rules.exploration_days, 0),
          ratio: formats.number(rules.decline_ratio),
        })
      if (first === 'rfm' || (language === 'en' && named)) return definition
      return whereText(simplifyWhere(filter), ops, context, flags)
    },
  }
}
