import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startIn } from '../../../src/cli/watch/processes.ts'
import { temporary } from '../../support/tmp.ts'
import { heldIn, holding } from './pipe.ts'

const environment = { PATH: process.env.PATH, OWN: 'ours' }

describe('a command of the user', () => {
  it('runs in a shell, in the folder, with what it is told', async () => {
    const folder = await temporary()
    const start = startIn(folder, environment, true)
    const { ended } = start('echo "$OWN, $TOLD" > said; exit 3', { TOLD: "a 'b'\nc" })
    expect(await ended).toEqual({ code: 3 })
    expect(readFileSync(join(folder, 'said'), 'utf8')).toBe("ours, a 'b'\nc\n")
  })

  it('is ended with all that it started', async () => {
    const folder = await temporary()
    const running = startIn(folder, environment, true)(holding, {})
    const { ended } = await heldIn(folder)
    running.kill('SIGTERM')
    expect(await running.ended).toEqual({ signal: 'SIGTERM' })
    await ended
    // What has ended is not ended again.
    running.kill('SIGKILL')
  })

  it('says what could not be started', async () => {
    const running = startIn('/nowhere/at/all', environment, true)('true', {})
    expect(await running.ended).toMatchObject({ failed: expect.stringContaining('ENOENT') })
    running.kill('SIGTERM')
  })
})
