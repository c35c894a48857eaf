/** Puts what was read into a store: texts of files, the slices that stand in them, bodies. */
import type { Draft, Section, Slice } from '../model/bank.ts'
import type { Store, StoredSource } from '../model/store.ts'
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

  /** What was read of a source that `source` gave; it is changed in place. */
  file(file: ReadFile, source: Source, text = source.text): ReadFile {
    const stored = this.#texts.get(source)
    if (stored) this.#section(file.root, stored, text)
    return file
  }

  #section(section: Section<Draft>, stored: StoredSource, text: string): void {
    for (const question of section.questions) {
      question.body = this.#store.text(String(question.body))
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
    for (const inner of section.sections) this.#section(inner, stored, text)
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
