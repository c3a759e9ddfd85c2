import {
  crmProfile,
  healthProfiles,
  purchaseProfile,
  scoreTable,
  usageProfile,
} from '../domain/health/index.ts'
import type { HealthOverride, HealthProfile, ScoredCustomers } from '../domain/health/index.ts'
import { column } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import { Fault } from '../tool.ts'
import type { ToolContext } from '../tool.ts'
import type { Observation } from './observe.ts'

const inputFields = ({ dimensions }: HealthProfile): readonly string[] =>
  dimensions.flatMap(({ inputs }) =>
    inputs.flatMap(input => (input.kind === 'share' ? [input.part, input.whole] : input.fields)),
  )

/** The profile whose weights the table can feed best; the CRM profile where several tie. */
function bestProfile(table: CustomerTable): HealthProfile {
  const covered = (profile: HealthProfile): number =>
    profile.dimensions.reduce((sum, dimension) => {
      const fields = inputFields({ ...profile, dimensions: [dimension] })
      const present = fields.filter(field => column(table, field) !== undefined).length
      return sum + (present > 0 ? dimension.weight * (0.5 + present / fields.length / 2) : 0)
    }, 0)
  return (
    [crmProfile, usageProfile, purchaseProfile].toSorted((one, two) => covered(two) - covered(one))[0] ??
    crmProfile
  )
}

/** Refuses weights for dimensions that the profile does not have, and weights that are all 0. */
function requireDimensions({ dimensions }: HealthProfile, weights: Readonly<Record<string, number>>): void {
  const choices = dimensions.map(({ name }) => name)
  const unknown = Object.keys(weights).find(name => !choices.includes(name))
  if (unknown !== undefined)
    throw new Fault('invalid_input', {
      field: `weights.${unknown}`,
      problem: 'is no dimension of the profile',
      choices,
    })
  if (!Object.values(weights).some(weight => weight > 0))
    throw new Fault('invalid_input', { field: 'weights', problem: 'must not all be 0' })
}

/** The health profile in force: chosen for the data or by the settings, with the settings' weights, curves and bands. */
export function profileInForce(
  context: ToolContext,
  table: CustomerTable | null,
  weights?: Readonly<Record<string, number>>,
  asked?: string,
): HealthProfile {
  const set = context.settings.values.health_profile
  const named = healthProfiles.find(({ name }) => name === (asked ?? set.name))
  const base = named ?? (table ? bestProfile(table) : crmProfile)
  if (weights) requireDimensions(base, weights)
  const changed = weights ?? (asked === undefined || asked === set.name ? set.weights : undefined)
  const dimensions = base.dimensions.map(dimension => ({
    ...dimension,
    weight: changed ? (changed[dimension.name] ?? 0) : dimension.weight,
    inputs: dimension.inputs.map(input => {
      const curve = input.kind === 'curve' ? set.curves?.[input.fields[0] ?? ''] : undefined
      return curve && input.kind === 'curve' ? { ...input, curve } : input
    }),
  }))
  const total = dimensions.reduce((sum, { weight }) => sum + weight, 0)
  const scaled =
    total > 0
      ? dimensions.map(dimension => ({ ...dimension, weight: dimension.weight / total }))
      : base.dimensions
  const version = changed || set.curves ? `${base.version}+set` : base.version
  return {
    ...base,
    version,
    dimensions: scaled,
    bands: set.bands,
    coverageFloor: set.coverage_floor,
    missing: set.missing,
  }
}

/** What people have put over scores, in the order they did. */
export const overridesOf = ({ settings }: ToolContext): HealthOverride[] =>
  (settings.values.health_profile.overrides ?? []).map(entry => ({
    customerId: entry.customer_id,
    score: entry.score,
    author: entry.author,
    reason: entry.reason,
    setOn: entry.set_on,
    expiresOn: entry.expires_on,
  }))

/** Health of every customer as of a day, by the profile in force. */
export function healthScores(
  context: ToolContext,
  at: Observation,
  asOf = at.asOf,
): Promise<{ table: CustomerTable; scored: ScoredCustomers }> {
  return context.once(`health/${asOf}`, async () => {
    const table = await context.store.customerTable({ asOf })
    return { table, scored: scoreTable(table, profileInForce(context, table), overridesOf(context)) }
  })
}
