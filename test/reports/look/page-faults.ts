/**
 * What a careful eye would find on a page: something wider than the screen, texts of a chart that lie on each other or
 * leave their picture, a column's name broken inside a Chinese word, a row's name out of sight, a number parted from
 * its unit, text too pale for its ground (WCAG 2.2, 4.5 : 1).
 * Runs inside the browser: it may use nothing from outside itself.
 */
export function faultsOf(): string[] {
  const faults: string[] = []
  const told = (element: Element): string =>
    `${element.tagName} “${(element.textContent ?? '').trim().slice(0, 30)}”`
  if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than the screen')
  for (const element of document.querySelectorAll('body *')) {
    const { right, width } = element.getBoundingClientRect()
    if (width > 0 && right > innerWidth + 1 && !element.closest('.wide'))
      faults.push(`too wide: ${told(element)}`)
  }
  for (const cell of document.querySelectorAll('th')) {
    const text = (cell.textContent ?? '').trim()
    const range = document.createRange()
    range.selectNodeContents(cell)
    const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 4))).size
    if (/^\p{Script=Han}{1,4}$/u.test(text) && lines > 1) faults.push(`broken inside a word: ${told(cell)}`)
  }
  // Moved to its end, a table still tells which row is which.
  for (const wide of document.querySelectorAll('.wide:has(table)')) {
    wide.scrollLeft = wide.scrollWidth
    const edge = wide.getBoundingClientRect().left
    for (const name of wide.querySelectorAll('.stay'))
      if (Math.abs(name.getBoundingClientRect().left - edge) > 1 && wide.scrollLeft > 0)
        faults.push(`moves out of sight: ${told(name)}`)
    wide.scrollLeft = 0
  }
  for (const number of document.querySelectorAll('.fig:not(.said)'))
    if (number.getClientRects().length > 1) faults.push(`parted from its unit: ${told(number)}`)
  for (const picture of document.querySelectorAll('svg')) {
    const frame = picture.getBoundingClientRect()
    const scale = frame.width / picture.viewBox.baseVal.width
    const texts = [...picture.querySelectorAll('text')]
      .filter(text => (text.textContent ?? '').trim() !== '')
      .map(text => ({ text, box: text.getBoundingClientRect() }))
    for (const { text, box } of texts)
      if (
        box.left < frame.left - 1 ||
        box.right > frame.right + 1 ||
        box.top < frame.top - 1 ||
        box.bottom > frame.bottom + 1
      )
        faults.push(`leaves its picture: ${told(text)}`)
    for (const [at, one] of texts.entries())
      for (const two of texts.slice(at + 1)) {
        const across = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left)
        const down = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top)
        if (across / scale > 2 && down / scale > 4)
          faults.push(`on each other: ${told(one.text)} and ${told(two.text)}`)
      }
  }
  // Colours as the browser computes them, any notation turned into channels by a canvas.
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const channels = (colour: string): number[] => {
    if (canvas === null) return [0, 0, 0, 0]
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const luminance = (rgb: readonly number[]): number =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => {
      const part = (rgb[at] ?? 0) / 255
      return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    }, 0)
  const groundOf = (element: Element | null): number[] => {
    for (let at = element; at !== null; at = at.parentElement) {
      const ground = channels(getComputedStyle(at).backgroundColor)
      if ((ground[3] ?? 0) > 250) return ground
    }
    return [255, 255, 255]
  }
  /** The box of a heat map that a text stands on, if any. */
  const under = (text: Element): number[] | null => {
    const box = text.getBoundingClientRect()
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    for (const shape of [...(text.closest('svg')?.querySelectorAll('path') ?? [])].toReversed()) {
      const { left, right, top, bottom } = shape.getBoundingClientRect()
      const fill = getComputedStyle(shape).fill
      if (fill !== 'none' && left <= x && x <= right && top <= y && y <= bottom) {
        const colour = channels(fill)
        if ((colour[3] ?? 0) > 250 && Number(getComputedStyle(shape).fillOpacity) === 1) return colour
      }
    }
    return null
  }
  for (const element of document.querySelectorAll(
    'p, li, th, td, h1, h2, h3, figcaption, summary, footer, code, a, svg text',
  )) {
    if ((element.textContent ?? '').trim() === '' || element.getClientRects().length === 0) continue
    const style = getComputedStyle(element)
    const picture = element instanceof SVGElement
    // A rim of the ground keeps a label readable on whatever lies under it.
    const rim = picture && style.paintOrder.startsWith('stroke') && style.stroke !== 'none'
    const ground = (picture && !rim ? under(element) : null) ?? groundOf(element)
    const ink = channels(picture ? style.fill : style.color)
    const cover = picture ? Number(style.fillOpacity) : 1
    const seen = ink.map((part, at) => part * cover + (ground[at] ?? 0) * (1 - cover))
    const [light = 0, dark = 0] = [luminance(seen), luminance(ground)].toSorted((one, two) => two - one)
    const contrast = (light + 0.05) / (dark + 0.05)
    if (contrast < 4.5) faults.push(`too pale (${contrast.toFixed(1)}): ${told(element)}`)
  }
  return [...new Set(faults)]
}
