import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ChurnFile } from './files.ts'

const peer = z.object({ auc: z.number(), cpu: z.number() })
const peersFound = z.object({ versions: z.array(z.string()), logistic: peer, xgboost: peer })

const python = process.env['BENCH_PYTHON'] ?? 'python3'
const one = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' }

/** AUC and CPU seconds of scikit-learn and xgboost on the file; `null` where no Python has them. */
export function peersOf({ header, rows }: ChurnFile, folder: string) {
  const path = join(folder, 'file.csv')
  writeFileSync(path, [header, ...rows].map(row => row.join(',')).join('\n'))
  const script = join(import.meta.dirname, 'peers.py')
  const { status, stdout } = spawnSync(python, [script, path], {
    encoding: 'utf8',
    env: { ...process.env, ...one },
  })
  return status === 0 ? peersFound.parse(JSON.parse(stdout)) : null
}
