/** The one table of what may run in threads of a build. */
import type { Task } from '../pool/task.ts'

export const tasks: readonly Task<never, unknown>[] = []
