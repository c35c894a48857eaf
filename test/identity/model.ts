/**
 * A model of authors at work on a bank: what they do to its files, and which
 * question is which whatever its text has become. The model test runs it
 * beside the real pipeline.
 */

/** One question as its author thinks of it. */
export type Entry = {
  /** Who it is; never seen by the pipeline. */
  who: number
  /** Those it may rightly be taken for: itself, and what it was split from or merged of. */
  from: readonly number[]
  title: string
  answer: string
}
export type Chapter = { title: string; entries: readonly Entry[] }
export type File = { name: string; chapters: readonly Chapter[] }
export type World = readonly File[]

/** One step: what is done, and numbers that say to what. */
export type Step = { act: Act; at: number; to: number; seed: number }

/** Memory between steps: what was deleted, what the bank was, and the next question's number. */
export type Memory = {
  next: number
  deleted: Entry[]
  past: World[]
  /** Who ever bore the words of an answer: one that returns, even as a part of another, brings its old self back. */
  bearers: Map<string, number[]>
}

type Spot = { file: number; chapter: number; index: number; entry: Entry }
type Doing = (world: World, step: Step, memory: Memory) => World

const acts = {
  nothing: (world) => world,
  edit: (world, step) => {
    const spot = spotAt(world, step.at)
    return spot ? put(world, spot, { ...spot.entry, answer: edited(spot.entry, step) }) : world
  },
  retitle: (world, step) => {
    const spot = spotAt(world, step.at)
    if (!spot) return world
    return put(world, spot, { ...spot.entry, title: `${words(step.seed, 4)} anew` })
  },
  add: (world, step, memory) => insert(world, step.to, step.seed, fresh(step.seed, memory)),
  move: (world, step) => {
    const spot = spotAt(world, step.at)
    return spot ? insert(drop(world, spot), step.to, step.seed, spot.entry) : world
  },
  renameFile: (world, step) =>
    world.map((file, index) =>
      index === step.at % world.length
        ? { ...file, name: `f${step.seed % 1000}-${index}.md` }
        : file,
    ),
  renameChapter: (world, step) =>
    chapterwise(world, step.at, (chapter) => ({ ...chapter, title: `On ${words(step.seed, 2)}` })),
  reorder: (world, step) =>
    chapterwise(world, step.at, (chapter) => {
      const cut = chapter.entries.length ? step.to % chapter.entries.length : 0
      const [head, tail] = [chapter.entries.slice(0, cut), chapter.entries.slice(cut)]
      return { ...chapter, entries: [...tail, ...head.toReversed()] }
    }),
  split: (world, step, memory) => {
    const spot = spotAt(world, step.at)
    const parts = spot?.entry.answer.split(' ') ?? []
    if (!spot || parts.length < 24) return world
    // Two thirds stay, so that one of both is plainly the old question.
    const cut = Math.floor((parts.length * 2) / 3)
    const kept = { ...spot.entry, answer: parts.slice(0, cut).join(' ') }
    const who = memory.next++
    const other = {
      ...{ who, from: [...spot.entry.from, who], title: words(step.seed, 4) },
      answer: parts.slice(cut).join(' '),
    }
    return insert(put(world, spot, kept), step.to, step.seed, other)
  },
  merge: (world, step) => {
    const [one, other] = [spotAt(world, step.at), spotAt(world, step.to)]
    if (!one || !other || one.entry.who === other.entry.who) return world
    const joined = {
      ...one.entry,
      from: [...new Set([...one.entry.from, ...other.entry.from])],
      answer: `${one.entry.answer} ${other.entry.answer}`,
    }
    const without = mapEntries(world, (entry) =>
      entry.who === other.entry.who ? [] : entry.who === one.entry.who ? [joined] : [entry],
    )
    return without
  },
  delete: (world, step, memory) => {
    const spot = spotAt(world, step.at)
    // A bank without questions is an error, and no bank.
    if (!spot || entriesOf(world).length < 2) return world
    memory.deleted.push(spot.entry)
    return drop(world, spot)
  },
  return: (world, step, memory) => {
    const gone = memory.deleted.filter(
      ({ who }) => !entriesOf(world).some((here) => here.who === who),
    )
    const entry = gone[step.at % Math.max(gone.length, 1)]
    return entry ? insert(world, step.to, step.seed, entry) : world
  },
  revert: (world, step, memory) => memory.past[step.at % Math.max(memory.past.length, 1)] ?? world,
} as const satisfies Record<string, Doing>

export type Act = keyof typeof acts
export const actNames = Object.keys(acts) as Act[]

/** Does one step. */
export function doStep(world: World, step: Step, memory: Memory): World {
  const after = withBearers((acts[step.act] as Doing)(world, step, memory), memory)
  for (const { entry } of spotsOf(world)) {
    const there = entriesOf(after).some(({ who }) => who === entry.who)
    if (!there && !memory.deleted.some(({ who }) => who === entry.who)) memory.deleted.push(entry)
  }
  memory.past.push(after)
  return after
}

function withBearers(world: World, { bearers }: Memory): World {
  // A question split in two and merged again has the words that it had, in another order.
  const wordsOf = (answer: string) => answer.split(' ').sort().join(' ')
  for (const { answer, from } of entriesOf(world)) {
    const words = wordsOf(answer)
    bearers.set(words, [...new Set([...(bearers.get(words) ?? []), ...from])])
  }
  return mapEntries(world, (entry) => [
    { ...entry, from: bearers.get(wordsOf(entry.answer)) ?? entry.from },
  ])
}

/** A bank of two files with two chapters each; titles of some questions are equal. */
export function firstWorld(seed: number, memory: Memory): World {
  const chapter = (n: number): Chapter => ({
    title: `On ${words(seed + n, 2)}`,
    entries: [0, 1].map((k) => fresh(seed * 31 + n * 2 + k, memory)),
  })
  return [0, 1].map((n) => ({ name: `f${n}.md`, chapters: [chapter(n * 2), chapter(n * 2 + 1)] }))
}

/** The Markdown of a file. */
export function markdownOf(file: File): string {
  return file.chapters
    .map(({ title, entries }) => {
      const questions = entries.map((entry) => `## ${entry.title}\n\n${entry.answer}\n`)
      return [`# ${title}\n`, ...questions].join('\n')
    })
    .join('\n')
}

/** What both sides of a branch made of a bank: additions and changes of both, ours where both changed one. */
export function mergeWorlds(base: World, ours: World, theirs: World): World {
  const of = (world: World) => new Map(entriesOf(world).map((entry) => [entry.who, entry]))
  const [was, here, there] = [of(base), of(ours), of(theirs)]
  const same = (one: Entry | undefined, other: Entry | undefined) =>
    one?.title === other?.title && one?.answer === other?.answer
  const merged = mapEntries(ours, (entry) => {
    const other = there.get(entry.who)
    const before = was.get(entry.who)
    const from = [...new Set([...entry.from, ...(other?.from ?? [])])]
    if (other === undefined) return before && same(before, entry) ? [] : [{ ...entry, from }]
    return [same(before, entry) ? { ...other, from } : { ...entry, from }]
  })
  const added = [...there.values()].filter(
    ({ who }) => !here.has(who) && !(was.has(who) && same(was.get(who), there.get(who))),
  )
  const whole = added.reduce((world, entry) => insert(world, entry.who, entry.who, entry), merged)
  return entriesOf(whole).length > 0 ? whole : ours
}

export function entriesOf(world: World): Entry[] {
  return world.flatMap(({ chapters }) => chapters.flatMap(({ entries }) => entries))
}

function fresh(seed: number, memory: Memory): Entry {
  const who = memory.next++
  const title = seed % 3 === 0 ? 'What is the output?' : words(seed * 7 + who, 4)
  return { who, from: [who], title, answer: words(seed * 13 + who * 101, 40) }
}

/** One word in eight is another. */
function edited({ answer }: Entry, { seed }: Step): string {
  return answer
    .split(' ')
    .map((word, index) => ((index + seed) % 8 === 0 ? words(seed + index, 1) : word))
    .join(' ')
}

const syllables = ['ba', 'ke', 'li', 'mo', 'nu', 'pa', 're', 'si', 'to', 'vu', 'za', 'dei']

/** Some invented words, always the same for a seed. */
export function words(seed: number, count: number): string {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ seed) >>> 0
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return syllables[(state >>> 8) % syllables.length] ?? ''
  }
  return Array.from({ length: count }, () => next() + next() + next()).join(' ')
}

function spotsOf(world: World): Spot[] {
  return world.flatMap(({ chapters }, file) =>
    chapters.flatMap(({ entries }, chapter) =>
      entries.map((entry, index) => ({ file, chapter, index, entry })),
    ),
  )
}

function spotAt(world: World, at: number): Spot | undefined {
  const spots = spotsOf(world)
  return spots[at % Math.max(spots.length, 1)]
}

function mapEntries(world: World, change: (entry: Entry) => readonly Entry[]): World {
  return world.map((file) => ({
    ...file,
    chapters: file.chapters.map((chapter) => ({
      ...chapter,
      entries: chapter.entries.flatMap(change),
    })),
  }))
}

function put(world: World, { entry }: Spot, now: Entry): World {
  return mapEntries(world, (other) => [other.who === entry.who ? now : other])
}

function drop(world: World, { entry }: Spot): World {
  return mapEntries(world, (other) => (other.who === entry.who ? [] : [other]))
}

function chapterwise(world: World, at: number, change: (chapter: Chapter) => Chapter): World {
  const count = world.reduce((sum, { chapters }) => sum + chapters.length, 0)
  let left = at % Math.max(count, 1)
  return world.map((file) => ({
    ...file,
    chapters: file.chapters.map((chapter) => (left-- === 0 ? change(chapter) : chapter)),
  }))
}

function insert(world: World, at: number, seed: number, entry: Entry): World {
  return chapterwise(world, at, (chapter) => {
    const place = seed % (chapter.entries.length + 1)
    return { ...chapter, entries: chapter.entries.toSpliced(place, 0, entry) }
  })
}
