import { createHash } from 'node:crypto'
import { createReadStream, existsSync, realpathSync, statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault } from '../fault.ts'
import type { Folders } from './config.ts'

/** A file that may be read. `name` is what people may see; `path` never enters a reply. */
export interface ReadableFile {
  path: string
  name: string
  bytes: number
}

// Where chat services keep what was attached to a conversation: on their machines, not on this one.
const chatPaths: readonly RegExp[] = [
  /^\/mnt\/(user-data|data|uploads?|outputs?)(\/|$)/i,
  /^\/(home\/(claude|sandbox)|tmp\/outputs|user_uploads|uploads)\//i,
  /^(sandbox|attachment|attachments|file-service|blob|upload|uploads|computer|content|files?-id|cid):/i,
  /^file-[a-z0-9]{16,}$/i,
  /^https?:\/\/[^/]*(file-service|oaiusercontent|usercontent|claudeusercontent|sandbox)/i,
  /^https?:\/\/[^?#]*\/(backend-api\/files?|file-service|files?\/file-)/i,
]

const clean = (given: string): string =>
  given
    .trim()
    .replace(/^(["'`<])(.*)(["'`>])$/s, '$2')
    .trim()

/** The last part of a path as any system writes it: what an error may show. */
export const baseName = (path: string): string =>
  path.split(/[/\\]/).filter(Boolean).at(-1)?.slice(0, 120) ?? path.slice(0, 120)

/** True when a path names a place on the chat service's side. */
export const isChatUpload = (given: string): boolean => chatPaths.some(pattern => pattern.test(clean(given)))

const inside = (path: string, root: string): boolean => {
  const way = relative(root, path)
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`))
}

/** What Holdfast wrote itself (an assignment, an export) may be read back. */
const readable = ({ readRoots, output }: Folders): string[] => [...readRoots, output]

const realRoots = (folders: Folders): string[] =>
  [...new Set(readable(folders))].filter(root => existsSync(root)).map(root => realpathSync(root))

/** Names are compared as people see them: composed, and without regard to case. */
const folded = (name: string): string => name.normalize('NFKC').toLowerCase()

/** A name as typed may differ from the name on disk in composition (macOS) or case. */
async function byLooseName(folder: string, name: string): Promise<string | null> {
  try {
    const found = (await readdir(folder)).filter(entry => folded(entry) === folded(name))
    return found.length === 1 && found[0] !== undefined ? join(folder, found[0]) : null
  } catch {
    return null
  }
}

function asPath(given: string, folders: Folders): string {
  if (/^file:\/\//i.test(given)) {
    try {
      return fileURLToPath(given)
    } catch {
      throw new Fault('path_not_allowed', { roots: folders.readRoots })
    }
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(given))
    throw new Fault('path_not_allowed', { roots: folders.readRoots })
  return given === '~' || given.startsWith('~/') ? join(homedir(), given.slice(2)) : given
}

/** The places a path may mean: itself, or under each of the folders in turn, the inbox first. */
const candidates = (path: string, folders: Folders): string[] =>
  isAbsolute(path)
    ? [resolve(path)]
    : [...new Set([folders.inbox, ...folders.readRoots])].map(root => resolve(root, path))

/**
 * Finds a file the user named, inside the folders that may be read. The real path counts: a link that leads out of
 * them is refused like any other path outside. Names alone are looked for in the inbox first.
 */
export async function readableFile(folders: Folders, named: string): Promise<ReadableFile> {
  const given = clean(named)
  if (given === '' || given.includes('\0'))
    throw new Fault('file_not_found', { file: baseName(given), inbox: folders.inbox })
  const upload = isChatUpload(given)
  if (upload && !isAbsolute(given)) throw new Fault('chat_upload_path', { inbox: folders.inbox })
  const path = asPath(given, folders)
  const roots = realRoots(folders)
  const lexicalRoots = [...readable(folders).map(root => resolve(root)), ...roots]
  let outside = true
  for (const candidate of candidates(path, folders)) {
    if (!lexicalRoots.some(root => inside(candidate, root))) continue
    outside = false
    const found = existsSync(candidate)
      ? candidate
      : await byLooseName(resolve(candidate, '..'), baseName(candidate))
    if (found === null) continue
    const real = realpathSync(found)
    if (!roots.some(root => inside(real, root)))
      throw new Fault('path_not_allowed', { roots: folders.readRoots })
    const facts = statSync(real)
    if (!facts.isFile()) {
      if (facts.isDirectory()) {
        const choices = (await readdir(real)).filter(name => importable.test(name)).toSorted()
        throw new Fault('invalid_input', {
          field: baseName(found),
          problem: 'is_a_folder',
          ...(choices.length > 0 ? { choices: choices.slice(0, 20) } : {}),
        })
      }
      throw new Fault('file_unreadable', { file: baseName(found), problem: 'it is not a file', line: null })
    }
    return { path: real, name: baseName(found), bytes: facts.size }
  }
  if (upload) throw new Fault('chat_upload_path', { inbox: folders.inbox })
  if (outside) throw new Fault('path_not_allowed', { roots: folders.readRoots })
  throw new Fault('file_not_found', { file: baseName(given), inbox: folders.inbox })
}

export interface InboxFile {
  name: string
  bytes: number
  /** Its content is in the store already; `null` for files too large to compare quickly. */
  imported: boolean | null
}

const importable = /\.(csv|tsv|txt|json|ndjson|jsonl|xlsx|xlsm|parquet|dat)$/i
const compareBytes = 256 * 1024 * 1024

/** Files in the inbox that look like tables, by name; hidden and temporary ones are left out. */
export async function inboxFiles(
  folders: Folders,
  importedHashes: ReadonlySet<string>,
): Promise<InboxFile[]> {
  let names: string[]
  try {
    names = (await readdir(folders.inbox, { withFileTypes: true }))
      .filter(entry => entry.isFile() && importable.test(entry.name) && !/^[.~]/.test(entry.name))
      .map(entry => entry.name)
  } catch {
    return []
  }
  const files: InboxFile[] = []
  for (const name of names.toSorted()) {
    const path = join(folders.inbox, name)
    const { size } = await stat(path)
    const imported = size > compareBytes ? null : importedHashes.has(await hashOf(path))
    files.push({ name, bytes: size, imported })
  }
  return files
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const block of createReadStream(path)) hash.update(block)
  return hash.digest('hex')
}
