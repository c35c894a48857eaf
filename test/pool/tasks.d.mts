import type { Task } from '../../src/pool/task.ts'

type Texts<Output> = Task<readonly string[], readonly Output[]>

export const double: Task<number, number>
export const upper: Texts<string>
export const thread: Task<null, number>
export const limits: Task<
  null,
  { maxOldGenerationSizeMb?: number; maxYoungGenerationSizeMb?: number }
>
export const bytes: Task<number, Uint8Array>
export const length: Task<ArrayBuffer, number>
export const throwing: Task<null, never>
export const unsendable: Task<null, never>
export const spin: Task<null, never>
export const picky: Texts<number>
export const greedy: Task<null, never>
export const leave: Task<null, never>
export const late: Task<null, never>
export const missing: Task<null, number>
export const tasks: readonly Task<never, unknown>[]
