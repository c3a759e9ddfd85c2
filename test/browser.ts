import { existsSync } from 'node:fs'

export const browserPath = process.env['HOLDFAST_CHROMIUM'] ?? '/usr/bin/chromium'
export const hasBrowser = existsSync(browserPath)

/** Ends the name of a test that needs a browser: why it is skipped, nothing where one is there. */
export const whySkipped = hasBrowser ? '' : ` (no Chromium at ${browserPath}: set HOLDFAST_CHROMIUM)`
