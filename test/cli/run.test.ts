import { readFile } from 'node:fs/promises'
import { describe, expect, it, vi } from 'vitest'
import { writers } from '../../src/build/writers.ts'
import { rectoverso } from '../support/run.ts'
import { folderOf, temporary } from '../support/tmp.ts'

describe('the command line', () => {
  it('prints its version', async () => {
    const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
    const { version } = JSON.parse(manifest)
    const folder = await temporary()
    expect(await rectoverso(folder, ['--version'])).toEqual({
      code: 0,
      out: `${version}\n`,
      err: '',
    })
  })

  it('helps with examples, for itself and for each command', async () => {
    const folder = await temporary()
    for (const args of [['--help'], ['build', '--help'], ['check', '--help'], ['init', '--help']]) {
      const { code, out } = await rectoverso(folder, args)
      expect(code).toBe(0)
      expect(out).toMatch(/^Usage: rectoverso/)
      expect(out).toMatch(/^Examples:\n {2}rectoverso /m)
    }
  })

  it('exits 2 with help where no command, or an unknown one, is given', async () => {
    const folder = await temporary()
    const none = await rectoverso(folder, [])
    expect(none.code).toBe(2)
    expect(none.err).toContain('Usage: rectoverso')
    const unknown = await rectoverso(folder, ['biuld'])
    expect(unknown.code).toBe(2)
    expect(unknown.err).toContain('Did you mean build?')
    expect((await rectoverso(folder, ['notes/q.md'])).err).toContain(
      'To build it: rectoverso build notes/q.md',
    )
  })

  it('exits 70 for a fault of its own, and says how to report it', async () => {
    const folder = await folderOf({ 'q.md': '## What?\n\nThat.\n' })
    const broken = vi.spyOn(writers, 'json').mockRejectedValue(new TypeError('broken'))
    try {
      const { code, err } = await rectoverso(folder, ['build', '--formats', 'json'])
      expect(code).toBe(70)
      expect(err).toContain('TypeError: broken')
      expect(err).toContain('Please report it')
      const { out } = await rectoverso(folder, ['build', '--formats', 'json', '--json'])
      expect(JSON.parse(out)).toMatchObject({ status: 'failed', exitCode: 70 })
    } finally {
      broken.mockRestore()
    }
  })
})
