/** Whether a question that was written reads back as what its note says. */
import type { PhrasingContent, RootContent } from 'mdast'
import { bodyOf, type Draft } from '../model/bank.ts'
import { plain } from '../model/mdast.ts'
import type { Said } from './question.ts'

/**
 * What differs, as words for a message; nothing where the same is said. `whole`
 * says that every medium of the note is there: for others words stand.
 */
export function differences(said: Said, draft: Draft | undefined, whole = true): string[] {
  if (!draft) return ['it is not there']
  const kind = said.kind === draft.kind ? [] : [`its kind is ${draft.kind} and was ${said.kind}`]
  const body = bodyOf(draft)
  const choices = (body.choices ?? []).flatMap((choice) => [...choice.body, ...(choice.why ?? [])])
  const now = lettersOf(
    plain([...body.title, ...body.prompt, ...choices, ...body.answer, ...body.footnotes]),
  )
  const options = (said.options ?? []).flatMap(({ body, why }) => [...body, ...why])
  const gaps = said.kind === 'cloze'
  const was = lettersOf(
    [
      wordsOf([...said.front, ...options], gaps),
      said.expected ?? '',
      wordsOf(said.answer, gaps),
    ].join(' '),
  )
  // A title made of the first words of its prompt says them twice; nothing else may come or go.
  const same = sortedPairs(now) === sortedPairs(was) || now.endsWith(was) || now === was
  const words = same || !whole ? [] : ['its words are not the same']
  const tags =
    [...said.tags].sort().join(' ') === [...draft.tags].sort().join(' ')
      ? []
      : ['its tags are not the same']
  return [...kind, ...words, ...tags]
}

/** Letters and digits only: blanks and marks are the writer's. */
function lettersOf(text: string): string {
  return text.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Equal for texts of which one has the same pieces in another order, as footnotes stand last. */
function sortedPairs(text: string): string {
  return [...text].sort().join('')
}

function wordsOf(nodes: readonly (RootContent | PhrasingContent)[], gaps: boolean): string {
  return nodes
    .map((node): string => {
      if (node.type === 'html') return ''
      if (node.type === 'text') return gaps ? withoutGaps(node.value) : node.value
      if ('value' in node) return node.value
      if (node.type === 'image') return node.alt ?? ''
      return 'children' in node ? `${wordsOf(node.children as RootContent[], gaps)} ` : ' '
    })
    .join('')
}

/** The words of gaps without their marks; hints are no words of the text. */
function withoutGaps(text: string): string {
  return text.replace(/\{\{c\d+::/g, '').replace(/::[^{}]*\}\}|\}\}/g, '')
}
