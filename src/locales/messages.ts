import type { FaultCode, FaultFacts } from '../fault.ts'

export const languages = ['en', 'zh-CN', 'zh-TW'] as const
export type Language = (typeof languages)[number]

/** What happened, and what to do next; one sentence each. */
export interface FaultWords {
  what: string
  next: string
}

/** Everything the kernel says in its own voice. A language that lacks a line does not compile. */
export interface Messages {
  faults: { [Code in FaultCode]: (facts: FaultFacts[Code]) => FaultWords }
  /** Section heads and fixed words of the text form of an answer. */
  answer: {
    asOf: string
    currency: string
    figures: string
    rows: (shown: number, total: number) => string
    method: string
    assumptions: string
    warnings: string
    next: string
    customerText: string
    cut: (shown: number, total: number) => string
    noValue: string
  }
  /** Joins a list for reading: “a, b and c”. */
  list: (items: readonly string[]) => string
}
