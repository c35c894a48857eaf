import { describe, expect, it } from 'vitest'
import { compare, type Meanings } from '../../src/identity/compare.ts'
import { type Ledger, newLedger, type QuestionLine } from '../../src/identity/record.ts'
import { Messages } from '../../src/messages/messages.ts'

function line(code: string, more: Partial<QuestionLine> = {}): QuestionLine {
  return {
    ...{ code, guid: `g${code}`, kind: 'basic', state: 'active', mod: 10, fields: '', birth: '' },
    ...{ title: '', content: '', sketch: '', section: '', after: '', id: '', marks: [] },
    ...more,
  }
}

function ledger(...lines: QuestionLine[]): Ledger {
  const made = { ...newLedger(), id: 'bank' }
  for (const one of lines) made.questions.set(one.code, one)
  return made
}

type Given = {
  past: QuestionLine[]
  disk: QuestionLine[]
  now?: QuestionLine[]
  id?: string
  meanings?: { now: Meanings; past: Meanings }
}

async function said({ past, disk, now = disk, id = 'bank', meanings }: Given): Promise<string[]> {
  const messages = new Messages()
  const places = new Map(now.map(({ code }) => [code, { path: 'q.md', line: 1, column: 1 }]))
  await compare({
    revision: 'main',
    past: ledger(...past),
    now: { id, known: ledger(...disk), lines: now, places },
    meanings: async () => meanings,
    messages,
  })
  return messages.all.map(({ ruleId, reason }) => `${ruleId}: ${reason}`)
}

const a = line('B2B2B')

describe('a comparison with a revision', () => {
  it('says nothing where nothing happened, or what is new or was retired', async () => {
    expect(await said({ past: [a], disk: [a] })).toEqual([])
    expect(await said({ past: [], disk: [a] })).toEqual([])
    expect(await said({ past: [a], disk: [{ ...a, state: 'retired:3' }] })).toEqual([])
    expect(await said({ past: [{ ...a, state: 'retired' }], disk: [a] })).toEqual([])
  })

  it('says what vanished without retirement', async () => {
    expect(await said({ past: [a], disk: [] })).toEqual([
      'against-vanished: B2B2B of main has no line in the ledger',
    ])
    const gone = { ...a, state: 'retired:3' as const }
    expect(await said({ past: [a], disk: [a], now: [gone] })).toEqual([
      'against-vanished: B2B2B is gone, and the ledger does not say that it is retired',
    ])
  })

  it('says that an id, a kind or a date went wrong', async () => {
    expect(await said({ past: [a], disk: [a], id: 'other' })).toEqual([
      "against-bank-id: The bank's id was bank at main and is other",
    ])
    expect(await said({ past: [a], disk: [{ ...a, kind: 'typed' }] })).toEqual([
      'against-kind: B2B2B was basic at main and is typed',
    ])
    expect(await said({ past: [a], disk: [{ ...a, mod: 9 }] })).toEqual([
      'against-mod: The date of B2B2B fell from 10 at main to 9',
    ])
    expect(await said({ past: [a], disk: [{ ...a, mod: 11 }] })).toEqual([])
  })

  it('says that a gap or a label means something else', async () => {
    const gaps = line('B2B2B', { kind: 'cloze', marks: ['1', '2'] })
    const edited = { ...gaps, content: 'x' }
    const past = new Map([
      ['1', 'Paris'],
      ['2', 'receive'],
    ])
    const meanings = { past, now: new Map([...past, ['1', 'London'], ['2', 'recieve']]) }
    expect(await said({ past: [gaps], disk: [edited], meanings })).toEqual([
      'against-gap: B2B2B: gap 1 was “Paris” and is now “London”',
    ])
    const choice = (one: QuestionLine): QuestionLine => ({ ...one, kind: 'choice' })
    expect(await said({ past: [choice(gaps)], disk: [choice(edited)], meanings })).toEqual([
      'against-label: B2B2B: option 1 was “Paris” and is now “London”',
    ])
    // A gap that is gone takes its card with it; what is unchanged is not looked at.
    const less = { past, now: new Map([['2', 'receive']]) }
    expect(
      await said({ past: [gaps], disk: [{ ...edited, marks: ['2'] }], meanings: less }),
    ).toEqual([])
    expect(await said({ past: [gaps], disk: [gaps], meanings })).toEqual([])
  })

  it('looks at meanings where marks, title or content are others, and at nothing retired', async () => {
    const gaps = line('B2B2B', { kind: 'cloze', marks: ['1'] })
    const meanings = { past: new Map([['1', 'Paris']]), now: new Map([['1', 'London']]) }
    const wrong = ['against-gap: B2B2B: gap 1 was “Paris” and is now “London”']
    const others: Partial<QuestionLine>[] = [
      { content: 'x' },
      { title: 'x' },
      { marks: ['1', '2'] },
    ]
    for (const more of others) {
      expect(await said({ past: [gaps], disk: [{ ...gaps, ...more }], meanings })).toEqual(wrong)
    }
    const edited = { ...gaps, content: 'x' }
    expect(await said({ past: [gaps], disk: [{ ...edited, marks: [] }], meanings })).toEqual([])
    const retired = { state: 'retired' } as const
    expect(await said({ past: [{ ...gaps, ...retired }], disk: [edited], meanings })).toEqual([])
    expect(await said({ past: [gaps], disk: [{ ...edited, ...retired }], meanings })).toEqual([])
    const kind = { ...edited, ...retired, kind: 'basic' } as const
    expect(await said({ past: [gaps], disk: [kind], meanings })).toEqual([])
    expect(await said({ past: [{ ...gaps, ...retired }], disk: [kind], meanings })).toEqual([])
    // Where it cannot be told what a mark stood for, nothing is said.
    expect(await said({ past: [gaps], disk: [edited] })).toEqual([])
    expect(await said({ past: [gaps], disk: [gaps], now: [], meanings })).toEqual([
      'against-vanished: B2B2B of main has no line in the ledger',
    ])
  })

  it('shows forty characters of a meaning, in one line', async () => {
    const gaps = line('B2B2B', { kind: 'cloze', marks: ['1'] })
    const shown = async (text: string) => {
      const meanings = { past: new Map([['1', text]]), now: new Map([['1', '#']]) }
      const [only] = await said({ past: [gaps], disk: [{ ...gaps, content: 'x' }], meanings })
      return /was “(.*)” and is now “#”/s.exec(only ?? '')?.[1]
    }
    expect(await shown(' a \n\n b ')).toBe('a b')
    expect(await shown('x'.repeat(40))).toBe('x'.repeat(40))
    expect(await shown('x'.repeat(41))).toBe(`${'x'.repeat(39)}…`)
    expect(await shown('😀'.repeat(41))).toBe(`${'😀'.repeat(39)}…`)
  })
})
