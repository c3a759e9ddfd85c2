/** Headings of docs/formulas.md that answers point to. */
export const formulaId = {
  roi: 'retention-roi',
  clvFormula: 'clv-formula',
  clvComponents: 'clv-components',
  clvDiscounted: 'clv-discounted',
  models: {
    bg_nbd: 'bg-nbd',
    mbg_nbd: 'mbg-nbd',
    pareto_nbd: 'pareto-nbd',
    nbd: 'nbd',
    bg_bb: 'bg-bb',
    sbg: 'sbg',
    bdw: 'bdw',
  },
  health: 'health-score',
  segments: 'segments',
  drivers: 'churn-drivers',
  churnRate: 'churn-rate',
} as const
