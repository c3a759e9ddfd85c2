import type { Content } from 'pdfmake/interfaces.js'
import { palette } from '../../charts/palette.ts'
import type { Line } from './blocks.ts'
import { dayPattern } from './columns.ts'

/** Inks on white paper. */
export const inks = {
  ink: palette.ink,
  soft: palette.soft,
  line: palette.line,
  band: '#f5f7f9',
  accent: '#0b5c8f',
} as const

/** A text cut before and after each day: the layout breaks between any two hanzi, and a broken day is misread. */
const parted = (text: string): { text: string; noWrap?: true }[] =>
  text
    .split(new RegExp(`(${dayPattern.source})`))
    .filter(part => part !== '')
    .map(part =>
      new RegExp(`^(?:${dayPattern.source})$`).test(part) ? { text: part, noWrap: true } : { text: part },
    )

/** A line as parts of a paragraph: numbers lead to their rows in the register. */
export const lineContent = (line: Line, { colour }: { colour?: string } = {}): Content[] =>
  line.flatMap(({ text, bold, soft, code, figure }) =>
    parted(text).map(part => ({
      ...part,
      ...(bold ? { bold: true } : {}),
      ...(colour === undefined ? (soft || code ? { color: inks.soft } : {}) : { color: colour }),
      ...(figure === undefined ? {} : { linkToDestination: `F${figure}` }),
    })),
  )
