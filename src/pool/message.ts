/** What a pool and its threads say to each other. */

/** To a thread: do this. */
export type Order = { id: number; task: string; input: unknown }

/** From a thread; `begun` where all code is loaded, and time begins to count. */
export type Report =
  | { id: number; state: 'begun' }
  | { id: number; state: 'done'; output: unknown }
  | { id: number; state: 'failed'; error: unknown }
