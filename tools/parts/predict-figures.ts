import type { modelOf } from './predict-about.ts'
import type { PredictWords } from './predict-shape.ts'

/** Figures of how good a model is. */
export function qualityFigures(model: ReturnType<typeof modelOf>, say: PredictWords) {
  if (!model) return []
  const of = (path: string, name: string, value: number | null, unit = 'fraction') => ({
    path: `model/${path}`,
    name,
    value,
    unit,
    badge: 'measured' as const,
    n: model.split.n,
  })
  return [
    { ...of('auc', say.figures.auc, model.auc), low: model.auc_low, high: model.auc_high },
    of('pr_auc', say.figures.prAuc, model.pr_auc),
    of('brier', say.figures.brier, model.brier),
    of('ece', say.figures.ece, model.ece),
    of('lift_at_10', say.figures.lift, model.lift_at_10, 'ratio'),
  ]
}
