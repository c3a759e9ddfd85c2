import { describe, expect, it } from 'vitest'
import { barChart } from '../../src/charts/bars.ts'
import { wrapped } from '../../src/charts/frame.ts'
import { renderSvg } from '../../src/charts/render-svg.ts'

describe('charts', () => {
  it('cuts a title by the width of its glyphs, not by their number', () => {
    expect(wrapped('one two three', 9)).toEqual(['one two', 'three'])
    expect(wrapped('低健康客户占收入', 8)).toEqual(['低健康客', '户占收入'])
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
    expect(svg).not.toContain('<script>')
    expect(svg).toContain('2 &amp; more')
    expect(svg).toContain('镕喆')
    expect(svg).toContain('Takeaway')
    expect(renderSvg(plan.option, plan)).toBe(svg)
  })
})
