import { z } from 'zod'
import { defineTool, Fault } from '../src/tool.ts'
import { removeWords } from './words/remove-data.ts'

export default defineTool({
  name: 'remove_data',
  title: 'Delete imported data',
  description:
    'Delete the rows of one import, or everything, for good. confirm repeats the import id, or "all". Import ids stand in describe_data. To correct a file, import the new one with on_conflict "replace" instead.',
  effect: 'delete',
  examples: [
    {
      ask: 'Undo the last import.',
      input: { import_id: 'imp_0123456789abcdef', confirm: 'imp_0123456789abcdef' },
    },
  ],
  input: z.object({
    import_id: z.string().min(1).max(80).optional(),
    all: z.boolean().optional(),
    confirm: z.string().max(80).optional().describe('the import id, or "all"'),
  }),
  output: z.object({
    removed: z.array(z.object({ table: z.string(), rows: z.number() })),
    import_id: z.string().nullable(),
    file: z.string().nullable(),
    files_removed: z.number(),
  }),
  async run({ import_id: importId, all, confirm }, { store, say, formats, imports }) {
    const words = say(removeWords)
    if ((importId === undefined) === (all !== true)) {
      throw new Fault('invalid_input', { field: 'import_id', problem: 'give either import_id or all: true' })
    }
    const records = await store.imports()
    const record = records.find(known => known.importId === importId)
    if (importId !== undefined && !record) throw new Fault('import_not_found', { importId })
    if (!record && records.length === 0) {
      return {
        summary: words.nothing,
        status: 'no_data' as const,
        removed: [],
        import_id: null,
        file: null,
        files_removed: 0,
      }
    }
    const expected = record ? record.importId : 'all'
    if (confirm !== expected) {
      const rows = formats.number(
        record ? record.rowsUsed : records.reduce((sum, { rowsUsed }) => sum + rowsUsed, 0),
      )
      const what = record ? words.one(record.fileName, rows) : words.everything(records.length, rows)
      throw new Fault('confirmation_required', { confirm: expected, what })
    }
    const counts = record ? await store.removeImport(record.importId) : await store.removeAll()
    const filesRemoved = imports.forget(record ? [record.importId] : null)
    const removed = Object.entries(counts)
      .map(([table, rows]) => ({ table, rows }))
      .filter(({ rows }) => rows > 0)
    return {
      summary: formats.sentences([
        record ? words.doneOne(record.fileName) : words.doneAll(records.length),
        words.rows(removed.map(({ table, rows }) => `${table} ${formats.number(rows)}`).join(words.comma)),
        filesRemoved > 0 ? words.files(filesRemoved) : '',
      ]),
      removed,
      import_id: record?.importId ?? null,
      file: record?.fileName ?? null,
      files_removed: filesRemoved,
      suggested_actions: [{ tool: 'describe_data', why: words.see, arguments: {} }],
    }
  },
})
