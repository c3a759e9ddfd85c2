import { careSize, chooseCare } from '../../domain/care.ts'
import type { CareSize } from '../../domain/care.ts'
import { textAt } from '../answers.ts'
import { bandWord, tierWord } from '../churn/parts.ts'
import type { View } from '../common-view.ts'
import { dimensionWord } from '../dimension-words.ts'
import { plan } from '../marks.ts'
import { moneyOf } from '../small-sums.ts'
import type { HealthFacts } from './facts.ts'
import type { HealthSection } from './view.ts'

const bands = ['low', 'medium', 'high'] as const
const sizes: readonly CareSize[] = ['enterprise', 'mid_market', 'smb']
const tiers = ['high', 'mid', 'low'] as const

interface Cell {
  path: string
  band: (typeof bands)[number]
  /** Size of a firm as the files name it, or the value tier. */
  name: string
  size: CareSize
}

/** Health band × size, worst and largest first. */
function cellsIn(facts: HealthFacts, paths: readonly string[]): Cell[] {
  const { answer } = facts.asked.care
  const bySize = facts.careBy === 'account_size_segment'
  const cells = paths.flatMap(path => {
    const [first, name] = (answer === null ? null : textAt(answer, `${path}/name`))?.split(' × ') ?? []
    const band = bands.find(known => known === first)
    const tier = tiers.find(known => known === name)
    const size = bySize ? careSize(name ?? null, null) : careSize(null, tier ?? null)
    return band === undefined || name === undefined || size === null ? [] : [{ path, band, name, size }]
  })
  return cells.toSorted(
    (one, two) =>
      bands.indexOf(one.band) - bands.indexOf(two.band) || sizes.indexOf(one.size) - sizes.indexOf(two.size),
  )
}

/** What to do for each band and size, with how many it is for; and what costs the low band most points. */
export function careView(here: HealthSection): View | null {
  const { facts, read, words, printer } = here
  const care = read('care')
  if (care === null) return null
  const cells = cellsIn(facts, care.items('segments'))
  if (cells.length === 0) return null
  const health = read('health')
  const gap = health
    ?.items('dimensions')
    .toSorted(
      (one, two) => (health.number(`${two}/gap_points`) ?? -1) - (health.number(`${one}/gap_points`) ?? -1),
    )[0]
  const weakest = gap === undefined ? null : (health?.raw(`${gap}/dimension`) ?? null)
  const { part } = chooseCare(facts.carePlays, {
    band: 'low',
    size: null,
    business: facts.business,
    weakest,
  })
  const language = printer.language
  return {
    bySize: facts.careBy === 'account_size_segment',
    rows: cells.map(({ path, band, name, size }) => {
      const { relation } = chooseCare(facts.carePlays, {
        band,
        size,
        business: facts.business,
        weakest: null,
      })
      return {
        band: bandWord(words, band),
        name: facts.careBy === 'value_tier' ? tierWord(words, name) : printer.text(name),
        n: care.fig(`${path}/n`, 'count'),
        revenue: moneyOf(care, `${path}/revenue`, `${path}/n`),
        play: relation === null ? '' : plan(relation.text[language].title),
        step: relation === null ? '' : plan(relation.text[language].steps[0] ?? ''),
      }
    }),
    first:
      part === null || health === null || gap === undefined || !health.has(`${gap}/gap_points`)
        ? null
        : {
            dimension: dimensionWord(weakest, language),
            points: health.fig(`${gap}/gap_points`, 'score'),
            title: plan(part.text[language].title),
            steps: part.text[language].steps.map(step => ({ what: plan(step) })),
          },
  }
}
