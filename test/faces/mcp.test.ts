import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { expect, it, onTestFinished } from 'vitest'
import { instructions } from '../../src/faces/instructions.ts'
import { createMcpServer } from '../../src/faces/mcp.ts'
import type { Holdfast } from '../../src/kernel/holdfast.ts'
import { fixtureProduct } from './fixture-product.ts'

async function connect(holdfast: Promise<Holdfast>): Promise<Client> {
  const [mine, theirs] = InMemoryTransport.createLinkedPair()
  const client = new Client({ name: 'test', version: '1' })
  await Promise.all([createMcpServer(holdfast).connect(theirs), client.connect(mine)])
  onTestFinished(() => client.close())
  return client
}

it('answers initialize while the product is still loading', async () => {
  const client = await connect(new Promise(() => undefined))
  expect(client.getServerVersion()).toMatchObject({ name: 'holdfast', title: 'Holdfast' })
  expect(client.getInstructions()).toBe(instructions)
  expect(instructions.length).toBeLessThanOrEqual(2048)
})

it('lists tools with a title, all four hints and schemas of our own', async () => {
  const client = await connect(fixtureProduct())
  const { tools } = await client.listTools()
  expect(tools.map(({ name, title, annotations }) => ({ name, title, ...annotations })))
    .toMatchInlineSnapshot(`
    [
      {
        "destructiveHint": false,
        "idempotentHint": false,
        "name": "break_down",
        "openWorldHint": false,
        "readOnlyHint": false,
        "title": "Break down",
      },
      {
        "destructiveHint": false,
        "idempotentHint": true,
        "name": "echo_rows",
        "openWorldHint": false,
        "readOnlyHint": true,
        "title": "Echo rows",
      },
      {
        "destructiveHint": false,
        "idempotentHint": true,
        "name": "slow_count",
        "openWorldHint": false,
        "readOnlyHint": true,
        "title": "Slow count",
      },
    ]
  `)
  expect(tools.find(({ name }) => name === 'echo_rows')?.inputSchema).toMatchInlineSnapshot(`
    {
      "additionalProperties": false,
      "properties": {
        "inputs": {
          "properties": {
            "price": {
              "type": "number",
            },
          },
          "required": [
            "price",
          ],
          "type": "object",
        },
        "limit": {
          "default": 10,
          "maximum": 100,
          "minimum": 1,
          "type": "integer",
        },
        "tags": {
          "items": {
            "type": "string",
          },
          "type": "array",
        },
        "text": {
          "type": "string",
        },
        "times": {
          "default": 1,
          "maximum": 1000,
          "minimum": 1,
          "type": "integer",
        },
      },
      "required": [
        "text",
      ],
      "type": "object",
    }
  `)
  expect(JSON.stringify(tools)).not.toContain('$schema')
})

it('gives the whole answer twice: as words and as structure', async () => {
  const client = await connect(fixtureProduct())
  const answer = await client.callTool({
    name: 'echo_rows',
    arguments: { text: 'hello', times: '2', tags: '["a"]' },
  })
  expect(answer.isError).toBeUndefined()
  expect(answer.structuredContent).toMatchObject({
    summary: '2 rows.',
    status: 'ok',
    tags: ['a'],
    rows: [
      { number: 1, text: 'hello' },
      { number: 2, text: 'hello' },
    ],
  })
  expect(JSON.stringify(answer.content)).toContain('| 2 | hello |')
})

it('tells faults in words only: no structure, no stack, no path', async () => {
  const client = await connect(fixtureProduct())
  const wrong = await client.callTool({ name: 'echo_rows', arguments: { text: 'x', tmies: 3 } })
  expect(wrong).toEqual({
    isError: true,
    content: [
      {
        type: 'text',
        text: 'unknown_argument: There is no argument “tmies”. Did you mean “times”? Known arguments: text, times, inputs, tags, limit.',
      },
    ],
  })
  const unknown = await client.callTool({ name: 'echo_row', arguments: {} })
  expect(JSON.stringify(unknown.content)).toContain('Did you mean “echo_rows”?')
  const broken = await client.callTool({ name: 'break_down', arguments: {} })
  expect(broken).toMatchObject({ isError: true })
  expect(JSON.stringify(broken)).toMatch(
    /internal: Something went wrong inside the server \(reference \w{8}\)/,
  )
  expect(JSON.stringify(broken)).not.toMatch(/someone|SELECT|stack/)
})

it('reports progress that always grows', async () => {
  const client = await connect(fixtureProduct())
  const steps: { progress: number; message?: string | undefined }[] = []
  await client.callTool({ name: 'slow_count', arguments: { steps: 12 } }, undefined, {
    onprogress: step => steps.push(step),
  })
  expect(steps.length).toBeGreaterThan(1)
  expect(steps.every((step, at) => at === 0 || step.progress > (steps[at - 1]?.progress ?? 0))).toBe(true)
  expect(steps.at(-1)).toMatchObject({ message: 'step 12' })
})

it('stops a call that the client cancels', async () => {
  const client = await connect(fixtureProduct())
  const cancel = new AbortController()
  const call = client.callTool({ name: 'slow_count', arguments: { steps: 1000 } }, undefined, {
    signal: cancel.signal,
    onprogress: () => cancel.abort('enough'),
  })
  await expect(call).rejects.toThrow('enough')
  // The server is free for the next question.
  const next = await client.callTool({ name: 'slow_count', arguments: { steps: 1 } })
  expect(next.structuredContent).toMatchObject({ counted: 1 })
})

it('reads resources and refuses what does not exist', async () => {
  const client = await connect(fixtureProduct())
  const { resources } = await client.listResources()
  expect(resources[0]?.uri).toBe('holdfast://overview')
  const { resourceTemplates } = await client.listResourceTemplates()
  expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
    'holdfast://methods/{name}',
    'holdfast://imports/{import_id}',
    'holdfast://results/{result_id}',
    'holdfast://reports/{id}',
  ])
  const { structuredContent } = await client.callTool({ name: 'echo_rows', arguments: { text: 'kept' } })
  const { contents } = await client.readResource({
    uri: `holdfast://results/${Object(structuredContent).result_id}`,
  })
  expect(JSON.stringify(contents)).toContain('kept')
  await expect(client.readResource({ uri: 'holdfast://results/r_none' })).rejects.toThrow('result_not_found')
  await expect(client.readResource({ uri: 'file:///etc/passwd' })).rejects.toThrow('not_found')
})
