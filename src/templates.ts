/** Finds the templates of cards and pages: the author's own before ours. */
import { readFileSync, realpathSync } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TemplateFileError, type Templates } from './writer.ts'

/** The package's own, beside `src/` and `dist/` alike. */
const ours = fileURLToPath(new URL('../templates/', import.meta.url))

const plainName = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/i

/**
 * `folder`: absolute path of the author's templates. A file there stands in for
 * ours of the same name; a link that leads out of the folder is refused. `shown`:
 * what messages call the folder.
 */
export function createTemplates(folder?: string, shown: string | undefined = folder): Templates {
  const folders = [
    ...(folder === undefined ? [] : [{ base: folder, called: shown ?? folder }]),
    { base: ours, called: 'templates' },
  ]
  const find = (name: string) => {
    if (!plainName.test(name)) throw new Error(`"${name}" is not the name of a template`)
    for (const { base, called } of folders) {
      const path = `${called}/${name}`
      const text = textIn(base, name, path)
      if (text !== undefined) return { text, path }
    }
    throw new Error(`there is no template "${name}"`)
  }
  const found = new Map<string, ReturnType<typeof find>>()
  /** Each is asked for a few times, and is one text in all of a build. */
  const once = (name: string) => {
    const known = found.get(name) ?? find(name)
    found.set(name, known)
    return known
  }
  return {
    text: async (name) => once(name).text,
    pathOf: async (name) => once(name).path,
  }
}

const unreadable: Readonly<Record<string, string>> = {
  EISDIR: 'It is a folder, where a file is meant.',
  ELOOP: 'It is a link that leads to itself.',
}

/** At once, for waiting costs more than so small a file. */
function textIn(base: string, name: string, shown: string): string | undefined {
  try {
    const path = realpathSync.native(join(base, name))
    const way = relative(realpathSync.native(base), path)
    if (way.startsWith(`..${sep}`) || isAbsolute(way)) {
      throw new TemplateFileError(shown, 'The file is a link that leads out of the templates.')
    }
    const text = readFileSync(path, 'utf8')
    return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    if (!/^E[A-Z]+$/.test(code ?? '')) throw error
    throw new TemplateFileError(
      shown,
      unreadable[code ?? ''] ?? `The file cannot be read (${code}).`,
    )
  }
}

/** Templates that note which of them were asked for. */
export function noting(templates: Templates, asked: Set<string>): Templates {
  return {
    ...templates,
    text: (name) => {
      asked.add(name)
      return templates.text(name)
    },
  }
}
