/**
 * The rooms of the house and what each may import: other rooms first, then packages (`host` is any `node:` module).
 * Imports point down. Change this table in the same commit as the code, with the reason in the message.
 * A room that ends in `.ts` is one file; `types of` means `import type` only.
 */
const rooms: Readonly<Record<string, { rooms: string; packages: string }>> = {
  'src/fault.ts': { rooms: '', packages: '' },
  'src/domain': { rooms: 'src/fault.ts', packages: 'cephes ml-matrix ml-kmeans pure-rand d3-random highs' },
  'src/locales': { rooms: 'types of src/fault.ts', packages: '' },
  'src/store/store.ts': {
    rooms: 'types of src/domain, types of src/store/import-session.ts, types of src/store/questions.ts',
    packages: '',
  },
  // Records of the port: it passes them on, so that callers name one file.
  'src/store/import-session.ts': { rooms: 'types of src/store/import-batch.ts', packages: '' },
  'src/store/questions.ts': { rooms: 'types of src/domain', packages: '' },
  'src/store/import-batch.ts': { rooms: 'types of src/domain', packages: '' },
  'src/store/sqlite': {
    rooms: 'src/store/store.ts src/store/import-batch.ts src/domain src/fault.ts',
    packages: 'host better-sqlite3',
  },
  'src/store/open-store.ts': { rooms: 'src/store/store.ts src/store/sqlite', packages: 'host' },
  'src/importers': {
    rooms: 'src/domain src/fault.ts src/locales src/store/import-batch.ts, types of src/store/store.ts',
    packages:
      'host zod csv-parse udsv chardet read-excel-file hyparquet hyparquet-compressors luxon opencc-js fastest-levenshtein',
  },
  'src/charts': {
    rooms: 'src/domain src/locales src/fault.ts, types of src/store/store.ts',
    packages: 'host echarts @resvg/resvg-js wawoff2',
  },
  'src/reports': {
    rooms: 'src/domain src/locales src/fault.ts src/charts, types of src/store/store.ts',
    packages: 'host zod handlebars markdown-it markdown-it-cjk-friendly pdfmake docx fflate',
  },
  'src/kernel': {
    rooms:
      'src/domain src/locales src/fault.ts src/importers src/reports src/charts src/store/import-batch.ts, types of src/store/store.ts',
    packages: 'host zod handlebars pino smol-toml fastest-levenshtein write-excel-file',
  },
  'src/tool.ts': {
    rooms:
      'src/kernel src/fault.ts, types of src/locales, types of src/importers, types of src/store/store.ts',
    packages: 'zod',
  },
  // What several tools ask of store and domain together; it enters through the door of the tools, like they do.
  'src/analysis': {
    rooms: 'src/tool.ts src/domain src/locales src/fault.ts, types of src/store/store.ts',
    packages: '',
  },
  tools: { rooms: 'src/tool.ts src/domain src/analysis tools/words tools/parts', packages: 'zod' },
  'tools/parts': { rooms: 'src/tool.ts src/domain src/analysis src/locales tools/words', packages: 'zod' },
  'tools/words': {
    rooms: 'src/domain src/tool.ts, types of src/analysis, types of tools/parts',
    packages: '',
  },
  prompts: { rooms: 'src/tool.ts src/domain', packages: 'zod' },
  'src/faces': {
    rooms: 'src/kernel src/locales src/fault.ts',
    packages: 'host zod hono @hono/node-server commander cli-table3',
  },
  // The one file that knows the protocol's SDK.
  'src/faces/mcp.ts': {
    rooms: 'src/faces src/kernel src/locales src/fault.ts',
    packages: 'host @modelcontextprotocol/sdk',
  },
  'src/join.ts': { rooms: 'src/kernel src/store/open-store.ts', packages: '' },
  // The first lines of the thread that answers calls.
  'src/serve-thread.ts': { rooms: 'src/join.ts src/kernel', packages: 'host' },
  'src/bin.ts': { rooms: 'src/join.ts src/faces src/kernel', packages: 'host' },
}

import { readFileSync, readdirSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'

interface Import {
  target: string
  typeOnly: boolean
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && /\.(ts|mts|js|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map(entry => posix.join(entry.parentPath.replaceAll('\\', '/'), entry.name))
}

/** The room of a file: the longest name in the table that holds it. */
function roomOf(file: string): string | null {
  const holds = (room: string): boolean =>
    room.endsWith('.ts') ? file === room : file.startsWith(`${room}/`)
  return (
    Object.keys(rooms)
      .filter(holds)
      .toSorted((one, two) => two.length - one.length)[0] ?? null
  )
}

function importsOf(text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const fixed = [...code.matchAll(/^\s*(?:import|export)\s+(type\s)?[^'";]*?from\s*['"]([^'"]+)['"]/gm)]
  const bare = [...code.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm)]
  const late = [...code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)]
  return [
    ...fixed.map(([, type, target = '']) => ({ target, typeOnly: type !== undefined })),
    ...[...bare, ...late].map(([, target = '']) => ({ target, typeOnly: false })),
  ]
}

function isAllowed(room: string, list: string, typeOnly: boolean): boolean {
  const typesOf = [...list.matchAll(/types of ([\w/.-]+)/g)].map(([, name]) => name)
  const whole = list
    .replace(/types of [\w/.-]+/g, '')
    .split(/[\s,]+/)
    .filter(Boolean)
  return whole.includes(room) || (typeOnly && typesOf.includes(room))
}

const packageName = (target: string): string =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')

/** What is wrong with one file, in sentences. */
export function breaches(file: string, text: string): string[] {
  const room = roomOf(file)
  const rule = room === null ? undefined : rooms[room]
  if (room === null || rule === undefined) {
    return [
      `${file} lies in no known room: move it into one, or add a row to the table in test/contract/import-rules.test.ts.`,
    ]
  }
  return importsOf(text).flatMap(({ target, typeOnly }) => {
    if (!target.startsWith('.')) {
      const allowed = rule.packages.split(' ')
      if (isBuiltin(target)) {
        return allowed.includes('host') || typeOnly
          ? []
          : [`${file} (room ${room}) may not use the host module ${target}.`]
      }
      return allowed.includes(packageName(target))
        ? []
        : [`${file} (room ${room}) may not import the package ${target}.`]
    }
    const to = posix.normalize(posix.join(dirname(file).replaceAll('\\', '/'), target))
    const other = roomOf(to)
    if (other === null) return [`${file} imports ${to}, which lies in no known room.`]
    if (other === room || isAllowed(other, rule.rooms, typeOnly)) return []
    // A room may always use files of its own that have a row of their own.
    if (other.startsWith(`${room}/`)) return []
    return [
      `${file} (room ${room}) may not import ${to} (room ${other}); allowed: ${rule.rooms || 'nothing'}.`,
    ]
  })
}

/** Files that run each other, as rings of names; types are free to point anywhere in their room. */
function rings(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      found.push([...path.slice(path.indexOf(file)), file].join(' → '))
      return
    }
    state.set(file, 'open')
    for (const next of imports.get(file) ?? []) visit(next, [...path, file])
    state.set(file, 'done')
  }
  for (const file of imports.keys()) visit(file, [])
  return found
}

const runs = (file: string, text: string): string[] =>
  importsOf(text)
    .filter(({ target, typeOnly }) => target.startsWith('.') && !typeOnly)
    .map(({ target }) => posix.normalize(posix.join(dirname(file).replaceAll('\\', '/'), target)))

describe('import rules', () => {
  const files = ['src', 'tools', 'prompts'].flatMap(sources)

  it('look at every source file', () => {
    expect(files.length).toBeGreaterThan(100)
  })

  it('hold in every file: imports point down', () => {
    expect(files.flatMap(file => breaches(file, readFileSync(join(file), 'utf8')))).toEqual([])
  })

  it('leave no ring of files that run each other', () => {
    const imports = new Map(files.map(file => [file, runs(file, readFileSync(file, 'utf8'))]))
    expect(rings(imports)).toEqual([])
    expect(
      rings(
        new Map([
          ['a.ts', runs('a.ts', `import { b } from './b.ts'`)],
          ['b.ts', ['a.ts']],
        ]),
      ),
    ).toEqual(['a.ts → b.ts → a.ts'])
  })

  it('find what breaks them', () => {
    const wrong = `import { x } from '../kernel/log.ts'\nimport fs from 'node:fs'\nconst y = await import('zod')`
    expect(breaches('src/domain/planted.ts', wrong)).toEqual([
      'src/domain/planted.ts (room src/domain) may not import src/kernel/log.ts (room src/kernel); allowed: src/fault.ts.',
      'src/domain/planted.ts (room src/domain) may not use the host module node:fs.',
      'src/domain/planted.ts (room src/domain) may not import the package zod.',
    ])
    expect(
      breaches('tools/planted.ts', `import { callTool } from '../src/kernel/call-tool.ts'`),
    ).toHaveLength(1)
    expect(
      breaches('src/faces/http.ts', `import { Server } from '@modelcontextprotocol/sdk/server/index.js'`),
    ).toHaveLength(1)
    expect(breaches('src/helpers/any.ts', '')).toEqual([
      'src/helpers/any.ts lies in no known room: move it into one, or add a row to the table in test/contract/import-rules.test.ts.',
    ])
  })
})

describe('sources', () => {
  it('use neither console nor the clock nor chance in the domain', () => {
    const told = sources('src/domain').flatMap(file => {
      const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      return [...code.matchAll(/\bconsole\.|Date\.now\(|new Date\(\)|Math\.random\(|\bprocess\./g)].map(
        ([found]) => `${file}: ${found}`,
      )
    })
    expect(told).toEqual([])
  })
})
