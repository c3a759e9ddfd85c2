import { moneyOf, shareOfMoney } from '../small-sums.ts'
import { at, numberAt, textAt } from '../answers.ts'
import { fieldLabel } from '../../locales/field-labels.ts'
import { fieldsIn } from '../conditions.ts'
import { plan } from '../marks.ts'
import { dash, sentence } from '../printer.ts'
import { atRisk } from './at-risk.ts'
import { cellSize, shownCells } from '../risk-grid.ts'
import { overlapView } from './overlap-view.ts'
import { bandWord, labels, Reading, tierWord } from './parts.ts'
import { unconfirmedView } from './small-view.ts'
import type { Setting } from './view.ts'

type View = Record<string, unknown>

/** Below this many customers a group is marked. */
const smallBelow = 30
const mostCells = 12
/** Below this many customers a cell is not shown. */
const smallest = 10

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(item => typeof item === 'string') : []

function driversView(setting: Setting): View {
  const { facts, read, words, printer } = setting
  const reading = read(facts.drivers)
  const paths = reading?.items('drivers') ?? []
  const unconfirmed = unconfirmedView(setting)
  if (reading === null || paths.length === 0)
    return { drivers: null, other: dash, unexplained: dash, excluded: null, unconfirmed }
  const leaks = reading.items('excluded').filter(path => at(reading.answer, `${path}/leak`) === true)
  return {
    unconfirmed,
    drivers: paths.map(path => {
      const also = strings(at(reading.answer, `${path}/also_measured_by`))
      const notes = [
        ...(reading.truth(`${path}/hypothesis`) ? [words.notes.hypothesis] : []),
        ...(reading.truth(`${path}/sensitive`) ? [words.notes.sensitive] : []),
        ...(also.length > 0 ? [words.notes.also(labels(printer, also.slice(0, 3)))] : []),
      ]
      return {
        definition: reading.where(`${path}/filter`),
        impact: reading.fig(`${path}/impact_pct`, 'percent', { badge: 'modelled' }),
        interval: reading.range(`${path}/impact_ci/0`, `${path}/impact_ci/1`, 'percent', 'modelled'),
        exposedChurned: reading.fig(`${path}/exposure_pct_churned`, 'percent'),
        exposedRetained: reading.fig(`${path}/exposure_pct_retained`, 'percent'),
        rateExposed: reading.fig(`${path}/rate_exposed`, 'share'),
        rateOthers: reading.fig(`${path}/rate_others`, 'share'),
        lift: reading.fig(`${path}/lift`, 'ratio', { digits: 1 }),
        note: notes.join(printer.language === 'en' ? '; ' : '；'),
      }
    }),
    other: reading.fig('other_pct', 'percent', { badge: 'modelled' }),
    unexplained: reading.fig('unexplained_pct', 'percent', { badge: 'modelled' }),
    excluded:
      leaks.length === 0
        ? null
        : labels(
            printer,
            leaks.flatMap(path => textAt(reading.answer, `${path}/field`) ?? []),
          ),
  }
}

/** The listed drivers that a group's rule holds: what goes with its risk. */
function reasonOf(reading: Reading, group: string, { churn, printer }: Setting): string {
  const fields = fieldsIn(reading.answer, `${group}/definition_filter`)
  const drivers = reading
    .items('drivers')
    .filter(path => fieldsIn(reading.answer, `${path}/filter`).some(field => fields.includes(field)))
  return drivers.length === 0
    ? churn.groupReasonNone
    : drivers
        .map(path =>
          churn.groupReason({
            driver: labels(printer, fieldsIn(reading.answer, `${path}/filter`)),
            impact: reading.fig(`${path}/impact_pct`, 'percent', { badge: 'modelled' }),
          }),
        )
        .join(printer.language === 'en' ? '; ' : '；')
}

function groupsView(setting: Setting): View {
  const { facts, read } = setting
  const reading = read(facts.drivers)
  const paths = reading?.items('high_risk_groups') ?? []
  if (reading === null || paths.length === 0)
    return { groups: null, covered: null, smallGroups: false, overlaps: null, overlapTable: null }
  const small = (path: string): boolean => reading.truth(`${path}/small`)
  return {
    groups: paths.map((path, index) => ({
      number: index + 1,
      definition: reading.where(`${path}/definition_filter`),
      n: `${reading.fig(`${path}/n`, 'count')}${small(path) ? '°' : ''}`,
      now: reading.fig(`${path}/members_now`, 'count'),
      risk: reading.fig(`${path}/risk_pct`, 'percent'),
      interval: reading.range(`${path}/risk_ci/0`, `${path}/risk_ci/1`, 'percent'),
      base: reading.fig(`${path}/base_rate_pct`, 'percent'),
      lift: reading.fig(`${path}/lift`, 'ratio', { digits: 1 }),
      revenue: atRisk(reading, path, setting.printer.language === 'en'),
      reason: reasonOf(reading, path, setting),
    })),
    ...overlapView(reading, setting),
    covered: reading.has('covered/n')
      ? { n: reading.fig('covered/n', 'count'), churned: reading.fig('covered/churned', 'count') }
      : null,
    smallGroups: paths.some(small),
  }
}

function matrixView(health: Reading, { printer, churn }: Setting): View | null {
  const cells = health.items('matrix/cells')
  if (cells.length === 0) return null
  const shown = cells.filter(path => at(health.answer, `${path}/suppressed`) !== true)
  const label = (path: string): string =>
    printer.text(fieldLabel(textAt(health.answer, path) ?? '', printer.language))
  return {
    rows: label('matrix/rows'),
    columns: label('matrix/columns'),
    measure: churn.lowHealth,
    overall: health.fig('matrix/overall_low_share', 'share'),
    suppressed: null,
    cells: shown.slice(0, mostCells).map(path => ({
      rank: health.has(`${path}/rank`) ? health.fig(`${path}/rank`, 'count') : dash,
      row: printer.text(textAt(health.answer, `${path}/row`)),
      column: printer.text(textAt(health.answer, `${path}/column`)),
      n: `${health.fig(`${path}/n`, 'count')}${(numberAt(health.answer, `${path}/n`) ?? smallBelow) < smallBelow ? '°' : ''}`,
      share: health.fig(`${path}/low_share`, 'share'),
      interval: health.range(`${path}/low`, `${path}/high`, 'share'),
    })),
  }
}

/** Churn over two driving fields, worst first by the lower end of the interval. */
function crossView({ facts, read, printer, churn }: Setting): View | null {
  const cross = read(facts.cross)
  const by = at(facts.cross.answer, 'method/parameters/by')
  const fields = typeof by === 'string' ? by.split(' × ') : strings(by)
  if (cross === null) return null
  const known = cross
    .items('segments')
    .filter(path => cross.has(`${path}/churn_rate`) && (numberAt(cross.answer, `${path}/n`) ?? 0) >= smallest)
    .toSorted(
      (one, two) =>
        (numberAt(cross.answer, `${two}/churn_low`) ?? 0) - (numberAt(cross.answer, `${one}/churn_low`) ?? 0),
    )
  if (known.length === 0) return null
  const label = (place: number): string => printer.text(fieldLabel(fields[place] ?? '', printer.language))
  return {
    rows: label(0),
    columns: label(1),
    measure: churn.churnRate,
    overall: cross.fig('totals/churn_rate', 'share'),
    suppressed: null,
    cells: known.slice(0, mostCells).map((path, index) => {
      const [row, column] = (textAt(cross.answer, `${path}/name`) ?? '').split(' × ')
      return {
        rank: plan(String(index + 1)),
        row: printer.text(row ?? ''),
        column: printer.text(column ?? ''),
        n: `${cross.fig(`${path}/n`, 'count')}${(numberAt(cross.answer, `${path}/n`) ?? smallBelow) < smallBelow ? '°' : ''}`,
        share: cross.fig(`${path}/churn_rate`, 'share'),
        interval: cross.range(`${path}/churn_low`, `${path}/churn_high`, 'share'),
      }
    }),
  }
}

/** Churn over two driving conditions, met or not. */
function gridView({ facts: { grid, book }, printer, churn }: Setting): View | null {
  if (grid === null) return null
  const drivers = new Reading(grid.drivers, book, printer)
  const name = (path: string): string =>
    printer.text(fieldLabel(textAt(grid.drivers, `${path}/filter/field`) ?? '', printer.language))
  const side = (path: string, met: boolean): string =>
    met ? drivers.where(`${path}/filter`) : drivers.whereNot(`${path}/filter`)
  const shown = shownCells(grid)
  return {
    rows: name(grid.row),
    columns: name(grid.column),
    measure: churn.churnRate,
    overall: drivers.fig('baseline/rate', 'share'),
    suppressed: null,
    hypothesis: [grid.row, grid.column].some(path => path.startsWith('unconfirmed')),
    cells: shown.map((cell, index) => {
      const reading = new Reading(cell.answer, book, printer)
      const small = cellSize(cell.answer) < smallBelow
      return {
        rank: plan(String(index + 1)),
        row: sentence(side(grid.row, cell.row)),
        column: sentence(side(grid.column, cell.column)),
        n: `${reading.fig('baseline/denominator', 'count')}${small ? '°' : ''}`,
        share: reading.fig('baseline/rate', 'share'),
        interval: reading.range('baseline/low', 'baseline/high', 'share'),
      }
    }),
  }
}

function healthView(setting: Setting): View {
  const { facts, read, words } = setting
  const health = read(facts.health)
  if (health === null)
    return {
      bands: null,
      bandLimits: { high: dash, medium: dash },
      matrix: crossView(setting) ?? gridView(setting),
    }
  const limit = (name: string): string =>
    health.printer.fig(
      health.book.takeFirst(
        health.answer,
        [`method/parameters/bands/${name}`, `method/parameters/${name}`, `method/parameters/band_${name}`],
        'score',
        'assumed',
      ),
      0,
    )
  return {
    bands: health.items('bands').map(path => ({
      name: bandWord(words, textAt(health.answer, `${path}/band`)),
      n: health.fig(`${path}/n`, 'count'),
      share: health.fig(`${path}/share`, 'share'),
      revenue: moneyOf(health, `${path}/revenue`, `${path}/n`),
      revenueShare: shareOfMoney(health, `${path}/revenue_share`, `${path}/n`),
    })),
    bandLimits: { high: limit('high'), medium: limit('medium') },
    matrix: matrixView(health, setting) ?? crossView(setting) ?? gridView(setting),
  }
}

function tiersView({ facts, read, words }: Setting): View {
  const tiers = read(facts.tiers)
  if (tiers === null || tiers.items('segments').length === 0)
    return { tiers: null, tierTotals: null, limits: null, noTierChurn: false }
  const values = read(facts.values)
  return {
    tiers: tiers.items('segments').map(path => ({
      name: tierWord(words, textAt(tiers.answer, `${path}/name`)),
      n: tiers.fig(`${path}/n`, 'count'),
      revenue: moneyOf(tiers, `${path}/revenue`, `${path}/n`),
      clv: moneyOf(tiers, `${path}/clv`, `${path}/n`, 'modelled'),
      mean: tiers.fig(`${path}/clv_mean`, 'money', { badge: 'modelled' }),
      churn: tiers.fig(`${path}/churn_rate`, 'share'),
      interval: tiers.range(`${path}/churn_low`, `${path}/churn_high`, 'share'),
    })),
    tierTotals: {
      n: tiers.fig('totals/n', 'count'),
      revenue: tiers.fig('totals/revenue', 'money'),
      clv: tiers.fig('totals/clv', 'money', { badge: 'modelled' }),
      churn: tiers.fig('totals/churn_rate', 'share'),
      interval: tiers.range('totals/churn_low', 'totals/churn_high', 'share'),
    },
    noTierChurn: tiers.items('segments').every(path => !tiers.has(`${path}/churn_rate`)),
    limits:
      values !== null && values.has('population/tiers/high')
        ? {
            high: values.fig('population/tiers/high', 'money', { badge: 'modelled' }),
            mid: values.fig('population/tiers/mid', 'money', { badge: 'modelled' }),
          }
        : null,
  }
}

/** Drivers, groups, health, matrix and tiers of a churn report. */
export const riskView = (setting: Setting): View => ({
  ...driversView(setting),
  ...groupsView(setting),
  ...healthView(setting),
  ...tiersView(setting),
})
