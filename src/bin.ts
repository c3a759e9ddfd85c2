#!/usr/bin/env node
import process from 'node:process'
import { groundProblem } from './kernel/ground.ts'

const problem = groundProblem(process.versions)
if (problem) {
  process.stderr.write(`${problem}\n`)
  process.exit(1)
}
// Standard output belongs to the protocol and to results; what a library prints goes to standard error.
console.log = console.info = console.debug = console.error

const { enableCompileCache } = await import('node:module')
enableCompileCache()
const { join, joinServing } = await import('./join.ts')
const { runCommandLine } = await import('./faces/cli.ts')
// Idle threads let go of the process; the command must not end before its last word.
const alive = setInterval(() => undefined, 2 ** 30)
process.exitCode = await runCommandLine(process.argv.slice(2), join, undefined, joinServing)
clearInterval(alive)
