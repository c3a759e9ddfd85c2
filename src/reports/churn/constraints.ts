import { at, itemPaths, textAt } from '../answers.ts'
import type { ReportAnswer } from '../answers.ts'

const sensitive =
  /(^|[_ ])(age|gender|sex|birth\w*|race|ethnic\w*|religio\w*|nationality|marital\w*|disab\w*|senior\w*|pregnan\w*|partner|dependents?)([_ ]|$)|年龄|年齡|性别|性別|出生|生日|民族|宗教|信仰|婚姻|国籍|國籍|残疾|身心障礙/i

/** Whether a field describes a person in a way that must not pick who is treated. */
export const isSensitive = (field: string): boolean =>
  sensitive.test(
    field
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .replace(
        /(?:subscription|account|contract|customer|membership|policy)_age|age_(?:days|weeks|months)/gi,
        '',
      ),
  )

const namesIn = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter(item => typeof item === 'string')
    : typeof value === 'object' && value !== null
      ? Object.keys(value)
      : []

/** Sensitive fields among the columns on record, each once. */
export const sensitiveFields = (described: ReportAnswer): string[] => [
  ...new Set(
    itemPaths(described, 'tables').flatMap(path =>
      [...namesIn(at(described, `${path}/fields`)), ...namesIn(at(described, `${path}/attributes`))].filter(
        isSensitive,
      ),
    ),
  ),
]

/** Whether the files say who agreed to be contacted. */
export const consentOnRecord = (described: ReportAnswer): boolean =>
  itemPaths(described, 'tables').some(path =>
    namesIn(at(described, `${path}/fields`)).includes('marketing_consent'),
  )

/** Whether earlier contacts are on record, so that their frequency can be held to a limit. */
export const contactsOnRecord = (described: ReportAnswer): boolean =>
  itemPaths(described, 'tables').some(path =>
    ['retention_action', 'campaign_member'].includes(textAt(described, `${path}/entity`) ?? ''),
  )
