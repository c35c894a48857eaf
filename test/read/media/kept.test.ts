import { createHash } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  indexName,
  keptName,
  openKept,
  parseIndex,
  printIndex,
  readKept,
} from '../../../src/read/media/kept.ts'
import { folderOf, temporary } from '../../support/tmp.ts'

const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')
const name = keptName(svg)

it('names a file by its bytes and what they are', () => {
  expect(name).toBe(`${createHash('sha256').update(svg).digest('hex').slice(0, 32)}.svg`)
  expect(() => keptName(new TextEncoder().encode('<html>'))).toThrow(/it is no PNG/)
})

it('gives back what was printed, sorted, whatever the order', () => {
  const one = fc.tuple(
    fc.webUrl({ withQueryParameters: true, validSchemes: ['https'] }),
    fc.stringMatching(/^[0-9a-f]{32}\.(png|jpg|gif|webp|avif|svg)$/),
  )
  fc.assert(
    fc.property(fc.array(one), (rows) => {
      const names = new Map(rows)
      const text = printIndex(names)
      expect(parseIndex(text)).toEqual(new Map([...names]))
      expect(printIndex(new Map([...names].reverse()))).toBe(text)
    }),
  )
})

it('stays the same whichever side of a merge comes first', () => {
  const [a, b] = ['a', 'b'].map((digit) => `https://x.org/p\t${digit.repeat(32)}.png`)
  const text = (rows: unknown[]) => `rectoverso pictures 1\n${rows.join('\n')}\n`
  const merged = parseIndex(text([a, b]))
  expect(parseIndex(text([b, a]))).toEqual(merged)
  expect(merged.get('https://x.org/p')).toBe(`${'a'.repeat(32)}.png`)
  expect(parseIndex(text(['<<<<<<< HEAD', b, '=======', a, '>>>>>>> x']))).toEqual(merged)
})

it('reads no name that leads out of its folder, and no address that is not https', () => {
  const rows = [
    'https://x.org/p\t../../secret.png',
    `http://x.org/p\t${'a'.repeat(32)}.png`,
    `https://x.org/p\t${'a'.repeat(32)}.exe`,
    `https://x.org/p\t${'a'.repeat(32)}.png\tmore`,
  ]
  expect(parseIndex(rows.join('\n')).size).toBe(0)
})

it('gives kept bytes, and says where they are gone or are others', async () => {
  const folder = await folderOf({
    [indexName]: printIndex(new Map([['https://x.org/p', name]])),
    [name]: svg,
    [`${'0'.repeat(32)}.svg`]: svg,
  })
  const kept = await openKept(folder)
  expect(kept.names.get('https://x.org/p')).toBe(name)
  expect(Buffer.compare(await readKept(kept, name), svg)).toBe(0)
  await expect(readKept(kept, `${'0'.repeat(32)}.svg`)).rejects.toThrow('is damaged')
  await expect(readKept(kept, `${'1'.repeat(32)}.svg`)).rejects.toThrow('is missing')
  const none = await openKept(join(await temporary(), 'none'))
  expect([none.names.size, none.text]).toEqual([0, undefined])
})
