import type { EChartsCoreOption } from 'echarts/core'

/** A number of a chart: where it is drawn and how it is printed. The print may carry a figure's mark. */
export interface Shown {
  value: number
  printed: string
}

/** What every chart says besides its data. */
export interface ChartFrame {
  /** What the reader should take away. */
  title: string
  /** Unit, base size, observation date. */
  foot: string
  /** Drawn into the picture where it stands alone; a page prints them beside it. */
  framed: boolean
}

export interface ChartPlan {
  option: EChartsCoreOption
  width: number
  height: number
}
