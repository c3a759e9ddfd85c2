import { referenceList } from '../marks.ts'

/** A run of text in one look. */
export interface Span {
  text: string
  bold?: true
  /** Set apart from the words around it: a chart's foot, a badge. */
  soft?: true
  code?: true
  /** Reference number of the figure that the text prints. */
  figure?: number
}

export type Line = readonly Span[]

export interface TableBlock {
  kind: 'table'
  /** `null` where no column has a name. */
  head: readonly Line[] | null
  rows: readonly (readonly Line[])[]
  align: readonly ('left' | 'right')[]
}

/** What a report consists of, whatever paper it is printed on. */
export type Block =
  | { kind: 'heading'; level: number; line: Line }
  | { kind: 'paragraph'; line: Line }
  | { kind: 'list'; ordered: boolean; start: number; items: readonly Line[] }
  | TableBlock
  | { kind: 'inset'; name: string }

export const textOf = (line: Line): string => line.map(({ text }) => text).join('')

/** `F3, F5–F8` for what the lines print; empty where they print no figure. */
export const referencesOf = (lines: readonly Line[]): string =>
  referenceList(lines.flatMap(line => line.flatMap(({ figure }) => figure ?? [])))

/** Reference number of the first figure that the lines print. */
export const firstFigure = (lines: readonly Line[]): number | undefined =>
  lines.flatMap(line => line.flatMap(({ figure }) => figure ?? []))[0]
