/** The Node release that everything below is built and tested for. */
const neededNode = [22, 19] as const
const neededNapi = 10

/**
 * What is wrong with the ground the program stands on, in one line, or `null`.
 * Asked before anything native is loaded: the SQLite driver crashes without a word where Node-API is older.
 */
export function groundProblem(
  versions: Readonly<{ node: string; napi?: string | undefined }>,
): string | null {
  const [major = 0, minor = 0] = versions.node.split('.').map(Number)
  const [needMajor, needMinor] = neededNode
  if (major < needMajor || (major === needMajor && minor < needMinor)) {
    return `holdfast needs Node.js ${needMajor}.${needMinor} or newer; this is ${versions.node}. Install it from nodejs.org and start again.`
  }
  if (Number(versions.napi ?? 0) < neededNapi) {
    return `holdfast needs Node-API ${neededNapi} or newer; this Node.js offers ${versions.napi ?? 'none'}. Update Node.js and start again.`
  }
  return null
}
