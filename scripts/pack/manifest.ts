import type { Prompt } from '../../src/kernel/define-prompt.ts'
import type { Tool } from '../../src/kernel/define-tool.ts'

/** Facts of package.json that the bundle repeats. */
export interface PackageFacts {
  name: string
  version: string
  description: string
  license: string
  engines: { node: string }
}

/** The manifest of the bundle for desktop clients (MCPB 0.3): they ask for the folders and start the program. */
export function bundleManifest(
  facts: PackageFacts,
  tools: readonly Tool[],
  prompts: readonly Prompt[],
  platforms: readonly string[],
): Record<string, unknown> {
  return {
    manifest_version: '0.3',
    name: facts.name,
    display_name: 'Holdfast',
    version: facts.version,
    description: facts.description,
    long_description:
      'Reads the customer files you already have and answers who is at risk, why, who is worth saving, with what budget, and what will come of it. Everything is computed on this machine; the server opens no connection.',
    author: { name: 'The Holdfast authors' },
    license: facts.license,
    keywords: ['churn', 'customer retention', 'lifetime value', 'customer health', 'analytics'],
    server: {
      type: 'node',
      entry_point: 'dist/src/bin.js',
      mcp_config: {
        command: 'node',
        args: ['${__dirname}/dist/src/bin.js', 'serve', '${user_config.folders}'],
        env: { HOLDFAST_LANGUAGE: '${user_config.language}' },
      },
    },
    tools: tools.map(({ name, title }) => ({ name, description: title })),
    prompts_generated: true,
    prompts: prompts.map(prompt => ({
      name: prompt.name,
      description: prompt.description,
      arguments: prompt.arguments.map(({ name }) => name),
      // The server fills its own templates; this is only what a directory shows.
      text: prompt.description,
    })),
    user_config: {
      folders: {
        type: 'directory',
        title: 'Folders with your files',
        description: 'Only files in these folders, and in the inbox, can be imported.',
        multiple: true,
        required: true,
      },
      language: {
        type: 'string',
        title: 'Language',
        description: 'Language of texts: en, zh-CN or zh-TW',
        default: 'en',
        required: false,
      },
    },
    compatibility: { platforms: [...platforms], runtimes: { node: facts.engines.node } },
  }
}
