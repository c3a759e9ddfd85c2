import { membersOf } from './trace-members.ts'
import { Fault, parseFigureId, valueAt } from '../tool.ts'
import type { SourceRows, StoredResult, ToolContext } from '../tool.ts'

type Plain = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** An answer on record with the call that made it. */
export interface Registered {
  result: StoredResult
  path: string
  answer: Plain
  value: unknown
  call: {
    tool: string
    input: Plain
    language: string | null
    scenario: string | null
    version: string | null
    settings: Plain
    reads: readonly { question: string; query: Plain }[]
  }
}

function parsed(json: string): Plain {
  const value: unknown = JSON.parse(json)
  return isPlain(value) ? value : {}
}

const readsOf = (value: unknown): Registered['call']['reads'] =>
  Array.isArray(value)
    ? value
        .filter(isPlain)
        .map(({ question, query }) => ({ question: String(question), query: isPlain(query) ? query : {} }))
    : []

/** `describe_data.reconciliation/net` names a figure of the data as it stands now, without its result id. */
async function resultOf(context: ToolContext, name: string): Promise<StoredResult | null> {
  const id = name === 'describe_data' ? (await context.call(name, {})).result_id : name
  return context.store.result(id)
}

/** Finds a figure in the register by its id; slashes and dots both work in its path. */
export async function registered(context: ToolContext, figureId: string): Promise<Registered> {
  const place = parseFigureId(figureId.trim().replace(/^holdfast:\/\/results\//, ''))
  const result = place && (await resultOf(context, place.resultId))
  if (!place || !result) throw new Fault('figure_not_found', { figureId: figureId.slice(0, 120) })
  const answer = parsed(result.answer)
  const value = valueAt(answer, place.path)
  if (value === undefined) throw new Fault('figure_not_found', { figureId: figureId.slice(0, 120) })
  const call = parsed(result.call)
  return {
    result,
    path: place.path,
    answer,
    value,
    call: {
      tool: result.tool,
      input: isPlain(call['input']) ? call['input'] : {},
      language: text(call['language']),
      scenario: text(call['scenario']),
      version: text(call['version']),
      settings: isPlain(call['settings']) ? call['settings'] : {},
      reads: readsOf(call['reads']),
    },
  }
}

/** The customer a figure speaks of, where its path leads through a row that names one. */
export function customerOf({ answer, path, call }: Registered): string | null {
  const steps = path.split('/')
  for (let length = steps.length; length > 0; length -= 1) {
    const place = valueAt(answer, steps.slice(0, length).join('/'))
    if (isPlain(place) && typeof place['customer_id'] === 'string') return place['customer_id']
  }
  return text(answer['customer_id']) ?? text(call.input['customer_id'])
}

const purchases = ['order', 'order_line', 'refund', 'payment', 'fx_rate']
const groupEntities: Readonly<Record<string, readonly string[]>> = {
  profile: ['customer', 'account', 'contact'],
  attributes: ['customer', 'account'],
  orders: purchases,
  tickets: ['ticket'],
  activity: ['activity'],
  subscription: ['subscription', 'subscription_event'],
  payments: ['payment'],
  surveys: ['survey'],
  opportunities: ['opportunity'],
  campaigns: ['campaign', 'campaign_member', 'retention_action'],
  label: ['label', 'customer', 'account'],
}

interface Scope {
  /** `null`: every table. */
  entities: Set<string> | null
  customerIds: string[]
  to: string | null
  overview: boolean
}

function widen(scope: Scope, entities: readonly string[] | null): void {
  if (entities === null) scope.entities = null
  else for (const entity of entities) scope.entities?.add(entity)
}

async function collect(
  context: ToolContext,
  reads: Registered['call']['reads'],
  scope: Scope,
  depth: number,
): Promise<void> {
  for (const { question, query } of reads) {
    const until = text(query['asOf']) ?? text(query['to'])
    if (until !== null && (scope.to === null || until > scope.to)) scope.to = until
    if (question === 'answer') {
      const below = depth > 0 ? await context.store.result(String(query['resultId'])) : null
      if (below) await collect(context, readsOf(parsed(below.call)['reads']), scope, depth - 1)
    } else if (question === 'entityRows') {
      widen(scope, [String(query['entity'])])
    } else if (question === 'dossier') {
      widen(scope, null)
      scope.customerIds.push(String(query['customerId']))
    } else if (question === 'customerTable') {
      const groups = Array.isArray(query['groups']) ? query['groups'].map(String) : null
      widen(scope, groups === null ? null : groups.flatMap(group => groupEntities[group] ?? []))
    } else if (question === 'overview') {
      // Every answer asks it for the day and the currency: it says nothing of what a figure rests on.
      scope.overview = true
    } else if (question === 'outcomes') {
      widen(scope, null)
    } else if (question === 'activeDays' && query['of'] === 'activities') {
      widen(scope, ['activity'])
    } else {
      widen(scope, purchases)
    }
  }
}

/** Tables behind a part of an answer that looks at many: money of the files, or the match of two of them. */
function ownEntities({ call, path, answer }: Registered): readonly string[] | null {
  if (call.tool !== 'describe_data') return null
  const [part, index] = path.split('/')
  if (part === 'reconciliation') return ['order', 'order_line', 'refund']
  const row: unknown = valueAt(answer, `${part ?? ''}/${index ?? ''}`)
  if (!isPlain(row)) return null
  if (part === 'joins') return [String(row['from']), String(row['to'])]
  const entity = text(row['entity']) ?? (part === 'tables' ? text(row['name']) : null)
  return (part === 'tables' || part === 'quality') && entity !== null ? [entity] : null
}

export interface Ratio {
  numerator: { name: string; value: number }
  denominator: { name: string; value: number }
}

/** Two counts beside a rate whose quotient it is; `null` where the answer does not hold them. */
export function ratioOf({ answer, path, value }: Registered): Ratio | null {
  if (typeof value !== 'number' || value < 0 || value > 1) return null
  const beside: unknown = path.includes('/') ? valueAt(answer, path.slice(0, path.lastIndexOf('/'))) : answer
  if (!isPlain(beside)) return null
  // A count of 0 or 1 is no share, unless a numerator and a denominator stand beside it.
  if (Number.isInteger(value) && typeof beside['denominator'] !== 'number') return null
  const counts = Object.entries(beside).flatMap(([name, count]) =>
    typeof count === 'number' && Number.isInteger(count) && count >= 0 && name !== path.split('/').at(-1)
      ? [{ name, value: count }]
      : [],
  )
  for (const denominator of counts) {
    if (denominator.value < 2) continue
    const numerator = counts.find(
      one => one !== denominator && Math.abs(one.value / denominator.value - value) <= 5e-5,
    )
    if (numerator !== undefined) return { numerator, denominator }
  }
  return null
}

/** Files, sheets and row numbers that an answer, or one of its rows, was read from; `null` where it read none. */
export async function sourcesOf(
  context: ToolContext,
  figure: Registered,
  sample: number,
): Promise<SourceRows | null> {
  const scope: Scope = { entities: new Set(), customerIds: [], to: null, overview: false }
  await collect(context, figure.call.reads, scope, 3)
  const own = ownEntities(figure)
  if (own !== null) scope.entities = new Set(own)
  else if (scope.entities?.size === 0 && scope.overview) scope.entities = null
  if (scope.entities !== null && scope.entities.size === 0) return null
  const customer = customerOf(figure)
  const members = customer === null ? await membersOf(context, figure) : null
  const customerIds = customer !== null ? [customer] : (members ?? scope.customerIds)
  const found = await context.store.sourceRows({
    ...(scope.entities === null ? {} : { entities: [...scope.entities] }),
    ...(customerIds.length > 0 ? { customerIds } : {}),
    ...(scope.to === null ? {} : { to: scope.to }),
    limit: sample,
  })
  const file = ownImport(figure)
  if (file === null) return found
  const sources = found.sources.filter(({ importId }) => importId === file)
  return { sources, totalRows: sources.reduce((sum, source) => sum + source.rowsInScope, 0) }
}

/** The one import whose rows a figure of the list of sources counts. */
function ownImport({ call, path, answer }: Registered): string | null {
  const place = /^sources\/\d+/.exec(path)
  const row: unknown = place && call.tool === 'describe_data' ? valueAt(answer, place[0]) : null
  return isPlain(row) ? text(row['import_id']) : null
}

const same = (one: unknown, two: unknown): boolean =>
  typeof one === 'number' && typeof two === 'number'
    ? Math.abs(one - two) <= 1e-9 * Math.max(1, Math.abs(one))
    : JSON.stringify(one) === JSON.stringify(two)

export interface Recomputed {
  /** `null` where the question could not be asked again. */
  holds: boolean | null
  valueNow: unknown
  resultIdNow: string | null
  reason: string | null
}

/** Asks the tool again and compares: a row is found by its customer, wherever it stands now. */
export async function recompute(context: ToolContext, figure: Registered): Promise<Recomputed> {
  try {
    const again = await context.call(figure.call.tool, figure.call.input)
    const valueNow = valueAt(again, samePlace(figure, again)) ?? null
    return { holds: same(figure.value, valueNow), valueNow, resultIdNow: again.result_id, reason: null }
  } catch (error) {
    if (!(error instanceof Fault) || error.code === 'cancelled') throw error
    return { holds: null, valueNow: null, resultIdNow: null, reason: error.code }
  }
}

function samePlace({ answer, path }: Registered, again: unknown): string {
  const [list, index, ...rest] = path.split('/')
  const row = list === undefined || index === undefined ? undefined : valueAt(answer, `${list}/${index}`)
  const rows = list === undefined ? undefined : valueAt(again, list)
  if (!isPlain(row) || typeof row['customer_id'] !== 'string' || !Array.isArray(rows)) return path
  const now = rows.findIndex(other => isPlain(other) && other['customer_id'] === row['customer_id'])
  return now < 0 ? path : [list, now, ...rest].join('/')
}
