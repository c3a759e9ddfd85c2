/** Where a command writes and asks; a test brings its own. */
export interface Terminal {
  out: (text: string) => void
  err: (text: string) => void
  /** A person reads standard output: tables instead of JSON. */
  outIsPerson: boolean
  errIsPerson: boolean
  /** Asks a yes-or-no question; `null` where nobody can answer. */
  ask: ((question: string) => Promise<boolean>) | null
}

export function processTerminal(): Terminal {
  const asking = process.stdin.isTTY && process.stderr.isTTY
  // A reader such as `head` may close the pipe; what is left is of no interest then.
  process.stdout.on('error', () => undefined)
  return {
    out: text => void process.stdout.write(text),
    err: text => void process.stderr.write(text),
    outIsPerson: process.stdout.isTTY === true,
    errIsPerson: process.stderr.isTTY === true,
    ask: asking
      ? async question => {
          const { createInterface } = await import('node:readline/promises')
          const lines = createInterface({ input: process.stdin, output: process.stderr })
          try {
            return /^\s*(y|yes|是|好)/i.test(await lines.question(question))
          } finally {
            lines.close()
          }
        }
      : null,
  }
}

const lineEverySeconds = 2

/** Shows progress on standard error: one line that is rewritten for a person, a line now and then otherwise. */
export function progressTo(terminal: Terminal): {
  report: (done: number, total: number | null, message: string) => void
  end: () => void
} {
  let shownAt = Date.now()
  let open = false
  return {
    report(done, total, message) {
      const every = terminal.errIsPerson ? 100 : lineEverySeconds * 1000
      if (Date.now() - shownAt < every) return
      shownAt = Date.now()
      const share = total === null || total === 0 ? `${done}` : `${Math.floor((100 * done) / total)} %`
      const text = `${message} (${share})`
      terminal.err(terminal.errIsPerson ? `\r\u001b[K${text}` : `${text}\n`)
      open = terminal.errIsPerson
    },
    end() {
      if (open) terminal.err('\r\u001b[K')
      open = false
    },
  }
}
