import { parentPort } from 'node:worker_threads'
import type { CallOptions } from './call-tool.ts'
import type { CallRequest, CallResponse } from './call-protocol.ts'
import type { Holdfast } from './holdfast.ts'
import { failure } from './import-protocol.ts'

/** Answers the calls of the thread that speaks with the client. */
export function answerCalls(product: Promise<Holdfast>): void {
  const running = new Map<number, AbortController>()
  const tell = (response: CallResponse): void => parentPort?.postMessage(response)

  async function answer(
    request: Exclude<CallRequest, { kind: 'abort' }>,
    signal: AbortSignal,
  ): Promise<unknown> {
    const holdfast = await product
    const { id } = request
    switch (request.kind) {
      case 'call':
      case 'prompt': {
        const options: CallOptions = {
          signal,
          progress: (...progress) => tell({ id, progress }),
          ...(request.language === null ? {} : { language: request.language }),
        }
        return request.kind === 'prompt'
          ? holdfast.prompt(request.name, request.values, options)
          : holdfast.call(request.name, request.input, { ...options, everyRow: request.everyRow })
      }
      case 'store': {
        const method: unknown = Reflect.get(await holdfast.store(), request.method)
        if (typeof method !== 'function') throw new Error(`the store has no answer to ${request.method}`)
        return method(...request.args)
      }
      case 'close':
        return holdfast.close()
    }
  }

  parentPort?.on('message', async (request: CallRequest) => {
    const { id } = request
    if (request.kind === 'abort') {
      running.get(id)?.abort()
      return
    }
    const control = new AbortController()
    running.set(id, control)
    try {
      tell({ id, ok: true, value: await answer(request, control.signal) })
    } catch (error) {
      tell(failure(id, error))
    } finally {
      running.delete(id)
    }
  })
}
