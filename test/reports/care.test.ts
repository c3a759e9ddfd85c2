import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { businesses } from '../../src/domain/business.ts'
import { careSize, careSizes, chooseCare } from '../../src/domain/care.ts'
import { playbookFolder } from '../../src/kernel/package-root.ts'
import { carePlays } from '../../src/reports/care.ts'
import { ownPlaybooksHash } from '../../src/reports/own-playbooks.ts'
import { playbooksFor } from '../../src/reports/playbooks.ts'

const own = mkdtempSync(join(tmpdir(), 'holdfast-plays-'))
afterAll(() => rmSync(own, { recursive: true }))
const plays = carePlays(playbookFolder, null)

describe('playbooks by band, size and business', () => {
  it('has one for every band, size and business, and no id twice', () => {
    for (const band of ['low', 'medium', 'high'] as const)
      for (const size of careSizes)
        for (const business of businesses)
          expect(chooseCare(plays, { band, size, business, weakest: 'none' }).relation?.bands).toContain(band)
    expect(new Set(plays.map(({ id }) => id)).size).toBe(plays.length)
  })

  it('tells an enterprise in the red from a small one, a firm from a shopper', () => {
    const relation = (size: (typeof careSizes)[number], business: (typeof businesses)[number]) =>
      chooseCare(plays, { band: 'low', size, business, weakest: null }).relation?.id
    expect(relation('enterprise', 'b2b')).toBe('rescue-team')
    expect(relation('smb', 'b2b')).toBe('rescue-90-days')
    expect(relation('enterprise', 'retail')).toBe('rescue-personal')
    expect(relation('smb', 'services')).toBe('reactivate')
  })

  it('takes the closest fit: adoption for a small subscriber, the journey for another small firm', () => {
    const medium = (business: (typeof businesses)[number]) =>
      chooseCare(plays, { band: 'medium', size: 'smb', business, weakest: 'usage' })
    expect(medium('saas').relation?.id).toBe('grow-adoption')
    expect(medium('b2b').relation?.id).toBe('grow-automated')
    expect(medium('b2b').part?.id).toBe('fix-usage')
  })

  it('reads sizes from labels, else from the value tier', () => {
    expect(careSize('Mid-Market', 'high')).toBe('mid_market')
    expect(careSize(null, 'high')).toBe('enterprise')
    expect(careSize('Other', null)).toBeNull()
  })
})

describe('playbooks of the user', () => {
  it('replace by id, add, and may be written in one language', () => {
    const text = { title: '王经理亲自致电', steps: ['今天致电'] }
    writeFileSync(
      join(own, 'ours.json'),
      JSON.stringify([
        { id: 'rescue-team', bands: ['low'], sizes: ['enterprise'], text: { 'zh-CN': text } },
        {
          id: 'own-strategy',
          themes: ['any'],
          band: 'low',
          tier: 'any',
          weeks: [0, 1, 2],
          businesses: ['b2b'],
          text: {
            en: { title: 'T', description: 'D', owner: 'O', kpi: 'K', cost: 'C', steps: ['1', '2', '3'] },
          },
        },
      ]),
    )
    const all = carePlays(playbookFolder, own)
    expect(all[0]?.text.en).toEqual(text)
    // Ours stands behind, for where theirs does not fit; one for shops alone leaves the other businesses as they were.
    expect(all.filter(({ id }) => id === 'rescue-team').map(({ replaced }) => replaced ?? false)).toEqual([
      false,
      true,
    ])
    const red = { band: 'low', size: 'enterprise', business: 'b2b', weakest: null } as const
    expect(chooseCare(all, red).relation?.text.en).toEqual(text)
    const shopsOnly = all.map(play => (play === all[0] ? { ...play, businesses: ['retail'] as const } : play))
    const kept = chooseCare(shopsOnly, red).relation
    expect(kept).not.toBeNull()
    expect(kept?.text.en).not.toEqual(text)
    expect(playbooksFor(playbookFolder, 'b2b', own)[0]?.text['zh-TW'].title).toBe('T')
    expect(playbooksFor(playbookFolder, 'saas', own).map(({ id }) => id)).not.toContain('own-strategy')
    expect(ownPlaybooksHash(own)).not.toBe(ownPlaybooksHash(null))
  })

  it('are refused by name when they cannot be understood', () => {
    writeFileSync(
      join(own, 'broken.json'),
      '[{"id":"x","bands":["red"],"text":{"en":{"title":"a","steps":["b"]}}}]',
    )
    expect(() => carePlays(playbookFolder, own)).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ field: 'playbooks/broken.json' }) }),
    )
    writeFileSync(join(own, 'broken.json'), '{')
    expect(() => carePlays(playbookFolder, own)).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ problem: 'this is not JSON' }) }),
    )
    rmSync(join(own, 'broken.json'))
  })
})
