/**
 * Reads a file as it was read before, where nothing that it depends on is another.
 *
 * A file's sections and questions follow from its text, from what is set for it, and from
 * what its pictures and recordings turn out to be. The first two are in an entry's key; the
 * last are asked for again, in the same order, and what was said of the text is said again
 * in between. A file that leads to answers in others is read anew each time.
 */
import { digest } from '../cache/digest.ts'
import { type Detail, type Message, Messages } from '../messages/messages.ts'
import type { RuleId } from '../messages/rules.ts'
import type { Draft, Medium, Place, Section, Slice, Sound } from '../model/bank.ts'
import type { Shelf } from '../writer.ts'
import { type FileSettings, type Parse, type ReadFile, readFile } from './file.ts'
import type { Follow } from './linked.ts'
import type { Refusal } from './media/asked.ts'
import type { MediaOfBank } from './media.ts'
import type { Source } from './sources.ts'

type Said = { rule: RuleId; reason: string; place?: Place; detail?: Omit<Detail, 'cause'> }
type Look = { look: 'resolve' | 'hear'; url: string; from: string; place: Place; answer: Answer }
type Answer = Medium | Sound | Refusal | null
/** What reading a file did, in order. */
type Event = Said | Look

/** Reads files from a shelf where it has them, and keeps there what it has not. */
export class FileMemo {
  readonly #shelf: Shelf | undefined
  readonly #media: MediaOfBank
  readonly #messages: Messages
  readonly #sums = new WeakMap<ReadFile, string>()

  constructor(shelf: Shelf | undefined, media: MediaOfBank, messages: Messages) {
    this.#shelf = shelf
    this.#media = media
    this.#messages = messages
  }

  /** Whether the file was read before, though its pictures may be others now. */
  has(source: Source, settings: FileSettings): boolean {
    return this.#shelf?.get(keyOf(source, settings)) !== undefined
  }

  /** Tells what a file that `read` gave was read from; undefined where that is not all known. */
  sumOf(file: ReadFile): string | undefined {
    return this.#sums.get(file)
  }

  async read(
    source: Source,
    settings: FileSettings,
    follow: Follow,
    parse?: Parse,
  ): Promise<ReadFile> {
    if (!this.#shelf) return readFile(source, settings, this.#media, this.#messages, follow, parse)
    const key = keyOf(source, settings)
    const known = this.#shelf.get(key)
    const asked = new Asked(this.#media, this.#messages)
    if (known) {
      const again = decode(known, source.text)
      if (again && (await this.#sayAgain(again.events, asked))) {
        this.#sums.set(again.file, sumFor(key, again.events))
        return again.file
      }
    }
    return this.#readAnew(key, source, settings, follow, asked, parse)
  }

  /** Whether pictures are still what they were; if not, nothing was said. */
  async #sayAgain(events: readonly Event[], asked: Asked): Promise<boolean> {
    const said: (() => Message[])[] = []
    for (const event of events) {
      if ('look' in event) {
        const found = await asked.look(event)
        if (JSON.stringify(found.answer) !== JSON.stringify(event.answer)) return false
        said.push(() => found.messages.splice(0))
      } else {
        const { rule, reason, place, detail } = event
        said.push(() => [new Messages().add(rule, reason, place, detail)])
      }
    }
    for (const messages of said) this.#messages.all.push(...messages())
    return true
  }

  async #readAnew(
    key: string,
    source: Source,
    settings: FileSettings,
    follow: Follow,
    asked: Asked,
    parse: Parse | undefined,
  ): Promise<ReadFile> {
    const events: Event[] = []
    const logged = new LoggedMessages(this.#messages, events)
    const look = async (event: Omit<Look, 'answer'>) => {
      const { answer, messages } = await asked.look(event)
      this.#messages.all.push(...messages.splice(0))
      events.push({ ...event, answer })
      return answer
    }
    const { hear } = this.#media
    const media: MediaOfBank = {
      ...this.#media,
      resolve: async (url, from, place) =>
        (await look({ look: 'resolve', url, from, place })) as Medium | Refusal,
      ...(hear && {
        hear: async (url: string, from: string, place: Place) =>
          (await look({ look: 'hear', url, from, place })) as Sound | Refusal,
      }),
    }
    let led = false
    const followed: Follow = async (url, answers) => {
      const found = await follow(url, answers)
      if (found) led = true
      return found
    }
    const file = await readFile(source, settings, media, logged, followed, parse)
    // What took too long here may not on another day.
    if (!led && !logged.caused && !file.ended) {
      this.#shelf?.put(key, encode({ events, file }, source.text))
      this.#sums.set(file, sumFor(key, events))
    }
    return file
  }
}

function keyOf(source: Source, settings: FileSettings): string {
  const { path, sum } = source
  const of = sum === undefined ? ['text', source.text] : ['file', sum]
  return digest(path, ...of, JSON.stringify(settings))
}

/** Of a file as it is read where pictures and recordings are what they are. */
function sumFor(key: string, events: readonly Event[]): string {
  const looks = events.filter((event) => 'look' in event)
  return looks.length === 0 ? key : digest(key, JSON.stringify(looks))
}

/** Asks for each picture once, and holds back what is said of it until it is known where that belongs. */
class Asked {
  readonly #media: MediaOfBank
  readonly #messages: Messages
  readonly #known = new Map<string, { answer: Answer; messages: Message[] }>()

  constructor(media: MediaOfBank, messages: Messages) {
    this.#media = media
    this.#messages = messages
  }

  /** `messages`: those not said yet; who says them takes them out. */
  async look({
    look,
    url,
    from,
    place,
  }: Omit<Look, 'answer'>): Promise<{ answer: Answer; messages: Message[] }> {
    const key = JSON.stringify([look, url, from, place])
    const known = this.#known.get(key)
    if (known) return known
    const before = this.#messages.all.length
    const answer = (await this.#media[look]?.(url, from, place)) ?? null
    const found = { answer, messages: this.#messages.all.splice(before) }
    this.#known.set(key, found)
    return found
  }
}

/** Says everything to others, and notes what it says. */
class LoggedMessages extends Messages {
  override readonly all: Message[]
  /** Whether a message names another as its cause, which is not kept. */
  caused = false
  readonly #events: Event[]

  constructor(messages: Messages, events: Event[]) {
    super()
    this.all = messages.all
    this.#events = events
  }

  override add(rule: RuleId, reason: string, place?: Place, detail: Detail = {}): Message {
    const { cause, ...rest } = detail
    if (cause) this.caused = true
    this.#events.push({ rule, reason, ...(place && { place }), detail: rest })
    return super.add(rule, reason, place, detail)
  }
}

type Entry = { events: Event[]; file: ReadFile }
/** An entry without its long texts: `null` for a slice that its place in the file gives back. */
type Header = { events: Event[]; file: ReadFile; lengths: number[] }

/** The long texts stand behind the rest as they are: escaped twice they would cost twice as much. */
function encode({ events, file }: Entry, text: string): Buffer {
  const texts: Buffer[] = []
  const put = (value: string): string => {
    texts.push(Buffer.from(value))
    return ''
  }
  const slice = (one: Slice): Slice =>
    text.slice(one.start, one.end) === one.text ? { ...one, text: null as unknown as string } : one
  const question = (one: Draft): Draft => ({
    ...one,
    slices: mapped(one.slices, slice),
    body: put(String(one.body)),
  })
  const section = (one: Section<Draft>): Section<Draft> => ({
    ...one,
    intro: put(one.intro),
    questions: one.questions.map(question),
    sections: one.sections.map(section),
  })
  const stripped = { ...file, root: section(file.root) }
  const lengths = texts.map(({ length }) => length)
  const header = Buffer.from(JSON.stringify({ events, file: stripped, lengths } satisfies Header))
  const size = Buffer.alloc(4)
  size.writeUInt32BE(header.length)
  return Buffer.concat([size, header, ...texts])
}

/** Undefined where the bytes are none that `encode` made. */
function decode(bytes: Buffer, text: string): Entry | undefined {
  try {
    const begin = 4 + bytes.readUInt32BE(0)
    const { events, file, lengths } = JSON.parse(bytes.toString('utf8', 4, begin)) as Header
    let at = begin
    let index = 0
    const take = (): string => {
      const end = at + (lengths[index++] ?? 0)
      const value = bytes.toString('utf8', at, end)
      at = end
      return value
    }
    const fill = (one: Slice | undefined): void => {
      if (one) one.text ??= text.slice(one.start, one.end)
    }
    const section = (one: Section<Draft>): void => {
      one.intro = take()
      for (const question of one.questions) {
        const { title, directive, prompt, answer, choices = [] } = question.slices
        for (const slice of [title, directive, prompt, answer, ...choices]) fill(slice)
        question.body = take()
      }
      for (const inner of one.sections) section(inner)
    }
    section(file.root)
    return { events, file }
  } catch {
    return undefined
  }
}

function mapped(slices: Draft['slices'], each: (slice: Slice) => Slice): Draft['slices'] {
  return Object.fromEntries(
    Object.entries(slices).map(([name, some]) => [
      name,
      Array.isArray(some) ? some.map(each) : each(some as Slice),
    ]),
  ) as Draft['slices']
}
