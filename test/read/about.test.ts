import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import type { Body } from '../../src/model/bank.ts'
import { plain } from '../../src/model/mdast.ts'
import { aboutOf } from '../../src/read/about.ts'
import { read } from '../../src/read/read.ts'
import { folderOf } from '../support/tmp.ts'

const answer = (description: string): Body['answer'] =>
  (JSON.parse(aboutOf(description)) as Body).answer

describe('what a bank says of itself', () => {
  it('is read as Markdown', () => {
    const [first, second] = answer(
      'In *your* script, see [x].\n\n- `a`\n\n[x]: https://example.org',
    )
    expect(first).toMatchObject({
      type: 'paragraph',
      children: [
        { value: 'In ' },
        { type: 'emphasis' },
        { value: ' script, see ' },
        { type: 'link', url: 'https://example.org' },
        { value: '.' },
      ],
    })
    expect(second?.type).toBe('list')
  })

  it('keeps its footnotes', () => {
    const body = JSON.parse(aboutOf('So.[^n]\n\n[^n]: Why.')) as Body
    expect(body.footnotes.map(({ identifier }) => identifier)).toEqual(['n'])
  })

  it('holds no HTML, and a picture’s words', () => {
    const text = JSON.stringify(answer('a <b>bold</b> <script>x</script> ![a tree](tree.png)'))
    expect(text).not.toContain('html')
    expect(text).not.toContain('script')
    expect(plain(answer('![a tree](tree.png)'))).toContain('a tree')
  })

  it('is part of a bank that says something', async () => {
    const question = '## What?\n\nThat.\n'
    const root = await folderOf({
      'told.md': `---\ndescription: In *your* script\n---\n${question}`,
      'silent.md': question,
    })
    const of = async (name: string) => {
      const paths = [join(root, name)]
      return (await read({ paths, root, settings: {}, messages: new Messages() })).bank
    }
    expect((await of('told.md')).about).toBe(aboutOf('In *your* script'))
    expect(await of('silent.md')).not.toHaveProperty('about')
  })
})
