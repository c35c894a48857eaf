import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Pool } from '../../../src/pool/task.ts'
import { parseAll, partsTask } from '../../../src/read/markdown/in-parts.ts'
import { parseMarkdown, type Text } from '../../../src/read/markdown/markdown.ts'
import { corpusFile, expectedRows, haveCorpora } from '../../support/corpora.ts'
import { threads } from '../../support/threads.ts'

let pool: Pool
beforeAll(async () => {
  pool = await threads(3)
})
afterAll(() => pool.close())

const alone = ({ text, origin, syntax }: Text) => parseMarkdown(text, origin, syntax)

const piece = fc.constantFrom(
  ...[
    '# a\n',
    '## b c\n',
    'text *em* [a] [^1]\n',
    '\n',
    '[a]: /u\n',
    '[^1]: note\n',
    '```\n',
    '- x\n',
  ],
  ...[
    '> q\n',
    '    code\n',
    '<div>\n',
    '$$\n',
    '{{c1::x}}\n',
    '==m==\n',
    '| a |\n| - |\n',
    '[b]: <\n',
  ],
)

describe('texts parsed in parts', () => {
  it('are what they are when they are parsed here', async () => {
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (all, marks) => {
          const texts = all.map((one, at) => {
            return { text: one, origin: { offset: at * 7, line: at + 1 }, syntax: { marks } }
          })
          const parsed = await parseAll(texts, pool)
          expect(parsed).toEqual(texts.map(alone))
          expect(JSON.stringify(parsed.map((one) => 'blocks' in one && one.blocks))).toBe(
            JSON.stringify(texts.map((one) => alone(one).blocks)),
          )
        },
      ),
    )
  })

  it.skipIf(!haveCorpora)('are so over the corpora', async () => {
    const paths = [...new Set(expectedRows().map(({ path = '' }) => path))]
    const texts = paths.map((path) => ({
      text: readFileSync(corpusFile(path), 'utf8').slice(0, 60_000),
    }))
    expect(texts.length).toBeGreaterThan(3)
    expect(await parseAll(texts, pool, 0)).toEqual(texts.map(alone))
  })

  it('ask no thread where there is little, or where there are two, but for what may stall', async () => {
    const asked: string[] = []
    const spy = (size: number): Pool => ({
      size,
      run: async (task, input) => {
        asked.push(task.name)
        return (await task.load())(input)
      },
      close: async () => {},
    })
    await parseAll([{ text: '# a\n\nb\n'.repeat(1000) }], spy(3))
    await parseAll([{ text: '# a\n\nb\n'.repeat(1000) }], spy(2), 0)
    expect(asked).toEqual([])
    await parseAll([{ text: '# a\n\nb\n' }], spy(3), 0)
    expect(asked.splice(0)).toEqual([partsTask.name])
    await parseAll([{ text: `# a\n\n${'*a_ '.repeat(1000)}\n\n# b\n\nc\n` }], spy(2))
    expect(asked).toEqual([partsTask.name])
  })
})

describe('a text that cannot be parsed in time', () => {
  /** Ends every task that is given something dense. */
  const impatient: Pool = {
    size: 1,
    run: async (task, input) => {
      const { TaskFault } = await import('../../../src/pool/task.ts')
      if (JSON.stringify(input).includes('*a_')) throw new TaskFault(task.name, 'time')
      return (await task.load())(input)
    },
    close: async () => {},
  }

  it('is given up where its part begins; the others are not', async () => {
    const stalling = `a\n\n# b\n\n${'*a_ '.repeat(1000)}\n\n# c\n\nd\n`
    const origin = { offset: 20, line: 4 }
    const parsed = await parseAll(
      [{ text: '# a\n' }, { text: stalling, origin }, { text: 'b' }],
      impatient,
    )
    expect(parsed[1]).toEqual({ ended: 'time', line: 6 })
    expect([parsed[0], parsed[2]]).toEqual([parseMarkdown('# a\n'), parseMarkdown('b')])
  })

  it('is given up in a real thread, too', async () => {
    const deep = `# a\n\nb\n\n# c\n\n${'> '.repeat(30_000)}a\n`
    expect(await parseAll([{ text: deep }], pool)).toEqual([{ ended: 'time', line: 5 }])
  })
})
