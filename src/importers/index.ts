/** Files → checked rows. `inspectFile` looks, `planImport` decides, `readRows` reads. */
export { inspectFile } from './inspect-file.ts'
export { planImport } from './plan-import.ts'
export { readRows } from './read-rows.ts'
export type {
  Inspection,
  InspectOptions,
  ImportPlan,
  Issue,
  IssueKind,
  PlanOptions,
  Question,
  QuestionKind,
  ReadOptions,
  RejectedRow,
  RowReader,
  Source,
} from './types.ts'
