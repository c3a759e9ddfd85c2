import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../locales/index.ts'
import { at } from '../reports/answers.ts'
import { parseRemembered, toRemember } from '../reports/changes.ts'
import type { Remembered } from '../reports/changes.ts'
import { withoutBareHeads, withoutHoles } from '../reports/markdown.ts'
import { numberFigures, replacePlans } from '../reports/marks.ts'
import { measured } from '../reports/own-measure.ts'
import { Printer, settled } from '../reports/printer.ts'
import { gates } from '../reports/rubric.ts'
import type { Rubric } from '../reports/rubric.ts'
import { checkPages } from '../reports/verify/check-pages.ts'
import { keepFile } from '../reports/verify/kept-file.ts'
import { staticFragments } from '../reports/verify/static-text.ts'
import { loadReportKind } from '../reports/registry.ts'
import type { OpenReport, ReportKindDefinition } from '../reports/report-kind.ts'
import { compileTemplate } from './handlebars.ts'
import { packageRoot, playbookFolder } from './package-root.ts'
import { printers } from './report-printers.ts'
import type { SetDocument } from './report-printers.ts'
import { putFile } from './put-file.ts'
import type { ReportParts, ReportRequest, WrittenReport } from './report-service.ts'

const compiled = new Map<string, (data: unknown) => string>()

/** Sections that all reports share, as partials: `templates/shared/<name>.<language>.hbs`. */
function sharedSections(language: Language): Record<string, string> {
  const folder = join(packageRoot, 'templates', 'shared')
  const end = `.${language}.hbs`
  return Object.fromEntries(
    readdirSync(folder)
      .filter(file => file.endsWith(end))
      .map(file => [file.slice(0, -end.length), readFileSync(join(folder, file), 'utf8')]),
  )
}

function template(document: string, language: Language): (data: unknown) => string {
  const key = `${document}/${language}`
  const render =
    compiled.get(key) ??
    compileTemplate(
      readFileSync(join(packageRoot, 'templates', document, `${language}.hbs`), 'utf8'),
      language,
      sharedSections(language),
    )
  compiled.set(key, render)
  return render
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A pseudonym that stays the same for a customer within one store's data, and tells nothing else. */
const pseudonyms = (secret: string) => (id: string) => `C-${hash(`${secret}|${id}`).slice(0, 6)}`

interface Naming {
  /** Of this report on this data; a second writing replaces the first. */
  key: string
  /** What reports that can be compared with it are called by. */
  family: string
  stem: string
  secret: string
}

async function nameOf(
  { store }: ReportParts,
  request: ReportRequest,
  kind: ReportKindDefinition,
  { facts }: OpenReport,
): Promise<Naming> {
  const scope =
    request.where === undefined && request.customerId === undefined
      ? ''
      : hash(JSON.stringify([request.where ?? null, request.customerId ?? null])).slice(0, 6)
  const data = facts.described.result_id.slice(2, 8)
  const family = `${request.kind}${scope === '' ? '' : `@${scope}`}-`
  const parts = [
    kind.document,
    ...(scope === '' ? [] : [scope]),
    facts.asOf ?? 'undated',
    data,
    ...(request.shareSafe ? ['share'] : []),
  ]
  const [own] = await store.recall('secret', { key: 'fence', limit: 1 })
  return { key: `${family}${data}`, family, stem: parts.join('_'), secret: `${own?.body ?? ''}|${data}` }
}

/** What is kept of pages written before, by file. */
function linesKept(body: string | undefined): Record<string, unknown> {
  if (body === undefined) return {}
  const found: unknown = at(JSON.parse(body), 'lines')
  return typeof found === 'object' && found !== null ? { ...found } : {}
}

/** The latest report of the same family on other data. */
async function previousOf({ store }: ReportParts, { key, family }: Naming): Promise<Remembered | null> {
  const earlier = await store.recall('report', { limit: 200 })
  return (
    earlier.flatMap(record =>
      record.key === key || !record.key.startsWith(family) ? [] : (parseRemembered(record.body) ?? []),
    )[0] ?? null
  )
}

/** Asks, sets and writes a report in every language and format asked for. */
export async function writeReport(parts: ReportParts, request: ReportRequest): Promise<WrittenReport | null> {
  const { ask, store, folders, progress } = parts
  const kind = await loadReportKind(request.kind)
  const open = await kind.open(ask, {
    business: request.business,
    scenario: request.scenario,
    where: request.where,
    customerId: request.customerId,
    playbookFolder,
    ownPlaybookFolder: folders.playbooks ?? null,
    importedAt: new Map((await store.imports()).map(({ importId, importedAt }) => [importId, importedAt])),
    progress: (done, total) => progress(done, total, request.kind),
  })
  if (open === null) return null
  const { facts } = open
  const naming = await nameOf(parts, request, kind, open)
  const previous = await previousOf(parts, naming)
  const set = (rubric: Rubric) =>
    request.languages.map(language => {
      const printer = new Printer(
        language,
        facts.currency,
        request.shareSafe ? pseudonyms(naming.secret) : undefined,
      )
      const counted = (said: string): string => measured(said, language, facts.business)
      const text = counted(
        withoutHoles(
          withoutBareHeads(
            settled(template(kind.document, language)(open.view({ printer, rubric, previous })), language),
          ),
        ),
      )
      const charts = new Map(
        [...open.charts(printer)].map(([name, chart]) => [
          name,
          { ...chart, title: counted(chart.title), foot: counted(chart.foot), twin: counted(chart.twin) },
        ]),
      )
      return { language, printer, text, charts }
    })
  const numbered = (all: ReturnType<typeof set>) =>
    numberFigures(
      all.flatMap(({ text, charts }) => [
        text,
        ...[...charts.values()].flatMap(({ title, foot, twin }) => [title, foot, twin]),
      ]),
    )
  const figure = (place: number) => facts.book.get(place)
  // Set once to be checked, and once more with what the check found.
  const draft = set(open.judge({ orphans: 0, shareSafe: request.shareSafe }))
  const draftNumbers = numbered(draft)
  const pages = checkPages(
    await Promise.all(
      draft.map(async one => ({
        ...one,
        markdown: String(await printers.md({ ...one, numbers: draftNumbers, figure, title: '', source: '' })),
      })),
    ),
    {
      book: facts.book,
      fragments: staticFragments({
        templates: join(packageRoot, 'templates'),
        playbooks: playbookFolder,
        ownPlaybooks: folders.playbooks ?? null,
      }),
    },
  )
  const rubric = open.judge({
    orphans: pages.reduce((sum, page) => sum + page.orphans, 0),
    shareSafe: request.shareSafe,
    pages,
  })
  const sets = set(rubric)
  const numbers = numbered(sets)
  const files: WrittenReport['files'][number][] = []
  const lines: Record<string, string> = {}
  for (const { language, text, charts } of sets) {
    const document: SetDocument = {
      language,
      text,
      charts,
      numbers,
      figure,
      title: replacePlans(/^# (.*)$/m.exec(text)?.[1] ?? 'Holdfast', inner => inner),
      source: `${facts.asOf ?? ''} · ${facts.described.result_id}`,
    }
    for (const format of request.formats) {
      const content = await printers[format](document)
      const path = putFile(folders.output, `${naming.stem}_${language}.${format}`, content)
      files.push({ path, language, format, bytes: Buffer.byteLength(content) })
      lines[`${naming.stem}_${language}.${format}`] = keepFile(content, format)
    }
  }
  const report = open.data(sets[0]?.printer ?? new Printer('en', facts.currency))
  const register = [...numbers].flatMap(([place, number]) => {
    const known = figure(place)
    return known
      ? [{ number: `F${number}`, id: known.id, value: known.value, unit: known.unit, badge: known.badge }]
      : []
  })
  const rubricFacts = {
    score: rubric.score,
    of: rubric.of ?? rubric.points.length,
    gates_passed: rubric.gatesPassed,
    gates: rubric.gates ?? gates.length,
    points: rubric.points,
  }
  const data = {
    kind: request.kind,
    as_of: facts.asOf,
    currency: facts.currency,
    business: facts.business,
    report,
    rubric: rubricFacts,
    register,
  }
  const dataText = `${JSON.stringify(data, null, 1)}\n`
  lines[`${naming.stem}.json`] = keepFile(dataText, 'json')
  const written: WrittenReport = {
    reportId: naming.key,
    files,
    dataFile: putFile(folders.output, `${naming.stem}.json`, dataText),
    business: facts.business,
    asOf: facts.asOf,
    currency: facts.currency,
    report,
    register,
    rubric: rubricFacts,
    missing: open.missing(),
  }
  // Pages of this report in languages or formats not asked for now keep what is known of them.
  const [known] = await store.recall('report', { key: naming.key, limit: 1 })
  await store.remember('report', {
    key: naming.key,
    day: facts.asOf ?? '1970-01-01',
    body: JSON.stringify({
      kind: request.kind,
      languages: request.languages,
      files: files.map(({ path }) => path.split(/[/\\]/).at(-1)),
      register,
      lines: { ...linesKept(known?.body), ...lines },
      compare: toRemember(facts, open.headlines()),
    }),
  })
  return written
}
