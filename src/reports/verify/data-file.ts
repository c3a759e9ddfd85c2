const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface Claim {
  id: string
  value: number
}

const lastSteps = (id: string): string => (/[^/.]+(?:\/\d+)?$/.exec(id) ?? [id])[0]

/** What stands under the last steps of a figure's path: `impact_pct`, or `impact_ci/0`. */
function claimOf(record: Readonly<Record<string, unknown>>, id: string): Claim | null {
  const steps = id.slice(id.indexOf('.') + 1).split('/')
  const key = steps.at(-1) ?? ''
  const own = record[key]
  if (typeof own === 'number') return { id, value: own }
  const list = record[steps.at(-2) ?? '']
  const item: unknown = Array.isArray(list) && /^\d+$/.test(key) ? list[Number(key)] : null
  return typeof item === 'number' ? { id, value: item } : null
}

function claims(value: unknown): Claim[] {
  if (Array.isArray(value)) return value.flatMap(claims)
  if (!isRecord(value)) return []
  const ids: unknown = value['figure_ids']
  const named = Array.isArray(ids) ? ids.filter(id => typeof id === 'string') : []
  // Several figures of one name (low, base, high) are shown as one range: which is meant, the name does not say.
  const own = named
    .filter(id => named.filter(other => lastSteps(other) === lastSteps(id)).length === 1)
    .flatMap(id => claimOf(value, id) ?? [])
  const inner = Object.entries(value).flatMap(([key, part]) => (key === 'figure_ids' ? [] : claims(part)))
  return [...own, ...inner]
}

const leavesOf = (value: unknown, path: string): string[] =>
  Array.isArray(value)
    ? value.flatMap((part, place) => leavesOf(part, `${path}/${place}`))
    : isRecord(value)
      ? Object.entries(value).flatMap(([key, part]) => leavesOf(part, path === '' ? key : `${path}/${key}`))
      : [`${path} = ${String(value).replace(/\s+/g, ' ')}`]

function dataFile(json: string): Readonly<Record<string, unknown>> | null {
  if (!/^\s*\{/.test(json)) return null
  try {
    const data: unknown = JSON.parse(json)
    return isRecord(data) && Array.isArray(data['register']) ? data : null
  } catch {
    return null
  }
}

/**
 * Every value of a data file with its place; a row of the register is one. In no order but that of their places: another
 * tool may have written the file again. `null` where the text is no such file.
 */
export function dataFileLeaves(json: string): string[] | null {
  const data = dataFile(json)
  if (data === null) return null
  const leaves = Object.entries(data).flatMap(([key, part]) =>
    key === 'register' && Array.isArray(part)
      ? part.map((row: unknown, place) => `register/${place} = ${leavesOf(row, '').toSorted().join(', ')}`)
      : leavesOf(part, key),
  )
  return leaves.toSorted()
}

/**
 * The data file of a report as a register to check: every figure on record, and every number that stands beside the id
 * of its figure. `null` where the text is no such file.
 */
export function dataFileText(json: string): string | null {
  const data = dataFile(json)
  if (data === null) return null
  const register: unknown = data['register']
  if (!Array.isArray(register)) return null
  const listed = register.flatMap((row: unknown): Claim[] =>
    isRecord(row) && typeof row['id'] === 'string' && typeof row['value'] === 'number'
      ? [{ id: row['id'], value: row['value'] }]
      : [],
  )
  return [...listed, ...claims(data['report'])]
    .map(({ id, value }, place) => `| F${place + 1} | \`${id}\` | ${value} | |`)
    .join('\n')
}
