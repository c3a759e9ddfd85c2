import { barChart, pairChart } from '../../../src/charts/bars.ts'
import type { ChartPlan } from '../../../src/charts/chart.ts'
import { heatMap } from '../../../src/charts/heat-map.ts'
import { tornadoChart } from '../../../src/charts/span-bars.ts'
import { waterfallChart } from '../../../src/charts/waterfall.ts'
import { xyChart } from '../../../src/charts/xy.ts'

const titles = {
  en: 'Silence measured against the customer’s own interval of at least 1.6 goes with 84.2% of churn above the healthy baseline',
  'zh-TW': '沉默時間與自身購買間隔之比不低於 1.6，且平均購買間隔不低於 87.6 天：伴隨 84.2% 的超額流失',
}
const names = {
  en: [
    'Silence of at least 1.6 own intervals, and a mean interval of 87.6 days or more, in the last quarter',
    'Orders in the last 90 days below 2',
    'Corporate travel desk of the group’s head office',
    'B',
  ],
  'zh-TW': [
    '跨國企業集團總部採購與差旅管理中心且平均購買間隔不低於八十七天又六小時的高價值會員',
    '近 90 天訂單數低於 2',
    '尊榮黑鑽終身榮譽會員（董事會邀請制）',
    '乙',
  ],
}
export type HardLanguage = keyof typeof names

const percent = (value: number): string => `${Math.round(value * 1000) / 10}%`
const shown = (value: number) => ({ value, printed: percent(value) })
const money = { en: '$1,234.5M', 'zh-TW': '$12.3億' }

/** Every kind of picture with names too long, money too large, points too close and groups too small. */
export function hardCharts(language: HardLanguage): Record<string, (framed: boolean) => ChartPlan> {
  const own = names[language]
  const name = (at: number): string => own[at] ?? ''
  const frame = (framed: boolean) => ({ title: titles[language], foot: `n = 12,345 · 2026-06-30`, framed })
  const axis = { name: titles[language].slice(0, 24), tick: percent, min: 0, max: 1 }
  const letters = ['A', 'B', 'C', 'D', 'E']
  return {
    bars: framed =>
      barChart(
        own.map((one, at) => ({
          name: one,
          shown: { value: 0.8 / (at + 1), printed: `${percent(0.8 / (at + 1))} (n = 12,345)` },
          interval: [0.5 / (at + 1), 0.95 / (at + 1)] as const,
          thin: at === 3,
        })),
        frame(framed),
        { at: 0.31, label: percent(0.31) },
      ),
    pairs: framed =>
      pairChart(
        own.slice(1).map((one, at) => ({
          name: one,
          first: shown(0.2 + at / 10),
          second: {
            value: 0.9 - at * 0.4,
            printed: `${money[language]} (${money[language]}–${money[language]})`,
          },
          interval: [0.5 - at * 0.2, 1.1 - at * 0.4] as const,
        })),
        [name(1), name(3)],
        frame(framed),
      ),
    heat: framed =>
      heatMap(
        own.flatMap((row, y) =>
          own.slice(0, 4).map((column, x) => ({
            row,
            column,
            shown: shown((x + y) / 7),
            n: '1,234',
            thin: x === y,
          })),
        ),
        { rows: own, columns: own.slice(0, 4), absent: '–' },
        frame(framed),
      ),
    tornado: framed =>
      tornadoChart(
        own.map((one, at) => ({
          name: one,
          from: 8 - (3 - at),
          to: 8 + (3 - at) * 2,
          fromLabel: money[language],
          toLabel: money[language],
        })),
        {
          axis: { name: axis.name, tick: value => `${value}00%` },
          centre: { at: 8, label: money[language] },
          sides: [name(3), name(1)],
        },
        frame(framed),
      ),
    waterfall: framed =>
      waterfallChart(
        [
          { name: name(3), shown: { value: 303e6, printed: money[language] }, kind: 'total' },
          { name: name(1), shown: { value: 9e6, printed: money[language] }, kind: 'gain' },
          { name: name(2), shown: { value: -5e6, printed: money[language] }, kind: 'loss' },
          { name: name(3), shown: { value: 307e6, printed: money[language] }, kind: 'total' },
        ],
        { name: axis.name, tick: () => money[language] },
        frame(framed),
      ),
    line: framed =>
      xyChart(
        {
          x: { name: '', tick: String, categories: ['2025-07-05', '2025-11-02', '2026-03-02', '2026-06-30'] },
          y: axis,
          series: [
            {
              kind: 'line',
              interval: 'band',
              points: [0.6, 0.62, 0.55, 0.58].map((y, x) => ({
                x,
                y,
                low: y - 0.08,
                high: y + 0.08,
                label: percent(y),
              })),
            },
          ],
        },
        frame(framed),
      ),
    points: framed =>
      xyChart(
        {
          x: { ...axis, tick: percent },
          y: { name: axis.name, tick: String, min: 0, max: 3 },
          right: 262,
          references: [{ across: 'y', at: 1, label: name(3), end: 'left' }],
          series: [
            {
              kind: 'points',
              interval: 'whiskers',
              points: letters.map((label, at) => ({
                x: 0.5 + at * 0.03,
                y: 2 - at * 0.08,
                low: 1.8 - at * 0.08,
                high: 2.2 - at * 0.08,
                label,
                size: 11,
              })),
            },
          ],
        },
        frame(framed),
      ),
    columns: framed =>
      xyChart(
        {
          x: { name: axis.name, tick: String, categories: ['30', '60', '90', '119'] },
          y: { name: axis.name, tick: String, min: 0, max: 300 },
          series: [0, 1].map(side => ({
            kind: 'columns' as const,
            name: name(side === 0 ? 3 : 1),
            ...(side === 1 ? { interval: 'whiskers' as const } : {}),
            points: [156, 166, 189, 231].map((y, x) => ({
              x,
              y: y + side,
              low: y - 12,
              high: y + 14,
              label: String(y + side),
            })),
          })),
        },
        frame(framed),
      ),
  }
}
