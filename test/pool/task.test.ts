import { describe, expect, it } from 'vitest'
import { runTask, type Task, TaskFault } from '../../src/pool/task.ts'

const double: Task<number, number> = { name: 'double', load: async () => (number) => number * 2 }

describe('a task', () => {
  it('runs here without a pool', async () => {
    expect(await runTask(undefined, double, 4)).toBe(8)
  })

  it('says of itself why it was ended', () => {
    expect(new TaskFault('read/parts', 'memory').message).toBe(
      'The task read/parts was ended: it took too much memory.',
    )
  })
})
