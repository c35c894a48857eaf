import { expect, it } from 'vitest'
import { readText } from '../reading.ts'

it('keeps headings as sections, and what stands between cards as text', async () => {
  const text = 'lead\n\n# A\n\ntext\n\na\n?\nb\n\n---\n\nmore\n'
  const { root } = await readText(text)
  expect(root.sections.map(({ title, questions }) => [title, questions.length])).toEqual([['A', 1]])
  expect(root.intro).toContain('lead')
  expect(root.sections[0]?.intro).toMatch(/text.*more/)
})

it('says which heading only numbers a card, and which closes the file', async () => {
  const text = '## Card 1\n\na\n?\nb\n\n## Card 2\n\nc\n?\nd\n\n## License\n\nMIT\n'
  const { questions, said } = await readText(text)
  expect(questions).toHaveLength(2)
  expect(said).toEqual(['item-skipped 1:1', 'item-skipped 7:1', 'cleaned-footer 13:1'])
})
