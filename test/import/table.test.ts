import { describe, expect, it } from 'vitest'
import { questionsOfTable } from '../../src/import/table.ts'
import { Messages } from '../../src/messages/messages.ts'

async function imported(text: string) {
  const messages = new Messages()
  const { rows, questions } = await questionsOfTable(
    new TextEncoder().encode(text),
    'Stem',
    messages,
  )
  return { rows, questions, said: messages.all.map(({ reason }) => reason) }
}

describe('a table', () => {
  it('of another is read by the names of its columns', async () => {
    const { rows, questions, said } = await imported(
      'Tags;Back;Front;Mine\n"x, y";a *half*;What is 1/2?;z\n;;;\n;b;;\n',
    )
    expect(questions.map(({ text, deck, code }) => [text, deck, code])).toEqual([
      ['## What is 1/2?\n<!-- tags: [x, y] -->\n\na *half*', ['Stem'], undefined],
    ])
    expect([rows, said]).toEqual([2, ['row 4: its question is empty.']])
  })

  it('without names is two columns', async () => {
    const { questions } = await imported('"Who?","Me"\n"And you?","You"\n')
    expect(questions.map(({ text }) => text)).toEqual(['## Who?\n\nMe', '## And you?\n\nYou'])
  })

  it('of ours keeps codes, kinds, options and subdecks', async () => {
    const { questions } = await imported(
      [
        'code,deck,section,kind,question,answer,choices,right,hint,tags,difficulty',
        'K7M2Q,Bank::010 S,S,choice,"Which?","Since.","A. one\n\n  Because.\nB. two",A,"a, b",x,hard',
        'B2B2B,Bank::020 T,T,reversed,"Tree",Baum,,,,,',
        ',Bank,U / V,cloze,"A {{c1::gap}}",,,,,,',
      ].join('\n'),
    )
    expect(questions.map(({ code, deck, kind }) => [code, deck, kind])).toEqual([
      ['K7M2Q', ['Bank', '010 S'], 'choice'],
      ['B2B2B', ['Bank', '020 T'], 'reversed'],
      [undefined, ['Bank', 'U', 'V'], 'cloze'],
    ])
    expect(questions[0]?.text).toBe(
      '### Which?\n<!-- tags: [x], difficulty: hard, hint: "a, b" -->\n\n- [x] one\n\n  Because.\n- [ ] two\n\n---\n\nSince.',
    )
    expect(questions[1]?.text).toBe('### Tree\n<!-- kind: reversed -->\n\nBaum')
  })
})
