import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import type { Language } from '../locales/index.ts'
import { churnCharts } from '../reports/churn/charts.ts'
import { parseRemembered, toRemember } from '../reports/churn/changes.ts'
import { churnFacts } from '../reports/churn/facts.ts'
import type { ChurnFacts } from '../reports/churn/facts.ts'
import { churnReport, missingSections } from '../reports/churn/schema.ts'
import { churnView } from '../reports/churn/view.ts'
import { htmlPage } from '../reports/html.ts'
import { chartHtml, chartMarkdown, registerTable } from '../reports/insets.ts'
import { plainMarkdown } from '../reports/markdown.ts'
import { keysIn, numberFigures } from '../reports/marks.ts'
import { Printer } from '../reports/printer.ts'
import { judge } from '../reports/rubric.ts'
import { wordsFor } from '../reports/words/words.ts'
import { compileTemplate } from './handlebars.ts'
import { packageRoot } from './package-root.ts'
import { putFile } from './report-service.ts'
import type { ReportParts, ReportRequest, WrittenReport } from './report-service.ts'

const compiled = new Map<string, (data: unknown) => string>()

function template(document: string, language: Language): (data: unknown) => string {
  const key = `${document}/${language}`
  const render =
    compiled.get(key) ??
    compileTemplate(
      readFileSync(join(packageRoot, 'templates', document, `${language}.hbs`), 'utf8'),
      language,
    )
  compiled.set(key, render)
  return render
}

/** A pseudonym that stays the same for a customer within one store's data, and tells nothing else. */
const pseudonyms = (secret: string) => (id: string) =>
  `C-${createHash('sha256').update(`${secret}|${id}`).digest('hex').slice(0, 6)}`

interface Set {
  language: Language
  printer: Printer
  text: string
  charts: ReturnType<typeof churnCharts>
}

function setIn(
  language: Language,
  facts: ChurnFacts,
  {
    request,
    previous,
    secret,
    orphans,
  }: {
    request: ReportRequest
    previous: ReturnType<typeof parseRemembered>
    secret: string
    orphans: number
  },
): Set {
  const printer = new Printer(language, facts.currency, request.shareSafe ? pseudonyms(secret) : undefined)
  const rubric = judge(facts, { orphans, shareSafe: request.shareSafe })
  const text = template('churn-report', language)(churnView({ facts, printer, rubric, previous }))
  return { language, printer, text, charts: churnCharts(facts, printer) }
}

/** Asks, sets and writes a churn report in every language and format asked for. */
export async function writeChurnReport(
  { ask, store, folders, progress }: ReportParts,
  request: ReportRequest,
): Promise<WrittenReport | null> {
  const facts = await churnFacts(ask, {
    business: request.business,
    scenario: request.scenario,
    playbookFolder: join(packageRoot, 'data', 'playbooks'),
    progress: (done, total) => progress(done, total, 'churn_report'),
  })
  if (facts === null) return null
  const key = `churn_report-${facts.described.result_id.slice(2, 8)}`
  const earlier = await store.recall('report', { limit: 50 })
  const previous =
    earlier.flatMap(record =>
      record.key === key || !record.key.startsWith('churn_report-')
        ? []
        : (parseRemembered(record.body) ?? []),
    )[0] ?? null
  const sets = request.languages.map(language =>
    setIn(language, facts, { request, previous, secret: key, orphans: 0 }),
  )
  const drawn = sets.flatMap(({ text, charts }) => [
    text,
    ...[...charts.values()].flatMap(({ title, foot, twin }) => [title, foot, twin]),
  ])
  const numbers = numberFigures(drawn)
  const figure = (place: number) => facts.book.get(place)
  const stem = `churn-report_${facts.asOf ?? 'undated'}_${facts.described.result_id.slice(2, 8)}${request.shareSafe ? '_share' : ''}`
  const files = sets.flatMap(({ language, text, charts }) => {
    const words = wordsFor(language)
    const register = registerTable(numbers, figure, words)
    const title = /^# (.*)$/m.exec(text)?.[1] ?? 'Holdfast'
    return request.formats.map(format => {
      const content =
        format === 'md'
          ? plainMarkdown(text, {
              numbers,
              referenceHead: words.register.reference,
              twinOf: name =>
                name === 'register'
                  ? register
                  : charts.has(name)
                    ? chartMarkdown(charts.get(name) ?? missingDraft)
                    : '',
            })
          : htmlPage({
              language,
              title,
              text,
              numbers,
              figure,
              footer: `${words.printed.on} · ${facts.asOf ?? ''} · ${keysIn(text).length > 0 ? facts.described.result_id : ''}`,
              inset: name => insetHtml(name, { charts, words, numbers, figure, register }),
            })
      const path = putFile(folders.output, `${stem}_${language}.${format}`, content)
      return { path, language, format, bytes: Buffer.byteLength(content) }
    })
  })
  const rubric = judge(facts, { orphans: 0, shareSafe: request.shareSafe })
  const first = sets[0]
  const report = churnReport(facts, first?.printer ?? new Printer('en', facts.currency))
  const register = [...numbers].flatMap(([place, number]) => {
    const known = figure(place)
    return known
      ? [{ number: `F${number}`, id: known.id, value: known.value, unit: known.unit, badge: known.badge }]
      : []
  })
  const rubricFacts = { score: rubric.score, gates_passed: rubric.gatesPassed, points: rubric.points }
  const data = {
    kind: request.kind,
    as_of: facts.asOf,
    currency: facts.currency,
    business: facts.business,
    report,
    rubric: rubricFacts,
    register,
  }
  const written: WrittenReport = {
    reportId: key,
    files,
    dataFile: putFile(folders.output, `${stem}.json`, `${JSON.stringify(data, null, 1)}\n`),
    business: facts.business,
    asOf: facts.asOf,
    currency: facts.currency,
    report,
    register,
    rubric: rubricFacts,
    missing: missingSections(facts),
  }
  await store.remember('report', {
    key,
    day: facts.asOf ?? '1970-01-01',
    body: JSON.stringify({
      kind: request.kind,
      languages: request.languages,
      files: files.map(({ path }) => path.split(/[/\\]/).at(-1)),
      register,
      compare: toRemember(facts),
    }),
  })
  return written
}

const missingDraft = { title: '', foot: '', twin: '', plan: () => ({ option: {}, width: 0, height: 0 }) }

function insetHtml(
  name: string,
  {
    charts,
    words,
    numbers,
    figure,
    register,
  }: Pick<Set, 'charts'> & {
    words: ReturnType<typeof wordsFor>
    numbers: ReadonlyMap<number, number>
    figure: (key: number) => ReturnType<ChurnFacts['book']['get']>
    register: string
  },
): string {
  const page = { numbers, figure, inset: () => '' }
  if (name === 'register') {
    const rows = register
      .split('\n')
      .slice(2)
      .map(line => line.slice(2, -2).split(' | '))
    const head = words.register.head.map(cell => `<th>${cell}</th>`).join('')
    const body = rows
      .map(
        cells =>
          `<tr id="${cells[0] ?? ''}">${cells.map(cell => `<td>${cell.replace(/^`(.*)`$/, '<code>$1</code>')}</td>`).join('')}</tr>`,
      )
      .join('\n')
    return `<details class="register"><summary>${words.register.reference} (${rows.length})</summary><div class="wide" tabindex="0" role="region"><table><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table></div></details>\n`
  }
  const draft = charts.get(name)
  return draft ? chartHtml(draft, words, page) : ''
}
