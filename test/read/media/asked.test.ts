import { expect, it } from 'vitest'
import { remembering } from '../../../src/read/media/asked.ts'

const place = (line: number) => ({ path: 'a.md', line, column: 1 })
const picture = { key: 'k', form: 'raster' as const, width: 1, height: 2, path: 'a.png' }
const sound = { key: 's', extension: 'mp3' as const, bytes: 3, path: 'a.mp3' }

it('knows what was answered, by what was asked from where', async () => {
  const media = remembering({
    resolve: async (url) => (url === 'a.png' ? picture : { refused: 'missing' }),
    hear: async () => sound,
    more: 'kept',
  })
  expect(media.known('a.png', 'a.md')).toBeUndefined()
  expect(await media.resolve('a.png', 'a.md', place(1))).toBe(picture)
  expect(await media.resolve('b.png', 'a.md', place(2))).toEqual({ refused: 'missing' })
  expect(await media.hear?.('a.mp3', 'b.md', place(3))).toBe(sound)
  expect(media.known('a.png', 'a.md')).toBe(picture)
  expect(media.known('b.png', 'a.md')).toEqual({ refused: 'missing' })
  expect(media.known('a.mp3', 'b.md')).toBe(sound)
  expect(media.known('a.mp3', 'a.md')).toBeUndefined()
  expect(media.more).toBe('kept')
})

it('lists each question once a place, in order', async () => {
  const media = remembering({ resolve: async () => picture })
  for (const line of [2, 1, 2]) await media.resolve('a.png', 'a.md', place(line))
  expect(media.asked()).toEqual(
    [2, 1].map((line) => {
      return { look: 'resolve', url: 'a.png', from: 'a.md', place: place(line), answer: picture }
    }),
  )
  expect('hear' in media).toBe(false)
})
