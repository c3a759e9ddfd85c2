import type { Language } from '../../locales/index.ts'

/** Words that sell a thing that goes with churn as its cause. */
const causal: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:caus(?:e|es|ed|ing)|leads? to|led to|results? in|due to|because of|makes? (?:customers|them|people) (?:leave|churn|stay)|drives? (?:churn|customers))\b/i,
  'zh-CN': /导致|造成|引起|致使|促使客户|是因为|使得客户/,
  'zh-TW': /導致|造成|引起|致使|促使客戶|是因為|使得客戶/,
}

/** A sentence that denies it, or speaks of a test with a control group, may use the word. */
const allowed: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:not?|no proof|cannot|only a test|control group|why)\b/i,
  'zh-CN': /不能|不是|并非|没有说明|对照|试验/,
  'zh-TW': /不能|不是|並非|沒有說明|對照|試驗/,
}

/** Sentences of a text that claim a cause where only an association was measured. */
export const causalClaims = (text: string, language: Language): string[] =>
  text
    .split(/(?<=[.!?。！？])\s*|\n/u)
    .filter(sentence => causal[language].test(sentence) && !allowed[language].test(sentence))
