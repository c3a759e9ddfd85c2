import type { Language } from '../locales/index.ts'
import { clvWords } from './clv/words.ts'
import { costWords } from './cost/words/words.ts'
import { healthWords } from './health/words.ts'
import { qbrWords } from './qbr/words.ts'
import { roiWords } from './roi/words.ts'

/** Phrases of all kinds of report in one language. */
export const kindWords = (language: Language): readonly unknown[] => [
  healthWords(language),
  costWords(language),
  clvWords(language),
  roiWords(language),
  qbrWords(language),
]
