/** Questions set and packed, for tests of how they are sealed. */
import type { GlyphRun } from '../../src/faces/faces.ts'
import { bodyOf, questionsOf } from '../../src/model/bank.ts'
import { type Galley, opsOf, PackedBox } from '../../src/print/galley.ts'
import type { Parts } from '../../src/print/question.ts'
import type { SealedMessage } from '../../src/print/sealed.ts'
import { noting, setPacked } from '../../src/print/setorders.ts'
import type { Tag } from '../../src/print/tags.ts'
import { given } from './given.ts'
import { rich } from './rich.ts'

/** What they are set under, where nobody says. */
export const section: Tag = { type: 'Sect' }

/** Every question of the rich bank, set, with what was said of it. */
export async function questions(under = section) {
  const { shop } = await given()
  const bank = rich()
  const media = new Map(bank.media.map((medium) => [medium.key, medium]))
  return [...questionsOf(bank)].map(({ question }) => {
    const messages: SealedMessage[] = []
    const known = () => question.code
    const [body, own] = [bodyOf(question), noting(messages)]
    const parts = setPacked(question, body, { ...shop, media }, own, 300, known, under, 280)
    return { parts, messages, faces: shop.faces, code: question.code }
  })
}

/** The runs of a galley's words, each once, in the order of the first. */
export function runsIn(galley: Galley): GlyphRun[] {
  const runs = new Set<GlyphRun>()
  for (const op of opsOf(galley, 0, galley.ops.length)) if (op.op === 'glyphs') runs.add(op.run)
  return [...runs]
}

export const galleyOf = ({ answer }: Parts): Galley =>
  (answer.find((item) => item instanceof PackedBox) as PackedBox).galley
