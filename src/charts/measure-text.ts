import { setPlatformAPI } from 'echarts/core'

/** Signs that a figure's mark adds around its print; nobody sees them. */
const hidden = /\uE000\d+\uE001|[\uE002\uE005\uE006]/g
const wide = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/
const thin = /[iljtfrI.,:;'|!()[\] ]/
const broad = /[mwMW@%—…]/

/** Width of a text in ems of our font, near enough for layout; marks of figures count for nothing. */
export function textEms(text: string): number {
  let ems = 0
  for (const sign of text.replace(hidden, ''))
    ems += wide.test(sign) ? 1 : thin.test(sign) ? 0.3 : broad.test(sign) ? 0.9 : 0.57
  return ems
}

/** The drawing library measures by a canvas, or guesses; here it is told. */
export function measureByFont(): void {
  setPlatformAPI({
    measureText: (text, font) => ({
      width: textEms(text) * Number(/(\d+(?:\.\d+)?)px/.exec(font ?? '')?.[1] ?? 12),
    }),
  })
}
