import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { makeFolders } from '../../kernel/config.ts'
import { faultReply } from '../../kernel/fault-words.ts'
import { packageRoot } from '../../kernel/package-root.ts'
import { protocolSelfTest } from '../mcp.ts'
import type { Session } from './session.ts'
import { cliWords } from './words.ts'

interface Finding {
  what: string
  fine: boolean
  detail: string
}

const told = (error: unknown, language: Session['config']['language']): string =>
  faultReply(error, language).message

function folderFinding(what: string, folder: string): Finding {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK)
    return { what, fine: true, detail: folder }
  } catch {
    return { what, fine: false, detail: `${folder} cannot be read and written` }
  }
}

/** What a chat client's configuration needs, with full paths so that no client has to search. */
export const clientSnippet = (database: string): string =>
  JSON.stringify(
    {
      holdfast: {
        command: process.execPath,
        args: [join(packageRoot, 'dist', 'src', 'bin.js'), '--db', database],
      },
    },
    null,
    2,
  )

/** Checks everything the program stands on and says what it found; exit code 1 when something is wrong. */
export async function doctor({ holdfast, config, terminal }: Session): Promise<number> {
  const findings: Finding[] = []
  const note = (what: string, fine: boolean, detail: string): void =>
    void findings.push({ what, fine, detail })
  note('node', true, `${process.versions.node} (Node-API ${process.versions['napi'] ?? '?'})`)
  note(
    'tools',
    holdfast.tools.length > 0,
    `${holdfast.tools.length} on offer, ${holdfast.prompts.length} prompts`,
  )
  try {
    makeFolders(config)
    const store = await holdfast.store()
    const problems = await store.check()
    note(
      'store',
      problems.length === 0,
      problems.length === 0 ? `${config.database} (${store.driver})` : problems.join('; '),
    )
  } catch (error) {
    note('store', false, told(error, config.language))
  }
  findings.push(folderFinding('inbox', config.folders.inbox), folderFinding('output', config.folders.output))
  try {
    const listed = await protocolSelfTest(holdfast)
    note('protocol', listed === holdfast.tools.length, `initialize and tools/list answered (${listed} tools)`)
  } catch (error) {
    note('protocol', false, told(error, config.language))
  }
  const bad = findings.filter(({ fine }) => !fine).length
  const words = cliWords[config.language]
  if (terminal.outIsPerson) {
    const lines = findings.map(({ what, fine, detail }) => `${fine ? '✓' : '✗'} ${what.padEnd(9)} ${detail}`)
    terminal.out(`${lines.join('\n')}\n\n${words.client}\n${clientSnippet(config.database)}\n\n`)
    terminal.out(`${bad === 0 ? words.allWell : words.problems(bad)}\n`)
  } else {
    terminal.out(
      `${JSON.stringify({ ok: bad === 0, findings, client: JSON.parse(clientSnippet(config.database)) })}\n`,
    )
  }
  return bad === 0 ? 0 : 1
}
