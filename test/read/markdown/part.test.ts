import { expect, it } from 'vitest'
import { createParser, noLabels } from '../../../src/read/markdown/parse.ts'
import { createPartParser, depthOf, parseParts } from '../../../src/read/markdown/part.ts'

const part = (text: string, last = false) => ({ text, line: 1, last, told: noLabels, syntax: {} })

it('parses a part as it stands before a heading, and the last one as it ends', () => {
  const parse = createPartParser()
  expect(parse(part('# a\n\n    b\n\n'))?.children.map(({ type }) => type)).toEqual([
    'heading',
    'code',
  ])
  expect(parse(part('# [a]', true))).toEqual(createParser().parse('# [a]'))
})

it('gives no tree where no cut belongs', () => {
  expect(createPartParser()(part('```\na\n'))).toBeUndefined()
})

it('tells each part what it may refer to, and no other', () => {
  const parse = createPartParser()
  const told = { definitions: ['A'], footnotes: [] }
  expect(JSON.stringify(parse({ ...part('[a]', true), told }))).toContain('linkReference')
  expect(JSON.stringify(parse(part('[a]', true)))).not.toContain('linkReference')
})

it('parses parts of either syntax by turns', () => {
  const parse = createPartParser()
  const marked = { ...part('==a==', true), syntax: { marks: true } }
  expect(JSON.stringify(parse(marked))).toContain('"mark"')
  expect(JSON.stringify(parse(part('==a==', true)))).not.toContain('"mark"')
  expect(JSON.stringify(parse(marked))).toContain('"mark"')
})

it('gives trees as JSON, for threads', () => {
  expect(parseParts([part('```\na\n'), part('# [a]', true)])).toEqual([
    null,
    JSON.stringify(createParser().parse('# [a]')),
  ])
})

it('says where the stack ended, and throws what else is thrown', () => {
  expect(depthOf(new RangeError('x'))).toEqual({ ended: 'depth' })
  expect(() => depthOf(new Error('x'))).toThrow('x')
})

it('parses what is not plain where it stands, and asks of the last of it what follows', () => {
  const parse = createPartParser()
  const text = '# a\n\n[b](c)\n\nd\n\n| e |\n|---|\n'
  expect(parse(part(text, true))?.children).toEqual(createParser().parse(text).children)
  expect(parse(part('a\n\n~~~\nb\n'))).toBeUndefined()
  expect(parse(part('a\n\n~~~\nb\n', true))).toBeDefined()
})
