import type { Phrases } from '../../src/tool.ts'

/** The words of one language out of a set of phrases. */
export type WordsOf<Given> = Given extends Phrases<infer Words> ? Words : never
