/** The one table of what may run in threads of a build. */
import { deflateTask as deckTask } from '../anki/deflate.ts'
import { renderTask } from '../anki/render-task.ts'
import type { Task } from '../pool/task.ts'
import { setTask } from '../print/ahead.ts'
import { colourTask } from '../print/colouring.ts'
import { deflateTask } from '../print/deflate.ts'
import { formulasTask } from '../print/mathahead.ts'
import { partsTask } from '../read/markdown/in-parts.ts'
import { keptTask } from './kept-task.ts'

export const tasks: readonly Task<never, unknown>[] = [
  ...[partsTask, renderTask, setTask, colourTask, deflateTask, deckTask],
  ...[formulasTask, keptTask],
]
