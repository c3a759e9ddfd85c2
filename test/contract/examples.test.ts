import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommandLine } from '../../src/faces/cli.ts'
import { createHttpApp } from '../../src/faces/http.ts'
import { createMcpServer } from '../../src/faces/mcp.ts'
import type { Example, Tool } from '../../src/kernel/define-tool.ts'
import type { Holdfast, Outcome } from '../../src/kernel/holdfast.ts'
import { loadTools } from '../../src/kernel/load-folder.ts'
import { sampleNames, sampleProduct } from './sample-product.ts'

const tools = [...(await loadTools()).values()]
const asked = tools.flatMap(tool =>
  tool.examples.map(example => ({ name: tool.name, ask: example.ask, tool, example })),
)
// What writes or deletes is asked on data of its own, so that the other examples find theirs.
const reading = asked.filter(({ tool }) => tool.effect === 'read')
const writing = asked.filter(({ tool }) => tool.effect !== 'read')

const products: Awaited<ReturnType<typeof sampleProduct>>[] = []
beforeAll(async () => {
  for (const name of sampleNames) products.push(await sampleProduct(name))
}, 300_000)
afterAll(() => Promise.all(products.map(({ end }) => end())))

/** The first sample on which an example has an answer, and that answer. */
async function answered(tool: Tool, { input }: Example): Promise<{ holdfast: Holdfast; outcome: Outcome }> {
  let last: { holdfast: Holdfast; outcome: Outcome } | null = null
  for (const { holdfast } of products) {
    const outcome = await holdfast.call(tool.name, input)
    last = { holdfast, outcome }
    if (outcome.ok && !['no_data', 'not_enough_data'].includes(outcome.answer.status)) return last
  }
  if (!last) throw new Error('no sample')
  return last
}

const token = 'token-of-the-parity-test-long-enough'

async function overHttp(holdfast: Holdfast, tool: string, input: unknown): Promise<unknown> {
  const headers = {
    host: '127.0.0.1:7878',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
  }
  const init = { method: 'POST', headers, body: JSON.stringify(input) }
  return (await createHttpApp(holdfast, { token }).request(`/api/tools/${tool}`, init)).json()
}

async function overChat(
  holdfast: Holdfast,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const [mine, theirs] = InMemoryTransport.createLinkedPair()
  const client = new Client({ name: 'parity', version: '1' })
  await Promise.all([createMcpServer(Promise.resolve(holdfast)).connect(theirs), client.connect(mine)])
  try {
    // The client judges the structure by the schema that was advertised for it.
    await client.listTools()
    const { structuredContent, content } = await client.callTool({ name, arguments: { ...input } })
    return structuredContent ?? content
  } finally {
    await client.close()
  }
}

async function overCommandLine(holdfast: Holdfast, tool: string, input: unknown): Promise<unknown> {
  let out = ''
  const terminal = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (out += text),
    outIsPerson: false,
    errIsPerson: false,
    ask: null,
  }
  const open = { ...holdfast, close: async () => undefined }
  await runCommandLine(['call', tool, '--json', JSON.stringify(input)], async () => open, terminal)
  return JSON.parse(out)
}

describe('every example', () => {
  it.each(reading)(
    '$name: “$ask” has an answer on a sample, the same through all three faces',
    async ({ tool, example }) => {
      const { holdfast, outcome } = await answered(tool, example)
      if (!outcome.ok) throw new Error(outcome.fault.message)
      expect(outcome.answer.status).toBe('ok')
      expect(outcome.answer.summary).not.toBe('')
      // Cap of a reply, in characters.
      expect(outcome.text.length).toBeLessThanOrEqual(40_000)
      const answer: unknown = JSON.parse(JSON.stringify(outcome.answer))
      expect(await overHttp(holdfast, tool.name, example.input)).toEqual(answer)
      expect(await overChat(holdfast, tool.name, example.input)).toEqual(answer)
      expect(await overCommandLine(holdfast, tool.name, example.input)).toEqual(answer)
    },
  )

  it.each(writing)('$name: “$ask” is taken', async ({ tool, example }) => {
    const { end, holdfast } = await sampleProduct('lifecycle-costs')
    try {
      const outcome = await holdfast.call(tool.name, example.input)
      const told = outcome.ok ? outcome.answer.status : outcome.fault.code
      // A deleting example names an import that only its author's store has.
      expect([
        'ok',
        'needs_confirmation',
        'needs_mapping',
        'no_data',
        // A store of costs alone has no health to draw; the status with the shortfall is the promised answer.
        'not_enough_data',
        'import_not_found',
        'confirmation_required',
      ]).toContain(told)
    } finally {
      await end()
    }
  })
})
