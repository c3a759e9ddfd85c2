/** Prints what each tool costs a client in tokens, and the sums of the profiles: `npm run measure`. */
import { listTool, tokensOf } from '../src/faces/tool-listing.ts'
import { loadTools } from '../src/kernel/load-folder.ts'

const tools = [...(await loadTools()).values()].toSorted((one, two) => (one.name < two.name ? -1 : 1))
const lines = tools.map(tool => {
  const listing = listTool(tool)
  const parts = [listing.description, listing.inputSchema, listing.outputSchema].map(tokensOf)
  return { name: tool.name, core: tool.core === true, all: tokensOf(listing), parts }
})
const total = (chosen: typeof lines): number => chosen.reduce((sum, { all }) => sum + all, 0)
const core = lines.filter(line => line.core)
process.stdout.write('tool                      all  description  input  output\n')
for (const { name, core: small, all, parts } of lines) {
  const [description = 0, input = 0, output = 0] = parts
  const label = `${small ? '•' : ' '} ${name}`.padEnd(24)
  process.stdout.write(
    `${label} ${[all, description, input, output].map(n => String(n).padStart(6)).join(' ')}\n`,
  )
}
process.stdout.write(
  `core: ${core.length} tools, ${total(core)} tokens; full: ${lines.length} tools, ${total(lines)} tokens\n`,
)
