import { describe, expect, it } from 'vitest'
import { clipped } from '../../src/charts/frame.ts'
import { labelSides } from '../../src/charts/label-sides.ts'
import { onPlates } from '../../src/charts/plates.ts'

describe('labels of charts', () => {
  it('stand on a plate where a writer of PDF would paint the rim over the letters', () => {
    const rim = 'fill="#1b2430" stroke="#ffffff" stroke-width="3" paint-order="stroke" stroke-miterlimit="2"'
    const svg = `<svg><text text-anchor="middle" style="font-size:12px;" y="-6" transform="translate(9 8)" ${rim}>61.7%</text><text x="1">plain</text></svg>`
    const plated = onPlates(svg)
    expect(plated).not.toContain('paint-order')
    expect(plated).toContain('fill="#1b2430">61.7%</text>')
    // Five signs of 12 points, 2.95 ems wide in all, and two points of margin on each side.
    expect(plated).toMatch(
      /<rect x="-\d+\.\d+" y="-13.44" width="\d+\.\d+" height="14.88" transform="translate\(9 8\)"/,
    )
    expect(plated).toContain('<text x="1">plain</text>')
  })

  it('find a side where they cover no other point, label, interval or edge', () => {
    const field = { width: 200, height: 100 }
    const at = (x: number, y: number, label?: string) => ({ x, y, label })
    expect(labelSides([at(50, 50, 'A'), at(66, 50, 'B')], field)).toEqual(['top', 'right'])
    expect(labelSides([at(196, 50, 'A')], field)).toEqual(['left'])
    expect(labelSides([at(50, 50, 'A'), at(66, 50), at(50, 34), at(34, 50)], field)[0]).toBe('bottom')
    expect(labelSides([{ ...at(50, 50, 'A'), side: 'top' as const }, at(50, 36)], field)[0]).toBe('top')
    expect(labelSides([{ ...at(50, 50, 'A'), span: [20, 80] as const }, at(66, 50)], field)[0]).toBe('left')
  })

  it('say that more follows where they are cut', () => {
    expect(
      clipped('沉默時間與自身購買間隔之比低於 0.39，且平均購買間隔（天）不低於 87.6', 34, 3).length,
    ).toBe(3)
    expect(clipped('one two three four', 9, 1)).toEqual(['one…'])
    expect(clipped('short', 9, 1)).toEqual(['short'])
  })
})
