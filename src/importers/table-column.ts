import type { HeaderReading } from './header-match.ts'
import type { Profile } from './profile-column.ts'
import type { TrapReading } from './traps.ts'
import type { MatchKind } from './types.ts'

export interface TableColumn {
  header: string
  reading: HeaderReading
  profile: Profile
}

export interface ColumnMatch {
  field: string | null
  confidence: number
  how: MatchKind
  alternatives: readonly { field: string; confidence: number }[]
  /** A trap that the evidence leaves open. */
  trap: TrapReading | null
  /** The header speaks of another entity's field, which this one has under its own name. */
  borrowed?: boolean
}
