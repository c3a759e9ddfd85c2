import { describe, expect, it } from 'vitest'
import { barChart } from '../../src/charts/bars.ts'
import { wrapped } from '../../src/charts/frame.ts'
import { palette } from '../../src/charts/palette.ts'
import { renderSvg } from '../../src/charts/render-svg.ts'

describe('charts', () => {
  it('cuts a title by the width of its glyphs, not by their number', () => {
    expect(wrapped('one two three', 9)).toEqual(['one two', 'three'])
    expect(wrapped('低健康客户占收入', 8)).toEqual(['低健康客', '户占收入'])
    // A range and a code with marked digits stay whole.
    const [number, code] = [(text: string) => `\uE0001\uE001${text}\uE002`, `“D\uE00504\uE006”`]
    const range = `(${number('33.7%')}–${number('74.7%')})`
    expect(wrapped(`customers ${range} leave`, 20)).toEqual(['customers', `${range} leave`])
    expect(wrapped(`one of ${code}`, 9)).toEqual(['one of', code])
  })

  it('escapes what comes from data, prints every label and leaves nothing running', () => {
    const plan = barChart(
      [
        { name: '<script>alert(1)</script>', shown: { value: 2, printed: '2 & more' }, interval: [1, 3] },
        { name: '镕喆', shown: { value: 1, printed: '一' }, thin: true },
      ],
      { title: 'Takeaway', foot: 'n = 3', framed: true },
    )
    const svg = renderSvg(plan.option, plan)
    // Both halves of the interval: the rim and the ink lie over the bar.
    expect(svg.split(`stroke="${palette.ink}"`).length).toBe(4)
    expect(svg.lastIndexOf(palette.good)).toBeLessThan(svg.indexOf(`stroke="${palette.ink}"`))
    expect(svg).not.toContain('<script>')
    expect(svg).toContain('2 &amp; more')
    expect(svg).toContain('镕喆')
    expect(svg).toContain('Takeaway')
    expect(renderSvg(plan.option, plan)).toBe(svg)
  })
})
