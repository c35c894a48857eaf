/** Folders whose files are one question each: then the folder is the section, not each file. */
import path from 'node:path'
import type { Draft, Section } from '../model/bank.ts'
import { type Body, introOf } from '../model/bank.ts'

const fewest = 3

/** A file's root section holds one question and no section of its own. */
function isOne({ questions, sections }: Section<Draft>): boolean {
  return questions.length === 1 && sections.length === 0
}

/**
 * The root sections of files, those of one question each joined where a folder
 * has three or more; `joined` says which. Order is kept.
 */
export function gathered(
  roots: readonly Section<Draft>[],
): { root: Section<Draft>; folder?: string }[] {
  const counts = new Map<string, number>()
  const folderOf = ({ place }: Section<Draft>) => path.posix.dirname(place.path)
  for (const root of roots.filter(isOne)) {
    counts.set(folderOf(root), (counts.get(folderOf(root)) ?? 0) + 1)
  }
  // Where one folder is of that kind, a smaller one beside it is, too.
  const any = [...counts.values()].some((count) => count >= fewest)
  const joined = new Map<string, Section<Draft>>()
  return roots.flatMap((root) => {
    const folder = folderOf(root)
    if (!any || !isOne(root)) return [{ root }]
    const into = joined.get(folder)
    if (into) {
      into.questions.push(...root.questions)
      into.intro = joinedIntro(into, root)
      return []
    }
    const first = { ...root, questions: [...root.questions] }
    joined.set(folder, first)
    return [{ root: first, folder }]
  })
}

function joinedIntro(one: Section<Draft>, other: Section<Draft>): string {
  const before = introOf(one)
  const after = introOf(other)
  if (after.answer.length === 0) return one.intro
  const answer = [...before.answer, ...after.answer]
  const footnotes = [...before.footnotes, ...after.footnotes]
  return JSON.stringify({ ...before, answer, footnotes } satisfies Body)
}
