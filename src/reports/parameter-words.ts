import type { Language } from '../locales/index.ts'
import { textAt } from './answers.ts'
import type { ReportAnswer } from './answers.ts'
import type { FigureBook, Unit } from './figure-book.ts'
import type { Printer } from './printer.ts'

type Told = readonly [name: readonly [en: string, cn: string, tw: string], unit?: Unit]

/** Names of the parameters of formulas, with the unit they are printed in; a plain number if left out. */
const numeric: Readonly<Record<string, Told>> = {
  window_days: [['window in days', '窗口天数', '觀察天數']],
  windows: [['windows', '窗口数', '觀察期數']],
  churn_window_days: [['churn window in days', '流失窗口天数', '流失觀察天數']],
  decision_days: [['decision horizon in days', '决策期限（天）', '決策期限（天）']],
  grace_days: [['grace days', '宽限天数', '寬限天數']],
  cases: [['cases', '样本数', '樣本數']],
  rules_tried: [['rules tried', '试过的规则数', '試過的規則數']],
  snapshots: [['snapshots', '快照数', '快照數']],
  folds: [['folds', '折数', '折數']],
  seed: [['seed', '随机种子', '亂數種子']],
  runs: [['runs', '模拟次数', '模擬次數']],
  weeks: [['weeks', '周数', '週數']],
  horizon_months: [['horizon in months', '期限（月）', '期限（月）']],
  acquisition_cost: [['acquisition cost', '获客成本', '獲客成本'], 'money'],
  coverage_floor: [['coverage floor', '覆盖度下限', '涵蓋率下限'], 'share'],
  gross_margin: [['gross margin', '毛利率', '毛利率'], 'share'],
  annual_discount: [['discount rate', '年折现率', '年折現率'], 'share'],
  annual_churn: [['annual churn', '年流失率', '年流失率'], 'share'],
  medium_risk_from: [['medium risk from', '中风险下限', '中風險下限'], 'share'],
  high_risk_from: [['high risk from', '高风险下限', '高風險下限'], 'share'],
  acceptance: [['acceptance', '接受率', '接受率'], 'share'],
  hold_out_share: [['hold-out share', '对照组占比', '對照組占比'], 'share'],
  power: [['power', '检验功效', '檢定力'], 'share'],
  consider: [['consider from ROI', '可考虑的 ROI 下限', '可考慮的 ROI 下限'], 'roi'],
  execute: [['execute from ROI', '可执行的 ROI 下限', '可執行的 ROI 下限'], 'roi'],
  min_marginal_roi: [['least marginal ROI', '边际 ROI 下限', '邊際 ROI 下限'], 'roi'],
}

/** In a test `alpha` is its error; in a purchase model it is another thing, which stands in the model’s own answer. */
const significance: Told = [['significance level', '显著性水平', '顯著水準'], 'share']

type Words = readonly [en: string, cn: string, tw: string]

const texts: Readonly<Record<string, readonly [name: Words, values: Readonly<Record<string, Words>>]>> = {
  timing: [
    ['margins counted', '毛利计入时点', '毛利計入時點'],
    {
      arrears: ['at the end of each period', '每期期末', '每期期末'],
      advance: ['at the start of each period', '每期期初', '每期期初'],
    },
  ],
  definition: [
    ['churn as told by', '流失口径', '流失定義'],
    {
      label: ['labels in the files', '文件标注', '檔案標示'],
      silence: ['silence', '静默', '沉默'],
      contract: ['ended contracts', '合同到期', '合約到期'],
    },
  ],
  revenue_basis: [
    ['revenue from', '收入取自', '營收取自'],
    {
      mrr: ['recurring revenue', '经常性收入', '經常性營收'],
      orders: ['orders', '订单', '訂單'],
      payments: ['payments', '付款', '付款'],
      contract_value: ['contract values', '合同金额', '合約金額'],
      won_amount_over_tenure: ['won deals over tenure', '成交金额按在册时间折算', '成交金額依在冊時間換算'],
      total_spent_over_tenure: [
        'spend over the time as a customer',
        '累计消费按在册时间折算',
        '累計消費依在冊時間換算',
      ],
      totals_over_assumed_years: [
        'totals over assumed years',
        '累计金额按假设年数折算',
        '累計金額依假設年數換算',
      ],
    },
  ],
  churn_basis: [
    ['churn from', '流失率取自', '流失率取自'],
    {
      model: ['the churn model', '流失模型', '流失模型'],
      rate: ['the measured rate', '实测流失率', '實測流失率'],
    },
  ],
}

const place = { en: 0, 'zh-CN': 1, 'zh-TW': 2 } as const satisfies Record<Language, number>

/**
 * The parameters of an answer’s formula that a reader has a word for, to be set after its name; empty without any. The
 * rest stands in the answer its figures lead to.
 */
export function parametersText(answer: ReportAnswer, book: FigureBook, printer: Printer): string {
  const say = (words: Words): string => words[place[printer.language]]
  const formula = answer.method?.formula_id ?? ''
  const parts = Object.entries(answer.method?.parameters ?? {}).flatMap(([key, value]) => {
    const told = key === 'alpha' && formula === 'sample-size' ? significance : numeric[key]
    if (typeof value === 'number' && told !== undefined) {
      const [name, unit = 'ratio'] = told
      return [`${say(name)} ${printer.fig(book.take(answer, `method/parameters/${key}`, unit, 'assumed'))}`]
    }
    const [name, values] = texts[key] ?? []
    const word = values?.[textAt(answer, `method/parameters/${key}`) ?? '']
    return name === undefined || word === undefined
      ? []
      : [`${say(name)}${printer.language === 'en' ? ' ' : '：'}${say(word)}`]
  })
  if (parts.length === 0) return ''
  return printer.language === 'en' ? `: ${parts.join('; ')}` : `：${parts.join('；')}`
}
