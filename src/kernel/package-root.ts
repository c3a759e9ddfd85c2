import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

/** True when the sources run as TypeScript (development, tests), false in the built package. */
export const runsFromSource = import.meta.url.endsWith('.ts')

/** Folder of package.json: templates, prompts' texts and data are read from there at run time. */
export const packageRoot = ((): string => {
  let folder = here
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('package.json not found above the program')
    folder = parent
  }
  return folder
})()

/** The product's own playbooks. */
export const playbookFolder = join(packageRoot, 'data', 'playbooks')

/** Folder of the code that runs: the package itself, or its `dist`. */
export const codeRoot = runsFromSource ? packageRoot : join(packageRoot, 'dist')
export const codeExtension = runsFromSource ? '.ts' : '.js'
