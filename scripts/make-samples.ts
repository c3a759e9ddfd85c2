/** Writes the shipped samples into data/samples: `node scripts/make-samples.ts [folder…]`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sampleSets } from './samples/all.ts'
import { fileBytes, readme, truthJson } from './samples/set.ts'

const target = join(dirname(fileURLToPath(import.meta.url)), '..', 'data', 'samples')
const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !Object.hasOwn(sampleSets, name))
if (unknown.length > 0) throw new Error(`no such sample: ${unknown.join(', ')}`)

for (const [name, build] of Object.entries(sampleSets)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const set = build()
  const folder = join(target, set.folder)
  await mkdir(folder, { recursive: true })
  let bytes = 0
  for (const file of set.files) {
    const content = await fileBytes(file)
    bytes += content.length
    await writeFile(join(folder, file.name), content)
  }
  await writeFile(join(folder, 'README.md'), readme(set))
  await writeFile(join(folder, 'truth.json'), truthJson(set))
  process.stderr.write(`${name}: ${set.files.length} files, ${Math.ceil(bytes / 1024)} KB\n`)
}
