import { describe, expect, it } from 'vitest'
import { bodyOf, introOf } from '../../src/model/bank.ts'
import { gapTexts } from '../../src/model/gaps.ts'
import { visit } from '../../src/model/mdast.ts'
import { readText } from './reading.ts'

const front = '---\nhighlights: gaps\nlevel: 2\n---\n'
const types = (body: Parameters<typeof visit>[0]) => {
  const found: string[] = []
  visit(body, ({ type }) => {
    if (type === 'highlight' || type === 'cloze') found.push(type)
  })
  return found
}

async function first(text: string, settings = {}) {
  const { questions, said } = await readText(text, settings)
  const [question] = questions
  if (!question) throw new Error('no question')
  return { question, body: bodyOf(question), said }
}

describe('highlights that are gaps', () => {
  it('get the first numbers that the author did not use', async () => {
    const { question, body } = await first(
      `${front}# S\n\n## ==one== and {{c2::two}}\n\n- ==three==\n\n---\n\n==four==\n`,
    )
    expect(question).toMatchObject({ kind: 'cloze', gaps: [1, 2, 3, 4], counted: [1, 3, 4] })
    expect([...gapTexts(body)]).toEqual([
      [1, 'one'],
      [2, 'two'],
      [3, 'three'],
      [4, 'four'],
    ])
  })

  it('are highlights where they can be no gaps', async () => {
    const { questions, root, said } = await readText(
      `${front}# On ==S==\n\n==Text== before.\n\n## Q\n<!-- kind: basic -->\n\n==A==\n\n## C\n\nWhich ==one==?\n\n- [x] ==a==\n- [ ] b\n\n---\n\nSo.\n`,
    )
    expect(questions.map(({ kind }) => kind)).toEqual(['basic', 'choice'])
    for (const question of questions) {
      expect('counted' in question).toBe(false)
      const { prompt, answer, choices = [] } = bodyOf(question)
      const options = choices.flatMap(({ body }) => body)
      expect(new Set(types([...prompt, ...answer, ...options]))).toEqual(new Set(['highlight']))
    }
    const [section] = root.sections
    expect(section?.title).toBe('On S')
    expect(section && types(introOf(section).answer)).toEqual(['highlight'])
    expect(questions[1]?.body).not.toContain('"number":0')
    expect(said).toEqual([])
  })

  it('are text where nobody asked for them', async () => {
    const { question } = await first('---\nlevel: 2\n---\n# S\n\n## Q\n\n==A==\n')
    expect(question).toMatchObject({ kind: 'basic' })
    expect(question.body).toContain('==A==')
  })

  it('are asked for in settings or front matter, by the one word there is', async () => {
    const text = '# S\n\n## Q\n\n==A==\n'
    const { question } = await first(text, { level: 2, highlights: 'gaps' })
    expect(question.kind).toBe('cloze')
    const { said } = await readText(`---\nhighlights: yes\nlevel: 2\n---\n${text}`)
    expect(said).toContain('front-matter-malformed 2:1')
  })
})
