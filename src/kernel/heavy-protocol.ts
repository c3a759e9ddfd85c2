import { planColumns } from '../domain/budget/index.ts'
import { foretellLater, trainChurnModel } from '../domain/churn/index.ts'
import { studyDrivers } from '../domain/churn/study-drivers.ts'
import {
  fitBuyingModel,
  fitGammaGamma,
  fitParetoCovariates,
  raceModels,
  segmentPriors,
} from '../domain/clv/models.ts'
import { kMeansSegments } from '../domain/segments/index.ts'

/** Work of seconds that runs in a thread of its own, so that the chat is answered meanwhile: pure, plain data in and out. */
export const heavyJobs = {
  trainChurnModel,
  foretellLater,
  studyDrivers,
  kMeansSegments,
  fitBuyingModel,
  fitGammaGamma,
  raceModels,
  fitParetoCovariates,
  segmentPriors,
  planColumns,
}

export type HeavyJob = keyof typeof heavyJobs

export interface HeavyRequest {
  id: number
  job: HeavyJob
  given: readonly unknown[]
}
