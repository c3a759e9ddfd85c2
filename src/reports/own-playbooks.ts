import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Fault } from '../fault.ts'
import { languages } from '../locales/index.ts'

/** What a file holds: plans for one customer (`care`), or strategies of a report. */
export type PlaybookKind = 'care' | 'strategy'

interface OwnFile {
  name: string
  content: string
}

const mostFiles = 50

function ownFiles(folder: string | null): OwnFile[] {
  if (folder === null) return []
  let names: string[]
  try {
    names = readdirSync(folder).filter(name => name.endsWith('.json'))
  } catch {
    // Most users have no folder of their own.
    return []
  }
  return names
    .toSorted()
    .slice(0, mostFiles)
    .map(name => ({ name, content: readFileSync(join(folder, name), 'utf8') }))
}

/** What the user's files hold, as JSON. */
export const ownPlaybookTexts = (folder: string | null): string[] =>
  ownFiles(folder).map(({ content }) => content)

/** Names the user's playbooks in result ids: other playbooks, another answer. `null` without any. */
export function ownPlaybooksHash(folder: string | null): string | null {
  const files = ownFiles(folder)
  if (files.length === 0) return null
  return createHash('sha256').update(JSON.stringify(files)).digest('hex')
}

const record = z.record(z.string(), z.unknown())

/** A text in one language serves where the others are left out. */
function inEveryLanguage(play: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = record.safeParse(play['text'])
  if (!given.success) return { ...play }
  const first = languages.map(language => given.data[language]).find(text => text !== undefined)
  const text = Object.fromEntries(languages.map(language => [language, given.data[language] ?? first]))
  return { ...play, text: { ...given.data, ...text } }
}

const refused = (name: string, problem: string): Fault =>
  new Fault('invalid_input', { field: `playbooks/${name}`, problem: problem.slice(0, 300) })

/**
 * The playbooks of one kind that the user keeps as JSON files in `folder`. A playbook with `themes` is a strategy of
 * the reports, any other one is for single customers. A file that cannot be understood is refused by name.
 */
export function ownPlaybooks<Play>(
  folder: string | null,
  kind: PlaybookKind,
  schema: z.ZodType<Play>,
): Play[] {
  return ownFiles(folder).flatMap(({ name, content }) => {
    let parsed: unknown
    try {
      parsed = JSON.parse(content)
    } catch {
      throw refused(name, 'this is not JSON')
    }
    const list = z.array(record).safeParse(parsed)
    if (!list.success) throw refused(name, 'a list of playbooks is expected')
    return list.data.flatMap((play, index) => {
      if ('themes' in play !== (kind === 'strategy')) return []
      const checked = schema.safeParse(inEveryLanguage(play))
      if (checked.success) return [checked.data]
      const [issue] = checked.error.issues
      throw refused(name, `[${index}].${(issue?.path ?? []).join('.')}: ${issue?.message ?? ''}`)
    })
  })
}
