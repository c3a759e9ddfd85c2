import { barChart } from '../../../src/charts/bars.ts'
import type { Language } from '../../../src/locales/index.ts'
import type { Figure } from '../../../src/reports/figure-book.ts'
import { table } from '../../../src/reports/markdown.ts'
import { chartMark, marked, numberFigures, plan } from '../../../src/reports/marks.ts'
import type { SetReport } from '../../../src/reports/print/paper.ts'

/** A small report with every kind of block, as the templates set one. */
export function sampleReport(language: Language): SetReport {
  const book: Figure[] = [0.231, 57, 1234].map((value, key) => ({
    key,
    id: `r_0123456789abcdef.figures/${key}`,
    value,
    unit: key === 0 ? 'share' : 'count',
    badge: 'measured',
    currency: null,
    tool: 'find_churn_drivers',
  }))
  const [rate, churned, all] = [marked(0, '23.1%'), marked(1, '57'), marked(2, '1,234')]
  const chart = {
    title: `**裝置**：${rate} 的流失`,
    foot: `n = ${all}`,
    twin: table(['', ''], [['a', rate]]),
    plan: (framed: boolean) =>
      barChart([{ name: '流失', shown: { value: 0.231, printed: rate } }], { title: '', foot: '', framed }),
  }
  const text = [
    '# 客戶流失報告：訂閱業務',
    '截至 2026 年 6 月 30 日',
    '## 一頁結論',
    `- **目前流失**：${rate}，${all} 位客戶中有 ${churned} 位。\n- 罕見字 𠮷 與 喆，<b>不是標記</b>`,
    '## 1. 資料來源',
    '以下內容均以這些檔案為依據：',
    table(
      ['檔案', '讀取'],
      [
        ['orders\\_2026.csv', all],
        [plan('C-000001'), '–'],
      ],
      ['l', 'r'],
    ),
    '### 驅動因素',
    chartMark('drivers'),
    '| | |\n| --- | --- |\n| 負責人 | 客戶成功 |',
    '1. 第一步\n2. 第二步',
    chartMark('register'),
  ].join('\n\n')
  return {
    language,
    title: '客戶流失報告：訂閱業務',
    text,
    charts: new Map([['drivers', chart]]),
    numbers: numberFigures([text, chart.title, chart.foot, chart.twin]),
    figure: key => book[key],
    source: '2026-06-30 · r_0123456789abcdef',
  }
}
