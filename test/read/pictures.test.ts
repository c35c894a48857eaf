import { expect, it } from 'vitest'
import type { Medium } from '../../src/model/bank.ts'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'
import { findPictures } from '../../src/read/pictures.ts'
import { noPictures } from './reading.ts'

it('looks up every picture once for each place: in text, by reference, in HTML', async () => {
  const { blocks, definitions } = parseMarkdown(
    '![a](a.png) ![b][r] ![c][none]\n\n- <img alt="x" src="c.png">\n\n<p><IMG src=\'d.png\'>\n</p>\n\n`![](no.png)`\n\n[r]: b.png',
  )
  const asked: string[] = []
  const media = {
    ...noPictures,
    resolve: async (
      url: string,
      from: string,
      { line, column }: { line: number; column: number },
    ) => {
      asked.push(`${url} ${from} ${line}:${column}`)
      return url === 'a.png' ? ({ key: 'k' } as Medium) : { refused: 'missing' as const }
    },
  }
  const found = await findPictures(blocks, definitions, 'q.md', media)
  expect(asked).toEqual(['a.png q.md 1:1', 'b.png q.md 1:13', 'c.png q.md 3:3', 'd.png q.md 5:4'])
  expect(found.get('a.png')).toEqual({ medium: 'k' })
  expect(found.get('b.png')).toEqual({ refused: 'missing' })
})
