import type { RootContent } from 'mdast'
import { expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { introOf } from '../../src/model/bank.ts'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'
import { emptySection, introsOf, sectionOf } from '../../src/read/sections.ts'

const place = { path: 'a.md', line: 1, column: 1 }

function around(text: string) {
  const { definitions, footnotes } = parseMarkdown(text)
  const pictures = new Map()
  return { path: 'a.md', definitions, footnotes, pictures, messages: new Messages() }
}

const sectionIn = (text: string, path: string[] = []) => {
  const [heading] = parseMarkdown(text).blocks
  if (heading?.type !== 'heading') throw new Error('There is no heading.')
  const { children: title, position, depth } = heading
  const part = { type: 'section' as const, title, depth, position }
  return sectionOf(part, { ...emptySection(place), path }, around(text), text)
}

it('take their titles from headings, without a number before them', () => {
  expect(sectionIn('# 2. The *heap*\n', ['Memory'])).toMatchObject({
    ...{ title: 'The heap', path: ['Memory', 'The heap'], place },
    ...{ questions: [], sections: [] },
  })
  expect(sectionIn('#\n', ['Memory']).path).toEqual(['Memory'])
})

it('put the texts between their questions together, each in its section, with footnotes', () => {
  const text = 'One[^a].\n\nTwo.\n\nThree.\n\n[^a]: Of it.\n'
  const { blocks } = parseMarkdown(text)
  const [first, second] = [emptySection(place), emptySection(place)]
  const intros = introsOf(around(text))
  const [one, two, three] = blocks as RootContent[]
  if (!one || !two || !three) throw new Error('There are three paragraphs.')
  intros.add(first, [one])
  intros.add(second, [two])
  intros.add(first, [three])
  // Until then the sections are as they were.
  expect(introOf(first).answer).toEqual([])
  intros.close()
  const textIn = (section: typeof first) =>
    introOf(section).answer.map((block) => JSON.stringify(block).match(/One|Two|Three/)?.[0])
  expect(textIn(first)).toEqual(['One', 'Three'])
  expect(textIn(second)).toEqual(['Two'])
  expect(introOf(first).footnotes).toHaveLength(1)
})
