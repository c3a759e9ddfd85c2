import { messages } from '../locales/index.ts'
import type { Language } from '../locales/index.ts'
import type { FaultFacts } from '../fault.ts'
import type { Fault } from '../fault.ts'
import type { Missing } from './answers.ts'
import { plain } from './markdown.ts'
import { wordsFor } from './words/words.ts'
import type { MissingPart } from './words/words.ts'

type Code = keyof FaultFacts

/** What a fault says, in the reader's language. */
function faultText(fault: Fault, language: Language): string {
  // Each code's words take that code's facts; the pair comes from one Fault.
  const say = messages[language].faults[fault.code] as (facts: FaultFacts[Code]) => { what: string }
  return plain(say(fault.facts).what)
}

/** One sentence on what a section lacks and why. */
export function missingText(part: MissingPart, missing: Missing | null, language: Language): string {
  const words = wordsFor(language).missing
  const what = words.what[part]
  if (missing === null) return words.enough(what, words.need[part])
  if (missing.why === 'absent') return words.tool(what)
  // What a tool says it lacks is a field’s name and a technical reason; the section says it in the reader’s terms.
  if (missing.why === 'fault')
    return missing.fault.code === 'missing_data'
      ? words.enough(what, words.need[part])
      : words.fault(what, faultText(missing.fault, language))
  return missing.why === 'no_data' ? words.noData(what) : words.enough(what, words.need[part])
}
