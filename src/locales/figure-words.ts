import type { Language } from './messages.ts'
import type { Formats } from './numbers.ts'

interface FigureWords {
  badges: Readonly<Record<'measured' | 'modelled' | 'assumed', string>>
  /** How a number with its unit reads; units that are missing here stand beside the number as they are. */
  units: Readonly<Record<string, (number: string) => string>>
  bracket: (text: string) => string
}

const bare = (number: string): string => number

const words: Readonly<Record<Language, FigureWords>> = {
  en: {
    badges: { measured: 'measured', modelled: 'modelled', assumed: 'assumed' },
    units: { money: bare, ratio: bare, AUC: bare, 'points of 100': bare, percent: number => `${number}%` },
    bracket: text => ` (${text})`,
  },
  'zh-CN': {
    badges: { measured: '实测', modelled: '模型估计', assumed: '假设' },
    units: {
      money: bare,
      ratio: bare,
      AUC: bare,
      percent: number => `${number}%`,
      customers: number => `${number} 名客户`,
      'customers contacted': number => `联系 ${number} 名客户`,
      'points of 100': number => `${number} 分`,
      months: number => `${number} 个月`,
      days: number => `${number} 天`,
      purchases: number => `${number} 次购买`,
      payments: number => `${number} 次付款`,
      alerts: number => `${number} 条预警`,
      time: bare,
      'chi-square': bare,
      'value per unit of budget': number => `每单位预算 ${number}`,
    },
    bracket: text => `（${text}）`,
  },
  'zh-TW': {
    badges: { measured: '實測', modelled: '模型估計', assumed: '假設' },
    units: {
      money: bare,
      ratio: bare,
      AUC: bare,
      percent: number => `${number}%`,
      customers: number => `${number} 位客戶`,
      'customers contacted': number => `聯絡 ${number} 位客戶`,
      'points of 100': number => `${number} 分`,
      months: number => `${number} 個月`,
      days: number => `${number} 天`,
      purchases: number => `${number} 次購買`,
      payments: number => `${number} 次付款`,
      alerts: number => `${number} 則預警`,
      time: bare,
      'chi-square': bare,
      'value per unit of budget': number => `每單位預算 ${number}`,
    },
    bracket: text => `（${text}）`,
  },
}

/** One figure for reading: `2,160 (assumed)`, `30.8% (measured)`, `3,000 名客户（实测）`. */
export function figureText(
  { value, unit, badge }: { value: number | null; unit: string; badge: keyof FigureWords['badges'] },
  language: Language,
  formats: Formats,
): string {
  const { badges, units, bracket } = words[language]
  const number = formats.number(value, value !== null && Math.abs(value) < 1 ? 4 : 2)
  const written =
    value === null
      ? number
      : unit === 'fraction' || unit === 'probability'
        ? formats.percent(value)
        : /^[A-Z]{3}$/.test(unit) && unit !== 'AUC'
          ? formats.money(value, unit)
          : (units[unit]?.(number) ?? `${number} ${unit}`)
  return `${written}${bracket(badges[badge])}`
}
