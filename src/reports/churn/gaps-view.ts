import { at, itemPaths, numberAt, textAt } from '../answers.ts'
import { sourceFieldLabel } from '../../locales/source-field-labels.ts'
import type { Reading } from './parts.ts'
import type { SourcesSetting } from './sources-view.ts'
import { churnWords } from './words/words.ts'

interface Gap {
  problem: string
  /** What it does to the figures of the report. */
  effect: string
}

/** A table that ends long before the others leaves its last stretch unseen. */
const lateAfterDays = 14

/** What the data lacks or gets wrong, and what that does to the results. */
export function gapsOf(described: Reading, setting: SourcesSetting): Gap[] {
  const { words, printer, facts } = setting
  const { effects } = churnWords(printer.language)
  const years = facts.book.take(facts.values.answer, 'method/parameters/revenue_years', 'count', 'assumed')
  const entity = (path: string): string =>
    words.entities[textAt(described.answer, path) ?? ''] ?? described.text(path)
  const rejected = described.items('sources').flatMap(path =>
    (numberAt(described.answer, `${path}/rows_rejected`) ?? 0) > 0
      ? [
          {
            problem: words.gaps.rejected({
              file: printer.source(described.raw(`${path}/file`), Number(path.split('/')[1])),
              rejected: described.fig(`${path}/rows_rejected`, 'count'),
              read: described.fig(`${path}/rows_read`, 'count'),
            }),
            effect: effects.rejected,
          },
        ]
      : [],
  )
  const unmatched = described.items('joins').flatMap(path =>
    (numberAt(described.answer, `${path}/unmatched`) ?? 0) > 0
      ? [
          {
            problem: words.gaps.unmatched({
              from: entity(`${path}/from`),
              to: entity(`${path}/to`),
              unmatched: described.fig(`${path}/unmatched`, 'count'),
              keys: described.fig(`${path}/keys`, 'count'),
            }),
            effect: effects.unmatched,
          },
        ]
      : [],
  )
  const missing = described.items('tables').flatMap(path => {
    const fields = at(described.answer, `${path}/fields`)
    if (typeof fields !== 'object' || fields === null) return []
    const thin = Object.entries(fields).filter(
      ([name, filled]) =>
        typeof filled === 'number' &&
        filled < 1 &&
        !/^(refund_|churn_|cancelled_at|discount_|failure_|notes|paid_at)/.test(name),
    )
    if (thin.length === 0) return []
    const least = thin.toSorted((one, two) => Number(one[1]) - Number(two[1])).slice(0, 3)
    const written = least.map(
      ([name]) =>
        `${printer.text(sourceFieldLabel(name, printer.language))} ${described.fig(`${path}/fields/${name}`, 'share')}`,
    )
    return [
      {
        problem: words.gaps.missing({
          table: entity(`${path}/entity`),
          fields: written.join(printer.language === 'en' ? ', ' : '、'),
        }),
        effect: effects.missing,
      },
    ]
  })
  const defaults = new Map(
    described
      .items('settings')
      .map(path => [textAt(described.answer, `${path}/key`), textAt(described.answer, `${path}/source`)]),
  )
  const cost = described
    .items('settings')
    .find(path => textAt(described.answer, `${path}/key`) === 'acquisition_cost')
  const late = described.items('quality').flatMap(path => {
    const days = numberAt(described.answer, `${path}/value`)
    if (textAt(described.answer, `${path}/dimension`) !== 'timeliness') return []
    if (
      days === null ||
      days < lateAfterDays ||
      quietTables.has(textAt(described.answer, `${path}/table`) ?? '')
    )
      return []
    return [
      {
        problem: effects.late({
          table: entity(`${path}/table`),
          days: described.fig(`${path}/value`, 'count'),
        }),
        effect: effects.lateEffect,
      },
    ]
  })
  const short = described.items('gates').flatMap(path => {
    const output = textAt(described.answer, `${path}/output`) ?? ''
    // Where drivers make the matrix, only the bands are missing.
    const gridded = output === 'health_score' && hasMatrix(facts)
    const effect = effects.gates[gridded ? 'health_score_grid' : output]
    return at(described.answer, `${path}/met`) === false && effect !== undefined
      ? [{ problem: words.gaps.gate({ output: words.gaps.gates[output] ?? output }), effect }]
      : []
  })
  const filled = new Set(
    described
      .items('tables')
      .filter(path => (described.number(`${path}/rows`) ?? 0) > 0)
      .map(path => textAt(described.answer, `${path}/entity`) ?? ''),
  )
  // Payments tell who paid, not what was bought or signed: without orders or contracts nobody has a history.
  const paymentsAlone = filled.has('payment') && !soldBy.some(entity => filled.has(entity))
  return [
    ...(paymentsAlone ? [{ problem: words.gaps.paymentsAlone, effect: effects.paymentsAlone }] : []),
    ...rejected,
    ...unmatched,
    ...missing,
    ...late,
    ...short,
    ...(years === null
      ? []
      : [{ problem: effects.undatedTotals(printer.fig(years)), effect: effects.noMargin }]),
    ...(defaults.get('gross_margin') === 'default'
      ? [{ problem: words.gaps.noMargin, effect: effects.noMargin }]
      : []),
    ...(cost !== undefined && at(described.answer, `${cost}/value`) === null
      ? [{ problem: words.gaps.noCost, effect: effects.noCost }]
      : []),
  ]
}

const hasMatrix = (facts: SourcesSetting['facts']): boolean =>
  ('grid' in facts && facts.grid !== null) ||
  ('cross' in facts && itemPaths(at(facts.cross, 'answer'), 'segments').length > 0)

/** Tables that say what customers bought or signed. */
const soldBy = ['order', 'order_line', 'subscription', 'subscription_event', 'label']

/** Tables whose entries need not be recent: contracts start once, rates stand until they change. */
const quietTables: ReadonlySet<string> = new Set(['subscription', 'fx_rate', 'label', 'account', 'customer'])
