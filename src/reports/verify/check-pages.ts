import type { Language } from '../../locales/index.ts'
import type { FigureBook } from '../figure-book.ts'
import type { CheckedPage } from '../report-kind.ts'
import { namesIn, signsIn, spelled } from './names.ts'
import { verifyText } from './verify.ts'

/** Runs the verifier over finished pages, before they are written: the self-check reports what it found. */
export function checkPages(
  pages: readonly { language: Language; text: string; markdown: string }[],
  { book, fragments }: { book: FigureBook; fragments: readonly string[] },
): CheckedPage[] {
  const known = new Map(book.all.map(({ id, value, unit }) => [id, { id, value, unit }]))
  const names = spelled(book.answers.flatMap(answer => namesIn(answer)))
  const evidence = {
    figure: (id: string) => known.get(id) ?? null,
    pool: [],
    signs: book.answers.flatMap(answer => signsIn(answer)),
    fragments: [...names, ...fragments].toSorted((one, two) => two.length - one.length),
  }
  return pages.map(({ language, text, markdown }) => {
    const { orphans, mismatches } = verifyText(markdown, evidence)
    return { language, text, orphans: orphans.length, mismatches: mismatches.length }
  })
}
