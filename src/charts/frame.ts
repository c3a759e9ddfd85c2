import type { EChartsCoreOption } from 'echarts/core'
import type { ChartFrame, ChartPlan } from './chart.ts'
import { palette } from './palette.ts'

/** Wide glyphs count double: a title is cut into lines by what it takes, not by characters. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const part of text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s?|\s/g) ??
    []) {
    const width = /[\u3000-\u9fff\uff00-\uffef]/.test(part) ? 2 : part.length
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

/** Leaves room for title and foot where the picture stands alone; both are drawn inside it then. */
export function framed(frame: ChartFrame, plan: ChartPlan): ChartPlan {
  if (!frame.framed) return plan
  const lines = wrapped(frame.title, Math.floor(plan.width / 9.2))
  const top = lines.length * 24 + 14
  const foot = wrapped(frame.foot, Math.floor(plan.width / 6.4))
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
