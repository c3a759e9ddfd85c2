import { spawn, spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'

/** The built program, as users start it. */
export const builtBin = resolve('dist/src/bin.js')

/** Builds when a source is newer than the last build; a second worker waits for the first. */
export function ensureBuilt(): void {
  const done = spawnSync(process.execPath, [resolve('scripts/setup.mjs'), 'build'], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the build failed:\n${done.stdout}${done.stderr}`)
}

/** An environment without the caller's own settings of the program. */
export const cleanEnvironment = (extra: Record<string, string> = {}): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || name.startsWith('HOLDFAST_') || name.startsWith('VITEST') ? [] : [[name, value]],
    ),
  ),
  ...extra,
})

export interface Run {
  status: number | null
  out: string
  err: string
}

/** Runs the built program to its end, its output piped. */
export function runBuilt(
  words: readonly string[],
  environment: Record<string, string> = {},
  input = '',
): Promise<Run> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [builtBin, ...words], { env: cleanEnvironment(environment) })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    child.once('error', failed)
    child.once('close', status => done({ status, out, err }))
    child.stdin.end(input)
  })
}

/** A chat client on the built server over standard input and output. */
export async function connectBuilt(folder: string, flags: readonly string[] = []): Promise<Client> {
  const client = new Client({ name: 'end-to-end', version: '1' })
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [builtBin, '--db', join(folder, 'store.sqlite'), '--inbox', join(folder, 'inbox'), ...flags],
    env: cleanEnvironment(),
    stderr: 'pipe',
  })
  await client.connect(transport)
  return client
}
