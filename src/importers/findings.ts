/** What an importer asks and what it reports: kinds and facts, no words. */

export type QuestionKind =
  /** Several sheets hold tables. */
  | 'sheet'
  | 'entity'
  /** Counts, survivors or times to an event: results, not records. `facts.kind` says which. */
  | 'summary_table'
  /** One column, several meanings. */
  | 'field'
  /** A required field has no column. `choices` are columns. */
  | 'missing_field'
  /** The table works, but a field that matters has no column (orders without amounts). Choice: `without`. */
  | 'without_field'
  /** Required fields were matched by rule rather than by name: one look, one yes. `facts` maps field to column. */
  | 'mapping'
  | 'date_order'
  | 'decimal'
  | 'currency'
  | 'money_unit'
  /** The customers are on record under another spelling of the same ids. */
  | 'id_spelling'
  | 'encoding'
  | 'header_row'

export interface Question {
  kind: QuestionKind
  column: string | null
  choices: readonly { value: string; confidence: number }[]
  /** What is assumed when the caller says go ahead; null when nothing may be assumed. */
  proposed: string | null
  samples: readonly string[]
  /** Where the answer goes in the next call: `mapping[key]`, `options[key]` (snake_case), `entity`, `sheet`. */
  answer: { argument: 'mapping' | 'options' | 'entity' | 'sheet'; key: string }
  facts: Readonly<Record<string, string | number | boolean | null>>
}

export type IssueKind =
  | 'bad_date'
  | 'bad_number'
  | 'bad_boolean'
  | 'bad_id'
  /** 1.23E+17: a spreadsheet has destroyed the digits. Format the column as text and export again. */
  | 'id_in_scientific_notation'
  /** 4.0128e+10 among ids of eleven digits written out: the writer's short form of 40128000000. */
  | 'id_expanded'
  | 'unknown_value'
  | 'out_of_range'
  | 'missing_required'
  | 'broken_quotes'
  | 'ragged_row'
  | 'row_too_long'
  | 'not_an_object'
  | 'bad_json'
  | 'bad_encoding'
  | 'nul_bytes'
  | 'total_row_dropped'
  | 'blank_row_dropped'
  | 'duplicate_row_dropped'
  | 'duplicate_key_differs'
  | 'alike_rows_kept'
  | 'duplicate_header'
  /** Columns named after months, quarters or years: each row sums up many purchases. */
  | 'period_columns'
  /** Frequency, recency and length of observation of each customer: results of an earlier count. */
  | 'purchase_summary'
  /** The header stands again among the rows, as printed pages have it. */
  | 'header_row_repeated'
  | 'header_trimmed'
  | 'title_rows_skipped'
  | 'key_generated'
  /** Paid amount of a line computed as quantity × unit price. */
  | 'amount_derived'
  | 'field_missing'
  | 'rounded'
  | 'negative_amount'
  | 'sign_normalised'
  | 'percent_scaled'
  | 'opted_out'
  | 'personal_data'
  | 'leak_candidate'
  | 'negated_column'
  | 'values_contradict_header'
  /** A leading column filled on the first row of each block only, as merged cells leave it. */
  | 'blank_below_first'
  | 'currency_assumed'
  | 'formula_or_markup'

export interface Issue {
  kind: IssueKind
  column: string | null
  field: string | null
  count: number
  /** Source rows, at most ten. */
  rows: readonly number[]
  /** One value as the file has it; masked when the column holds personal data. */
  example: string | null
  facts: Readonly<Record<string, string | number | boolean | null>>
}

/** A table of results, as it would be handed to a calculator. */
export type SummaryTable =
  /** Frequency, recency and length of observation, one row for many customers or one each. */
  | {
      kind: 'frequency_recency'
      columns: Readonly<Record<'frequency' | 'recency' | 'age', string>>
      perCustomer: boolean
    }
  /** Customers still there after 0, 1, 2 … periods; one column a group. */
  | { kind: 'survivors'; period: string; groups: readonly { column: string; survivors: readonly number[] }[] }
  /** How long each was observed, and whether the event came. */
  | {
      kind: 'durations'
      duration: string
      event: string
      group: string | null
      durations: readonly number[]
      events: readonly number[]
      groups: readonly string[]
    }
