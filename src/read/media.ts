/**
 * Pictures of a bank: found beside their text, confined to the root, decoded.
 *
 * The only place that opens picture files. What is resolved is known to decode;
 * what is not has a message at the place that shows it. Memory is bounded: the
 * last decoded pictures are kept up to a number of bytes, others are read again
 * when a writer asks for them.
 */
import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { DrawingError } from '../drawing/error.ts'
import type { Problem } from '../drawing/parse.ts'
import type { Messages } from '../messages/messages.ts'
import type { RuleId } from '../messages/rules.ts'
import type { Medium, Place, Sound } from '../model/bank.ts'
import type { Media } from '../writer.ts'
import { addressOf, isInside, quote, type Why } from './media/address.ts'
import { type Asked, type Refusal, remembering } from './media/asked.ts'
import { type ContentOptions, createContents } from './media/contents.ts'
import { type Finder, finderIn } from './media/find.ts'
import { PictureError, readPicture } from './media/open.ts'
import { createRecordings } from './media/recordings.ts'
import { hrefOf, type Remote } from './media/remote.ts'
import { oneAtATime } from './media/turn.ts'

export interface MediaOfBank extends Media {
  /**
   * Finds and checks a picture.
   *
   * @param url as it stands in the Markdown.
   * @param from path of the file that shows it, absolute or from the root.
   * @param place where it shows it, for the message.
   */
  resolve(url: string, from: string, place: Place): Promise<Medium | Refusal>
  /** What `resolve` or `hear` gave for the same before; says and opens nothing. */
  known?(url: string, from: string): Medium | Sound | Refusal | undefined
  /** Each question that `resolve` and `hear` were asked, and the answer, in order. */
  asked?(): readonly Asked[]
  /** Everything resolved so far, each once, by key. */
  resolved(): Medium[]
  /** Every file that was looked for, there or not: absolute paths. */
  lookedFor?(): string[]
  /** The same for a recording; it is read whole, but only its first bytes are judged. */
  hear?(url: string, from: string, place: Place): Promise<Sound | Refusal>
  /** Every recording found so far, each once, by key. */
  heard?(): Sound[]
}

export type MediaOptions = ContentOptions & {
  /** Where the bytes of pictures on the network come from; without it none have any. */
  remote?: Remote
}

const rules = {
  missing: 'picture-missing',
  outside: 'picture-outside',
  remote: 'picture-remote',
  unreadable: 'picture-unreadable',
} as const satisfies Record<Why, string>

/** Why the address alone refuses a recording. */
const unheard = {
  missing: 'it has no address',
  outside: 'it lies outside the bank',
  remote: 'it is on the network',
  unreadable: 'it is no file',
} as const satisfies Record<Why, string>

/** Opens the pictures below a folder; messages go where the build's go. */
export function createMedia(
  root: string,
  messages: Messages,
  options: MediaOptions = {},
): MediaOfBank {
  const top = path.resolve(root)
  let real: Promise<string> | undefined
  const realTop = (): Promise<string> => {
    real ??= realpath(top)
    return real
  }
  const lookedFor = new Set<string>()
  let finder: Finder | undefined
  const find: Finder = async (wanted) => {
    finder ??= finderIn(await realTop())
    const found = await finder(wanted)
    lookedFor.add(wanted)
    if (found.type === 'file') lookedFor.add(found.path)
    return found
  }
  /** By real path, or by address on the network; undefined where nothing is kept of that. */
  const files = new Map<string, Promise<Medium | PictureError | undefined>>()
  const turn = oneAtATime()
  const contents = createContents(options)
  const recordings = createRecordings(realTop)
  const said = (rule: Problem['rule'], reason: string) => {
    if (rule === 'picture-still') return reason
    return rule === 'glyph-missing' ? `no face has ${reason}` : `left out of the drawing: ${reason}`
  }

  const takeFile = async (file: string, from: string, place: Place) => {
    const shown = shownPath(file, await realTop(), from, top, place)
    const below = path.relative(await realTop(), file)
    const read = () => readPicture(file)
    return contents.take(await read(), {
      read,
      path: below.split(path.sep).join('/'),
      report: ({ rule, reason, line, column }) =>
        messages.add(rule, said(rule, reason), { path: shown, line, column }),
    })
  }

  const takeRemote = async (remote: Remote, href: string, place: Place) => {
    const bytes = await remote.bytes(href)
    if (!bytes) return undefined
    const read = async () => {
      const again = await remote.bytes(href)
      if (!again) throw new PictureError('it is no longer kept')
      return again
    }
    const medium = await contents.take(bytes, {
      read,
      path: href,
      report: ({ rule, reason }) =>
        messages.add(rule, `${said(rule, reason)}, in ${quote(href)}`, place),
    })
    remote.decoded(href, bytes)
    return medium
  }

  /** Once for each picture, one after another; what is no picture is an error to be told. */
  const once = (name: string, taking: () => Promise<Medium | undefined>) => {
    let medium = files.get(name)
    if (!medium) {
      medium = turn(taking).catch((error: unknown) => {
        if (error instanceof PictureError) return error
        if (error instanceof DrawingError) return new PictureError(error.message)
        throw error
      })
      files.set(name, medium)
    }
    return medium
  }

  const told = new Set<string>()
  const refuse = (
    why: Why,
    reason: string,
    place: Place,
    url: string,
    expected?: string[],
    rule: RuleId = rules[why],
  ): Refusal => {
    const saying = JSON.stringify([rule, place.path, place.line, place.column, url])
    if (!told.has(saying)) {
      told.add(saying)
      const hint = expected?.length
        ? { actual: url, expected, note: `Did you mean ${expected.map(quote).join(' or ')}?` }
        : { actual: url }
      messages.add(rule, reason, place, hint)
    }
    return { refused: why }
  }

  return remembering({
    async resolve(url, from, place) {
      const folder = await realTop()
      const source = await insideOf(path.resolve(top, from), top, folder)
      const address = addressOf(url, source, folder)
      if (address.type === 'refused') {
        const { remote } = options
        const href = address.why === 'remote' && remote ? hrefOf(url) : undefined
        if (remote && href !== undefined) {
          const medium = await once(href, () => takeRemote(remote, href, place))
          if (medium instanceof PictureError) {
            const reason = `${quote(url)}: ${medium.message}`
            return refuse('remote', reason, place, url, [], 'picture-not-fetched')
          }
          if (medium) return medium
        }
      }
      const fromRoot = address.type === 'refused' ? address.fromRoot : undefined
      if (address.type === 'refused' && fromRoot === undefined) {
        return refuse(address.why, address.reason, place, url)
      }
      // Sites that show a repository take a path from `/` for one from its root; nowhere else would it lead.
      const wanted = address.type === 'path' ? address.path : path.join(folder, fromRoot ?? '')
      const found = await find(wanted)
      if (found.type === 'outside') {
        return refuse('outside', `A link leads out of the bank: ${quote(url)}`, place, url)
      }
      if (found.type === 'missing') {
        const expected = found.meant.map((meant) => urlTo(path.join(folder, meant), source))
        return address.type === 'refused'
          ? refuse(address.why, address.reason, place, url, expected)
          : refuse('missing', `There is no such file: ${quote(url)}`, place, url, expected)
      }
      const medium = await once(found.path, () =>
        takeFile(found.path, path.resolve(top, from), place),
      )
      if (medium && !(medium instanceof PictureError)) return medium
      const reason = medium?.message ?? 'it cannot be read'
      return refuse('unreadable', `${quote(url)}: ${reason}`, place, url)
    },
    lookedFor: () => [...lookedFor],
    resolved: contents.taken,
    async hear(url, from, place) {
      const folder = await realTop()
      const address = addressOf(url, await insideOf(path.resolve(top, from), top, folder), folder)
      const no = (why: Why, reason: string) =>
        refuse(why, `${quote(url)}: ${reason}`, place, url, [], 'sound-left-out')
      if (address.type === 'refused') return no(address.why, unheard[address.why])
      const found = await find(address.path)
      if (found.type === 'outside') return no('outside', 'a link that leads out of the bank')
      if (found.type === 'missing') return no('missing', 'there is no such file')
      try {
        return await turn(() => recordings.take(found.path))
      } catch (error) {
        if (error instanceof PictureError) return no('unreadable', error.message)
        throw error
      }
    },
    heard: recordings.taken,
    sound: recordings.bytes,
    async raster(key, grey = false) {
      const found = await turn(() => contents.of(key))
      if (found.form !== 'raster') throw new Error(`medium ${key} is a drawing`)
      const { type, bytes } = found.raster
      if (!grey) return { type, bytes }
      const { greyed } = await import('./media/decode.ts')
      return { type, bytes: await greyed({ type, bytes }) }
    },
    async drawing(key) {
      const found = await turn(() => contents.of(key))
      if (found.form !== 'drawing') throw new Error(`medium ${key} is a raster image`)
      return found.drawing
    },
  })
}

/** A source file's path below the real root; links between are followed only where they must be. */
async function insideOf(from: string, top: string, real: string): Promise<string> {
  if (isInside(from, top)) return path.join(real, path.relative(top, from))
  const folder = await realpath(path.dirname(from)).catch(() => path.dirname(from))
  return path.join(folder, path.basename(from))
}

/** How a Markdown file would point at a picture. */
function urlTo(file: string, source: string): string {
  return path
    .relative(path.dirname(source), file)
    .split(path.sep)
    .map((name) => name.replace(/[%?#\s<>]/g, encodeURIComponent))
    .join('/')
}

/** A picture's path counted from where the paths of places count from. */
function shownPath(file: string, real: string, from: string, top: string, place: Place): string {
  const base = from.split(path.sep).join('/')
  const below = path.relative(real, file)
  const whole = path.join(top, below).split(path.sep).join('/')
  const start = base.endsWith(`/${place.path}`) ? base.slice(0, -place.path.length) : undefined
  if (start !== undefined && whole.startsWith(start)) return whole.slice(start.length)
  return below.split(path.sep).join('/')
}
