/**
 * Pictures of a bank: found beside their text, confined to the root, decoded.
 *
 * The only place that opens picture files. What is resolved is known to decode;
 * what is not has a message at the place that shows it. Memory is bounded: the
 * last decoded pictures are kept up to a number of bytes, others are read again
 * when a writer asks for them.
 */
import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { DrawingError, type Problem, parseDrawing } from '../drawing/parse.ts'
import { type Faces, loadFaces } from '../faces/faces.ts'
import type { Messages } from '../messages/messages.ts'
import type { RuleId } from '../messages/rules.ts'
import type { Medium, Place, Sound } from '../model/bank.ts'
import type { Media, Shelf } from '../writer.ts'
import { addressOf, isInside, quote, type Why } from './media/address.ts'
import type { Raster } from './media/decode.ts'
import { type Content, decodedOn, seenOf } from './media/decoded.ts'
import { type Finder, finderIn } from './media/find.ts'
import { formatOf, PictureError, readPicture } from './media/open.ts'
import { recent } from './media/recent.ts'
import { hrefOf, type Remote } from './media/remote.ts'
import { soundFormatOf } from './media/sound.ts'

/** A picture that is not in the bank; its message has been said. */
export type Refusal = { refused: Why }

/** A picture or recording that was looked for. */
export type Asked = {
  look: 'resolve' | 'hear'
  url: string
  from: string
  place: Place
  answer: Medium | Sound | Refusal
}

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

export type MediaOptions = {
  /** Most bytes of decoded pictures kept. */
  kept?: number
  faces?: () => Promise<Faces>
  /** Where the bytes of pictures on the network come from; without it none have any. */
  remote?: Remote
  /** Where decoded pictures are kept for the next build. */
  shelf?: Shelf
}

/** `read` gives its bytes again; they are checked against the key. */
type Source = { medium: Medium; read: () => Promise<Uint8Array> }

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
  const sources = new Map<string, Source>()
  /** By real path, or by address on the network; undefined where nothing is kept of that. */
  const files = new Map<string, Promise<Medium | PictureError | undefined>>()
  const contents = recent<Content>(options.kept ?? 96 * 1024 * 1024)
  const decoded = decodedOn(options.shelf)
  const turn = oneAtATime()
  let faces: Promise<Faces> | undefined
  const getFaces = () => {
    faces ??= (options.faces ?? loadFaces)()
    return faces
  }

  /** Decodes bytes, keeps the result, and gives it with the hash of the bytes. */
  const load = async (
    bytes: Uint8Array,
    report: (problem: Problem) => void,
    known?: string,
  ): Promise<{ key: string; content: Content }> => {
    const key = keyOf(bytes)
    if (known !== undefined && key !== known) throw new PictureError('it changed during the build')
    // What is left out of a picture is said where it is first looked at, not where it is used.
    const kept = known === undefined ? undefined : decoded.content(key)
    if (kept) {
      contents.put(key, kept, weightOf(kept))
      return { key, content: kept }
    }
    const format = formatOf(bytes)
    if (!format) throw new PictureError('it is no PNG, JPEG, WebP, GIF, AVIF or SVG')
    if (format !== 'svg') {
      const { decode } = await decoding()
      const raster = await decode(bytes, format)
      const content: Content = { form: 'raster', raster }
      contents.put(key, content, weightOf(content))
      const problems = stillOf(raster)
      for (const problem of problems) report(problem)
      decoded.keep(key, content, problems)
      return { key, content }
    }
    const problems: Problem[] = []
    const drawing = await parseDrawing(decodeText(bytes), {
      faces: getFaces,
      report: (problem) => {
        problems.push(problem)
        report(problem)
      },
    })
    const content: Content = { form: 'drawing', drawing }
    contents.put(key, content, weightOf(content))
    decoded.keep(key, content, problems)
    return { key, content }
  }

  type Taking = {
    read: () => Promise<Uint8Array>
    /** For `Medium`. */
    path: string
    /** Of what is left out of a drawing. */
    report: (problem: Problem) => void
  }

  /** Undefined where there are no bytes. */
  const take = async (
    bytes: Uint8Array | undefined,
    { read, path, report }: Taking,
  ): Promise<Medium | undefined> => {
    if (!bytes) return undefined
    const seen = decoded.seen(keyOf(bytes))
    for (const problem of seen?.problems ?? []) report(problem)
    const { key, form, width, height } = seen ?? seenOf(await load(bytes, report))
    const known = sources.get(key)
    if (known) return known.medium
    const medium: Medium = { key, form, width, height, path }
    sources.set(key, { medium, read })
    return medium
  }

  const said = (rule: Problem['rule'], reason: string) => {
    if (rule === 'picture-still') return reason
    return rule === 'glyph-missing' ? `no face has ${reason}` : `left out of the drawing: ${reason}`
  }

  const takeFile = async (file: string, from: string, place: Place) => {
    const shown = shownPath(file, await realTop(), from, top, place)
    const below = path.relative(await realTop(), file)
    const read = () => readPicture(file)
    return take(await read(), {
      read,
      path: below.split(path.sep).join('/'),
      report: ({ rule, reason, line, column }) =>
        messages.add(rule, said(rule, reason), { path: shown, line, column }),
    })
  }

  const takeRemote = async (remote: Remote, href: string, place: Place) => {
    const bytes = await remote.bytes(href)
    const read = async () => {
      const again = await remote.bytes(href)
      if (!again) throw new PictureError('it is no longer kept')
      return again
    }
    const medium = await take(bytes, {
      read,
      path: href,
      report: ({ rule, reason }) =>
        messages.add(rule, `${said(rule, reason)}, in ${quote(href)}`, place),
    })
    if (bytes && medium) remote.decoded(href, bytes)
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

  const content = async (key: string): Promise<Content> => {
    const kept = contents.get(key)
    if (kept) return kept
    const source = sources.get(key)
    if (!source) throw new Error(`no medium ${key}`)
    // Its problems were said when it was resolved.
    return (await turn(async () => load(await source.read(), () => {}, key))).content
  }

  const recordings = new Map<string, { sound: Sound; file: string }>()
  const takeSound = async (file: string): Promise<Sound> => {
    const bytes = await readPicture(file)
    const extension = soundFormatOf(bytes)
    if (!extension) throw new PictureError('it is no MP3, Ogg, Opus, M4A, WAV or FLAC')
    const key = keyOf(bytes)
    const known = recordings.get(key)
    if (known) return known.sound
    const below = path
      .relative(await realTop(), file)
      .split(path.sep)
      .join('/')
    const sound = { key, extension, bytes: bytes.length, path: below }
    recordings.set(key, { sound, file })
    return sound
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
    resolved: () => [...sources.values()].map(({ medium }) => medium).sort(byKey),
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
        return await turn(() => takeSound(found.path))
      } catch (error) {
        if (error instanceof PictureError) return no('unreadable', error.message)
        throw error
      }
    },
    heard: () => [...recordings.values()].map(({ sound }) => sound).sort(byKey),
    async sound(key) {
      const known = recordings.get(key)
      if (!known) throw new Error(`no recording ${key}`)
      const bytes = await readPicture(known.file)
      if (keyOf(bytes) !== key) throw new PictureError('it changed during the build')
      return bytes
    },
    async raster(key, grey = false) {
      const found = await content(key)
      if (found.form !== 'raster') throw new Error(`medium ${key} is a drawing`)
      const { type, bytes } = found.raster
      if (!grey) return { type, bytes }
      const { greyed } = await decoding()
      return { type, bytes: await greyed({ type, bytes }) }
    },
    async drawing(key) {
      const found = await content(key)
      if (found.form !== 'drawing') throw new Error(`medium ${key} is a raster image`)
      return found.drawing
    },
  })
}

/** Loaded with the first picture of pixels, for it is slow to load. */
const decoding = () => import('./media/decode.ts')

/** Media that know what they gave, so that a question can be read again and nothing be said twice. */
function remembering(media: MediaOfBank): MediaOfBank {
  const answers = new Map<string, Medium | Sound | Refusal>()
  const asked = new Map<string, Asked>()
  const askedAs = (url: string, from: string) => JSON.stringify([from, url])
  const kept =
    <Answer extends Medium | Sound | Refusal>(
      look: Asked['look'],
      ask: (url: string, from: string, place: Place) => Promise<Answer>,
    ) =>
    async (url: string, from: string, place: Place): Promise<Answer> => {
      const answer = await ask(url, from, place)
      answers.set(askedAs(url, from), answer)
      const whole = { look, url, from, place, answer }
      asked.set(JSON.stringify([look, url, from, place]), whole)
      return answer
    }
  return {
    ...media,
    resolve: kept('resolve', media.resolve),
    ...(media.hear && { hear: kept('hear', media.hear) }),
    known: (url, from) => answers.get(askedAs(url, from)),
    asked: () => [...asked.values()],
  }
}

function byKey(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
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

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new PictureError('it is an SVG that is not UTF-8')
  }
}

/** Bytes that a picture holds in memory, roughly. */
function weightOf(content: Content): number {
  if (content.form === 'raster') return content.raster.bytes.length
  return content.drawing.shapes.reduce((sum, { path }) => sum + 200 + path.length * 120, 500)
}

function keyOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32)
}

/** Runs tasks one after another: two decoders at once would double the peak. */
function oneAtATime(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const next = last.then(task, task)
    last = next.catch(() => {})
    return next
  }
}

/** That a picture which moves does not; there is no place in it to name. */
function stillOf({ frames = 1 }: Raster): Problem[] {
  if (frames === 1) return []
  const reason = `The first of ${frames} frames stands for a picture that moves.`
  return [{ rule: 'picture-still', reason, line: 1, column: 1 }]
}
