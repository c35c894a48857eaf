import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkSarif } from '../messages/sarif.ts'
import { rectoverso } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

const files = {
  'a bank/q.md': '## 😀 ![x](no.png) What?\n\nThat.\n\n## Why?\n\n## How?\n\n<blink>x</blink>\n',
}

it('holds what --json holds, at the same places, for build and for check', async () => {
  const folder = await folderOf(files)
  for (const command of ['check', 'build']) {
    const args = [command, 'a bank', '--json', '--sarif', 'r.sarif']
    const { code, out } = await rectoverso(folder, args)
    expect(code).toBe(0)
    const sarif = JSON.parse(readFileSync(join(folder, 'r.sarif'), 'utf8'))
    checkSarif(sarif)
    const { messages } = JSON.parse(out)
    const placed = messages.map(({ rule, line = 1, column }: Record<string, unknown>) => [
      rule,
      line,
      column,
    ])
    const [run] = sarif.runs
    expect(placed.length).toBe(3)
    expect(
      run.results.map(
        ({
          ruleId,
          locations: [
            {
              physicalLocation: { region },
            },
          ],
        }: {
          ruleId: string
          locations: [{ physicalLocation: { region: Record<string, unknown> } }]
        }) => [ruleId, region.startLine, region.startColumn],
      ),
    ).toEqual(placed)
    const [first] = run.results
    expect(first.locations[0].physicalLocation.artifactLocation.uri).toBe('a%20bank/q.md')
    expect(run.invocations).toEqual([{ executionSuccessful: true, exitCode: 0 }])
  }
})

it('is written where the bank has errors, and with the exit code of --strict', async () => {
  const folder = await folderOf({ ...files, 'none.md': 'Nothing.\n' })
  const failed = await rectoverso(folder, ['build', 'none.md', '--sarif', 'r.sarif', '--quiet'])
  expect(failed.code).toBe(1)
  const read = () => JSON.parse(readFileSync(join(folder, 'r.sarif'), 'utf8')).runs[0]
  expect(read().invocations).toEqual([{ executionSuccessful: false, exitCode: 1 }])
  expect(read().results).toContainEqual(
    expect.objectContaining({ ruleId: 'no-questions', level: 'error' }),
  )
  const strict = await rectoverso(folder, ['check', 'a bank', '--strict', '--sarif', 'r.sarif'])
  expect(strict.code).toBe(3)
  expect(read().invocations[0].exitCode).toBe(3)
  const gone = await rectoverso(folder, ['check', 'nowhere', '--sarif', 'r.sarif'])
  expect(gone.code).toBe(2)
  expect(read().results[0]).toMatchObject({ ruleId: 'no-source' })
  checkSarif(JSON.parse(readFileSync(join(folder, 'r.sarif'), 'utf8')))
})

it('goes where it is told, and nowhere else', async () => {
  const folder = await folderOf(files)
  const { code } = await rectoverso(folder, ['check', '--sarif', 'no/such/r.sarif'])
  expect(code).toBe(74)
  expect(readdirSync(folder)).toEqual(['a bank'])
})
