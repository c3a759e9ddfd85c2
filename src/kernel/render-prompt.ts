import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../locales/index.ts'
import { compileTemplate } from './handlebars.ts'
import { packageRoot } from './package-root.ts'

const compiled = new Map<string, (data: unknown) => string>()

/** Text of a prompt in one language, from `prompts/<name>/<language>.hbs`. */
export function renderPrompt(name: string, language: Language, data: unknown): string {
  const key = `${name}/${language}`
  const render =
    compiled.get(key) ??
    compileTemplate(
      readFileSync(join(packageRoot, 'prompts', name.replaceAll('_', '-'), `${language}.hbs`), 'utf8'),
      language,
    )
  compiled.set(key, render)
  return render(data)
}

/** The language named by a prompt argument, forgiving case and the short forms people type. */
export function languageOf<Fallback extends Language | null>(
  value: string | undefined,
  fallback: Fallback,
): Language | Fallback {
  const asked = value?.trim().toLowerCase() ?? ''
  if (asked === '') return fallback
  if (/^(zh-?(tw|hk|mo|hant)|tw|hk|taiwan|traditional|繁|正[體体]|[台臺])/.test(asked)) return 'zh-TW'
  if (/^(zh|cn|chinese|simplified|[简簡]|中)/.test(asked)) return 'zh-CN'
  return /^(en\b|english)/.test(asked) ? 'en' : fallback
}
