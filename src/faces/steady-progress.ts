/** One step of progress as the protocol wants it: always growing. */
export interface ProgressStep {
  progress: number
  total?: number
  message: string
}

const beatMilliseconds = 2_000
const pauseMilliseconds = 100

/**
 * Turns the reports of a tool into steps that always grow and come at most ten a second, with a beat every two
 * seconds in between, so that a client never takes a working server for a dead one.
 */
export function steadyProgress(
  start: string,
  send: (step: ProgressStep) => void,
): { report: (done: number, total: number | null, message: string) => void; stop: () => void } {
  let last = 0
  let lastSent = 0
  let message = start
  const emit = (progress: number, total: number | null): void => {
    const whole = total !== null && progress <= total ? { total } : {}
    last = progress
    lastSent = Date.now()
    send({ progress, ...whole, message })
  }
  const beat = setInterval(() => {
    if (Date.now() - lastSent >= beatMilliseconds) emit(last + 0.001, null)
  }, beatMilliseconds)
  beat.unref()
  return {
    report(done, total, said) {
      const changed = said !== message
      message = said
      if (!changed && Date.now() - lastSent < pauseMilliseconds && done !== total) return
      emit(done > last ? done : last + 0.001, done > last ? total : null)
    },
    stop: () => clearInterval(beat),
  }
}
