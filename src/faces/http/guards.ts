import type { Context, MiddlewareHandler } from 'hono'
import { Fault } from '../../fault.ts'
import type { FaultReply } from '../../kernel/fault-words.ts'
import { isAuthorized } from './token.ts'

const loopbackNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

function isLoopback(authority: string): boolean {
  const name = /^(\[[^\]]+\]|[^:]+)(?::\d+)?$/.exec(authority.toLowerCase())?.[1]
  return name !== undefined && loopbackNames.has(name)
}

/**
 * Refuses calls that a web page elsewhere could have caused: `Host` must name this machine (DNS rebinding), and an
 * `Origin`, which browsers send, must be a page of this machine.
 */
export const localOnly: MiddlewareHandler = async (context, next) => {
  if (!isLoopback(context.req.header('host') ?? '')) throw new Fault('forbidden_origin', { header: 'Host' })
  const origin = context.req.header('origin')
  if (origin !== undefined) {
    const url = URL.canParse(origin) ? new URL(origin) : null
    if (!url || !/^https?:$/.test(url.protocol) || !isLoopback(url.host)) {
      throw new Fault('forbidden_origin', { header: 'Origin' })
    }
  }
  await next()
}

export const withToken =
  (token: string): MiddlewareHandler =>
  async (context, next) => {
    if (!isAuthorized(context.req.header('authorization'), token)) throw new Fault('unauthorized', {})
    await next()
  }

/** At most `most` requests in any window of `seconds`, all callers together: there is one token. */
export function rateLimit(most: number, seconds: number): MiddlewareHandler {
  let windowStart = Date.now()
  let seen = 0
  return async (_context, next) => {
    const now = Date.now()
    if (now - windowStart >= seconds * 1000) {
      windowStart = now
      seen = 0
    }
    seen++
    if (seen > most) {
      throw new Fault('too_many_requests', {
        seconds: Math.ceil((windowStart + seconds * 1000 - now) / 1000),
      })
    }
    await next()
  }
}

/** Reads a body up to a limit, whatever its headers claim. */
export async function boundedBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const claimed = Number(request.headers.get('content-length') ?? 0)
  if (claimed > limit) throw new Fault('too_large', { bytes: claimed, limit })
  const parts: Uint8Array[] = []
  let bytes = 0
  if (request.body) {
    for await (const part of request.body) {
      bytes += part.byteLength
      if (bytes > limit) throw new Fault('too_large', { bytes, limit })
      parts.push(part)
    }
  }
  const whole = new Uint8Array(bytes)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}

/** A body as a JSON object; nothing at all means no arguments. */
export async function jsonObject(request: Request, limit: number): Promise<Record<string, unknown>> {
  const text = new TextDecoder().decode(await boundedBody(request, limit))
  if (text.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Fault('invalid_input', { field: 'body', problem: 'expected JSON' })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Fault('invalid_input', { field: 'body', problem: 'expected a JSON object of named arguments' })
  }
  return { ...value }
}

/** A fault as the HTTP face tells it: JSON-RPC where the protocol is spoken, `{ code, message }` elsewhere. */
export function faultResponse(context: Context, reply: FaultReply): Response {
  const body = context.req.path.startsWith('/mcp')
    ? { jsonrpc: '2.0', id: null, error: { code: -32000, message: reply.message } }
    : { code: reply.code, message: reply.message }
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }
  if (reply.status === 401) headers['www-authenticate'] = 'Bearer'
  return new Response(JSON.stringify(body), { status: reply.status, headers })
}
