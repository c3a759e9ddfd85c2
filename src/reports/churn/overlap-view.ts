import { numberAt } from '../answers.ts'
import type { View } from '../common-view.ts'
import { dash } from '../printer.ts'
import type { Reading } from '../reading.ts'
import type { Setting } from './view.ts'

/** How far groups hold the same customers: for each pair, the share of the smaller that is in the larger. */
function overlapsOf(reading: Reading, { churn, words }: Setting): string[] {
  const groups = reading.items('high_risk_groups')
  return groups.flatMap((_, one) =>
    groups.flatMap((__, two) => {
      const [share, back] = [
        numberAt(reading.answer, `overlap/${one}/${two}`),
        numberAt(reading.answer, `overlap/${two}/${one}`),
      ]
      if (one === two || share === null || back === null || share <= 0 || share < back) return []
      if (share === back && one > two) return []
      const [inner, outer] = [one, two].map(place => words.group(String(place + 1)))
      return [
        churn.overlap({
          share: reading.fig(`overlap/${one}/${two}`, 'share'),
          inner: inner ?? '',
          outer: outer ?? '',
        }),
      ]
    }),
  )
}

/** Three groups and more: for each of them the share of its customers that each other holds too. */
function overlapTable(reading: Reading, { words }: Setting): View | null {
  const names = reading.items('high_risk_groups').map((_, place) => words.group(String(place + 1)))
  if (names.length < 3 || !reading.has('overlap/0/1')) return null
  return {
    heads: names,
    rows: names.map((name, one) => ({
      name,
      shares: names.map((_, two) => (one === two ? dash : reading.fig(`overlap/${one}/${two}`, 'share'))),
    })),
  }
}

/** Two groups in a sentence, more in a table. */
export function overlapView(reading: Reading, setting: Setting): View {
  const table = overlapTable(reading, setting)
  const sentences = table === null ? overlapsOf(reading, setting) : []
  return {
    overlapTable: table,
    overlaps: sentences.length === 0 ? null : sentences.join(setting.printer.language === 'en' ? ' ' : ''),
  }
}
