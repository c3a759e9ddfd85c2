import type { ToolContext } from '../../src/tool.ts'
import type { survivalOf } from './retention-shape.ts'
import type { RetentionWords } from './retention-words.ts'

type Survival = ReturnType<typeof survivalOf>

export function survivalSummary(
  { curve, parts }: Survival,
  formats: ToolContext['formats'],
  say: RetentionWords,
  unit: string,
): string {
  const last = curve.steps.at(-1)
  return [
    say.survival({
      n: formats.number(curve.n, 0),
      events: formats.number(curve.events, 0),
      median: parts.median === null ? null : formats.number(parts.median, 1),
      unit,
      until: formats.number(last?.time ?? 0, 0),
      left: formats.percent(last?.survival ?? 1),
      mean: parts.restricted_mean.value === null ? null : formats.number(parts.restricted_mean.value, 1),
    }),
    parts.log_rank
      ? say.logRank({
          chi: formats.number(parts.log_rank.chi_square, 2),
          p: pText(parts.log_rank.p_value, formats),
          differ: parts.log_rank.p_value < 0.05,
        })
      : '',
    parts.cox
      ? say.cox({
          n: formats.number(parts.cox.coefficients.length, 0),
          concordance: formats.number(parts.cox.concordance, 3),
          lead: lead(parts.cox, formats),
        })
      : '',
  ]
    .filter(Boolean)
    .join(' ')
}

const pText = (p: number, formats: ToolContext['formats']): string =>
  p < 0.0001 ? '< 0.0001' : `= ${formats.number(p, 4)}`

function lead(
  { coefficients }: NonNullable<Survival['parts']['cox']>,
  formats: ToolContext['formats'],
): string {
  const [strongest] = coefficients
    .filter(({ p_value: p }) => p !== null)
    .toSorted((one, two) => (one.p_value ?? 1) - (two.p_value ?? 1))
  return strongest ? `${strongest.name} × ${formats.number(strongest.hazard_ratio, 2)}` : '–'
}

export function survivalFigures(
  { median, median_ci: [low, high], log_rank: test, restricted_mean: mean, cox }: Survival['parts'],
  n: number,
  say: RetentionWords,
) {
  return [
    ...(median === null
      ? []
      : [
          {
            path: 'median',
            name: say.figures.median,
            value: median,
            unit: 'time',
            badge: 'measured' as const,
            low,
            high,
            n,
          },
        ]),
    ...(mean.value === null
      ? []
      : [
          {
            path: 'restricted_mean/value',
            name: say.figures.mean,
            value: mean.value,
            unit: 'time',
            badge: 'measured' as const,
            n,
          },
        ]),
    ...(test
      ? [
          {
            path: 'log_rank/chi_square',
            name: say.figures.logRank,
            value: test.chi_square,
            unit: 'chi-square',
            badge: 'measured' as const,
            n,
          },
        ]
      : []),
    ...(cox && cox.concordance !== null
      ? [
          {
            path: 'cox/concordance',
            name: say.figures.concordance,
            value: cox.concordance,
            unit: 'fraction',
            badge: 'modelled' as const,
            n,
          },
        ]
      : []),
    ...(cox?.coefficients ?? []).flatMap((each, index) =>
      each.hazard_ratio === null
        ? []
        : [
            {
              path: `cox/coefficients/${index}/hazard_ratio`,
              name: say.figures.hazard(each.name),
              value: each.hazard_ratio,
              unit: 'ratio',
              badge: 'modelled' as const,
              low: each.low,
              high: each.high,
              n,
            },
          ],
    ),
  ]
}
