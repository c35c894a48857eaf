/** The settings of an adopted folder, written where there are none. */
import path from 'node:path'
import { stringify } from 'yaml'
import { Messages } from '../messages/messages.ts'
import { publish } from '../publish.ts'
import type { AdoptedBank } from './banks.ts'

export type NewSettings = {
  /** Absolute. */
  file: string
  /** The starter's text. */
  starter: string
  /** The bank's permanent name. */
  id: string
  /** Folder for results, where publishing stages what it writes. */
  out: string
  /** BCP 47; the starter's own where nothing told it. */
  language?: string
}

/** Writes the starter under the folder's own name; a file that is there by then is an error. */
export async function writeSettings(settings: NewSettings): Promise<void> {
  const { file, starter, id, out, language } = settings
  const content = starter
    .replace('My questions', () => JSON.stringify(titleOf(file)))
    .replace('my-questions', () => id)
    .replace(/^language: .*$/m, (line) => (language === undefined ? line : `language: ${language}`))
  await write(file, content, id, out)
}

/** Settings of several banks in one folder, a language each. */
export type NewShelf = Pick<NewSettings, 'file' | 'id' | 'out'> & {
  banks: readonly AdoptedBank[]
}

/** Writes settings that name each bank and what is stated of it. */
export async function writeShelf({ file, id, out, banks }: NewShelf): Promise<void> {
  await write(file, shelfText(banks, id, titleOf(file)), id, out)
}

const head = `# The banks in this folder, one a language. Keys and their meaning: the README,
# or rectoverso/schema/config.json. Never change an id: learners' progress hangs on it.
`

/** The text of such settings. */
export function shelfText(banks: readonly AdoptedBank[], id: string, title: string): string {
  const facts = banks.map(({ path, language, of }) => {
    const own = of === undefined ? id : `${id.slice(0, 50)}-${language.toLowerCase()}`
    const named = of === undefined ? title : `${title} (${language})`
    const facts = { id: own, title: named, language, ...(of !== undefined && { translates: of }) }
    return [path, facts] as const
  })
  const settings = {
    banks: banks.map(({ path }) => path),
    facts: Object.fromEntries(facts),
  }
  return `${head}${stringify(settings, { lineWidth: 0 })}`
}

function titleOf(file: string): string {
  const words = path.basename(path.dirname(file)).replace(/[-_]+/g, ' ').trim() || 'Questions'
  return words.charAt(0).toUpperCase() + words.slice(1)
}

async function write(file: string, content: string, name: string, out: string): Promise<void> {
  const messages = new Messages()
  const beside = [{ path: file, content, before: { text: undefined } }]
  await publish(out, [{ name, files: [], beside, messages }])
  const [fault] = messages.all
  if (fault) throw new Error(fault.reason)
}
