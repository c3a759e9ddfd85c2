/** Samples without the person: the first character stays, so that a reader can recognise the column. */
export function mask(text: string): string {
  const at = text.indexOf('@')
  if (at > 0) return `${[...text][0] ?? ''}***@***`
  return `${[...text][0] ?? ''}***`
}
