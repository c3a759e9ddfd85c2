import type { Content } from 'pdfmake/interfaces.js'
import { palette } from '../../charts/palette.ts'
import type { Line } from './blocks.ts'

/** Inks on white paper. */
export const inks = {
  ink: palette.ink,
  soft: palette.soft,
  line: palette.line,
  band: '#f5f7f9',
  accent: '#0b5c8f',
} as const

/** A line as parts of a paragraph: numbers lead to their rows in the register. */
export const lineContent = (line: Line, { colour }: { colour?: string } = {}): Content[] =>
  line.map(({ text, bold, soft, code, figure }) => ({
    text,
    ...(bold ? { bold: true } : {}),
    ...(colour === undefined ? (soft || code ? { color: inks.soft } : {}) : { color: colour }),
    ...(figure === undefined ? {} : { linkToDestination: `F${figure}` }),
  }))
