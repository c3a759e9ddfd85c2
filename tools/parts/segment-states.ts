/** Ways of segmenting by what customers are today. */
const statesOfToday = [
  'rfm',
  'lifecycle_stage',
  'lifecycle_pattern',
  'value_risk',
  'value_tier',
  'health_band',
  'clv_quadrant',
  'health_score',
  'clv_forward',
  'is_active',
  'churn_probability',
  'value_at_risk',
]

/** Of those, the ones that a churn label has a part in: who is gone has no forward value, no score and no stage. */
const madeByLabel = statesOfToday.filter(state => state !== 'rfm')

/**
 * A rate across these segments would explain itself: today's state, or a value of k-means, is partly made of the
 * outcome of the last window (`windowed`), or of the label.
 */
export const explainsItself = (
  by: readonly string[],
  { windowed, clustered }: { windowed: boolean; clustered: boolean },
): boolean =>
  (windowed && clustered) || by.some(part => (windowed ? statesOfToday : madeByLabel).includes(part))
