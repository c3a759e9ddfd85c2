import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/bundle-threads.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Every store and every import starts threads of its own: their code is compiled once, not a thousand times.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'holdfast-test-compile-cache') },
  },
})
