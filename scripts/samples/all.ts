import { b2bCrm } from './b2b-crm.ts'
import type { SampleSet } from './set.ts'
import { shop } from './shop.ts'

/** Every shipped sample, by its folder. */
export const sampleSets: Readonly<Record<string, () => SampleSet>> = {
  'b2b-crm': b2bCrm,
  shop,
}
