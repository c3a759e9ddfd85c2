import { createHash } from 'node:crypto'
import { pageScript } from './script.ts'
import { pageWords } from './words.ts'

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, "Noto Sans SC", "Noto Sans TC", sans-serif; }
body { margin: 0 auto; max-width: 70rem; padding: 1.5rem; }
h1 { margin: 0 0 1rem; } h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; }
th, td { border-bottom: 1px solid #8886; padding: .3rem .9rem .3rem 0; text-align: left; vertical-align: top; min-width: 4rem; }
th { vertical-align: bottom; word-break: keep-all; } .whole { white-space: nowrap; font-variant-numeric: tabular-nums; }
#reports li { margin: .4rem 0; }
pre { white-space: pre-wrap; } #problem { color: #c33; }
input, button { font: inherit; padding: .3rem .6rem; }
`

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The dashboard: one page without anything from outside, and the policy that keeps it so. */
export function dashboardPage(): { html: string; policy: string } {
  const words = JSON.stringify(pageWords).replaceAll('<', '\\u003c')
  const section = (name: string): string =>
    `<section><h2 data-word="${name}"></h2><div id="${name}"></div></section>`
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Holdfast</title><style>${style}</style></head>
<body><h1>Holdfast</h1><p id="problem" role="alert"></p>
<form id="login"><label><span data-word="ask"></span> <input id="token" type="password" autocomplete="off" required></label>
<button data-word="open"></button><p data-word="askHint"></p></form>
<main id="content" hidden>${['overview', 'sources', 'tables', 'gates', 'reports'].map(section).join('')}<pre id="report"></pre></main>
<script type="application/json" id="words">${words}</script>
<script>${pageScript}</script></body></html>`
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(pageScript)}`,
    `style-src ${hashOf(style)}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return { html, policy }
}
