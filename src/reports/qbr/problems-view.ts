import { at, textAt } from '../answers.ts'
import type { View } from '../common-view.ts'
import { bandWord } from '../churn/parts.ts'
import { churnWords } from '../churn/words/words.ts'
import { dimensionWord } from '../dimension-words.ts'
import { fieldLabel } from '../../locales/field-labels.ts'
import { filled } from '../filled.ts'
import { asCode } from '../id-code.ts'
import { plan } from '../marks.ts'
import { choosePlaybooks } from '../playbooks.ts'
import type { Playbook } from '../playbooks.ts'
import { dash, sentence } from '../printer.ts'
import type { Reading } from '../reading.ts'
import type { QbrFacts } from './facts.ts'
import type { QbrSection } from './view.ts'

export const bandOf = (reading: Reading | null, band: string): string | undefined =>
  reading?.items('bands').find(path => reading.raw(`${path}/band`) === band)

export const renewalsOf = (renewals: Reading | null, band: string): string | undefined =>
  renewals?.items('segments').find(path => renewals.raw(`${path}/name`) === band)

const affectedBy = ['affected1', 'affected2', 'affected3'] as const

/** A condition that goes with churn, whom it holds for today, and the playbook that answers it. */
export interface Problem {
  path: string
  affected: (typeof affectedBy)[number]
  playbook: Playbook | undefined
}

/** Below or above its limit: the side of a driver's field that goes with churn. */
function sideOf(op: string | null): 'low' | 'high' | undefined {
  if (op === 'lt' || op === 'lte') return 'low'
  return op === 'gt' || op === 'gte' ? 'high' : undefined
}

/** The conditions that go with most churn, at most three, each with the playbook for its theme. */
export function problemsOf({ asked, playbooks }: QbrFacts): Problem[] {
  const { answer } = asked.drivers
  return affectedBy.flatMap((affected, place) => {
    const path = `drivers/${place}`
    if (answer === null || at(answer, path) === undefined) return []
    const field = textAt(answer, `${path}/filter/field`) ?? textAt(answer, `${path}/name`) ?? ''
    const side = sideOf(textAt(answer, `${path}/filter/op`))
    const [first] = choosePlaybooks(playbooks, [{ field, weight: 1, side }], 2)
    return [{ path, affected, playbook: first?.playbook }]
  })
}

/** A text of a playbook about one driver, in a report without groups of its own. */
export function playbookText(
  pattern: string,
  { path, affected }: Problem,
  { read, printer, facts }: QbrSection,
): string {
  const drivers = read('drivers')
  const words = churnWords(printer.language)
  const field = drivers?.raw(`${path}/filter/field`) ?? drivers?.raw(`${path}/name`) ?? ''
  return filled(pattern, {
    driver_condition: drivers?.where(`${path}/filter`) ?? dash,
    driver: printer.text(fieldLabel(field, printer.language)),
    group: words.thisGroup,
    people: words.people[facts.business],
    signs: printer.text(fieldLabel(field, printer.language)),
    n: read(affected)?.fig('totals/n', 'count') ?? dash,
    risk: drivers?.fig(`${path}/rate_exposed`, 'share') ?? dash,
  })
}

function moversView({ read, words, printer }: QbrSection): View[] | null {
  const moved = read('moved')
  const paths =
    moved
      ?.items('movers')
      .filter(path => (moved.number(`${path}/change`) ?? 0) < 0)
      .slice(0, 6) ?? []
  if (moved === null || paths.length === 0) return null
  return paths.map((path, index) => {
    const [most] = moved
      .items(`${path}/parts`)
      .toSorted((one, two) => (moved.number(`${one}/by_value`) ?? 0) - (moved.number(`${two}/by_value`) ?? 0))
    return {
      rank: plan(String(index + 1)),
      id: asCode(printer.id(moved.raw(`${path}/customer_id`))),
      before: moved.fig(`${path}/before`, 'score'),
      after: moved.fig(`${path}/after`, 'score'),
      band: bandWord(words, moved.raw(`${path}/band_after`)),
      by: most === undefined ? dash : dimensionWord(moved.raw(`${most}/dimension`), printer.language),
    }
  })
}

/** What went wrong: low health, contracts at stake, what churn goes with and who answers for it, who fell. */
export function problemsView(here: QbrSection): View {
  const { read, facts, own, printer } = here
  const [drivers, health, renewals] = [read('drivers'), read('health'), read('renewals')]
  const low = bandOf(health, 'low')
  const lowRenewing = renewalsOf(renewals, 'low')
  const problems = problemsOf(facts)
  return {
    low:
      health === null || low === undefined
        ? null
        : {
            n: health.fig(`${low}/n`, 'count'),
            share: health.fig(`${low}/share`, 'share'),
            revenue: health.fig(`${low}/revenue`, 'money'),
          },
    renewals:
      renewals === null || (renewals.number('totals/n') ?? 0) === 0
        ? null
        : {
            n: renewals.fig('totals/n', 'count'),
            revenue: renewals.fig('totals/revenue', 'money'),
            low:
              renewals === null || lowRenewing === undefined
                ? null
                : renewals.fig(`${lowRenewing}/n`, 'count'),
          },
    drivers:
      drivers === null || problems.length === 0
        ? null
        : problems.map(problem => {
            const text = problem.playbook?.text[printer.language]
            return {
              condition: drivers.where(`${problem.path}/filter`),
              rate: drivers.fig(`${problem.path}/rate_exposed`, 'share'),
              others: drivers.fig(`${problem.path}/rate_others`, 'share'),
              n: read(problem.affected)?.fig('totals/n', 'count') ?? dash,
              measure: text === undefined ? dash : sentence(playbookText(text.title, problem, here)),
              owner: plan(text?.owner ?? own.owners[facts.business]),
            }
          }),
    movers: moversView(here),
  }
}
