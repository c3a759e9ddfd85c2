/**
 * Statements for passes over rows, kept to be used again: preparing one takes longer than reading a small table, and a
 * table of customers asks a dozen. A statement cannot be walked twice at a time, so one in use is not handed out.
 */
export class IdleStatements<Statement> {
  readonly #idle = new Map<string, Statement[]>()
  readonly #prepare: (sql: string) => Statement
  #kept = 0

  constructor(prepare: (sql: string) => Statement) {
    this.#prepare = prepare
  }

  /** The rows that `start` begins to read; the statement is free again when they have been read or left. */
  walk<Row>(sql: string, start: (statement: Statement) => Iterator<Row>): Iterable<Row> {
    return {
      [Symbol.iterator]: () => {
        const statement = this.#idle.get(sql)?.pop()
        if (statement !== undefined) this.#kept -= 1
        return this.#watched(sql, statement ?? this.#prepare(sql), start)
      },
    }
  }

  #watched<Row>(
    sql: string,
    statement: Statement,
    start: (statement: Statement) => Iterator<Row>,
  ): Iterator<Row> {
    const rows = start(statement)
    let over = false
    const end = (): void => {
      if (!over) this.#keep(sql, statement)
      over = true
    }
    return {
      next: () => {
        const step = rows.next()
        if (step.done === true) end()
        return step
      },
      return: value => {
        rows.return?.()
        end()
        return { done: true, value }
      },
    }
  }

  #keep(sql: string, statement: Statement): void {
    if (this.#kept >= most) {
      this.#idle.clear()
      this.#kept = 0
    }
    this.#kept += 1
    const others = this.#idle.get(sql)
    if (others) others.push(statement)
    else this.#idle.set(sql, [statement])
  }
}

const most = 300
