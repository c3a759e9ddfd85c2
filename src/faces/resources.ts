import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../fault.ts'
import type { Holdfast } from '../kernel/holdfast.ts'
import { maskedRecord } from '../kernel/masking.ts'
import { packageRoot } from '../kernel/package-root.ts'

export interface ResourceEntry {
  uri: string
  name: string
  title: string
  mimeType: string
}

export interface ResourceText {
  uri: string
  mimeType: string
  text: string
}

const markdown = 'text/markdown'
const json = 'application/json'
const listedAtMost = 50

export const resourceTemplates = [
  {
    uriTemplate: 'holdfast://methods/{name}',
    name: 'method',
    title: 'How a figure is computed',
    mimeType: markdown,
  },
  {
    uriTemplate: 'holdfast://imports/{import_id}',
    name: 'import',
    title: 'What one import brought',
    mimeType: json,
  },
  {
    uriTemplate: 'holdfast://results/{result_id}',
    name: 'result',
    title: 'An answer given before',
    mimeType: json,
  },
  {
    uriTemplate: 'holdfast://reports/{id}',
    name: 'report',
    title: 'A report written before',
    mimeType: markdown,
  },
] as const

const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')

/** The chapters of docs/formulas.md by name. */
function methods(): Map<string, string> {
  const file = join(packageRoot, 'docs', 'formulas.md')
  if (!existsSync(file)) return new Map()
  const chapters = readFileSync(file, 'utf8')
    .split(/^(?=## )/m)
    .slice(1)
  return new Map(chapters.map(text => [slug(text.slice(3, text.indexOf('\n'))), text.trim()]))
}

export async function listResources(holdfast: Holdfast): Promise<ResourceEntry[]> {
  const store = await holdfast.store()
  const [imports, reports] = await Promise.all([
    store.imports(),
    store.recall('report', { limit: listedAtMost }),
  ])
  return [
    {
      uri: 'holdfast://overview',
      name: 'overview',
      title: 'What is stored and what can be asked',
      mimeType: markdown,
    },
    ...[...methods().keys()].map(name => ({
      uri: `holdfast://methods/${name}`,
      name: `method ${name}`,
      title: name.replaceAll('-', ' '),
      mimeType: markdown,
    })),
    ...imports.slice(-listedAtMost).map(({ importId, entity }) => ({
      uri: `holdfast://imports/${importId}`,
      name: `import ${importId}`,
      title: entity,
      mimeType: json,
    })),
    ...reports.map(({ key, day }) => ({
      uri: `holdfast://reports/${key}`,
      name: `report ${key}`,
      title: day,
      mimeType: json,
    })),
  ]
}

async function overview(holdfast: Holdfast): Promise<string> {
  const outcome = await holdfast.call('describe_data', {})
  return outcome.ok ? outcome.text : outcome.fault.message
}

/** Reads `holdfast://<kind>/<id>`; throws the fault of what is missing. */
export async function readResource(holdfast: Holdfast, uri: string): Promise<ResourceText> {
  const [, kind, id = ''] = /^holdfast:\/\/(\w+)(?:\/([\w.:-]+))?$/.exec(uri) ?? []
  const text = (mimeType: string, content: string): ResourceText => ({ uri, mimeType, text: content })
  if (kind === 'overview' && id === '') return text(markdown, await overview(holdfast))
  if (kind === 'methods') {
    const chapter = methods().get(id)
    if (chapter) return text(markdown, chapter)
  }
  if (kind === 'imports') {
    const found = (await (await holdfast.store()).imports()).find(({ importId }) => importId === id)
    if (!found) throw new Fault('import_not_found', { importId: id })
    return text(json, await maskedRecord(await holdfast.store(), JSON.stringify(found)))
  }
  if (kind === 'results') {
    const store = await holdfast.store()
    const found = await store.result(id)
    if (!found) throw new Fault('result_not_found', { resultId: id })
    return text(json, await maskedRecord(store, found.answer))
  }
  if (kind === 'reports' && id !== '') {
    const store = await holdfast.store()
    const [found] = await store.recall('report', { key: id, limit: 1 })
    if (found) return text(json, await maskedRecord(store, found.body))
  }
  throw new Fault('not_found', { what: uri.slice(0, 120) })
}
