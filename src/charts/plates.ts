import { textEms } from './measure-text.ts'

const attributeOf = (tag: string, name: string): string | undefined =>
  new RegExp(`[ ]${name}="([^"]*)"`).exec(tag)?.[1]

/** Left edge of a text of this width, by where it is anchored. */
const leftOf = (anchor: string | undefined, x: number, width: number): number =>
  anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x

/**
 * The same drawing with a pale plate behind each text that has a rim of the ground. Some writers of PDF know no
 * `paint-order`: they lay the rim over the letters, and the numbers vanish.
 */
export const onPlates = (svg: string): string =>
  svg.replace(/<text( [^>]*)>([^<]*)<\/text>/g, (whole, tag: string, text: string) => {
    if (!tag.includes('paint-order="stroke"')) return whole
    const size = Number(/font-size:([\d.]+)px/.exec(tag)?.[1] ?? 12)
    const letters = text.replace(/&[a-z]+;|&#\d+;/g, '&')
    const width = textEms(letters) * size * (tag.includes('bold') ? 1.06 : 1) + 4
    const x = leftOf(attributeOf(tag, 'text-anchor'), Number(attributeOf(tag, 'x') ?? 0), width)
    const y = Number(attributeOf(tag, 'y') ?? 0) - size * 0.62
    const place = attributeOf(tag, 'transform')
    const bare = tag.replace(/ (?:paint-order|stroke|stroke-width|stroke-miterlimit)="[^"]*"/g, '')
    const round = (value: number): string => String(Number(value.toFixed(2)))
    return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(size * 1.24)}"${
      place === undefined ? '' : ` transform="${place}"`
    } fill="#ffffff" fill-opacity="0.72"></rect><text${bare}>${text}</text>`
  })
