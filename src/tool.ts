/** The only door for tools and prompts: `import { defineTool, … } from '../src/tool.ts'` (`holdfast/tool` outside). */
export { Fault } from './fault.ts'
export type { FaultCode, FaultFacts } from './fault.ts'
export { faultReply } from './kernel/fault-words.ts'
export { defineTool } from './kernel/define-tool.ts'
export type { Status } from './kernel/answer.ts'
export type { Common, FigureDraft, MethodDraft, SuggestedAction, Tool } from './kernel/define-tool.ts'
export { definePrompt } from './kernel/define-prompt.ts'
export type { Prompt, PromptArgument } from './kernel/define-prompt.ts'
export type { ToolContext } from './kernel/context.ts'
export type { Answer } from './kernel/answer.ts'
export { parseFigureId, valueAt } from './kernel/figures.ts'
export { heavyWork } from './kernel/heavy-work.ts'
export {
  day,
  detail,
  fraction,
  limit,
  money,
  offset,
  page,
  rowFields,
  scenario,
  where,
  whereOutput,
} from './kernel/shared-schemas.ts'
export type { Language, Phrases } from './locales/index.ts'
export { resolveSettings, settingKeys } from './kernel/settings.ts'
export type { Settings, SettingKey } from './kernel/settings.ts'
export type { SettingChange } from './kernel/change-settings.ts'
export type { Cell, ExportFormat, ExportTable } from './kernel/exports.ts'
export type { ImportReport } from './kernel/import-request.ts'
export type { ImportPlan, Issue, IssueKind, Question, QuestionKind, SummaryTable } from './importers/types.ts'
export type {
  EntityOverview,
  ImportRecord,
  JoinReport,
  SourceRows,
  StoredResult,
  StoreOverview,
} from './store/store.ts'
export type { Formats } from './locales/numbers.ts'
