import { leastMembers } from '../domain/bootstrap.ts'
import type { Badge } from './figure-book.ts'
import { dash } from './printer.ts'
import type { Reading } from './reading.ts'

const tooFew = { en: 'too few to sum', 'zh-CN': '人数太少，不合计', 'zh-TW': '人數太少，不加總' }

/** Whether fewer stand behind a sum than may be told of: the money of a handful of customers is no finding. */
export const fewMembers = (reading: Reading, members: string): boolean =>
  (reading.number(members) ?? leastMembers) < leastMembers

/** Money summed over the members counted at `members`; in words why there is none where they are under ten. */
export const moneyOf = (reading: Reading, path: string, members: string, badge: Badge = 'measured'): string =>
  fewMembers(reading, members) ? tooFew[reading.printer.language] : reading.fig(path, 'money', { badge })

/** A rate of such a sum; a dash beside the words. */
export const shareOfMoney = (
  reading: Reading,
  path: string,
  members: string,
  { unit = 'share', badge = 'measured' }: { unit?: 'share' | 'roi'; badge?: Badge } = {},
): string => (fewMembers(reading, members) ? dash : reading.fig(path, unit, { badge }))
