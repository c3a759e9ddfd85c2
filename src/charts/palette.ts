/** Colours that people with any colour vision tell apart (Okabe & Ito), and inks that a page may replace in dark mode. */
export const palette = {
  ink: '#1b2430',
  soft: '#566270',
  line: '#d9dee4',
  ground: '#ffffff',
  bad: '#d55e00',
  middle: '#e69f00',
  good: '#0072b2',
  /** Three to one against a white ground. */
  grey: '#7f8b98',
  /** One hue from light to dark, for heat maps. */
  heat: ['#fff3e0', '#fdc98a', '#f08b3c', '#c4500f', '#7a2a06'],
  calm: ['#eef5fb', '#c3ddf0', '#86b9dc', '#2f7fb8', '#0b4572'],
  /** A field that rests on few, its letters, and the letters of other pale fields. */
  few: '#e3e7eb',
  fewInk: '#39434e',
  fieldInk: '#1b1510',
} as const

/** Fields of a heat map on a dark ground: there much is light and little is dark, and letters the other way. */
const darkFields: Readonly<Record<string, string>> = {
  [palette.heat[0]]: '#2a1c10',
  [palette.heat[1]]: '#52300f',
  [palette.heat[2]]: '#8a4b12',
  [palette.heat[3]]: '#d9772b',
  [palette.heat[4]]: '#f7b267',
  [palette.calm[0]]: '#12222e',
  [palette.calm[1]]: '#1b3d57',
  [palette.calm[2]]: '#28608c',
  [palette.calm[3]]: '#56a5dc',
  [palette.calm[4]]: '#a9d6f5',
  [palette.few]: '#28323c',
  [palette.fewInk]: '#c3ccd5',
  [palette.fieldInk]: '#f4efe9',
}

/** What else changes in a drawing that stands alone, where no page says it. */
const darkRest: Readonly<Record<string, string>> = {
  [palette.ink]: '#e6ebf0',
  [palette.soft]: '#a3afbb',
  [palette.line]: '#36414d',
  [palette.ground]: '#12181f',
  [palette.good]: '#56b4e9',
}

const rules = (scope: string, name: 'fill' | 'stroke', colours: Readonly<Record<string, string>>): string =>
  Object.entries(colours)
    .map(([from, to]) => `${scope}[${name}="${from}"]{${name}:${to}}`)
    .join('')

/** CSS for pages with drawings in them. */
export const darkPageRules = `@media screen and (prefers-color-scheme:dark){${rules('svg ', 'fill', darkFields)}}`

/**
 * CSS for a drawing of its own. The colours stay in the drawing, so that a program without CSS shows them; a reader of
 * dark pages gets others.
 */
export const pictureRules = `svg{background:${palette.ground}}@media (prefers-color-scheme:dark){svg{background:${darkRest[palette.ground]}}${rules('', 'fill', { ...darkFields, ...darkRest })}${rules('', 'stroke', darkRest)}}`

/** Of the pictures; a page that has none of these falls back to what it reads in. */
export const fontFamily =
  'Noto Sans SC, PingFang SC, PingFang TC, Microsoft YaHei, Microsoft JhengHei, Noto Sans CJK SC, system-ui, sans-serif'
