import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
          .filter(line => /^- (?!Note: |说明：|說明：).*(measured|modelled|assumed)/.test(line))
        expect(lines.length).toBeGreaterThan(0)
        expect(lines.filter(line => !/\[r_[0-9a-f]{16}\.[^\]]+\]$/.test(line))).toEqual([])
        if (language === 'zh-TW') expect(text).toContain('匯入')
        if (language === 'zh-CN') expect(text).toContain('导入')
      }
    },
  )
})
