import { expect, it } from 'vitest'
import { writers } from '../../src/build/writers.ts'
import { formats } from '../../src/config/settings.ts'

it('are one for each format, of that name', async () => {
  expect(Object.keys(writers)).toEqual([...formats])
  for (const format of formats) {
    expect((await writers[format]()).name).toBe(format)
  }
})
