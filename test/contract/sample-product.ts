import { sampleFiles } from '../../src/faces/cli/report.ts'
import type { Answer } from '../../src/kernel/answer.ts'
import type { Holdfast } from '../../src/kernel/holdfast.ts'
import { openProduct, realTools } from '../faces/fixture-product.ts'

/** The samples that examples are asked on, the richest first. */
export const sampleNames = ['b2b-crm', 'saas', 'shop', 'winback', 'lifecycle-costs', 'beauty'] as const
export type SampleName = (typeof sampleNames)[number]

const isOpen = ({ status }: Answer): boolean => status === 'needs_confirmation' || status === 'needs_mapping'

/** Imports a file, taking the proposed reading where one is asked for. */
export async function importFile(
  holdfast: Holdfast,
  input: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const outcome = await holdfast.call('import_data', input)
  if (!outcome.ok) throw new Error(`import failed: ${outcome.fault.message}`)
  const next = outcome.answer.suggested_actions.find(
    ({ tool, arguments: given }) => tool === 'import_data' && given,
  )
  if (!isOpen(outcome.answer) || !next?.arguments) return outcome.answer
  const confirmed = await holdfast.call('import_data', next.arguments)
  if (!confirmed.ok) throw new Error(`import failed: ${confirmed.fault.message}`)
  return confirmed.answer
}

/** The product with all its own tools over one bundled sample. */
export async function sampleProduct(
  name: SampleName,
  flags: Record<string, string> = {},
): Promise<{ holdfast: Holdfast; folder: string; end: () => Promise<void> }> {
  const product = await openProduct([realTools], flags)
  for (const path of sampleFiles(name)) await importFile(product.holdfast, { path })
  return product
}
