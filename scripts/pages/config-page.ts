import { configKeys } from '../../src/kernel/config-file.ts'
import { settingsSchema } from '../../src/kernel/settings.ts'
import { schemaLines } from './tools-page.ts'

const flagOf = (key: string): string => `--${key.replaceAll('_', '-')}`
const variableOf = (key: string): string => `HOLDFAST_${key.toUpperCase()}`

/** The reference of everything that can be set. */
export function configPage(): string {
  const program = Object.entries(configKeys).map(
    ([key, says]) => `| \`${flagOf(key)}\` | \`${variableOf(key)}\` | \`${key}\` | ${says} |`,
  )
  return `${[
    '# Configuration',
    'Made by `npm run generate`; do not edit.',
    '## Settings of the program',
    'A flag goes before the environment, the environment before the config file, the file before the default. The config file is TOML: `config.toml` in the data directory, or the file named by `--config` or `HOLDFAST_CONFIG`. Lists are lists in TOML and separated like `PATH` in a flag or variable (`tools` by commas).',
    ['| flag | variable | in the file | what |', '|---|---|---|---|', ...program].join('\n'),
    'The data directory is `~/.local/share/holdfast` (or `XDG_DATA_HOME`), `~/Library/Application Support/holdfast` on macOS, `%APPDATA%\\holdfast` on Windows. By default it holds the store (`holdfast.sqlite`), the `inbox`, the `output` and the token of the HTTP face. Files are read from the inbox and the working folder, unless `read_roots` names other folders.',
    'Further variables: `HOLDFAST_LOG` (level of the log on standard error; default `warn`), `HOLDFAST_SQLITE=node` (use the SQLite of Node.js instead of better-sqlite3).',
    '```toml\ndb = "/data/shop/holdfast.sqlite"\nread_roots = ["/data/shop/exports"]\nlanguage = "zh-TW"\nprofile = "core"\n```',
    '## Definitions and assumptions',
    'Set with the tool `configure` and kept in the store; `describe_data` prints those in force. Each changes the results that depend on it.',
    schemaLines(settingsSchema).join('\n'),
  ].join('\n\n')}\n`
}
