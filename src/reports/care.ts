import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { businesses } from '../domain/business.ts'
import { careBands, careSizes } from '../domain/care.ts'
import type { CareRule } from '../domain/care.ts'
import type { Language } from '../locales/index.ts'
import { ownPlaybooks } from './own-playbooks.ts'

const text = z.strictObject({ title: z.string().min(1), steps: z.array(z.string().min(1)).min(1).max(8) })

const care = z
  .strictObject({
    id: z.string().min(1).max(60),
    bands: z.array(z.enum(careBands)).min(1).optional(),
    sizes: z.array(z.enum(careSizes)).min(1).optional(),
    businesses: z.array(z.enum(businesses)).min(1).optional(),
    weakest: z.array(z.string()).min(1).optional(),
    text: z.strictObject({ en: text, 'zh-CN': text, 'zh-TW': text }),
  })
  .refine(play => play.bands !== undefined || play.weakest !== undefined, {
    message: 'bands or weakest must be given',
  })

export type CarePlay = CareRule & { id: string; text: Readonly<Record<Language, z.output<typeof text>>> }

/**
 * Playbooks for one customer, by health band, size, business and weakest part: the user's own, then the product's
 * (`folder`/care.json); those whose id the user has taken serve only where the user's do not fit.
 */
export function carePlays(folder: string, ownFolder: string | null): CarePlay[] {
  const ours = z.array(care).parse(JSON.parse(readFileSync(join(folder, 'care.json'), 'utf8')))
  const own = ownPlaybooks(ownFolder, 'care', care)
  const taken = new Set(own.map(({ id }) => id))
  return [...own, ...ours.map(play => (taken.has(play.id) ? { ...play, replaced: true } : play))]
}
