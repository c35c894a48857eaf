import { beforeAll, describe, expect, it } from 'vitest'
import { several } from '../../src/pool/several.ts'
import type { Pool } from '../../src/pool/task.ts'
import type { Display, Op } from '../../src/print/display.ts'
import { glyphs } from '../../src/print/heads.ts'
import { type Given, given, look } from './given.ts'
import { pageOf, painted as paintedIn } from './painted.ts'

let shop: Given['shop']
beforeAll(async () => {
  shop = (await given()).shop
})

const page = pageOf
const display = (pages: Display['pages'], more: Partial<Display> = {}) => ({ pages, ...more })

const painted = (
  { pages, ...more }: ReturnType<typeof display>,
  compress = false,
  pool?: Pool,
): Promise<string> => paintedIn(pages, shop, { ...more, compress, ...(pool && { pool }) })

/** Threads that are none, and that end in another order than they began. */
const threads: Pool = {
  size: several,
  async run(task, input) {
    const run = await task.load()
    await new Promise((resolve) => setTimeout(resolve, Math.sin(JSON.stringify(input).length) * 5))
    return structuredClone(await run(structuredClone(input)))
  },
  close: async () => {},
}

describe('painting', () => {
  it('gives the same bytes whether threads deflate or not, every object where it says', async () => {
    const pages = Array.from({ length: 300 }, (_, n) =>
      page(String(n), ...glyphs(`Page ${n} has words`.repeat(1 + (n % 7)), 40, 60, look, shop)),
    )
    const plain = await painted(display(pages), true)
    expect(plain.startsWith('%PDF-1.7')).toBe(true)
    expect((await painted(display(pages), true, threads)) === plain).toBe(true)
    const start = Number(/startxref\n(\d+)\n/.exec(plain)?.[1])
    expect(plain.slice(start, start + 40)).toMatch(/^\d+ 0 obj\n<<\/Type\/XRef/)
  })

  it('numbers front pages in roman, and the rest from 1', async () => {
    const pages = ['i', 'ii', '1'].map((label) => page(label))
    expect(await painted(display(pages, { front: 2 }))).toMatch(
      /\/PageLabels <<\s*\/Nums \[0 <<\s*\/S \/r\s*>> 2 <<\s*\/S \/D\s*>>\]/,
    )
    expect(await painted(display(pages))).toMatch(/\/Nums \[0 <<\s*\/S \/D/)
  })

  it('names the edge to turn at, what is cut, and what stands upside down', async () => {
    const trim = { x: 10, y: 20, width: 100, height: 50 }
    const link: Op = { op: 'link', ...trim, url: 'https://example.org' }
    const pages = [{ ...page('1', link), trim, turned: true as const }]
    const pdf = await painted(display(pages, { duplex: 'short', untagged: true }))
    expect(pdf).toContain('/Duplex /DuplexFlipShortEdge')
    expect(pdf).toContain('/PrintScaling /None')
    expect(pdf).toMatch(/\/TrimBox \[190 20 290 70\]/)
    expect(pdf).toMatch(/\/Rect \[190 20 290 70\]/)
    expect(pdf).toContain('-1 0 0 -1 300 400 cm')
    expect(pdf).not.toContain('/StructTreeRoot')
    expect(await painted(display([page('1')]))).toMatch(/\/StructTreeRoot \d+ 0 R/)
  })

  it('hangs the outline by level', async () => {
    const at = (name: string): Op => ({ op: 'destination', name, x: 0, y: 50 })
    const pdf = await painted(
      display([page('1', at('a'), at('b'))], {
        outline: [
          { title: 'Chapter', level: 1, to: 'a' },
          { title: 'Question', level: 2, to: 'b' },
          { title: 'Nowhere', level: 2, to: 'c' },
          { title: 'Other', level: 1, to: 'b' },
        ],
      }),
    )
    expect(pdf).toContain('(Chapter)')
    expect(pdf).toContain('(Question)')
    expect(pdf).not.toContain('(Nowhere)')
    // Two have entries below them: the outline and its first chapter.
    expect(pdf.match(/\/First \d+ 0 R/g)).toHaveLength(2)
  })

  it('is the same bytes twice, and others for another page', async () => {
    const one = display([page('1', ...glyphs('one', 40, 60, look, shop))])
    const other = display([page('1', ...glyphs('two', 40, 60, look, shop))])
    expect(await painted(one, true)).toBe(await painted(one, true))
    const id = /\/ID \[<([0-9a-f]{32})>/
    expect(id.exec(await painted(one))?.[1]).not.toBe(id.exec(await painted(other))?.[1])
  })

  it('lets pages go as it paints them, where nobody else wants them', async () => {
    const pages = ['1', '2'].map((label) => page(label, ...glyphs(label, 40, 60, look, shop)))
    const kept = [...pages]
    await paintedIn(pages, shop)
    expect(pages).toEqual(kept)
    const whole = await paintedIn(pages, shop, { last: true })
    expect(pages.flatMap(({ ops }) => ops)).toEqual([])
    expect(whole).toBe(await paintedIn(kept, shop))
  })
})
