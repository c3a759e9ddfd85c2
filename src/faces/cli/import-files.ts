import { resolve } from 'node:path'
import { baseName } from '../../kernel/file-access.ts'
import type { Answer } from '../../kernel/answer.ts'
import { forPerson } from './print.ts'
import type { Session } from './session.ts'
import { cliWords } from './words.ts'

const countIn = (answer: Answer, name: string): number => {
  const value = answer[name]
  return typeof value === 'number' ? value : 0
}

/** The complete next call that an answer proposes for importing, if it does. */
const proposed = (answer: Answer): Readonly<Record<string, unknown>> | null =>
  answer.suggested_actions.find(({ tool, arguments: input }) => tool === 'import_data' && input)?.arguments ??
  null

const isOpen = ({ status }: Answer): boolean => status === 'needs_confirmation' || status === 'needs_mapping'

const askedAbout = new Set(['questions', 'mapping', 'entity', 'file'])

/** What a person needs to see to decide: the words, the questions and the mapping. */
const questionsOf = (answer: Answer): Answer => {
  const {
    summary,
    status,
    result_id,
    figures,
    method,
    assumptions,
    warnings,
    suggested_actions,
    as_of,
    currency,
  } = answer
  const shown = Object.fromEntries(Object.entries(answer).filter(([name]) => askedAbout.has(name)))
  return {
    ...shown,
    summary,
    status,
    result_id,
    figures,
    method,
    assumptions,
    warnings,
    suggested_actions,
    as_of,
    currency,
  }
}

/**
 * Imports files one after the other. What is read without doubt is taken; otherwise the proposal is shown and a
 * person is asked, or `--yes` takes it. Gives the answers and whether all files are in.
 */
export async function importFiles(
  { call, terminal, config }: Session,
  files: readonly string[],
  { yes }: { yes: boolean },
): Promise<{ answers: Answer[]; complete: boolean }> {
  const words = cliWords[config.language]
  const answers: Answer[] = []
  let complete = true
  for (const file of files) {
    let answer = await call('import_data', { path: resolve(file) })
    const next = proposed(answer)
    if (isOpen(answer) && next) {
      terminal.err(`${forPerson(questionsOf(answer), config.language)}\n`)
      const agreed = yes || (terminal.ask !== null && (await terminal.ask(words.takeMapping)))
      if (agreed) answer = await call('import_data', next)
    }
    answers.push(answer)
    if (isOpen(answer)) {
      complete = false
      terminal.err(`${words.notTaken(baseName(file))}\n`)
    } else {
      terminal.err(
        `${words.imported(baseName(file), countIn(answer, 'rows_used'), countIn(answer, 'rows_read'))}\n`,
      )
    }
  }
  return { answers, complete }
}
