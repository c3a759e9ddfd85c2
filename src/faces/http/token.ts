import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where the bearer token of a store lies: beside it, readable by its owner only. */
export const tokenFile = (database: string): string => join(dirname(database), 'http-token')

/** The token kept beside the store; made at the first start. */
export function bearerToken(database: string): string {
  const file = tokenFile(database)
  if (existsSync(file)) {
    const known = readFileSync(file, 'utf8').trim()
    if (known.length >= 32) return known
  }
  const token = randomBytes(32).toString('base64url')
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${token}\n`, { mode: 0o600 })
  return token
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** True when the header carries the token; takes the same time whether or not it is nearly right. */
export function isAuthorized(header: string | undefined, token: string): boolean {
  const given = /^Bearer (\S+)$/i.exec(header ?? '')?.[1]
  return given !== undefined && timingSafeEqual(digest(given), digest(token))
}
