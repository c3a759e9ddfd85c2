import type { Barred } from '../../src/analysis/consent.ts'
import type { Phrases, ToolContext } from '../../src/tool.ts'

interface Words {
  reasons: Readonly<Record<Barred, string>>
  /** Customers of an answer who may not be contacted: nothing is to be done about them. */
  among: (facts: { n: string; why: string }) => string
}

const barredWords: Phrases<Words> = {
  en: {
    reasons: {
      no_consent: 'consent to marketing withheld',
      consent_unknown: 'no consent to marketing on record',
      do_not_contact: 'on the do-not-contact list',
    },
    among: f => `${f.n} of them may not be contacted and are not counted as worth it (${f.why}).`,
  },
  'zh-CN': {
    reasons: {
      no_consent: '未同意接受营销',
      consent_unknown: '没有营销同意的记录',
      do_not_contact: '在勿扰名单上',
    },
    among: f => `其中 ${f.n} 名不得联系，不计入值得挽救者（${f.why}）。`,
  },
  'zh-TW': {
    reasons: {
      no_consent: '未同意接受行銷',
      consent_unknown: '沒有行銷同意的紀錄',
      do_not_contact: '在勿擾名單上',
    },
    among: f => `其中 ${f.n} 位不得聯絡，不計入值得挽救者（${f.why}）。`,
  },
}

type Speaks = Pick<ToolContext, 'formats' | 'say'>

/** How many customers each reason bars, in words. */
export function barredCounts(
  reasons: readonly Barred[],
  { say }: Speaks,
): { reason: Barred; n: number; meaning: string }[] {
  const words = say(barredWords).reasons
  return [...new Set(reasons)].toSorted().map(reason => ({
    reason,
    n: reasons.filter(one => one === reason).length,
    meaning: words[reason],
  }))
}

/** The same as a list inside a sentence. */
export const barredList = (counts: readonly { meaning: string; n: number }[], { formats }: Speaks): string =>
  formats.clauses(counts.map(({ meaning, n }) => `${meaning} ${formats.number(n, 0)}`))

/** A sentence on those among the customers of an answer; empty where there is none. */
export function barredAmong(reasons: readonly Barred[], context: Speaks): string {
  if (reasons.length === 0) return ''
  const n = context.formats.number(reasons.length, 0)
  return context.say(barredWords).among({ n, why: barredList(barredCounts(reasons, context), context) })
}
