import { TextRun } from 'docx'
import { referencesOf } from './blocks.ts'
import type { Line } from './blocks.ts'
import { inks } from './pdf-line.ts'

/** Word counts colours without the sign. */
export const hex = (colour: string): string => colour.replace('#', '')

/** Points as Word counts type: in halves. */
export const halves = (points: number): number => Math.round(points * 2)

/** Points as Word counts distances: in twentieths. */
export const twips = (points: number): number => Math.round(points * 20)

export interface RunLook {
  colour?: string
  fontSize?: number
  bold?: boolean
}

/** A line as runs of text; a line end inside it stays one. */
export const runsOf = (line: Line, { colour, fontSize, bold }: RunLook = {}): TextRun[] =>
  line.flatMap(span =>
    span.text.split('\n').map((text, part) => {
      const ink = colour ?? (span.soft || span.code ? inks.soft : undefined)
      return new TextRun({
        text,
        ...(part > 0 ? { break: 1 } : {}),
        ...(bold === true || span.bold ? { bold: true } : {}),
        ...(ink === undefined ? {} : { color: hex(ink) }),
        ...(fontSize === undefined ? {} : { size: halves(fontSize) }),
      })
    }),
  )

/** References after the end of a line, small and pale. */
export function citeRuns(cites: string): TextRun[] {
  return cites === '' ? [] : [new TextRun({ text: ` [${cites}]`, size: halves(7), color: hex(inks.soft) })]
}

export const citedRuns = (line: Line, look: RunLook = {}): TextRun[] => [
  ...runsOf(line, look),
  ...citeRuns(referencesOf([line])),
]
