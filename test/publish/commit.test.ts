import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commit, dropStage, openStage, rollForward } from '../../src/publish/commit.ts'
import { temporary } from '../support/tmp.ts'

it('moves everything once it has decided', async () => {
  const out = await temporary()
  await writeFile(join(out, 'b.pdf'), 'old')
  const stage = await openStage(out)
  await writeFile(join(stage, '0'), 'a')
  await writeFile(join(stage, '1'), 'b')
  await commit(stage, [
    { from: '0', to: 'a.pdf' },
    { from: '1', to: 'b.pdf' },
  ])
  await dropStage(stage)
  expect(await readdir(out)).toEqual(['a.pdf', 'b.pdf'])
  expect(await readFile(join(out, 'b.pdf'), 'utf8')).toBe('b')
})

it('takes everything back when a move fails, and nothing is left to roll forward', async () => {
  const out = await temporary()
  await writeFile(join(out, 'a.pdf'), 'old a')
  await mkdir(join(out, 'c.pdf/full'), { recursive: true })
  const stage = await openStage(out)
  for (const name of ['0', '1', '2']) await writeFile(join(stage, name), `new ${name}`)
  const moves = ['a.pdf', 'b.pdf', 'c.pdf'].map((to, n) => ({ from: String(n), to }))
  await expect(commit(stage, moves)).rejects.toMatchObject({ name: 'PublishError' })
  expect(await readFile(join(out, 'a.pdf'), 'utf8')).toBe('old a')
  expect(await rollForward(out, [])).toBe(false)
  await rm(join(out, 'c.pdf'), { recursive: true })
  expect(await readdir(out)).toEqual(['a.pdf'])
})

it.each([0, 1, 2, 3])('rolls forward from a crash after %i moves', async (moved) => {
  const out = await temporary()
  const stage = await openStage(out)
  const moves = [0, 1, 2].map((n) => ({ from: String(n), to: `${n}.pdf` }))
  for (const { from, to } of moves) {
    await writeFile(Number(from) < moved ? join(out, to) : join(stage, from), 'new')
    if (Number(from) >= moved) await writeFile(join(out, to), 'old')
  }
  await writeFile(join(stage, 'COMMIT'), JSON.stringify(moves))
  expect(await rollForward(out, [])).toBe(true)
  expect(await readdir(out)).toEqual(['0.pdf', '1.pdf', '2.pdf'])
  for (const { to } of moves) expect(await readFile(join(out, to), 'utf8')).toBe('new')
})

it('finishes an interrupted merge: the Markdown of a bank, and nothing else outside', async () => {
  const top = await temporary()
  const [out, bank] = [join(top, 'out'), join(top, 'bank')]
  await mkdir(out)
  await mkdir(bank)
  const stop = async (to: string) => {
    const stage = await openStage(out)
    await writeFile(join(stage, '0'), 'new')
    await writeFile(join(stage, 'COMMIT'), JSON.stringify([{ from: '0', to }]))
  }
  for (const [to, within, finished] of [
    ['../bank/a.md', [bank], true],
    ['../bank/rectoverso.columns', [], true],
    ['../bank/a.md', [], false],
    ['../bank/a.sh', [bank], false],
    ['../bank/../other.md', [bank], false],
  ] as const) {
    await stop(to)
    expect([to, await rollForward(out, [], within)]).toEqual([to, finished])
    expect(await readdir(out)).toEqual([])
  }
  expect(await readFile(join(bank, 'a.md'), 'utf8')).toBe('new')
  expect(await readdir(bank)).toEqual(['a.md', 'rectoverso.columns'])
  expect(await readdir(top)).toEqual(['bank', 'out'])
})
