/** Rendering notes as a task for threads: questions in, notes as JSON out, in their order. */
import type { PictureFile } from '../markup/markup.ts'
import type { Task } from '../pool/task.ts'
import type { Asked, Ground } from './render.ts'

export type Batch = {
  ground: Ground
  /** Files of the media that these questions use, by key. */
  pictures: readonly (readonly [string, PictureFile])[]
  asked: readonly Asked[]
}

export const renderTask: Task<Batch, string> = {
  name: 'anki/notes',
  load: async () => {
    const { render } = await import('./render.ts')
    return ({ ground, pictures, asked }) => {
      const files = new Map(pictures)
      return JSON.stringify(asked.map((one) => render(ground, one, (key) => files.get(key))))
    }
  },
}
