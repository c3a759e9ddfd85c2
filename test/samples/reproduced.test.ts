import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import readWorkbook from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { sampleSets } from '../../scripts/samples/all.ts'
import { fileBytes, readme, truthJson } from '../../scripts/samples/set.ts'
import { samplesFolder } from './read-sample.ts'

describe.each(Object.entries(sampleSets))('sample %s', (folder, build) => {
  const set = build()
  const shipped = (name: string) => readFileSync(join(samplesFolder, folder, name))

  it('ships exactly the files that the script makes', () => {
    const made = [...set.files.map(({ name }) => name), 'README.md', 'truth.json']
    expect(readdirSync(join(samplesFolder, folder)).toSorted()).toEqual(made.toSorted())
  })

  it.each(set.files.map(file => [file.name, file] as const))(
    '%s comes out of the script again',
    async (name, file) => {
      const bytes = await fileBytes(file)
      if (file.kind === 'csv') expect(bytes.equals(shipped(name))).toBe(true)
      else expect(await readWorkbook(bytes)).toEqual(await readWorkbook(shipped(name)))
    },
  )

  it('tells its origin and its truth as the script does', () => {
    expect(shipped('README.md').toString()).toBe(readme(set))
    expect(shipped('truth.json').toString()).toBe(truthJson(set))
    expect(readme(set)).toContain('CC0')
  })
})

describe('all samples', () => {
  const files = readdirSync(samplesFolder, { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  )

  it('stay within six megabytes', () => {
    const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
    expect(bytes).toBeLessThan(6_000_000)
  })

  it('leave the truth to tests: no product file names it', () => {
    const root = join(samplesFolder, '../..')
    const sources = ['src', 'tools', 'prompts', 'templates'].flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter(entry =>
        entry.isFile(),
      ),
    )
    const readers = sources.filter(({ parentPath, name }) =>
      readFileSync(join(parentPath, name), 'utf8').includes('truth.json'),
    )
    expect(readers.map(({ name }) => name)).toEqual([])
  })
})
