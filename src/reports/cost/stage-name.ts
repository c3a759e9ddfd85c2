import type { CostSection } from './view.ts'

/** How a reader calls a stage of the lifecycle. */
export const stageName = (
  { own, printer }: Pick<CostSection, 'own' | 'printer'>,
  stage: string | null,
): string => own.stages[stage ?? '']?.name ?? printer.text(stage)
