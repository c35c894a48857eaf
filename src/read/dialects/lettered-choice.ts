/** Lettered choices: options `A: …` to `H. …` in order, and an answer's letter somewhere below. */
import { answered } from '../answer-key.ts'
import { groupsIn } from '../options.ts'
import { toldApart } from '../told.ts'
import { framed } from './anchored.ts'
import { type Dialect, noEvidence, type Sheet } from './dialect.ts'

const fewest = 2

function found(sheet: Sheet) {
  return framed(sheet, (blocks) => groupsIn(blocks, sheet.text, 'letters').map(({ from }) => from))
}

export const letteredChoice: Dialect = {
  name: 'lettered-choice',

  evidence(sheet) {
    if (sheet.level !== undefined || sheet.ours) return noEvidence
    const frame = found(sheet)
    if (!frame) return noEvidence
    const told = answered(toldApart(frame.parts, sheet.text), sheet.keys ?? [], sheet.text)
    const items = told.filter((part) => part.type === 'item')
    const choices = items.filter(({ told }) => told?.options)
    const known = choices.filter(({ told }) => told?.options?.some(({ right }) => right)).length
    if (known < fewest || known < choices.length / 2) return noEvidence
    const confidence = (choices.length / items.length) * (0.5 + known / choices.length / 2)
    return { questions: items.length, confidence, level: frame.level }
  },

  parts(sheet) {
    return found(sheet)?.parts ?? []
  },
}
