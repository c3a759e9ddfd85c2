import { randomUUID } from 'node:crypto'
import { Fault, diskFault, faultOutcome, isFault } from '../fault.ts'
import type { FaultCode, FaultFacts } from '../fault.ts'
import { messages } from '../locales/index.ts'
import { problemWords } from '../locales/problems.ts'
import type { FaultWords, Language } from '../locales/index.ts'
import { log } from './log.ts'

export interface FaultReply {
  code: FaultCode
  /** `code: what happened. What to do next.` */
  message: string
  status: number
  exitCode: number
}

const longest = 1_000

function words<Code extends FaultCode>(fault: Fault<Code>, language: Language): FaultWords {
  const wording: (facts: FaultFacts[Code]) => FaultWords = messages[language].faults[fault.code]
  return wording(inWords(fault.facts, language))
}

/** Facts whose `problem`, `advice` or `detail` is a code of a floor below, with the words for it. */
function inWords<Facts extends object>(facts: Facts, language: Language): Facts {
  const worded = Object.entries(facts).map(([name, value]): [string, unknown] => [
    name,
    typeof value === 'string' && /^(problem|advice|detail)$/.test(name)
      ? problemWords(value, language)
      : value,
  ])
  // Same names, texts replaced by texts.
  return { ...facts, ...Object.fromEntries(worded) }
}

/** Any failure in words. What is not a `Fault` is a bug: it is logged under a reference and told without detail. */
export function faultReply(error: unknown, language: Language): FaultReply {
  if (!isFault(error)) {
    const refused = diskFault(error)
    if (refused) {
      log.debug({ err: error }, 'the disk refused')
      return faultReply(refused, language)
    }
    const reference = randomUUID().slice(0, 8)
    log.error({ reference, err: error }, 'unexpected failure')
    return faultReply(new Fault('internal', { reference }), language)
  }
  const { what, next } = words(error, language)
  const gap = language === 'en' ? ' ' : ''
  const full = `${error.code}: ${what}${gap}${next}`
  const message = full.length <= longest ? full : `${full.slice(0, longest - 1)}…`
  return { code: error.code, message, ...faultOutcome[error.code] }
}
