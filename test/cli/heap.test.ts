import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { createHeapWatch } from '../../src/cli/heap.ts'

it('is swept more often the larger it is, and never less often again', () => {
  const flags: string[] = []
  let used = 0
  const watch = createHeapWatch(
    () => used,
    (flag) => flags.push(flag),
  )
  for (const mebibytes of [100, 200, 210, 100, 600, 300, 700]) {
    used = mebibytes * 2 ** 20
    watch()
  }
  expect(flags).toEqual(['--heap-growing-percent=33', '--heap-growing-percent=25'])
})

it('is told by a flag that this engine has', () => {
  const flags: string[] = []
  createHeapWatch(
    () => 2 ** 30,
    (flag) => flags.push(flag),
  )()
  const { status, stderr } = spawnSync(process.execPath, [...flags, '-e', '0'])
  expect([flags.length, status, String(stderr)]).toEqual([1, 0, ''])
})
