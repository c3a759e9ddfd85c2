import type { EChartsCoreOption } from 'echarts/core'
import type { ChartFrame, ChartPlan } from './chart.ts'
import { textEms } from './measure-text.ts'
import { palette } from './palette.ts'

const wide = '\u2e80-\u9fff\uff00-\uffef'
/** What stays in one piece: a marked number, a wide sign, a word, each with the brackets before it and the stops behind. */
const number = '[\uE000\uE005][^\uE002\uE006]*[\uE002\uE006]'
const pieces = new RegExp(
  `[「『（〈《【“(]*(?:(?:[^\\s${wide}\uE000\uE005(]|${number})+[，。；：、）」』％]*\\s?|[${wide}][，。；：、）」』％]*)|[\\s(]`,
  'g',
)

/** Cuts a text into lines of so many columns; a column is half an em, so a hanzi takes two. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const part of text.match(pieces) ?? []) {
    const width = textEms(part) * 2
    if (used + width > columns && line !== '') {
      lines.push(line.trimEnd())
      line = ''
      used = 0
    }
    line += part
    used += width
  }
  return line === '' ? lines : [...lines, line]
}

/** The first lines of a text; a sign of omission where more follows, so that nobody takes the rest for the whole. */
export function clipped(text: string, columns: number, most: number): string[] {
  const lines = wrapped(text, columns)
  if (lines.length <= most) return lines
  const last = wrapped(lines[most - 1] ?? '', columns - 2)[0] ?? ''
  return [...lines.slice(0, most - 1), `${last}…`]
}

/** Leaves room for title and foot where the picture stands alone; both are drawn inside it then. */
export function framed(frame: ChartFrame, plan: ChartPlan): ChartPlan {
  if (!frame.framed) return plan
  const lines = wrapped(frame.title, Math.floor((plan.width - 20) / 9.2))
  const top = lines.length * 24 + 14
  const foot = wrapped(frame.foot, Math.floor((plan.width - 20) / 5.9))
  const bottom = foot.length * 16 + 10
  const grid = plan.option['grid']
  const shifted: EChartsCoreOption = {
    ...plan.option,
    grid:
      typeof grid === 'object' && grid !== null
        ? { ...grid, top: numberIn(grid, 'top') + top, bottom: numberIn(grid, 'bottom') + bottom }
        : grid,
    title: [
      {
        text: lines.join('\n'),
        left: 8,
        top: 6,
        textStyle: { fontSize: 17, lineHeight: 24, fontWeight: 'bold', color: palette.ink },
      },
      {
        text: foot.join('\n'),
        left: 8,
        bottom: 6,
        textStyle: { fontSize: 11.5, lineHeight: 16, fontWeight: 'normal', color: palette.soft },
      },
    ],
  }
  const legend = shifted['legend']
  if (typeof legend === 'object' && legend !== null)
    shifted['legend'] = { ...legend, top: numberIn(legend, 'top') + top }
  return { option: shifted, width: plan.width, height: plan.height + top + bottom }
}

const numberIn = (record: object, key: string): number => {
  const value: unknown = Reflect.get(record, key)
  return typeof value === 'number' ? value : 0
}
