/** Counts problems by kind and column: the first ten rows and one example of each, whatever the size of the file. */
import { mask } from '../mask.ts'
import type { Issue, IssueKind } from '../types.ts'

export interface About {
  header: string
  field: string | null
  pii: boolean
}

export interface IssueTally {
  add: (kind: IssueKind, row: number, about: About | null, example?: string) => void
  note: (kind: IssueKind, count: number, about: About | null, facts?: Issue['facts']) => void
  list: () => Issue[]
}

export function createTally(): IssueTally {
  const issues = new Map<string, { -readonly [Key in keyof Issue]: Issue[Key] } & { rows: number[] }>()
  const entry = (
    kind: IssueKind,
    about: About | null,
  ): { count: number; rows: number[]; example: string | null; facts: Issue['facts'] } => {
    const key = `${kind}\n${about?.header ?? ''}`
    let issue = issues.get(key)
    if (issue === undefined) {
      issue = {
        kind,
        column: about?.header ?? null,
        field: about?.field ?? null,
        count: 0,
        rows: [],
        example: null,
        facts: {},
      }
      issues.set(key, issue)
    }
    return issue
  }
  return {
    add: (kind, row, about, example) => {
      const issue = entry(kind, about)
      issue.count++
      if (issue.rows.length < 10) issue.rows.push(row)
      if (issue.example === null && example !== undefined && example !== '')
        issue.example = about?.pii === true ? mask(example) : example.slice(0, 80)
    },
    note: (kind, count, about, facts = {}) => {
      const issue = entry(kind, about)
      issue.count += count
      issue.facts = { ...issue.facts, ...facts }
    },
    list: () => [...issues.values()].map(issue => ({ ...issue, rows: [...issue.rows] })),
  }
}
