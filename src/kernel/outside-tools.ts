import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { codeExtension, codeRoot } from './package-root.ts'

const urlOf = (...parts: string[]): string => pathToFileURL(join(codeRoot, 'src', ...parts)).href

/** The packed program carries zod beside its own code; elsewhere it is a package like any other. */
const zodUrl = (): string =>
  existsSync(join(codeRoot, 'src', 'zod.js')) ? urlOf('zod.js') : import.meta.resolve('zod')

/** The doors a tool outside the package may use, whether or not it has a `node_modules` of its own. */
const doors = (): Readonly<Record<string, string>> => ({
  'holdfast/tool': urlOf(`tool${codeExtension}`),
  'holdfast/domain': urlOf('domain', `index${codeExtension}`),
  zod: zodUrl(),
})

let open = false

/**
 * Lets tools in foreign folders import `holdfast/tool`, `holdfast/domain` and `zod`: they get this program's own
 * copies, so that a `Fault` thrown there is known here.
 */
export function letOutsideToolsImport(): void {
  if (open) return
  open = true
  const known = doors()
  registerHooks({
    resolve(specifier, context, next) {
      const door = Object.hasOwn(known, specifier) ? known[specifier] : undefined
      if (door !== undefined) return { url: door, shortCircuit: true }
      return next(specifier, context)
    },
  })
}
