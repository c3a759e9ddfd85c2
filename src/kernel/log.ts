import pino from 'pino'

/** Standard output belongs to the protocol: the log goes to standard error, without rows or names. */
export const log = pino(
  { level: process.env['HOLDFAST_LOG'] ?? 'warn', base: null, redact: ['token', '*.token', 'authorization'] },
  pino.destination({ dest: 2, sync: true }),
)
