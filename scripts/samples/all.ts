import { b2bCrm } from './b2b-crm.ts'
import { beauty } from './beauty.ts'
import { lifecycleCosts } from './lifecycle-costs.ts'
import { saas } from './saas.ts'
import type { SampleSet } from './set.ts'
import { shop } from './shop.ts'
import { winback } from './winback.ts'

/** Every shipped sample, by its folder. */
export const sampleSets: Readonly<Record<string, () => SampleSet>> = {
  'b2b-crm': b2bCrm,
  shop,
  beauty,
  saas,
  winback,
  'lifecycle-costs': lifecycleCosts,
}
