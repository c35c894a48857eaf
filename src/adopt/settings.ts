/** The settings of an adopted folder, written where there are none. */
import path from 'node:path'
import { Messages } from '../messages/messages.ts'
import { publish } from '../publish.ts'

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
export async function writeSettings({
  file,
  starter,
  id,
  out,
  language,
}: NewSettings): Promise<void> {
  const words = path.basename(path.dirname(file)).replace(/[-_]+/g, ' ').trim() || 'Questions'
  const title = words.charAt(0).toUpperCase() + words.slice(1)
  const content = starter
    .replace('My questions', () => JSON.stringify(title))
    .replace('my-questions', () => id)
    .replace(/^language: .*$/m, (line) => (language === undefined ? line : `language: ${language}`))
  const messages = new Messages()
  const beside = [{ path: file, content, before: { text: undefined } }]
  await publish(out, [{ name: id, files: [], beside, messages }])
  const [fault] = messages.all
  if (fault) throw new Error(fault.reason)
}
