import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anki } from '../../../src/anki/writer.ts'
import { Messages } from '../../../src/messages/messages.ts'
import { type Bank, bodyOf, type Question, questionsOf } from '../../../src/model/bank.ts'
import { visit } from '../../../src/model/mdast.ts'
import { isSoundUrl, soundFormatOf } from '../../../src/read/media/sound.ts'
import { read } from '../../../src/read/read.ts'
import { context } from '../../support/context.ts'
import { temporary } from '../../support/tmp.ts'

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1')))

describe('isSoundUrl', () => {
  it('knows recordings beside the text by their ending', () => {
    for (const url of ['a.mp3', 'b/c d.OGG', 'a.opus?raw=true', '../x.m4a#t=1', 'x.wav', 'x.flac'])
      expect(isSoundUrl(url)).toBe(true)
    for (const url of ['https://a.b/c.mp3', '//a.b/c.mp3', 'a.mp4', 'mp3', 'javascript:x.mp3', ''])
      expect(isSoundUrl(url)).toBe(false)
  })
})

describe('soundFormatOf', () => {
  it.each([
    ['mp3', bytes('ID3\x04\x00')],
    ['mp3', bytes([0xff, 0xfb, 0x90, 0x00])],
    ['ogg', bytes('OggS', [0, 2], 'vorbis')],
    ['opus', bytes('OggS', [0, 2], 'OpusHead')],
    ['m4a', bytes([0, 0, 0, 32], 'ftypM4A ')],
    ['wav', bytes('RIFF', [1, 2, 3, 4], 'WAVEfmt ')],
    ['flac', bytes('fLaC')],
    [undefined, bytes('<script>')],
    [undefined, bytes([0xff, 0xd8, 0xff])],
    [undefined, bytes([0, 0, 0, 32], 'ftypavif')],
    [undefined, bytes('RIFF', [1, 2, 3, 4], 'WEBP')],
    [undefined, bytes('')],
  ])('tells %s', (format, given) => {
    expect(soundFormatOf(given)).toBe(format)
  })
})

describe('recordings', () => {
  const readBank = async (markdown: string, files: Record<string, Uint8Array>) => {
    const root = await temporary()
    const folder = join(root, 'bank')
    await mkdir(folder, { recursive: true })
    await writeFile(join(root, 'outside.mp3'), bytes('ID3'))
    await symlink(join(root, 'outside.mp3'), join(folder, 'link.mp3'))
    for (const [name, content] of Object.entries(files))
      await writeFile(join(folder, name), content)
    await writeFile(join(folder, 'q.md'), markdown)
    const messages = new Messages()
    const found = await read({ paths: [folder], root: folder, settings: {}, messages })
    const links: (string | undefined)[] = []
    for (const { question } of questionsOf(found.bank)) {
      const { prompt, answer } = bodyOf(question)
      visit([...prompt, ...answer], (node) => {
        if (node.type === 'link') links.push(node.sound)
      })
    }
    return { ...found, links, said: messages.all.map(({ ruleId }) => ruleId) }
  }

  it('are found, judged and shipped under a name of ours', async () => {
    const { bank, media, links, said } = await readBank(
      '# Words\n\n## How is it said?\n\n[hear it](a%20b.mp3)\n\n<audio controls src="c.ogg"></audio>\n\n<audio><source src="c.ogg"></audio>\n\n[again][r]\n\n[r]: c.ogg\n',
      { 'a b.mp3': bytes('ID3one'), 'c.ogg': bytes('OggStwo') },
    )
    expect(said).toEqual([])
    expect(bank.sounds?.map(({ extension, path }) => [extension, path]).sort()).toEqual([
      ['mp3', 'a b.mp3'],
      ['ogg', 'c.ogg'],
    ])
    expect(links).toHaveLength(4)
    expect(new Set(links).size).toBe(2)
    const [key = ''] = bank.sounds?.map((sound) => sound.key) ?? []
    expect((await media.sound?.(key))?.length).toBeGreaterThan(3)
    const questions = [...questionsOf(bank)].map(({ question }) => question)
    const coded = questions.map((question) => ({ ...question, code: 'B2B2B', guid: 'g' }))
    const [section] = bank.sections
    if (!section) throw new Error('no section')
    const sections = [{ ...section, deck: '', questions: coded as Question[], sections: [] }]
    const given = context({ ...bank, sections } as Bank, {}, { media })
    const [deck] = await anki.write(given)
    const parts: Uint8Array[] = []
    if (!deck) throw new Error('no deck')
    for await (const part of deck.content as AsyncIterable<Uint8Array>) parts.push(part)
    const zip = Buffer.concat(parts).toString('latin1')
    expect(zip).toMatch(/"rv-[0-9a-f]{32}\.mp3"/)
    expect(zip).toContain('ID3one')
    expect(zip).not.toContain('a b.mp3')
  })

  it('that are missing, outside or none stay links, with a message', async () => {
    const { bank, links, said } = await readBank(
      '# Words\n\n## How is it said?\n\n[a](gone.mp3) [b](../outside.mp3) [c](link.mp3) [d](text.mp3) [e](https://a.b/c.mp3)\n',
      { 'text.mp3': bytes('<script>alert(1)</script>') },
    )
    expect(bank.sounds).toBeUndefined()
    expect(links).toEqual([undefined, undefined, undefined, undefined, undefined])
    expect(said).toEqual(['sound-left-out', 'sound-left-out', 'sound-left-out', 'sound-left-out'])
  })
})
