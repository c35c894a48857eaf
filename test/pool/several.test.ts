import { expect, it } from 'vitest'
import { ifSeveral, several } from '../../src/pool/several.ts'
import type { Pool } from '../../src/pool/task.ts'

it('is the pool from three threads on', () => {
  const pool = (size: number) => ({ size }) as Pool
  const [enough, few] = [pool(several), pool(several - 1)]
  expect([ifSeveral(undefined), ifSeveral(few)]).toEqual([undefined, undefined])
  expect([ifSeveral(enough), several]).toEqual([enough, 3])
})
