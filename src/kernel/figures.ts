/** Figure ids: `<result_id>.<path>`, the path being the place in the answer, with slashes. */
const separator = '.'
/** `<result_id>@then.<path>`: the figure as an earlier report gave it, whatever the data say now. */
const past = '@then'

export const figureId = (resultId: string, path: string): string => `${resultId}${separator}${path}`

/** Splits a figure id; tolerates a leading slash and dots instead of slashes in the path. */
export function parseFigureId(id: string): { resultId: string; path: string; past: boolean } | null {
  const cut = id.indexOf(separator)
  if (cut <= 0 || cut === id.length - 1) return null
  const rest = id.slice(cut + 1).replace(/^\/+/, '')
  const result = id.slice(0, cut)
  const before = result.endsWith(past)
  return {
    resultId: before ? result.slice(0, -past.length) : result,
    past: before,
    path: rest.includes('/') ? rest : rest.replaceAll('.', '/'),
  }
}

/** The value at a slash path of an answer, or `undefined`. */
export function valueAt(answer: unknown, path: string): unknown {
  let place: unknown = answer
  for (const step of path.split('/')) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, step)) return undefined
    place = Reflect.get(place, step)
  }
  return place
}
