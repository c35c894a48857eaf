import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { print } from '../../src/print/writer.ts'
import { bank, paragraph, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'
import { drawing, rich } from './rich.ts'

const pictures = { drawings: { ['d'.repeat(32)]: drawing } }

async function bytes(): Promise<Uint8Array> {
  const [file] = await print.write(context(rich(4), pictures))
  if (!file) throw new Error('no file')
  return bytesOf(file)
}

const hash = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

describe('the booklet', () => {
  it('is the same bytes twice, and in every time zone', async () => {
    const zone = process.env.TZ
    const hashes = new Set<string>()
    try {
      for (const name of [zone, 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Kiritimati']) {
        if (name === undefined) delete process.env.TZ
        else process.env.TZ = name
        hashes.add(hash(await bytes()))
      }
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
    expect(hashes.size).toBe(1)
  })

  it('has an id of its content, not of its title and date', async () => {
    const idOf = async (words: string): Promise<string | undefined> => {
      const one = bank([section('S', [question({ title: 'T', answer: [paragraph(words)] })])])
      const [file] = await print.write(context(one))
      const text = Buffer.from(await bytesOf(file ?? { name: '', content: '' })).toString('latin1')
      return /\/ID \[<([0-9a-f]{32})>/.exec(text)?.[1]
    }
    const first = await idOf('one')
    expect(first).toMatch(/^[0-9a-f]{32}$/)
    expect(await idOf('two')).not.toBe(first)
    expect(await idOf('one')).toBe(first)
  })

  it('writes a title with markup into both forms of metadata', async () => {
    const text = Buffer.from(await bytes()).toString('utf8')
    expect(text).toContain('JavaScript interviews &amp; &lt;more&gt;')
    expect(text).toContain('(JavaScript interviews & <more>)')
    expect(text).toContain('/DisplayDocTitle true')
    expect(text).toMatch(/\/Lang \(en\)/)
    expect(text).toContain('(D:20260101000000Z)')
  })

  it('says what could not be set, at the question', async () => {
    const given = context(rich(), pictures)
    await print.write(given)
    const missing = given.messages.all.filter(({ ruleId }) => ruleId === 'glyph-missing')
    expect(missing).toHaveLength(1)
    expect(missing[0]?.reason).toContain('U+10FFFF')
    expect(missing[0]?.name).toBe('questions.md:33:1')
  })

  it('gives nothing, and says why, for a theme that cannot be used', async () => {
    const given = context(rich(), pictures, {
      templates: { text: async () => 'page: { width: wide }', pathOf: async (name) => name },
    })
    expect(await print.write(given)).toEqual([])
    expect(given.messages.errors.every(({ ruleId }) => ruleId === 'theme-invalid')).toBe(true)
    expect(given.messages.errors[0]?.reason).toContain('page.width is "wide"')
  })

  it('writes a booklet for a bank without questions', async () => {
    const [file] = await print.write(context(bank([])))
    expect((await bytesOf(file ?? { name: '', content: '' })).length).toBeGreaterThan(1000)
  })
})
