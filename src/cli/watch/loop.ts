/**
 * Watching: builds when what a build reads has changed, for as long as nobody
 * interrupts it.
 *
 * Pure of disk, clock and processes, which are passed in. What a build itself
 * writes (ledger, companion) is read by the next one: it counts as changed only
 * where it is not what the build left.
 */
import type { Inputs } from '../../build.ts'
import type { Bell, Timers } from './bell.ts'
import { differences, type Look, type Stamp } from './look.ts'

/** What became of a file, by the path that a look has for it. */
export type Change =
  | { change: 'changed' | 'added' | 'removed'; path: string }
  | { change: 'renamed'; path: string; from: string }

/** What the loop has to know of a build. */
export type Built = {
  /** What it looked at; the same as before where it cannot be told. */
  inputs?: Inputs
  /** Whether another build was in the way, so that it has to be tried again. */
  again?: boolean
}

export type World = {
  /** Builds because of some changes; none at the first time. Never throws. */
  build(changes: readonly Change[]): Promise<Built>
  /** Called once, when all is watched that the first build looked at. */
  ready(inputs: Inputs): void
  look(wanted: Inputs): Promise<Look>
  /** Watches the folders of a look; says whether it was watching fewer before. */
  hold(look: Look): boolean
  /** A digest of a file's content; undefined where there is none to be read. */
  digest(path: string): Promise<string | undefined>
  /** Milliseconds since 1970, as the disk counts them. */
  now(): number
  bell: Bell
  timers: Timers
  signal: AbortSignal
}

/** Milliseconds by which the disk's clock may be behind. */
const slack = 20

/** Milliseconds before a build is tried again that another one was in the way of. */
export const pause = 1000

/** Builds, and builds again. Ends when the signal is aborted. */
export async function watching(world: World, inputs: Inputs): Promise<void> {
  const { bell, signal } = world
  signal.addEventListener('abort', () => bell.wake(), { once: true })
  let wanted = inputs
  let seen = await settled(world, wanted)
  const digests = new Map<string, string | undefined>()
  /** What changed while it was built, and what it was before. */
  const late = new Map<string, Stamp | undefined>()
  let again = await build([])
  if (!signal.aborted) world.ready(wanted)
  while (!signal.aborted) {
    const rung = await bell.quiet()
    if (signal.aborted) break
    const before = seen
    seen = await settled(world, wanted)
    const touched = new Set([
      ...[...late.keys(), ...differences(before, seen)],
      ...[...rung].filter((path) => seen.files.has(path)),
    ])
    const changed: string[] = []
    for (const path of touched) if (await isOther(path)) changed.push(path)
    const was = new Map([...before.files, ...late])
    late.clear()
    if (changed.length > 0 || again) again = await build(changesOf(changed, was, seen.files))
  }

  async function build(changes: readonly Change[]): Promise<boolean> {
    const begun = world.now() - slack
    const built = await world.build(changes)
    if (signal.aborted) return false
    wanted = built.inputs ?? wanted
    if (built.again) world.timers.after(pause, () => bell.ring(''))
    const before = seen
    seen = await settled(world, wanted)
    for (const path of differences(before, seen)) late.set(path, before.files.get(path))
    // What it asked for nobody looked at before: only its time tells whether that is what it saw.
    for (const [path, stamp] of seen.files) {
      if (before.files.has(path) || late.has(path)) continue
      if (stamp && stamp.touched >= begun) late.set(path, stamp)
    }
    for (const path of seen.kept) digests.set(path, await world.digest(path))
    if (late.size > 0) bell.ring('')
    return built.again === true
  }

  /** Whether a file holds something else than when it was last looked into. */
  async function isOther(path: string): Promise<boolean> {
    const digest = await world.digest(path)
    if (digests.has(path) && digests.get(path) === digest) return false
    digests.set(path, digest)
    return true
  }
}

/** Looks until everything that was seen was watched before it was looked at. */
async function settled({ look, hold, signal }: World, wanted: Inputs): Promise<Look> {
  let seen = await look(wanted)
  while (hold(seen) && !signal.aborted) seen = await look(wanted)
  return seen
}

type Files = Look['files']

/** One that went and one that came are one, where they are the same on disk. */
function changesOf(paths: readonly string[], before: Files, after: Files): Change[] {
  const gone = new Map<string, string>()
  for (const path of paths) {
    const was = before.get(path)
    if (was && !after.get(path)) gone.set(was.node, path)
  }
  const renamed = new Set<string>()
  const changes = paths.flatMap((path): Change[] => {
    const [was, is] = [before.get(path), after.get(path)]
    if (was || !is) return [{ change: is ? 'changed' : 'removed', path }]
    const from = gone.get(is.node)
    if (from === undefined) return [{ change: 'added', path }]
    renamed.add(from)
    return [{ change: 'renamed', path, from }]
  })
  return changes.filter(({ change, path }) => change !== 'removed' || !renamed.has(path))
}
