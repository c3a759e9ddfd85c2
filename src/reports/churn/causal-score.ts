import { wordsFor } from '../words/words.ts'
import type { CheckedPage } from '../report-kind.ts'
import type { Points } from '../rubric.ts'
import { claims } from './page-checks.ts'

/** Full marks for pages that claim no cause and say so; a half where one sentence slipped. */
export function causesNothing(pages: readonly CheckedPage[]): Points {
  const told = pages.every(({ text, language }) => text.includes(wordsFor(language).association))
  const slips = claims(pages).length
  return told && slips === 0 ? 1 : slips <= pages.length ? 0.5 : 0
}
