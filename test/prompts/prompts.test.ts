import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttpApp } from '../../src/faces/http.ts'
import { createMcpServer } from '../../src/faces/mcp.ts'
import { sampleHoldfast } from '../reports/sample-store.ts'
import type { SampleHoldfast } from '../reports/sample-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-prompts-'))
const names = [
  'churn_report',
  'clv_analysis',
  'cost_review',
  'customer_brief',
  'health_review',
  'qbr',
  'retention_roi_case',
]
let sample: SampleHoldfast

beforeAll(async () => {
  sample = await sampleHoldfast('b2b-crm', folder)
}, 120_000)
afterAll(async () => {
  await sample.holdfast.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('prompts', () => {
  it('are the seven of the contract, with one-token choices and a twin', () => {
    expect(sample.holdfast.prompts.map(({ name }) => name).toSorted()).toEqual(names)
    for (const prompt of sample.holdfast.prompts) {
      expect(prompt.arguments.flatMap(({ choices }) => choices).filter(choice => /\s/.test(choice))).toEqual(
        [],
      )
      expect(prompt.twin).toMatch(/^[a-z_]+$/)
    }
  })

  it.each(names)(
    '%s carries figures with ids inside a fence, called as clients do',
    { timeout: 240_000 },
    async name => {
      // Menus send "" for what was left out.
      for (const language of ['', 'zh-CN', 'zh-TW']) {
        const outcome = await sample.holdfast.prompt(name, { language })
        expect(outcome.ok ? '' : outcome.fault.message).toBe('')
        const text = outcome.ok ? outcome.text : ''
        const fence = /<(data-[0-9a-f]{12})>\n([\s\S]*)\n<\/\1>/.exec(text)
        expect(fence).not.toBeNull()
        const lines = (fence?.[2] ?? '')
          .split('\n')
          // Notes are words about the figures and carry none.
          .filter(line => /^- (?!Note: |说明：|說明：)/.test(line))
        expect(lines.length).toBeGreaterThan(0)
        const kind = {
          '': 'measured|modelled|assumed',
          'zh-CN': '实测|模型|假设',
          'zh-TW': '實測|模型|假設',
        }[language]
        const whole = new RegExp(`[(（](?:${kind})[)）] ?\\[r_[0-9a-f]{16}\\.[^\\]]+\\]$`)
        expect(lines.filter(line => !whole.test(line))).toEqual([])
        // Sums are read in 万 and 萬, and no share is told of what is money.
        expect(lines.filter(line => /\d{4,}(?:,\d{3})*%|\d,\d{3},\d{3}%/.test(line))).toEqual([])
        if (language === 'zh-TW') expect(text).toContain('匯入')
        if (language === 'zh-CN') expect(text).toContain('导入')
      }
    },
  )

  it(
    'holds the numbers a document needs, each with its ends and base, within the size of a reply',
    {
      timeout: 120_000,
    },
    async () => {
      const outcome = await sample.holdfast.prompt('churn_report', { language: 'en' })
      const text = outcome.ok ? outcome.text : ''
      // Four characters a token, eight thousand tokens at most.
      expect(text.length).toBeLessThan(32_000)
      for (const needed of [
        /^- customers lost in the window: 163 \(measured\) \[r_\w+\.baseline\/numerator\]$/m,
        /^- customers at its start: 1,200 \(measured\)/m,
        /rows used: 1,200 \(measured\)/,
        /: share of churn above the healthy baseline: [\d.]+%, interval [\d.]+% to [\d.]+% \(modelled\)/,
        /: churn: [\d.]+%, interval [\d.]+% to [\d.]+%, n \d+ \(measured\) \[r_\w+\.high_risk_groups\/0\/risk_pct\]/,
        /: revenue a year at risk: CN¥[\d,.KMB]+, interval CN¥[\d,.KMB]+ to CN¥[\d,.KMB]+ \(modelled\)/,
        /^- Technology × SMB: share of low health: 64\.4%, interval/m,
        /^- high value: forward value: CN¥[\d,.KMB]+, interval/m,
        /^- low health: share of customers: [\d.]+%, interval/m,
        /^- A-\d+: margin that the action is expected to keep: CN¥[\d,.KMB]+ \(assumed\)/m,
        /^- AUC: 0\.\d+, interval/m,
        /^- Uplift of lifetime value: with the strategies in force: CN¥/m,
        /^- Churn: doing nothing: [\d.]+% \(modelled\)/m,
        /^## forecast \(as of 2026-04-30; money in CNY\)$/m,
      ])
        expect(text).toMatch(needed)
      // What a model would quote, with the ids it is told to cite, the verifier finds; another number it does not.
      const quotes = text.split('\n').filter(line => /^- .*\]$/.test(line))
      const verdict = await sample.holdfast.call('verify_report', { text: quotes.join('\n') })
      expect(verdict.ok && verdict.answer['orphans']).toEqual([])
      const [claim = ''] = quotes.filter(line => line.includes('revenue a year at risk'))
      const forged = await sample.holdfast.call('verify_report', { text: claim.replace(/CN¥\d/, 'CN¥9') })
      expect(forged.ok && forged.answer['verified']).toBe(false)
    },
  )
})

/** Clients cut arguments at blanks, send "" for what was left out, and what their users type. */
describe('prompts as clients call them', () => {
  let client: Client
  beforeAll(async () => {
    const [mine, theirs] = InMemoryTransport.createLinkedPair()
    client = new Client({ name: 'test', version: '1' })
    const server = createMcpServer(Promise.resolve(sample.holdfast))
    await Promise.all([server.connect(theirs), client.connect(mine)])
  })
  afterAll(() => client.close())

  const textOf = async (name: string, args?: Record<string, string>): Promise<string> => {
    const { messages } = await client.getPrompt({ name, ...(args === undefined ? {} : { arguments: args }) })
    const [message] = messages
    return message?.content.type === 'text' ? message.content.text : ''
  }

  it('lists them without a required argument', async () => {
    const { prompts } = await client.listPrompts()
    expect(prompts.map(({ name }) => name).toSorted()).toEqual(names)
    expect(prompts.flatMap(({ arguments: all = [] }) => all).filter(({ required }) => required)).toEqual([])
  })

  it('takes none, empty ones, one token, and words it does not know', { timeout: 120_000 }, async () => {
    const bare = (text: string): string => text.replaceAll(/data-[0-9a-f]{12}/g, 'data')
    const plain = await textOf('health_review')
    expect(await textOf('health_review', {})).toBe(plain)
    expect(await textOf('health_review', { language: '' })).toBe(plain)
    // “/health_review 請 用 中文” arrives as its first token.
    expect(bare(await textOf('health_review', { language: '請' }))).toBe(bare(plain))
    for (const asked of ['繁體中文', '正體', '台灣', 'zh-TW', 'ZH_tw'.replace('_', '-')])
      expect(await textOf('health_review', { language: asked })).toContain('匯入')
    for (const asked of ['中文', '简体', 'chinese'])
      expect(await textOf('health_review', { language: asked })).toContain('导入')
    expect(await textOf('churn_report', { language: 'English', business: '' })).toContain('for a board')
    expect(await textOf('churn_report', { language: 'en', business: 'b2b' })).toContain('a b2b business')
    expect(await textOf('churn_report', { language: 'en', business: '健身房' })).not.toContain('business 健')
    expect(await textOf('churn_report', { language: 'zh-TW', business: 'b2b' })).toContain(
      '用詞適合企業客戶業務',
    )
    // A review of one account has that account's figures and names it to the twin.
    const one = await textOf('qbr', { language: 'en', customer_id: 'A-00503' })
    expect(one).toMatch(/^## explain_customer/m)
    expect(one).toContain('kind qbr, customer_id A-00503')
    expect(one).not.toMatch(/^## segment_customers/m)
  })

  it('says in words what it does not have', async () => {
    await expect(textOf('health_review', { 語言: 'zh-TW' })).rejects.toThrow(/unknown_argument: .*language/)
    await expect(textOf('customer_brief', { customer_id: '王小明' })).rejects.toThrow(/customer_not_found/)
    await expect(textOf('qbr', { customer_id: '王小明' })).rejects.toThrow(/customer_not_found/)
    await expect(textOf('no_such_prompt')).rejects.toThrow(/unknown_prompt: .*churn_report/)
  })

  it('completes what is typed', async () => {
    const complete = async (name: string, argument: string, value: string): Promise<string[]> =>
      (await client.complete({ ref: { type: 'ref/prompt', name }, argument: { name: argument, value } }))
        .completion.values
    expect(await complete('qbr', 'language', 'ZH')).toEqual(['zh-CN', 'zh-TW'])
    expect(await complete('churn_report', 'business', 'r')).toEqual(['retail'])
    expect(await complete('customer_brief', 'customer_id', 'A-0')).toEqual([])
  })

  it('gives the same text over HTTP', { timeout: 60_000 }, async () => {
    const app = createHttpApp(sample.holdfast, { token: 'secret' })
    const ask = (body: unknown): Promise<Response> | Response =>
      app.request('/api/prompts/qbr', {
        method: 'POST',
        headers: { authorization: 'Bearer secret', 'content-type': 'application/json', host: '127.0.0.1' },
        body: JSON.stringify(body),
      })
    const answered = await ask({ language: 'zh-TW' })
    expect(answered.status).toBe(200)
    expect(await answered.text()).toContain('季度業務回顧')
    expect((await ask({ 語言: '' })).status).toBe(400)
  })
})

it('says of an empty store that there is nothing to quote', { timeout: 60_000 }, async () => {
  const empty = await sampleHoldfast(null, mkdtempSync(join(folder, 'empty-')))
  for (const name of names) {
    for (const [language, word] of [
      ['en', 'import_data'],
      ['zh-CN', 'import_data'],
      ['zh-TW', 'import_data'],
    ] as const) {
      const outcome = await empty.holdfast.prompt(name, { language })
      expect(outcome.ok && outcome.text).toContain(word)
      expect(outcome.ok && /\d/.test(outcome.text)).toBe(false)
    }
  }
  await empty.holdfast.close()
})
