import type { View } from '../common-view.ts'
import type { Reading } from '../reading.ts'
import type { ClvSection } from './view.ts'

/** Whether the values rest on a model of who renews, not of who buys. */
export const isRenewals = (values: Reading): boolean => /^(?:sbg|bdw)$/.test(values.raw('model/name') ?? '')

/** How the models did on a held-out period; `null` where none was held. */
export function raceView({ read, own, printer }: ClvSection): View | null {
  const values = read('values')
  const paths = values?.items('model/holdout') ?? []
  if (values === null || paths.length === 0) return null
  const name = (model: string | null): string => own.models[model ?? ''] ?? printer.text(model)
  const verdict = (path: string): string =>
    values.truth(`${path}/winner`)
      ? own.verdicts.winner
      : values.truth(`${path}/eligible`)
        ? own.verdicts.eligible
        : own.verdicts.not
  const winner = paths.find(path => values.truth(`${path}/winner`))
  return {
    name: name(values.raw('model/name')),
    n: values.fig('model/n', 'count'),
    // A model of renewals may be in force although the test could admit none.
    error: winner === undefined ? null : values.fig(`${winner}/total_error`, 'share'),
    renewals: isRenewals(values),
    rows: paths.map(path => ({
      name: name(values.raw(`${path}/model`)),
      predicted: values.fig(`${path}/predicted_total`, 'ratio', { badge: 'modelled', digits: 0 }),
      actual: values.fig(`${path}/actual_total`, 'count'),
      error: values.fig(`${path}/total_error`, 'share'),
      mae: values.fig(`${path}/mae`, 'ratio', { digits: 3 }),
      calibration: values.fig(`${path}/calibration_error`, 'ratio', { digits: 3 }),
      verdict: verdict(path),
    })),
  }
}

/** The model behind the values where no race decided on it; `null` without a model. */
export function fittedView({ read, own, printer }: ClvSection): View | null {
  const values = read('values')
  const model = values?.raw('model/name') ?? null
  if (values === null || model === null) return null
  return { name: own.models[model] ?? printer.text(model), n: values.fig('model/n', 'count') }
}
