/** Puts what was read into a store: texts of files, the slices that stand in them, bodies. */
import type { Draft, Section, Slice } from '../model/bank.ts'
import type { Store, StoredSource, StoredText, Text } from '../model/store.ts'
import type { ReadFile } from './file.ts'
import type { Source } from './sources.ts'

/** The files of one reading, and where in the store their texts are. */
export class Stored {
  readonly #store: Store
  readonly #texts = new WeakMap<Source, StoredSource>()

  constructor(store: Store) {
    this.#store = store
  }

  /** The same source; its text is fetched whenever it is asked for. */
  source({ text, ...rest }: Source): Source {
    const stored = this.#store.source(text)
    const source: Source = {
      ...rest,
      get text() {
        return stored.slice(0, stored.length)
      },
    }
    this.#texts.set(source, stored)
    return source
  }

  /** What was read of a source that `source` gave; it is changed in place. `sum` tells what it was read from. */
  file(file: ReadFile, source: Source, text = source.text, sum?: string): ReadFile {
    const stored = this.#texts.get(source)
    let count = 0
    const body = (body: Text): Text => {
      const put = this.#store.text(String(body))
      return sum === undefined ? put : new ReadBody(put, sum, count++)
    }
    if (stored) this.#section(file.root, stored, text, body)
    return file
  }

  #section(
    section: Section<Draft>,
    stored: StoredSource,
    text: string,
    body: (body: Text) => Text,
  ): void {
    for (const question of section.questions) {
      question.body = body(question.body)
      const { slices } = question
      // A slice of another file, or of a text set anew, stays as it is.
      const put = (one: Slice): Slice =>
        text.startsWith(one.text, one.start) && one.end - one.start === one.text.length
          ? new StoredSlice(stored, one.start, one.end)
          : one
      slices.title = put(slices.title)
      if (slices.directive) slices.directive = put(slices.directive)
      if (slices.prompt) slices.prompt = put(slices.prompt)
      if (slices.answer) slices.answer = put(slices.answer)
      if (slices.choices) slices.choices = slices.choices.map(put)
    }
    for (const inner of section.sections) this.#section(inner, stored, text, body)
  }
}

/** A body that is known by the file it was read from, and by which of its questions it is. */
class ReadBody implements StoredText {
  private readonly text: Text
  private readonly file: string
  private readonly at: number

  constructor(text: Text, file: string, at: number) {
    this.text = text
    this.file = file
    this.at = at
  }

  get length(): number {
    return this.text.length
  }

  get sum(): string {
    return `${this.file} ${this.at}`
  }

  toString(): string {
    return String(this.text)
  }

  toJSON(): string {
    return this.toString()
  }
}

class StoredSlice implements Slice {
  readonly start: number
  readonly end: number
  private readonly source: StoredSource

  constructor(source: StoredSource, start: number, end: number) {
    this.start = start
    this.end = end
    this.source = source
  }

  get text(): string {
    return this.source.slice(this.start, this.end)
  }

  /** What any slice is in JSON. */
  toJSON(): { start: number; end: number; text: string } {
    const { start, end, text } = this
    return { start, end, text }
  }
}
