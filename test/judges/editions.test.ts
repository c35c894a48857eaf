import { spawnSync } from 'node:child_process'
import jsqr from 'jsqr'
import sharp from 'sharp'
import { beforeAll, expect, it } from 'vitest'
import { questionsOf, sectionsOf } from '../../src/model/bank.ts'
import { tagsOf, termsOf } from '../../src/print/indexes.ts'
import { print } from '../../src/print/writer.ts'
import { library } from '../print/library.ts'
import { linksOf, run, withFile } from '../print/linked.ts'
import { objectsOf, treeOf } from '../print/tree.ts'
import { bank as bankOf, paragraph, question, section, text } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'
import { describeWith } from '../support/judge.ts'

// The package is CommonJS and its types say otherwise.
const readQr = 'default' in jsqr ? (jsqr.default as unknown as typeof jsqr.default) : jsqr

describeWith(['qpdf', 'poppler'], 'the editions of a booklet, read back', () => {
  const bank = library(12)
  const files = new Map<string, Uint8Array>()
  const of = (name: string): Uint8Array => files.get(name) ?? new Uint8Array()

  beforeAll(async () => {
    const options = { editions: ['all'], impose: 16 }
    for (const file of await print.write(context(bank, {}, { options }))) {
      files.set(file.name, await bytesOf(file))
    }
  }, 120_000)

  it('are files of their own names, the study booklet that of the bank', () => {
    expect([...files.keys()]).toEqual([
      'test.pdf',
      'test.imposed.pdf',
      'test.exam.pdf',
      'test.exam.imposed.pdf',
      'test.fold.pdf',
      'test.fold.imposed.pdf',
      'test.cards.pdf',
      'test.calibration.pdf',
      'test.large.pdf',
      'test.large.imposed.pdf',
      'test.ink.pdf',
      'test.ink.imposed.pdf',
    ])
  })

  it('pass qpdf --check', () => {
    for (const [name, bytes] of files) {
      const said = withFile(bytes, (file) => run('qpdf', '--check', file))
      expect(said, name).toContain('No syntax or stream encoding errors found')
    }
  })

  it.each(['test.pdf', 'test.exam.pdf', 'test.fold.pdf', 'test.large.pdf', 'test.ink.pdf'])(
    '%s breaks no rule of structure',
    (name) => {
      expect(treeOf(objectsOf(of(name))).faults).toEqual([])
    },
  )

  /** Links that end in a number, and those of them whose number is not their page's. */
  const numbered = (name: string) => {
    const links = withFile(of(name), linksOf)
    const ended = links.flatMap(({ to, words, from }) => {
      const said = /(?:^|[\s.,])(\d+)(?:–\d+)?,?$/.exec(words)?.[1]
      return said === undefined ? [] : [{ said, to, from, words }]
    })
    return { links, ended, wrong: ended.filter(({ said, to }) => said !== to) }
  }
  const questions = [...questionsOf(bank)].length
  const sections = [...sectionsOf(bank)].length
  const indexed = [tagsOf(bank), termsOf(bank)]

  it.each(['test.pdf', 'test.large.pdf', 'test.ink.pdf'])(
    '%s names every page in contents, chapters and indexes as readers count it',
    (name) => {
      const { ended, wrong } = numbered(name)
      expect(wrong).toEqual([])
      // In the contents and at its chapter each question, in the contents each section and index.
      const names = indexed.reduce((sum, one) => sum + one.size, 0)
      expect(ended.length).toBeGreaterThanOrEqual(2 * questions + sections + 2 + names)
    },
  )

  it('the exam edition names every page both ways', () => {
    const { links, ended, wrong } = numbered('test.exam.pdf')
    expect(wrong).toEqual([])
    const choices = [...questionsOf(bank)].filter(({ question }) => question.kind === 'choice')
    const names = indexed.reduce((sum, one) => sum + one.size, 0)
    // As in the study edition, and from each question to its answer and back.
    expect(ended.length).toBeGreaterThanOrEqual(
      4 * questions + sections + 4 + names + choices.length,
    )
    const answers = links.filter(({ words }) => /^Answer → \d+$/.test(words))
    const back = links.filter(({ words }) => / → \d+$/.test(words) && !words.startsWith('Answer'))
    expect(answers).toHaveLength(questions)
    expect(back.length).toBeGreaterThanOrEqual(questions)
    for (const { from, to } of answers) expect(Number(to)).toBeGreaterThan(Number(from))
  })

  it('cards name the page of the study booklet', () => {
    const pages = withFile(of('test.pdf'), (file) =>
      run('pdftotext', '-raw', file, '-').split('\f'),
    )
    const backs = withFile(of('test.cards.pdf'), (file) => run('pdftotext', '-layout', file, '-'))
    const front = 4
    let checked = 0
    for (const { question } of questionsOf(bank)) {
      const page = new RegExp(`${question.code}\\s+(?:… )?page (\\d+)`).exec(backs)?.[1]
      expect(page, question.code).toBeDefined()
      expect(pages[front + Number(page) - 1], question.code).toContain(question.code)
      checked++
    }
    expect(checked).toBe(questions)
  })

  it('ask the printer to turn sheets as they were laid out', () => {
    const root = (name: string): string => {
      const objects = objectsOf(of(name))
      const all = JSON.stringify(objects)
      return /"\/Duplex":"\/(\w+)"/.exec(all)?.[1] ?? 'none'
    }
    expect(root('test.imposed.pdf')).toBe('DuplexFlipShortEdge')
    expect(root('test.cards.pdf')).toBe('DuplexFlipLongEdge')
    expect(root('test.pdf')).toBe('none')
  })

  it('in black hold no operator of colour', () => {
    const content = (name: string): string => {
      const objects = Object.values(objectsOf(of(name)))
      return objects
        .flatMap(({ stream }) => (stream?.data ? [stream] : []))
        .filter(({ dict }) => !dict['/Type'] && !dict['/Subtype'] && !dict['/Length1'])
        .map(({ data = '' }) => Buffer.from(data, 'base64').toString('latin1'))
        .filter((text) => / (?:TJ|re|m)\b/.test(text))
        .join('\n')
    }
    const ink = content('test.ink.pdf')
    expect(ink).toMatch(/\bg\b/)
    expect(ink.match(/[\d.]+ [\d.]+ [\d.]+ (?:rg|RG|k|K)\b/g)).toBeNull()
    // The study booklet has both, so the question is not idle.
    expect(content('test.pdf')).toMatch(/[\d.]+ [\d.]+ [\d.]+ rg\b/)
  })

  it('in black show pictures in shades of grey', async () => {
    const asked: (boolean | undefined)[] = []
    const bytes = async (grey?: boolean) => {
      asked.push(grey)
      const made = sharp({ create: { width: 8, height: 8, channels: 3, background: '#c03030' } })
      return new Uint8Array(
        await (grey ? made.greyscale().toColourspace('b-w') : made).png().toBuffer(),
      )
    }
    const picture = { type: 'picture' as const, medium: 'p', alt: 'red' }
    const one = question({ title: 'Q', answer: [paragraph(picture)] })
    const media = [{ key: 'p', form: 'raster' as const, width: 8, height: 8, path: 'p.png' }]
    const given = context(
      bankOf([section('S', [one])], { media }),
      {},
      {
        options: { editions: ['study', 'ink'] },
        media: {
          raster: async (_key, grey) => ({ type: 'png', bytes: await bytes(grey) }),
          drawing: () => Promise.reject(new Error('none')),
        },
      },
    )
    const spaces: string[] = []
    for (const file of await print.write(given)) {
      const rows = withFile(await bytesOf(file), (path) => run('pdfimages', '-list', path))
      spaces.push(
        rows
          .trim()
          .split('\n')
          .slice(2)
          .map((row) => row.trim().split(/\s+/)[5])
          .join(),
      )
    }
    expect(asked).toEqual([undefined, true])
    expect(spaces).toEqual(['rgb', 'gray'])
  })

  it('have title and language of their own', () => {
    const titles = [...files].map(([name, bytes]) => [
      name,
      withFile(bytes, (file) => /^Title:\s+(.*)$/m.exec(run('pdfinfo', file))?.[1]),
    ])
    expect(Object.fromEntries(titles)).toMatchObject({
      'test.pdf': 'A library',
      'test.exam.pdf': 'A library: Questions first, answers at the back',
      'test.cards.pdf': 'A library: cards',
      'test.large.pdf': 'A library: Large print',
    })
  })

  it('hold addresses as QR symbols that a reader reads from the page, in colour and in black', async () => {
    const urls = ['https://example.org/a?b=c&d=%20', `https://example.org/${'deep/'.repeat(30)}`]
    const links = urls.map((url) => ({ type: 'link' as const, url, children: [text('here')] }))
    const one = question({ title: 'Q', answer: links.map((link) => paragraph(link)) })
    const options = { editions: ['study', 'ink'], links: 'qr' }
    const files = await print.write(context(bankOf([section('S', [one])]), {}, { options }))
    for (const file of files) {
      const bytes = await bytesOf(file)
      expect(treeOf(objectsOf(bytes)).faults).toEqual([])
      const pages = withFile(bytes, (path) => {
        const { stdout } = spawnSync('pdftoppm', ['-r', '200', '-f', '5', '-l', '5', '-png', path])
        return stdout
      })
      const { data, info } = await sharp(pages)
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      // The library reads one symbol a picture, so each half of the page is a picture.
      const half = Math.floor(info.width / 2)
      const read = await Promise.all(
        [0, half].map(async (left) => {
          const part = { left, top: 0, width: half, height: info.height }
          const raw = { width: info.width, height: info.height, channels: 4 as const }
          const pixels = await sharp(data, { raw }).extract(part).raw().toBuffer()
          return readQr(new Uint8ClampedArray(pixels), half, info.height)?.data
        }),
      )
      expect(read, file.name).toEqual(urls)
    }
  })
})
