/** Colours that people with any colour vision tell apart (Okabe & Ito), and inks that a page may replace in dark mode. */
export const palette = {
  ink: '#1b2430',
  soft: '#566270',
  line: '#d9dee4',
  ground: '#ffffff',
  bad: '#d55e00',
  middle: '#e69f00',
  good: '#0072b2',
  grey: '#9aa5b1',
  /** One hue from light to dark, for heat maps. */
  heat: ['#fff3e0', '#fdc98a', '#f08b3c', '#c4500f', '#7a2a06'],
  calm: ['#eef5fb', '#c3ddf0', '#86b9dc', '#2f7fb8', '#0b4572'],
} as const

/** Of the pictures; a page that has none of these falls back to what it reads in. */
export const fontFamily =
  'Noto Sans SC, PingFang SC, PingFang TC, Microsoft YaHei, Microsoft JhengHei, Noto Sans CJK SC, system-ui, sans-serif'
