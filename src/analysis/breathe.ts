/** Lets whatever waits (a ping, a cancel) be answered between two pieces of long work. */
export const breathe = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** Longest piece of work on the main thread before others are let in, in milliseconds. */
const slice = 15

/** Asked between small steps: true when it is time to let others in. What is computed does not depend on it. */
export function timeToBreathe(): () => boolean {
  let since = performance.now()
  return () => {
    const now = performance.now()
    if (now - since < slice) return false
    since = now
    return true
  }
}
