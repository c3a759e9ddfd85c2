/** Headings of docs/formulas.md that answers point to. */
export const formulaId = {
  roi: 'retention-roi',
  clvFormula: 'clv-formula',
  clvComponents: 'clv-components',
  clvDiscounted: 'clv-discounted',
  health: 'health-score',
  segments: 'segments',
  drivers: 'churn-drivers',
  churnRate: 'churn-rate',
} as const
