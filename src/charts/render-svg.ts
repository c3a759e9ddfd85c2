import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import {
  GraphicComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
} from 'echarts/components'
import { init, use } from 'echarts/core'
import type { EChartsCoreOption } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { measureByFont } from './measure-text.ts'
import { fontFamily, palette } from './palette.ts'

use([
  BarChart,
  CustomChart,
  LineChart,
  ScatterChart,
  GraphicComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  SVGRenderer,
])
measureByFont()

/** Draws an option as SVG text: no animation, ids that do not depend on what was drawn before. */
export function renderSvg(
  option: EChartsCoreOption,
  { width, height }: { width: number; height: number },
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({
      animation: false,
      backgroundColor: 'transparent',
      textStyle: { fontFamily },
      ...option,
    })
    return steadyIds(chart.renderToSVGString())
  } finally {
    // Without this the frame timer of the library keeps the process alive.
    chart.dispose()
  }
}

/** The library counts its ids up over the life of the process; the same chart must give the same text. */
function steadyIds(svg: string): string {
  const names = new Map<string, string>()
  return svg.replace(/\b(zr\d+-[\w-]+|zr\d+)\b/g, id => {
    const known = names.get(id) ?? `z${names.size}`
    names.set(id, known)
    return known
  })
}

/** Inks that follow the page they stand on, in light and dark. For pages only: pictures keep their colours. */
export const onPage = (svg: string, label: string): string =>
  fitted(svg, label)
    .replaceAll(`fill="${palette.ink}"`, 'fill="currentColor"')
    .replaceAll(`fill="${palette.soft}"`, 'fill="currentColor" fill-opacity=".75"')
    .replaceAll(`stroke="${palette.soft}"`, 'stroke="currentColor" stroke-opacity=".6"')
    .replaceAll(`stroke="${palette.ink}"`, 'stroke="currentColor"')
    // On a dark page the blue is lighter; the page says how much.
    .replaceAll(`="${palette.good}"`, `="var(--chart,${palette.good})"`)
    .replaceAll(`stroke="${palette.ground}"`, 'stroke="var(--ground,#fff)"')
    .replaceAll(`fill="${palette.ground}"`, 'fill="var(--ground,#fff)"')
    .replaceAll(`stroke="${palette.line}"`, 'stroke="currentColor" stroke-opacity=".18"')

/** A drawing that takes the width it is given and says what it shows. */
export const fitted = (svg: string, label: string): string =>
  svg
    .replace(
      /<svg ([^>]*?)width="(\d+)" height="(\d+)"/,
      (_whole, before: string, width: string, height: string) =>
        `<svg ${before}viewBox="0 0 ${width} ${height}" role="img" aria-label="${label.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`,
    )
    .replace(/(viewBox="[^"]*" role[^>]*?) viewBox="[^"]*"/, '$1')
