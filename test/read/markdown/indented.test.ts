import { expect, it } from 'vitest'
import { parsed } from '../reading.ts'

it('lets a list of any number follow indented code, and nothing less than a list', () => {
  expect(parsed('a\n\n    code\n\n27. b').map(({ type }) => type)).toEqual([
    'paragraph',
    'code',
    'list',
  ])
  expect(parsed('a\n27. b').map(({ type }) => type)).toEqual(['paragraph'])
  expect(parsed('- a\n\n      code\n\n  3. b')).toMatchObject([
    { children: [{ children: [{ type: 'paragraph' }, { type: 'code' }, { type: 'list' }] }] },
  ])
  expect(parsed('    a\n\n    b')).toMatchObject([{ type: 'code', value: 'a\n\nb' }])
})
