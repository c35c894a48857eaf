import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/build.ts'
import { temporary } from '../support/tmp.ts'

type Made = {
  bytes: number
  files: number
  questions: string[]
  edit: { file: string; sentence: string }
}
const { makeBank } = (await import(new URL('bank.mjs', import.meta.url).href)) as {
  makeBank: (folder: string, count: number, how?: { one: boolean }) => Promise<Made | undefined>
}

async function made(count: number, how?: { one: boolean }) {
  const folder = join(await temporary(), 'bank')
  mkdirSync(folder)
  const bank = await makeBank(folder, count, how)
  if (!bank) throw new Error('no bank was made')
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return { folder, bank, names }
}

const checked = (cwd: string) => check({ paths: [cwd], cwd, issued: 1767225600 })

describe('a bank for measurements', () => {
  it('holds as many questions as were asked for, of every kind, and nothing is wrong with them', async () => {
    const { folder } = await made(150)
    const { status, banks, findings } = await checked(folder)
    expect(status).toBe('ok')
    expect(banks[0]?.questions).toBe(150)
    expect(Object.keys(banks[0]?.kinds ?? {}).sort()).toEqual([
      'basic',
      'choice',
      'cloze',
      'reversed',
      'typed',
    ])
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([])
  })

  it('is the same in one file, and every time', async () => {
    const files = await made(120)
    const again = await made(120)
    const one = await made(120, { one: true })
    expect(again.names).toEqual(files.names)
    for (const name of files.names.filter((name) => name.endsWith('.md')))
      expect(readFileSync(join(again.folder, name))).toEqual(readFileSync(join(files.folder, name)))
    expect(one.bank.questions).toEqual(files.bank.questions)
    expect(one.bank.files).toBe(1)
    const kinds = async ({ folder }: { folder: string }) => (await checked(folder)).banks[0]?.kinds
    expect(await kinds(one)).toEqual(await kinds(files))
  })

  it('begins as a smaller one', async () => {
    const small = await made(100)
    const large = await made(150)
    expect(large.bank.questions.slice(0, 100)).toEqual(small.bank.questions)
  })

  it('has a sentence that an edit can change', async () => {
    const { bank } = await made(100)
    const text = readFileSync(bank.edit.file, 'utf8')
    expect(text.split(bank.edit.sentence)).toHaveLength(2)
  })
})
