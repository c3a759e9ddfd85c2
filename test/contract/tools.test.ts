import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listTool, tokensOf } from '../../src/faces/tool-listing.ts'
import { checkInput } from '../../src/kernel/check-input.ts'
import { loadTools } from '../../src/kernel/load-folder.ts'

const tools = [...(await loadTools()).values()].toSorted((one, two) => (one.name < two.name ? -1 : 1))
const orders = /\b(always|must|never|you should|make sure|first call|call this|before (calling|using))\b/i
const fileName = (name: string): string => name.replaceAll('_', '-')

describe.each(tools)('$name', tool => {
  it('has a short name, a title, and a description that describes and does not order', () => {
    expect(tool.name).toMatch(/^[a-z][a-z0-9_]{1,39}$/)
    expect(tool.title.length).toBeGreaterThan(2)
    expect(tool.description.length).toBeGreaterThan(40)
    expect(tool.description.length).toBeLessThanOrEqual(700)
    expect(tool.description).not.toMatch(orders)
  })

  it('has an example that its own input schema takes', () => {
    expect(tool.examples.length).toBeGreaterThan(0)
    for (const { ask, input } of tool.examples) {
      expect(ask).not.toBe('')
      expect(() => checkInput(tool.input, input)).not.toThrow()
    }
  })

  it('has a test of its own', () => {
    expect(
      existsSync(join('test/tools', `${fileName(tool.name)}.test.ts`)),
      `test/tools/${fileName(tool.name)}.test.ts`,
    ).toBe(true)
  })

  it('declares plain fields in its output, none twice, and no personal data', () => {
    expect(tool.output).toBeInstanceOf(z.ZodObject)
    const names = JSON.stringify(z.toJSONSchema(tool.output, { io: 'output', unrepresentable: 'any' }))
    expect(names).not.toMatch(/"(email|phone|mobile|address|full_name|first_name|last_name)":\{/)
  })

  it('says what it advertises as agreed (a change needs a line under “Contract” in CHANGELOG.md)', async () => {
    await expect(`${JSON.stringify(listTool(tool), null, 2)}\n`).toMatchFileSnapshot(
      `snapshots/${tool.name}.json`,
    )
  })
})

/** The tools that are promised. Further ones may stand beside them as long as the budget of tokens holds. */
const promised =
  'analyze_costs analyze_retention check_alerts compute_clv configure describe_data design_experiment draw_chart evaluate_retention_roi explain_customer export_rows find_churn_drivers forecast import_data measure_campaign plan_retention predict_churn remove_data score_health segment_customers trace_figure verify_report write_report'.split(
    ' ',
  )

it('are all there', () => {
  expect(promised).toHaveLength(23)
  expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(promised))
})

describe('the budget of tokens (characters of the JSON divided by four)', () => {
  const costs = tools.map(tool => ({
    name: tool.name,
    core: tool.core === true,
    tokens: tokensOf(listTool(tool)),
  }))
  const sum = (list: typeof costs): number => list.reduce((total, { tokens }) => total + tokens, 0)
  const core = costs.filter(cost => cost.core)
  const table = costs.map(({ name, tokens }) => `${name} ${tokens}`).join('\n')

  it('holds for each tool, for core and for full', () => {
    expect(
      costs.filter(({ tokens }) => tokens > 600),
      table,
    ).toEqual([])
    expect(core.length, table).toBeLessThanOrEqual(15)
    expect(sum(costs), table).toBeLessThanOrEqual(9_000)
    expect(sum(core), table).toBeLessThanOrEqual(5_000)
  })
})
