/**
 * Choices by boxes: `- [x]` and `- [ ]` options. Where all boxes are empty, a
 * text or letter below says which is right. Lists of things to do are none.
 */
import { groupsIn } from '../options.ts'
import { numberOf, words } from '../outline.ts'
import { toldApart } from '../told.ts'
import { asks, countName } from '../wording.ts'
import { framed } from './anchored.ts'
import { type Dialect, type Item, noEvidence, type Sheet } from './dialect.ts'

const fewest = 3

function found(sheet: Sheet) {
  return framed(sheet, (blocks) => groupsIn(blocks, sheet.text, 'task').map(({ from }) => from))
}

/** Whether an item's title or prompt asks, or counts. */
function asking({ title, told }: Item): boolean {
  const name = words({ children: [...title] }).trim()
  if (asks(name) || countName.test(name) || numberOf(name)) return true
  return told?.prompt.some((node) => asks(words(node))) ?? false
}

export const taskChoice: Dialect = {
  name: 'task-choice',

  evidence(sheet) {
    if (sheet.level !== undefined || sheet.ours) return noEvidence
    const frame = found(sheet)
    if (!frame) return noEvidence
    const items = toldApart(frame.parts, sheet.text).filter((part) => part.type === 'item')
    const choices = items.filter(({ told }) => told?.options)
    if (choices.length < fewest) return noEvidence
    // Of things to do all may be done, or none.
    const divided = choices.filter(({ told }) => {
      const right = told?.options?.filter((option) => option.right).length ?? 0
      return right > 0 && right < (told?.options?.length ?? 0)
    }).length
    const asked = choices.filter(asking).length
    if (divided < choices.length / 2 || asked < choices.length / 2) return noEvidence
    return {
      questions: items.length,
      confidence: choices.length / items.length,
      level: frame.level,
    }
  },

  parts(sheet) {
    return found(sheet)?.parts ?? []
  },
}
