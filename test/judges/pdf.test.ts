import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bodyOf, questionsOf } from '../../src/model/bank.ts'
import { plain } from '../../src/model/mdast.ts'
import { print } from '../../src/print/writer.ts'
import { drawing, rich } from '../print/rich.ts'
import { bank as bankOf, paragraph, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'
import { describeWith } from '../support/judge.ts'

function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  return stdout
}

const squash = (text: string): string => text.replace(/[\s\u00ad↩-]/g, '')

describeWith(['qpdf', 'poppler'], 'pictures read back', () => {
  it('embeds each raster image once, with its transparency, at its proportions', async () => {
    const make = (channels: 3 | 4, type: 'png' | 'jpeg') =>
      sharp({ create: { width: 60, height: 40, channels, background: '#3080c080' } })
        .toFormat(type)
        .toBuffer()
    const rasters = {
      p: { type: 'png' as const, bytes: await make(4, 'png') },
      o: { type: 'png' as const, bytes: await make(3, 'png') },
      j: { type: 'jpeg' as const, bytes: await make(3, 'jpeg') },
    }
    const media = Object.keys(rasters).map((key) => {
      return { key, form: 'raster' as const, width: 60, height: 40, path: `${key}.png` }
    })
    const show = (key: string) => ({ type: 'picture' as const, medium: key, alt: `picture ${key}` })
    const answer = [
      paragraph(show('p')),
      paragraph('in ', show('o'), ' a line'),
      paragraph(show('j')),
      paragraph(show('p')),
      paragraph(show('gone')),
    ]
    const given = bankOf([section('S', [question({ title: 'T', answer })])], { media })
    const bytes = async () => {
      const [output] = await print.write(context(given, { rasters }))
      return bytesOf(output ?? { name: '', content: '' })
    }
    const folder = mkdtempSync(join(tmpdir(), 'pictures-'))
    try {
      const file = join(folder, 'test.pdf')
      writeFileSync(file, await bytes())
      expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors found')
      const rows = run('pdfimages', '-list', file).trim().split('\n').slice(2)
      const objects = rows.map((row) => row.trim().split(/\s+/)[10])
      expect(rows.filter((row) => / image .*\b60 +40\b/.test(row))).toHaveLength(4)
      expect(rows.filter((row) => / smask /.test(row))).not.toHaveLength(0)
      expect(new Set(objects).size).toBe(3)
      expect(run('pdftotext', file, '-')).toContain('[picture gone]')
      expect(Buffer.compare(await bytes(), await bytes())).toBe(0)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describeWith(['poppler'], 'Han read back', () => {
  it('is the source’s text, its marks in half their width where lines begin and end', async () => {
    const words =
      '所谓“闭包”，是函数与其环境（创建时的作用域）的组合；「记住」变量，而不是复制变量。它用GPU吗？不用。'
    const given = bankOf(
      [section('S', [question({ title: '问', answer: [paragraph(words.repeat(6))] })])],
      {
        language: 'zh',
      },
    )
    const [output] = await print.write(context(given))
    const folder = mkdtempSync(join(tmpdir(), 'han-'))
    try {
      const file = join(folder, 'test.pdf')
      writeFileSync(file, await bytesOf(output ?? { name: '', content: '' }))
      expect(squash(run('pdftotext', '-f', '5', file, '-'))).toContain(squash(words.repeat(6)))
      const boxes = run('pdftotext', '-f', '5', '-l', '5', '-bbox', file, '-')
      const lines = [
        ...boxes.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]+)</g),
      ]
        .map(([, left, y, right, word = '']) => ({
          left: Number(left),
          y: Number(y),
          right: Number(right),
          word,
        }))
        .filter(({ word }) => /\p{Script=Han}/u.test(word) && word.length > 1)
      expect(lines.length).toBeGreaterThan(6)
      const edge = Math.max(
        ...lines.filter(({ word }) => !/[，。；？）」”]$/.test(word)).map(({ right }) => right),
      )
      for (const { right, word } of lines) {
        expect(word).not.toMatch(/^[，。；？）」”]|[（「“]$/)
        // The square of a mark reaches half its width beyond the line, its ink does not.
        expect(right).toBeLessThan(edge + (/[，。；？）」”]$/.test(word) ? 5.1 : 0.1))
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describeWith(['qpdf', 'poppler'], 'a booklet read back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'booklet-'))
  const file = join(folder, 'test.pdf')
  const bank = rich(30)

  beforeAll(async () => {
    const pictures = { drawings: { ['d'.repeat(32)]: drawing } }
    const [output] = await print.write(context(bank, pictures))
    if (!output) throw new Error('no booklet')
    writeFileSync(file, await bytesOf(output))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('passes qpdf --check', () => {
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors found')
  })

  it('embeds a subset of every face, as TrueType with a map to Unicode', () => {
    const fonts = run('pdffonts', file).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThanOrEqual(8)
    for (const font of fonts) {
      expect(font).toMatch(/^[A-Z]{6}\+\S+\s+CID TrueType\s+Custom\s+yes yes yes/)
    }
  })

  it('gives every question’s text back, in order', () => {
    const pages = run('pdftotext', '-raw', file, '-').split('\f')
    const text = squash(pages.slice(4).join(''))
    let from = 0
    for (const { question } of questionsOf(bank)) {
      // Right-to-left words come back in an order of the reader's own.
      if (/[\u0590-\u08ff]/.test(String(question.body))) continue
      const at = text.indexOf(squash(question.title), from)
      expect(at, question.title).toBeGreaterThanOrEqual(from)
      from = at
      for (const node of bodyOf(question).answer) {
        if (node.type !== 'paragraph' && node.type !== 'heading') continue
        if (
          /"type":"(?:inlineMath|footnoteReference|picture|subscript|superscript)"/.test(
            JSON.stringify(node),
          )
        )
          continue
        // A page's head and foot may stand within; its first words do not part.
        const words = squash(plain([node])).slice(0, 24)
        const found = text.indexOf(words, from)
        expect(found, words).toBeGreaterThanOrEqual(from)
      }
    }
  })

  it('keeps ligatures, emoji and other scripts as the source has them', () => {
    const text = run('pdftotext', '-raw', file, '-')
    expect(text).toContain('to fill its line')
    expect(text).toContain('Ελληνικά')
    expect(text).toContain('Русский')
    expect(text).toContain('🚀')
    expect(text).toMatch(/फ़ंक्शन|फ़ंक्शन/)
  })

  it('names pages in the contents as readers count them', () => {
    const json = JSON.parse(
      run('qpdf', '--json', '--json-key=pages', '--json-key=outlines', file),
    ) as {
      pages: { pageposfrom1: number; label: { index?: number } | null }[]
      outlines: { title: string; destpageposfrom1: number; kids: unknown[] }[]
    }
    type Outline = (typeof json.outlines)[number]
    const flat = (items: Outline[]): Outline[] =>
      items.flatMap((item) => [item, ...flat(item.kids as Outline[])])
    const entries = flat(json.outlines)
    expect(entries).toHaveLength([...questionsOf(bank)].length + 5)
    const contents = run('pdftotext', '-f', '3', '-l', '4', '-layout', file, '-')
    const front = 4
    for (const { title, destpageposfrom1 } of entries) {
      const words = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
      const number = new RegExp(`^\\s*${words}[\\s.]+(\\d+)$`, 'm').exec(contents)?.[1]
      // Titles of two lines, or with words from right to left, are checked on the display list.
      if (number === undefined) continue
      expect(Number(number)).toBe(destpageposfrom1 - front)
      const page = run(
        'pdftotext',
        '-f',
        String(destpageposfrom1),
        '-l',
        String(destpageposfrom1),
        file,
        '-',
      )
      expect(squash(page)).toContain(squash(title))
    }
    expect(contents.match(/\d+$/gm)?.length).toBeGreaterThan(30)
  })

  it('opens each outline entry at the left edge, at its heading', () => {
    const text = run('qpdf', '--qdf', '--object-streams=disable', file, '-')
    const destinations = [...text.matchAll(/\/XYZ\s+(\S+)\s+(\S+)\s+null/g)]
    expect(destinations.length).toBeGreaterThan(30)
    for (const [, left, top] of destinations) {
      expect(left).toBe('0')
      expect(Number(top)).toBeGreaterThan(0)
    }
  })

  it('is painted upright, with ink where the display list has it', () => {
    // The title of the cover stands in the upper half, left of the middle.
    const bounds = run('pdftotext', '-f', '1', '-l', '1', '-bbox', file, '-')
    const word =
      /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">JavaScript</.exec(bounds)
    expect(Number(word?.[1])).toBeCloseTo(46, 0)
    expect(Number(word?.[2])).toBeLessThan(200)
    const { stdout } = spawnSync('pdftoppm', ['-f', '1', '-l', '1', '-r', '36', '-gray', file])
    const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.subarray(0, 40).toString('latin1'))
    const width = Number(header?.[1])
    const height = Number(header?.[2])
    const pixels = stdout.subarray(header?.[0].length)
    const dark = (from: number, to: number): number =>
      pixels
        .subarray(Math.round(height * from) * width, Math.round(height * to) * width)
        .filter((one) => one < 128).length
    expect(dark(0.25, 0.45)).toBeGreaterThan(200)
    expect(dark(0.6, 0.8)).toBe(0)
  })
})
