import { expect, it } from 'vitest'
import { readText } from './reading.ts'

it('a paragraph that would take minutes is read at once, as it stands, and said', async () => {
  for (const [piece, count] of [
    [']', 60_000],
    ['*[a](b)', 20_000],
    ['~a ', 30_000],
  ] as const) {
    const dense = piece.repeat(count).trim()
    const { questions, said } = await readText(
      `# S\n\n## Q?\n\nBefore.\n\n${dense}\n\n## R?\n\n*x*\n`,
    )
    expect(said[0]).toBe('text-too-dense 7:1')
    expect(new Set(said.map((one) => one.split(' ')[0]))).toEqual(new Set(['text-too-dense']))
    expect(questions.map(({ title }) => title)).toEqual(['Q?', 'R?'])
    expect(questions[0]?.slices.answer?.text).toContain(dense)
  }
})
