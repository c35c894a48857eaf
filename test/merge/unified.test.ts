import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applied, type Edit } from '../../src/merge/edits.ts'
import { unified } from '../../src/merge/unified.ts'
import { long } from '../support/judge.ts'
import { temporaryFor } from './folder.ts'

describe('a diff', () => {
  it('shows three lines around a change', () => {
    const text = 'a\nb\nc\nd\ne\nf\ng\nh\ni'
    expect(unified('x.md', text, [{ start: 8, end: 9, text: 'E\nE' }])).toEqual([
      '--- a/x.md',
      '+++ b/x.md',
      '@@ -2,7 +2,8 @@',
      ...[' b', ' c', ' d', '-e', '+E', '+E', ' f', ' g', ' h'],
    ])
  })

  it('is what git applies, whatever the edits', async () => {
    const folder = await temporaryFor()
    const file = fc.array(fc.constantFrom('a', 'b', '', 'long line', 'ü'), { maxLength: 40 })
    const change = fc.record({
      at: fc.nat(),
      length: fc.nat(4),
      text: fc.constantFrom('', 'x', 'y\nz', '\n'),
    })
    await fc.assert(
      fc.asyncProperty(
        file,
        fc.boolean(),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        async (rows, ends, changes) => {
          const before = `${rows.join('\n')}${ends ? '\n' : ''}`
          const edits: Edit[] = []
          for (const { at, length, text } of changes) {
            const start = at % (before.length + 1)
            const end = Math.min(before.length, start + length)
            if (edits.every((one) => one.end < start || one.start > end))
              edits.push({ start, end, text })
          }
          const after = applied(before, edits)
          if (after === before) return
          await writeFile(join(folder, 'x.md'), before)
          const patch = `${unified('x.md', before, edits).join('\n')}\n`
          const run = spawnSync('git', ['apply', '--whitespace=nowarn', '-p1', '-'], {
            cwd: folder,
            input: patch,
            encoding: 'utf8',
          })
          expect(run.stderr).toBe('')
          const { stdout } = spawnSync('cat', ['x.md'], { cwd: folder, encoding: 'utf8' })
          expect(stdout).toBe(after)
        },
      ),
      { numRuns: long ? 300 : 25 },
    )
  })
})
