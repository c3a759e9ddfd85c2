/** Where an import may keep what memory should not hold. */
export interface Place {
  importRows: number
  /** A new path for a scratch file beside the store. */
  scratch: () => string
}
