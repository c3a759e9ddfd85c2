import type { Gate } from '../../src/analysis/gates.ts'
import { dayNumber } from '../../src/domain/days.ts'
import { fromMinor } from '../../src/domain/money.ts'
import type { Formats, ImportRecord, JoinReport, Settings, StoreOverview } from '../../src/tool.ts'
import { settingKeys } from '../../src/tool.ts'
import type { DescribeWords } from './describe-data.ts'

const share = (value: number): number => Math.round(value * 10_000) / 10_000

export const sourceRows = (records: readonly ImportRecord[], full: boolean) =>
  records.slice(full ? -200 : -12).map(record => ({
    import_id: record.importId,
    file: record.fileName,
    ...(record.sheet === null ? {} : { sheet: record.sheet }),
    entity: record.entity,
    rows_read: record.rowsRead,
    rows_used: record.rowsUsed,
    rows_rejected: record.rowsRejected,
    rows_dropped: record.rowsDropped,
    first_day: record.firstDay,
    last_day: record.lastDay,
    ...(full
      ? {
          sha256: record.fileSha256,
          encoding: record.encoding,
          header_row: record.headerRow,
          mapping: record.mapping,
        }
      : {}),
  }))

export const tableRows = (overview: StoreOverview, full: boolean) =>
  overview.tables.map(({ entity, rows, customers, firstDay, lastDay, fields, attributes, moneyMinor }) => ({
    entity,
    rows,
    customers,
    first_day: firstDay,
    last_day: lastDay,
    ...(full
      ? {
          fields: Object.fromEntries(fields.map(({ field, filled }) => [field, share(filled)])),
          attributes: attributes.slice(0, 60),
          money:
            moneyMinor === null || overview.currency === null
              ? null
              : fromMinor(moneyMinor, overview.currency),
        }
      : { fields: fields.length, attributes: attributes.length }),
  }))

const wrong = new Set([
  'bad_date',
  'bad_number',
  'bad_boolean',
  'bad_id',
  'out_of_range',
  'unknown_value',
  'duplicate_key_differs',
  'values_contradict_header',
])

// Blank for most rows by nature: a blank is no gap.
const sparse = /^(refund_|churn_|cancelled_at|discount_amount|failure_reason|notes$|paid_at)/

/** Accuracy, completeness and timeliness, each with its numerator and denominator. */
export function qualityRows(
  records: readonly ImportRecord[],
  overview: StoreOverview,
  words: DescribeWords,
  { percent }: Formats,
) {
  const read = records.reduce((sum, { rowsRead }) => sum + rowsRead, 0)
  const rejected = records.reduce((sum, { rowsRejected }) => sum + rowsRejected, 0)
  const odd = records.flatMap(({ issues }) => issues).filter(({ kind }) => wrong.has(kind))
  const oddCount = odd.reduce((sum, { count }) => sum + count, 0)
  const accuracy = {
    dimension: 'accuracy',
    table: null,
    measure: words.accepted,
    value: read === 0 ? null : share(1 - rejected / read),
    detail: words.oddValues(rejected, read, oddCount),
  }
  const complete = overview.tables.map(({ entity, fields }) => {
    const least = fields
      .filter(({ field, filled }) => filled < 1 && !sparse.test(field))
      .toSorted((one, two) => one.filled - two.filled)
    const usual = fields.filter(({ field }) => !sparse.test(field))
    const mean = usual.length === 0 ? null : usual.reduce((sum, { filled }) => sum + filled, 0) / usual.length
    return {
      dimension: 'completeness',
      table: entity,
      measure: words.filled,
      value: mean === null ? null : share(mean),
      detail: least
        .slice(0, 3)
        .map(({ field, filled }) => `${field} ${percent(filled)}`)
        .join(', '),
    }
  })
  const last = overview.lastDay
  const timely = overview.tables.flatMap(({ entity, lastDay }) =>
    last === null || lastDay === null || entity === 'fx_rate'
      ? []
      : [
          {
            dimension: 'timeliness',
            table: entity,
            measure: words.daysBehind,
            value: Math.max(0, dayNumber(last) - dayNumber(lastDay)),
            detail: lastDay,
          },
        ],
  )
  return [accuracy, ...complete, ...timely]
}

export const joinRows = (joins: readonly JoinReport[], masked: boolean, full: boolean) =>
  joins.map(({ leftEntity, rightEntity, key, leftKeys, matched, unmatchedSample }) => ({
    from: leftEntity,
    to: rightEntity,
    key,
    keys: leftKeys,
    matched,
    unmatched: leftKeys - matched,
    match_rate: leftKeys === 0 ? null : share(matched / leftKeys),
    ...(full && !masked ? { unmatched_sample: [...unmatchedSample] } : {}),
  }))

export const gateRows = (gates: readonly Gate[], words: DescribeWords) =>
  gates.map(({ name, met, requirements }) => {
    const short = requirements.filter(requirement => !requirement.met)
    return {
      output: name,
      met,
      shortfall: short
        .map(({ name: what, found, needed }) => `${words.requirement[what]} ${found} / ${needed}`)
        .join('; '),
      ...(met ? {} : { instead: words.instead[name] }),
    }
  })

/** In short: what was set, and the assumptions that move money; in full: every key with its default. */
export function settingRows(settings: Settings, full: boolean) {
  const always = new Set<string>([
    'churn_definition',
    'gross_margin',
    'annual_discount',
    'horizon_months',
    'reporting_currency',
  ])
  return settingKeys
    .filter(key => full || settings.sourceOf(key) !== 'default' || always.has(key))
    .map(key => {
      const value = settings.values[key]
      const long = Array.isArray(value) && JSON.stringify(value).length > 400
      return {
        key,
        value: long ? `[${value.length}]` : value,
        source: settings.sourceOf(key),
        ...(full ? { default: settings.defaults[key] } : {}),
      }
    })
}
