import { afterTransaction } from './sql.ts'
import type { Sql } from './sql.ts'

interface Kept {
  state: string
  answers: Map<string, unknown>
}

const kept = new WeakMap<Sql, Kept>()
const watched = new WeakSet<Sql>()

/** Changes of this connection that no kept answer depends on. */
const beside = new WeakMap<Sql, number>()

const changesOf = (sql: Sql): number => sql.get<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0

/** Which state the data is in: changes of other connections, and of this one. */
function stateOf(sql: Sql): string {
  const others = sql.get<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0
  return `${others}/${changesOf(sql) - (beside.get(sql) ?? 0)}`
}

/** Runs a write to the register (results, memory): what is kept of the data still holds after it. */
export function besideData<Result>(sql: Sql, write: () => Result): Result {
  const before = changesOf(sql)
  try {
    return write()
  } finally {
    beside.set(sql, (beside.get(sql) ?? 0) + changesOf(sql) - before)
  }
}

/**
 * The answer of `make`, kept under `name` for as long as nobody changes the database: the tables of one question's past
 * days all ask the same. The caller must not change what it gets.
 */
export function whileUnchanged<Answer>(sql: Sql, name: string, make: () => Answer): Answer {
  const state = stateOf(sql)
  let own = kept.get(sql)
  if (own?.state !== state) {
    own = { state, answers: new Map() }
    kept.set(sql, own)
  }
  // A transaction that is rolled back takes its rows with it, but not its count of changes.
  if (!watched.has(sql)) {
    watched.add(sql)
    afterTransaction(sql, () => {
      watched.delete(sql)
      kept.delete(sql)
    })
  }
  // What is kept under a name was made by the one function that uses this name.
  if (own.answers.has(name)) return own.answers.get(name) as Answer
  const answer = make()
  own.answers.set(name, answer)
  return answer
}
