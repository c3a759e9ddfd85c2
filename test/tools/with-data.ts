import { delimiter, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Answer } from '../../src/kernel/answer.ts'
import type { CallOptions } from '../../src/kernel/call-tool.ts'
import type { Holdfast } from '../../src/kernel/holdfast.ts'
import { datasetPath } from '../datasets.ts'
import { openProduct, realTools } from '../faces/fixture-product.ts'

export interface Product {
  holdfast: Holdfast
  folder: string
  inbox: string
  /** The answer, or the fault's message as an error. */
  ask: (tool: string, input: Readonly<Record<string, unknown>>, options?: CallOptions) => Promise<Answer>
  /** The fault's message, for calls that are to fail. */
  refusal: (tool: string, input: Readonly<Record<string, unknown>>, options?: CallOptions) => Promise<string>
  /** Imports a file, with the first complete next call where a question is open. */
  take: (path: string, more?: Readonly<Record<string, unknown>>) => Promise<Answer>
}

/** The product with its own tools over an empty store in a temp folder; it may read the samples and the data sets. */
export async function openWithData(): Promise<Product & { end: () => Promise<void> }> {
  const { holdfast, folder, end } = await openProduct([realTools], {
    read_roots: [process.cwd(), datasetPath('.')].join(delimiter),
  })
  const ask: Product['ask'] = async (tool, input, options) => {
    const outcome = await holdfast.call(tool, input, options)
    if (!outcome.ok) throw new Error(outcome.fault.message)
    return outcome.answer
  }
  return {
    holdfast,
    folder,
    inbox: join(folder, 'inbox'),
    end,
    ask,
    async refusal(tool, input, options) {
      const outcome = await holdfast.call(tool, input, options)
      if (outcome.ok) throw new Error(`${tool} was not refused: ${outcome.answer.summary}`)
      return outcome.fault.message
    },
    async take(path, more = {}) {
      const first = await ask('import_data', { path, ...more })
      const next = first.suggested_actions[0]
      if (first.status === 'ok' || next?.tool !== 'import_data' || !next.arguments) return first
      return ask('import_data', next.arguments)
    },
  }
}

/** Like `openWithData`, closed at the end of the test. */
export async function withData(): Promise<Product> {
  const product = await openWithData()
  onTestFinished(product.end)
  return product
}
