import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpApp } from '../../src/faces/http.ts'
import { listResources, readResource } from '../../src/faces/resources.ts'
import { listTool } from '../../src/faces/tool-listing.ts'
import { hideContacts } from '../../src/kernel/contacts.ts'
import type { Holdfast } from '../../src/kernel/holdfast.ts'
import { masked } from '../../src/kernel/masking.ts'
import { languages } from '../../src/locales/index.ts'
import type { Language } from '../../src/locales/index.ts'
import { openProduct, realTools } from '../faces/fixture-product.ts'
import { importCanaries, planted } from './canaries.ts'
import { isLeftInEnglish, prose, wordingFaults } from './wording.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function product(): Promise<Holdfast> {
  const { holdfast, end } = await openProduct([realTools])
  ends.push(end)
  return holdfast
}

/** Words that a caller types, whatever the language: tools, arguments, choices, and fields of the files. */
const namesToType = (holdfast: Holdfast): ReadonlySet<string> =>
  new Set(
    [JSON.stringify(holdfast.tools.map(listTool)), readFileSync('src/domain/entities/fields.ts', 'utf8')]
      .join()
      .match(/[a-z]+(?:_[a-z\d]+)+/g),
  )

/** What a native reader would not sign in a sentence of a reply. A fault lists what may be typed, as it is typed. */
const misread = (
  { place, text }: { place: string; text: string },
  language: Language,
  names: ReadonlySet<string>,
): string[] =>
  [
    ...wordingFaults(text, language, names).filter(
      fault => place !== 'fault' || !fault.startsWith('a raw name'),
    ),
    ...(language !== 'en' && isLeftInEnglish(text) ? [`left in English: ${text}`] : []),
  ].map(fault => `${place}: ${fault}`)

/** Where something planted was told, with the words around it. */
const leaks = (replies: readonly { where: string; text: string }[]): string[] =>
  replies.flatMap(({ where, text }) => {
    const found = new RegExp(`.{0,60}(?:${planted.source}).{0,40}`, 'i').exec(text)?.[0]
    return found === undefined ? [] : [`${where}: ${found}`]
  })

const further: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  explain_customer: ['C-1003', 'C-1004', 'C-1008'].map(customer_id => ({ customer_id })),
  segment_customers: ['region', 'acquisition_channel', 'notes', 'customer_name'].map(by => ({ by })),
  score_health: [{ limit: 60, detail: 'full' }, { matrix: { rows: 'industry', columns: 'region' } }],
  describe_data: [{ detail: 'full' }],
  find_churn_drivers: [{ detail: 'full' }],
}

describe('people in the files', () => {
  it('stay out of every reply of every tool, prompt and resource, in three languages', async () => {
    const holdfast = await product()
    const replies = (await importCanaries(holdfast, n => `C-10${String(n).padStart(2, '0')}`)).map(
      (text, at) => ({ where: `import ${at}`, text }),
    )
    const unsigned: string[] = []
    const names = namesToType(holdfast)
    for (const language of languages) {
      for (const tool of holdfast.tools.filter(({ effect }) => effect !== 'delete')) {
        // The other languages word the same answers: what differs is seen without the examples.
        const examples = language === 'en' ? tool.examples.map(({ input }) => input) : []
        for (const input of [{}, ...examples, ...(further[tool.name] ?? [])]) {
          const outcome = await holdfast.call(tool.name, input, { language })
          const text = outcome.ok ? outcome.text + JSON.stringify(outcome.answer) : outcome.fault.message
          const where = `${language} ${tool.name} ${JSON.stringify(input)}`
          replies.push({ where, text })
          const said = outcome.ok ? prose(outcome.answer) : [{ place: 'fault', text: outcome.fault.message }]
          unsigned.push(
            ...said.flatMap(one => misread(one, language, names).map(fault => `${where} ${fault}`)),
          )
        }
      }
      for (const { name } of holdfast.prompts) {
        const outcome = await holdfast.prompt(name, { language })
        replies.push({ where: `prompt ${name}`, text: outcome.ok ? outcome.text : outcome.fault.message })
      }
    }
    for (const { uri, name } of await listResources(holdfast)) {
      const { text } = await readResource(holdfast, uri)
      replies.push({ where: `resource ${uri}`, text: name + text })
    }
    expect(replies.length).toBeGreaterThan(150)
    expect(leaks(replies)).toEqual([])
    // The same replies, read as a native reader would.
    expect(unsigned).toEqual([])
  }, 400_000)

  it('are not told as ids either: mail addresses become pseudonyms, which can be asked about', async () => {
    const holdfast = await product()
    const replies = (await importCanaries(holdfast, n => `zyxwv.id${n}@planted.example`)).map((text, at) => ({
      where: `import ${at}`,
      text,
    }))
    const asked = async (tool: string, input: Record<string, unknown>): Promise<Record<string, unknown>> => {
      const outcome = await holdfast.call(tool, input)
      if (!outcome.ok) throw new Error(outcome.fault.message)
      replies.push({ where: tool, text: outcome.text + JSON.stringify(outcome.answer) })
      return outcome.answer
    }
    const health = await asked('score_health', { limit: 5 })
    const rows = health['rows'] as { customer_id: string }[]
    expect(rows.map(row => row.customer_id)).toEqual(
      rows.map(() => expect.stringMatching(/^C-[0-9a-f]{12}$/)),
    )
    const [first] = rows
    expect(await asked('explain_customer', { customer_id: first?.customer_id })).toMatchObject({
      customer_id: first?.customer_id,
    })
    await asked('plan_retention', { budget: 5_000 })
    await asked('segment_customers', { by: 'value_tier' })
    const brief = await holdfast.prompt('customer_brief', { customer_id: first?.customer_id ?? '' })
    replies.push({ where: 'prompt', text: brief.ok ? brief.text : brief.fault.message })
    expect(brief.ok).toBe(true)
    // A fault about somebody that is not there, over HTTP.
    const token = 'a-token-for-tests-that-is-long-enough'
    const wrong = await createHttpApp(holdfast, { token }).request('/api/tools/explain_customer', {
      method: 'POST',
      headers: { host: '127.0.0.1', authorization: `Bearer ${token}` },
      body: JSON.stringify({ customer_id: 'nobody.zyxwv@planted.example' }),
    })
    replies.push({ where: 'http', text: await wrong.text() })
    expect(leaks(replies)).toEqual([])
  }, 200_000)
})

describe('hiding contacts in a text', () => {
  it.each([
    ['write to a.b@c.example, please', 'write to [e-mail], please'],
    ['电话13912340001或+86 139 1234 0001', '电话[phone]或[phone]'],
    ['手機 0912-345-678', '手機 [phone]'],
    ['call (202) 555-0143 or 202-555-0143', 'call [phone] or [phone]'],
    ['id 110101199001011234', 'id [id number]'],
  ])('“%s”', (text, hidden) => {
    expect(hideContacts(text)).toBe(hidden)
  })

  it.each([
    'r_13912340001abcd.rows/3/value',
    '1,391,234,000 CNY, +12.5 points, 2025-01-31 to 2026-01-31',
    '13,912,340,001.50',
    'imp_0912345678ab and order 20250101123456789',
    '+1 2026-01-01',
    '100-200-3000',
  ])('leaves “%s” as it is', text => {
    expect(hideContacts(text)).toBe(text)
  })
})

describe('masking of short ids', () => {
  const answer = {
    summary: '7: 12 orders since 12:30. 7 of 12 customers 7 stay; “7” and Q3 are quiet.',
    rows: [
      { customer_id: '7', n: 7 },
      { customer_id: 'Q3', n: 3 },
    ],
    sample: [{ id: '9', reason: 'x' }],
    note: '9：新客户 9 名，第 7 名；客戶「7」',
  }

  it('finds them where a sentence names a customer, and leaves counts and times alone', () => {
    const { summary, rows, sample, note } = masked(answer, 'secret', true)
    const seven = rows[0]?.customer_id ?? ''
    const third = rows[1]?.customer_id ?? ''
    expect(summary).toBe(
      `${seven}: 12 orders since 12:30. 7 of 12 customers 7 stay; “${seven}” and ${third} are quiet.`,
    )
    expect(sample[0]?.id).toMatch(/^C-[0-9a-f]{12}$/)
    expect(note).toBe(`${sample[0]?.id}：新客户 9 名，第 7 名；客戶「${seven}」`)
  })

  it('changes nothing where nobody asked for it', () => {
    expect(masked(answer, 'secret', false)).toEqual(answer)
  })
})
