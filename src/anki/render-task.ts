/** Rendering notes as a task for threads: questions in, notes in their order. */
import type { PictureFile } from '../markup/markup.ts'
import type { Question } from '../model/bank.ts'
import type { Task } from '../pool/task.ts'
import { headOf, joinFields } from './packed.ts'
import type { Asked, Ground } from './render.ts'

export type Batch = {
  ground: Ground
  /** Files of the media that these questions use, by key. */
  pictures: readonly (readonly [string, PictureFile])[]
  /** `Asked[]` as JSON, without the bodies of the questions: so each text crosses as it is. */
  asked: string
  bodies: readonly string[]
}

/** Notes in the order of their questions. */
export type Made = {
  /** `Head[]` as JSON. */
  heads: string
  fields: Uint8Array
}

/** Questions as a batch has them, without what else their jobs hold: a section holds all of its own. */
export function batchOf(asked: readonly Asked[]): Pick<Batch, 'asked' | 'bodies'> {
  const bared = asked.map(({ question, path, retired }): Asked => {
    return { question: bare(question), path, retired }
  })
  return {
    asked: JSON.stringify(bared),
    bodies: asked.map(({ question }) => String(question.body)),
  }
}

const noSlices = { title: { start: 0, end: 0, text: '' } }

/** A question without its body, and without what no note shows. */
function bare(question: Question): Question {
  return { ...question, slices: noSlices, body: '' }
}

export const renderTask: Task<Batch, Made> = {
  name: 'anki/notes',
  load: async () => {
    const { render } = await import('./render.ts')
    return ({ ground, pictures, asked, bodies }) => {
      const files = new Map(pictures)
      const all = JSON.parse(asked) as Asked[]
      const notes = all.map((one, index) => {
        const question = { ...one.question, body: bodies[index] ?? '' }
        return render(ground, { ...one, question }, (key) => files.get(key))
      })
      return { heads: JSON.stringify(notes.map(headOf)), fields: joinFields(notes) }
    }
  },
}
