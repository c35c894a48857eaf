/** Rung at each event; heard once it has been quiet for a moment, for one save is many events. */

export type Timers = {
  /** Calls back after some milliseconds, unless what it gives is called before. */
  after(milliseconds: number, call: () => void): () => void
}

/** Milliseconds: of quiet after the last event, and at most after the first. */
export const patience = { quiet: 100, longest: 1000 } as const

export class Bell {
  readonly #timers: Timers
  #rung = new Set<string>()
  #woken = false
  #heard: (() => void) | undefined
  #quiet: (() => void) | undefined
  #longest: (() => void) | undefined

  constructor(timers: Timers) {
    this.#timers = timers
  }

  /** `path`: what it is about. */
  ring(path: string): void {
    this.#rung.add(path)
    if (this.#heard) this.#wait()
  }

  /** Ends the waiting at once, now and from then on. */
  wake(): void {
    this.#woken = true
    this.#heard?.()
  }

  /** Waits for an event and the quiet after it; gives the paths that were rung about. */
  async quiet(): Promise<Set<string>> {
    await new Promise<void>((resolve) => {
      this.#heard = resolve
      if (this.#rung.size > 0) this.#wait()
      if (this.#woken) resolve()
    })
    this.#stop()
    const rung = this.#rung
    this.#rung = new Set()
    return rung
  }

  #wait(): void {
    const { quiet, longest } = patience
    this.#quiet?.()
    this.#quiet = this.#timers.after(quiet, () => this.#heard?.())
    this.#longest ??= this.#timers.after(longest, () => this.#heard?.())
  }

  #stop(): void {
    this.#heard = undefined
    this.#quiet?.()
    this.#longest?.()
    this.#quiet = undefined
    this.#longest = undefined
  }
}
