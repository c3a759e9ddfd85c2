import { describe, expect, it } from 'vitest'
import type { Read } from '../../src/kernel/recorder.ts'
import { SharedWork, signalOf } from '../../src/kernel/shared-work.ts'

/** Work that says when it has begun, ends when told to, and stops when its signal aborts. */
function slowWork() {
  const state = { runs: 0, aborted: false, end: (_value: string): void => undefined }
  const run = (own: AbortSignal) => (): Promise<string> => {
    state.runs += 1
    const signal = signalOf(own)
    return new Promise((resolve, reject) => {
      state.end = resolve
      signal.addEventListener('abort', () => {
        state.aborted = true
        reject(new Error('stopped'))
      })
    })
  }
  return { state, run }
}

const callers = () => [new AbortController(), new AbortController(), new AbortController()] as const

describe('work that several callers wait for', () => {
  it('goes on for the others when the caller who began it cancels', async () => {
    const shared = new SharedWork()
    const { state, run } = slowWork()
    const [one, two] = callers()
    const first = shared.once('values', [], one.signal, run(one.signal))
    const second = shared.once('values', [], two.signal, run(two.signal))
    one.abort()
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    expect(state).toMatchObject({ runs: 1, aborted: false })
    state.end('what all wanted')
    expect(await second).toBe('what all wanted')
  })

  it('ends when the last of them has left, and begins anew for whoever asks next', async () => {
    const shared = new SharedWork()
    const { state, run } = slowWork()
    const [one, two, three] = callers()
    const waiting = [one, two].map(({ signal }) => shared.once('values', [], signal, run(signal)))
    two.abort()
    expect(state.aborted).toBe(false)
    one.abort()
    const [first, second] = await Promise.allSettled(waiting)
    expect([first?.status, second?.status, state.aborted]).toEqual(['rejected', 'rejected', true])
    const third = shared.once('values', [], three.signal, run(three.signal))
    expect(state.runs).toBe(2)
    state.end('anew')
    expect(await third).toBe('anew')
  })

  it('carries the signal into work inside work: the inner one lives as long as one outer one does', async () => {
    const shared = new SharedWork()
    const { state, run } = slowWork()
    const [one, two] = callers()
    const outer = (key: string, { signal }: AbortController) =>
      shared.once(key, [], signal, async () => {
        const inner = await shared.once('inner', [], signalOf(signal), run(signal))
        return `${key} of ${inner}`
      })
    const first = outer('one', one)
    const second = outer('two', two)
    one.abort()
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    expect(state).toMatchObject({ runs: 1, aborted: false })
    state.end('the fit')
    expect(await second).toBe('two of the fit')
  })

  it('refuses a caller who had cancelled before, keeps what is done, and forgets what failed', async () => {
    const shared = new SharedWork()
    const [gone, here, late] = callers()
    gone.abort()
    await expect(shared.once('k', [], gone.signal, () => Promise.resolve(1))).rejects.toMatchObject({
      code: 'cancelled',
    })
    await expect(
      shared.once('k', [], here.signal, () => Promise.reject(new Error('no luck'))),
    ).rejects.toThrow('no luck')
    const reads: Read[] = []
    const compute = (): Promise<number> => {
      reads.push({ question: 'overview', query: null })
      return Promise.resolve(2)
    }
    expect(await shared.once('k', reads, here.signal, compute)).toBe(2)
    here.abort()
    const lateReads: Read[] = []
    expect(await shared.once('k', lateReads, late.signal, () => Promise.resolve(3))).toBe(2)
    expect(lateReads).toEqual([{ question: 'overview', query: null }])
  })

  it('lets go of earlier days before it lets go of today, which is asked for again', async () => {
    const shared = new SharedWork(3)
    const [{ signal }] = callers()
    const runs: string[] = []
    const ask = (key: string, passing: boolean): Promise<string> =>
      shared.once(
        key,
        [],
        signal,
        () => {
          runs.push(key)
          return Promise.resolve(key)
        },
        passing,
      )
    await ask('model of today', false)
    for (const day of ['May', 'June', 'July', 'August']) await ask(day, true)
    expect(await ask('model of today', false)).toBe('model of today')
    // One that today asks for too stays with it.
    await ask('August', false)
    for (const day of ['March', 'April']) await ask(day, true)
    await ask('August', true)
    expect(runs).toEqual(['model of today', 'May', 'June', 'July', 'August', 'March', 'April'])
  })
})
