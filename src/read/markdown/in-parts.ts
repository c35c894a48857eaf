/** Parses many texts, part by part, in threads where there are several and it is worth them. */
import type { Root } from 'mdast'
import { inBatches } from '../../pool/batches.ts'
import { ifSeveral } from '../../pool/several.ts'
import type { Excess, Pool, Task } from '../../pool/task.ts'
import { type Markdown, partByPart, type Round, type Text } from './markdown.ts'
import { createPartParser, depthOf, type PartText } from './part.ts'
import { mayStall } from './stalling.ts'

/** `parseParts`, for threads. */
export const partsTask: Task<readonly PartText[], readonly (string | null)[]> = {
  name: 'read/parts',
  load: async () => (await import('./part.ts')).parseParts,
}

/** Why a text was given up: its thread was ended, or it is nested too deep. */
type Reason = Excess | 'depth'

/** A text that was given up: `line` is that in its file of the part that was too much. */
export type Ended = { ended: Reason; line: number }

/** In characters: less is parsed here, before a thread has even begun. */
const worthThreads = 256 * 1024

/** Seconds of the processor for so many characters: twenty times what ordinary ones take and more. */
function secondsFor(length: number): number {
  return Math.max(1.5, length * 15e-6)
}

/**
 * Parses texts, each as `parseMarkdown` would. Parts that may stall the parser
 * are given to a thread that can be ended, whatever their size; `least` is how many
 * characters it takes for all the others to be given to threads.
 */
export async function parseAll(
  texts: readonly Text[],
  pool?: Pool,
  least = worthThreads,
): Promise<(Markdown | Ended)[]> {
  const done: (Markdown | Ended)[] = []
  const parsings = texts.map((text, at) => ({ parsing: partByPart(text), line: lineOf(text), at }))
  /** The next round of a text, if there is one. */
  const goOn = (one: (typeof parsings)[number], roots: readonly (Root | undefined)[]) => {
    try {
      const { done: ended, value } = one.parsing.next(roots)
      if (!ended) return [{ one, round: value }]
      done[one.at] = value
    } catch (fault) {
      done[one.at] = { ...depthOf(fault), line: one.line }
    }
    return []
  }
  let open = parsings.flatMap((one) => goOn(one, []))
  while (open.length > 0) {
    const parsed = await parseRounds(
      open.map(({ round }) => round),
      pool,
      least,
    )
    open = open.flatMap(({ one, round }, at) => {
      const roots = parsed[at] ?? []
      const wrong = roots.findIndex(isEnded)
      const root = roots[wrong]
      if (!isEnded(root)) return goOn(one, roots as (Root | undefined)[])
      done[one.at] = { ...root, line: (round.parts[wrong]?.line ?? 1) + one.line - 1 }
      return []
    })
  }
  return done
}

/** The line of its file on which a text begins. */
function lineOf({ origin }: Text): number {
  return origin?.line ?? 1
}

type Parsed = Root | undefined | { ended: Reason }

function isEnded(parsed: Parsed): parsed is { ended: Reason } {
  return parsed !== undefined && 'ended' in parsed
}

/** The trees of each round, in order; of one that ends early, no more than were needed. */
async function parseRounds(
  rounds: readonly Round[],
  pool: Pool | undefined,
  least: number,
): Promise<Parsed[][]> {
  const trees = await parseApart(
    rounds.flatMap(({ parts }) => parts),
    pool,
    least,
  )
  const parser = createPartParser()
  const parse = (part: PartText): Parsed => {
    try {
      return parser(part)
    } catch (fault) {
      return depthOf(fault)
    }
  }
  return rounds.map(({ parts, untilNone }) => {
    const roots: Parsed[] = []
    for (const part of parts) {
      const tree = trees.get(part)
      const root: Parsed =
        tree === undefined ? parse(part) : (JSON.parse(tree ?? 'null') ?? undefined)
      roots.push(root)
      if (untilNone && (!root || isEnded(root))) break
    }
    return roots
  })
}

/** What threads parse of some parts: those that may stall, and where there is much, all. */
async function parseApart(
  parts: readonly PartText[],
  pool: Pool | undefined,
  least: number,
): Promise<Map<PartText, string | null>> {
  const trees = new Map<PartText, string | null>()
  if (!pool || pool.size === 0) return trees
  const stalling = new Set(parts.filter(({ text }) => mayStall(text)))
  const others = parts.filter((part) => !stalling.has(part))
  const much = ifSeveral(pool) && others.reduce((sum, { text }) => sum + text.length, 0) >= least
  const batches = [[...stalling].map((part) => [part]), much ? [others] : []].flat()
  const parse = async (batch: readonly PartText[]) => {
    const outputs = await inBatches(pool, partsTask, batch, {
      weigh: ({ text }) => text.length,
      least: 0,
      batch: 32 * 1024,
      bounds: (weight) => ({ seconds: secondsFor(weight) }),
      instead: (_, { excess }) => JSON.stringify({ ended: excess }),
    })
    batch.forEach((part, at) => {
      trees.set(part, outputs[at] ?? null)
    })
  }
  await Promise.all(batches.map(parse))
  return trees
}
