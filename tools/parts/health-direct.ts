import { crmProfile, scoreOne } from '../../src/domain/health/index.ts'
import type { HealthProfile, HealthScore } from '../../src/domain/health/index.ts'
import { profileInForce } from '../../src/analysis/health-scores.ts'
import { healthProfiles } from '../../src/domain/health/index.ts'
import { Fault, page } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { words } from '../words/score-health.ts'
import { formulaId } from './formula-ids.ts'
import type { WordsOf } from './words-of.ts'

export type HealthWords = WordsOf<typeof words>

/** Weights, curves, bands and version, printed with every result. */
export const profileParameters = (profile: HealthProfile): Record<string, unknown> => ({
  profile: profile.name,
  version: profile.version,
  // Scaled to 1: the noise of the division is not part of the setting.
  weights: Object.fromEntries(
    profile.dimensions.map(({ name, weight }) => [name, Number(weight.toPrecision(12))]),
  ),
  bands: profile.bands,
  coverage_floor: profile.coverageFloor,
  missing: profile.missing,
  curves: Object.fromEntries(
    profile.dimensions.flatMap(({ inputs }) =>
      inputs.flatMap((input): [string, unknown][] =>
        input.kind === 'curve'
          ? [[input.fields[0] ?? '', input.curve]]
          : input.kind === 'levels'
            ? [[input.fields[0] ?? '', input.scores]]
            : [],
      ),
    ),
  ),
})

export const partsOf = ({
  parts,
}: HealthScore): Record<string, { dimension: number | null; weight: number; points: number }> =>
  Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, { ...part }]))

/** One customer from direct fields, without a store. */
export function scoreDirect(
  inputs: Readonly<Record<string, unknown>>,
  asked: { profile?: string | undefined; weights?: Readonly<Record<string, number>> | undefined },
  context: ToolContext,
  say: HealthWords,
) {
  const named = asked.profile ? healthProfiles.find(({ name }) => name === asked.profile) : undefined
  const inForce = profileInForce(context, null, asked.weights)
  const profile = named
    ? { ...named, bands: inForce.bands, coverageFloor: inForce.coverageFloor, missing: inForce.missing }
    : inForce
  const fields = Object.fromEntries(
    Object.entries(inputs).filter((entry): entry is [string, string | number | null] => {
      const [, value] = entry
      return value === null || typeof value === 'number' || typeof value === 'string'
    }),
  )
  const known = Object.keys(fields).filter(key => key !== 'customer_id')
  if (known.length === 0) {
    throw new Fault('invalid_input', {
      field: 'inputs',
      problem: 'give CRM fields or dimension scores of one customer',
    })
  }
  const scored = scoreOne(profile, fields)
  const { formats } = context
  const coverage = formats.percent(scored.coverage)
  const parts = Object.entries(scored.parts)
    .map(
      ([name, { dimension, weight }]) =>
        `${say.dimensions[name] ?? name} ${formats.number(dimension, 1)} × ${formats.percent(weight, 0)}`,
    )
    .join(context.language === 'en' ? ', ' : '、')
  const row = {
    customer_id: typeof inputs['customer_id'] === 'string' ? inputs['customer_id'] : null,
    score: scored.score,
    band: scored.band,
    coverage: scored.coverage,
    parts: partsOf(scored),
  }
  return {
    status: scored.score === null ? ('not_enough_data' as const) : ('ok' as const),
    summary:
      scored.score === null
        ? say.withheld({ coverage, floor: formats.percent(profile.coverageFloor) })
        : say.one({
            score: formats.number(scored.score, 1),
            band: say.bands[scored.band ?? ''] ?? '',
            coverage,
            parts,
          }),
    figures: [
      {
        path: 'rows/0/score',
        name: say.mean,
        value: scored.score,
        unit: 'points of 100',
        badge: 'measured' as const,
        n: 1,
      },
    ],
    method: {
      name: say.method,
      formula_id: formulaId.health,
      parameters: profileParameters(profile),
    },
    assumptions: [
      say.direction,
      say.missing[profile.missing],
      ...(profile.name === crmProfile.name ? [say.circular] : []),
    ],
    bands: [],
    dimensions: [],
    matrix: null,
    traits: [],
    traits_not_shown: 0,
    movers: [],
    backtest: null,
    ...page([row], { limit: 1 }),
  }
}
