import { Transform } from 'node:stream'

/** Largest message taken over standard input, in bytes. Large data comes as a file path. */
export const largestMessage = 8 * 1024 * 1024

const newline = 0x0a

/**
 * Passes lines on. A line past the limit, or one that is not JSON, is dropped and reported instead of closing
 * the connection, which is what the transport would do.
 */
export function boundedLines(
  limit: number,
  refuse: (why: 'too_large' | 'not_json', bytes: number) => void,
): Transform {
  let parts: Buffer[] = []
  let held = 0
  let dropped = 0

  const flushLine = (): Buffer | null => {
    const line = Buffer.concat(parts)
    parts = []
    held = 0
    if (dropped > 0) {
      refuse('too_large', dropped)
      dropped = 0
      return null
    }
    const text = line.toString('utf8').trim()
    if (text === '') return null
    try {
      JSON.parse(text)
    } catch {
      refuse('not_json', line.length)
      return null
    }
    return line
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let from = 0
      while (from < chunk.length) {
        const end = chunk.indexOf(newline, from)
        const piece = chunk.subarray(from, end === -1 ? chunk.length : end)
        if (dropped > 0) dropped += piece.length
        else if (held + piece.length > limit) {
          dropped = held + piece.length
          parts = []
          held = 0
        } else {
          parts.push(piece)
          held += piece.length
        }
        if (end === -1) break
        const line = flushLine()
        if (line) this.push(Buffer.concat([line, Buffer.from('\n')]))
        from = end + 1
      }
      done()
    },
  })
}
