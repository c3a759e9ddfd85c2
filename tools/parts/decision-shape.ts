import { z } from 'zod'
import type { DecisionRisk } from '../../src/analysis/decision-horizon.ts'
import { short, shortOrNull } from '../../src/analysis/plan-money.ts'
import type { FigureDraft, ToolContext } from '../../src/tool.ts'
import { decisionWords, lastingTold } from '../words/decision-horizon.ts'

const rate = z.number().nullable()

/** The period a decision rests on, and the measured churn over it. */
export const decisionHorizon = z
  .object({
    days: z.number(),
    window_days: rate,
    conversion: z.enum(['none', 'constant_hazard']),
    basis: z.string(),
    churn_rate: rate,
    low: rate,
    high: rate,
    n: rate,
  })
  .nullable()

/** What an answer says of its decision horizon: the block, its figure, and the sentences. */
export function decisionTold(risk: DecisionRisk, context: ToolContext) {
  const { formats, say } = context
  const words = say(decisionWords)
  const { days, windowDays, conversion, basis, rate: measured } = risk
  const period = formats.number(days, 0)
  const figures: FigureDraft[] = measured
    ? [
        {
          path: 'decision_horizon/churn_rate',
          name: words.figure(period, (risk.silence?.lasting ?? null) !== null),
          value: shortOrNull(measured.value),
          unit: 'fraction',
          badge: conversion === 'none' ? 'measured' : 'modelled',
          low: short(measured.low),
          high: short(measured.high),
          n: measured.n,
        },
      ]
    : []
  return {
    block: {
      days,
      window_days: windowDays,
      conversion,
      basis,
      churn_rate: shortOrNull(measured?.value ?? null),
      low: shortOrNull(measured?.low ?? null),
      high: shortOrNull(measured?.high ?? null),
      n: measured?.n ?? null,
    },
    figures,
    assumptions: [
      formats.sentences([
        words.horizon({
          days: period,
          chosen: risk.chosen,
          window: formats.number(windowDays, 0),
          converted: conversion === 'constant_hazard',
        }),
        measured
          ? words.rate({
              days: period,
              window: conversion === 'none' ? null : formats.number(windowDays, 0),
              rate: formats.percent(measured.value),
              low: formats.percent(measured.low),
              high: formats.percent(measured.high),
              n: formats.number(measured.n, 0),
            })
          : '',
      ]),
      ...lastingTold(risk.silence, risk.spread, context),
      ...(risk.undated ? [words.undated] : []),
      words.cautious,
    ],
  }
}
