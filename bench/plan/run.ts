import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { makeShop } from './make-shop.ts'

/**
 * `node bench/plan/run.ts SERVER [CUSTOMERS]`: the built server (`dist/src/bin.js`) imports a made shop, ends, starts
 * anew, and is asked for a plan twice while pings go in every 20 ms. Linux: CPU and memory are read from /proc.
 */
const server = process.argv[2] ?? 'dist/src/bin.js'
const customers = Number(process.argv[3] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'holdfast-plan-'))

interface Reply {
  id?: number
  result?: { structuredContent?: Record<string, unknown> }
  error?: { message: string }
}

function start() {
  const child = spawn(
    process.execPath,
    [
      server,
      'serve',
      '--db',
      join(folder, 'shop.sqlite'),
      '--read-roots',
      folder,
      '--inbox',
      join(folder, 'inbox'),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const waiting = new Map<number, (reply: Reply) => void>()
  createInterface({ input: child.stdout }).on('line', line => {
    const reply: Reply = JSON.parse(line)
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply)
  })
  let next = 1
  const ask = (method: string, params: unknown = {}): Promise<Reply> =>
    new Promise(resolve => {
      const id = next++
      waiting.set(id, resolve)
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`)
    })
  const hello = () =>
    ask('initialize', {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'bench', version: '1' },
    })
  const end = (): Promise<void> =>
    new Promise(resolve => {
      child.once('exit', () => resolve())
      child.stdin.end()
    })
  return { pid: child.pid ?? 0, ask, hello, end }
}

const tick = 0.01
function used(pid: number): { cpu: number; peakMb: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return { cpu: (Number(fields[11]) + Number(fields[12])) * tick, peakMb: Number(peak ?? 0) / 1024 }
}

async function timed(at: ReturnType<typeof start>, tool: string, input: Record<string, unknown>) {
  const before = used(at.pid)
  const from = performance.now()
  const pings: number[] = []
  let open = true
  const pinging = (async () => {
    while (open) {
      const sent = performance.now()
      await at.ask('ping')
      pings.push(performance.now() - sent)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  })()
  const reply = await at.ask('tools/call', { name: tool, arguments: input })
  const seconds = (performance.now() - from) / 1000
  open = false
  await pinging
  pings.sort((one, two) => one - two)
  const after = used(at.pid)
  const answer = reply.result?.structuredContent ?? {}
  const at95 = pings[Math.floor(pings.length * 0.95)] ?? 0
  console.log(
    `| ${tool} ${JSON.stringify(input)} | ${String(answer['status'] ?? reply.error?.message)}, ${String(answer['total_rows'] ?? '–')} rows | ${seconds.toFixed(1)} | ${(after.cpu - before.cpu).toFixed(1)} | ${after.peakMb.toFixed(0)} | ${at95.toFixed(0)} | ${(pings.at(-1) ?? 0).toFixed(0)} | ${pings.length} |`,
  )
}

try {
  const csv = join(folder, 'shop.csv')
  const { rows } = makeShop(csv, customers)
  const first = start()
  await first.hello()
  await first.ask('tools/call', { name: 'import_data', arguments: { path: csv, mode: 'auto' } })
  await first.end()
  const load = readFileSync('/proc/loadavg', 'utf8').split(' ')[0]
  console.log(`\n${customers} customers, ${rows} orders, Node ${process.version}, load ${load}\n`)
  console.log('| call | answer | wall s | CPU s | peak MB | ping p95 ms | ping worst ms | pings |')
  console.log('|---|---|---|---|---|---|---|---|')
  const second = start()
  await second.hello()
  await timed(second, 'plan_retention', { budget: 300_000, limit: 5 })
  await timed(second, 'plan_retention', { budget: 500_000, limit: 5 })
  await timed(second, 'plan_retention', { budget: 500_000, capacity: 500, weeks: 4, limit: 5 })
  await timed(second, 'evaluate_retention_roi', { limit: 5 })
  await timed(second, 'forecast', {})
  await second.end()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
