import { businessLike } from '../domain/business.ts'
import type { Business } from '../domain/business.ts'
import { at, itemPaths, numberAt, textAt } from './answers.ts'
import type { ReportAnswer } from './answers.ts'

export { businesses } from '../domain/business.ts'
export type { Business } from '../domain/business.ts'

const filledFields = (described: ReportAnswer, path: string): ReadonlySet<string> => {
  const fields = at(described, `${path}/fields`)
  return new Set(typeof fields === 'object' && fields !== null ? Object.keys(fields) : [])
}

/** What kind of business the data looks like, from the tables `describe_data` lists. */
export const businessOf = (described: ReportAnswer): Business =>
  businessLike(
    itemPaths(described, 'tables').map(path => ({
      entity: textAt(described, `${path}/entity`) ?? '',
      rows: numberAt(described, `${path}/rows`) ?? 0,
      fields: filledFields(described, path),
    })),
  )
