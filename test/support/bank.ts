/** Builds banks by hand, for tests of what stands behind reading. */
import type { Bank, Body, Draft, Question, Section } from '../../src/model/bank.ts'
import type { Block, Inline } from '../../src/model/mdast.ts'

export const text = (value: string): Inline => ({ type: 'text', value })
export const paragraph = (...children: (Inline | string)[]): Block => ({
  type: 'paragraph',
  children: children.map((child) => (typeof child === 'string' ? text(child) : child)),
})

const letters = 'BCDFGHJKMNPQRSTVWXYZ'
const digits = '23456789'

/** The n-th code of the five-character form; distinct for n below 512,000. */
export function codeOf(n: number): string {
  let rest = n
  let code = ''
  for (let place = 0; place < 5; place++) {
    const alphabet = place % 2 ? digits : letters
    code = alphabet[rest % alphabet.length] + code
    rest = Math.floor(rest / alphabet.length)
  }
  return code
}

type Wanted = { title: string; code?: string } & Partial<Omit<Body, 'title'>> &
  Partial<Omit<Draft, 'kind' | 'body' | 'title'>> &
  (
    | { kind?: 'basic' | 'reversed' }
    | { kind: 'cloze'; gaps: number[] }
    | { kind: 'choice'; marks: { label: string; right: boolean }[] }
    | { kind: 'typed'; expected: string }
  )

/** A question of which only the title has to be said. */
export function question(wanted: Wanted | string, n = 0): Question {
  const given: Wanted = typeof wanted === 'string' ? { title: wanted } : wanted
  const body: Body = {
    title: [text(given.title)],
    prompt: given.prompt ?? [],
    answer: given.answer ?? [paragraph(`The answer to ${given.title}`)],
    footnotes: given.footnotes ?? [],
    ...(given.hint && { hint: given.hint }),
    ...(given.choices && { choices: given.choices }),
  }
  const code = given.code ?? codeOf(n)
  const common = {
    ...(given.id && { id: given.id }),
    title: given.title,
    tags: given.tags ?? [],
    ...(given.difficulty && { difficulty: given.difficulty }),
    answered: given.answered ?? body.answer.length > 0,
    see: given.see ?? [],
    media: given.media ?? [],
    place: given.place ?? { path: 'questions.md', line: 1 + n * 4, column: 1 },
    slices: given.slices ?? {
      title: { start: 0, end: given.title.length, text: given.title },
      answer: { start: 0, end: 0, text: `The answer to ${given.title}` },
    },
    body: JSON.stringify(body),
    code,
    guid: `g${code}0000`,
  }
  if (given.kind === 'cloze') return { ...common, kind: 'cloze', gaps: given.gaps }
  if (given.kind === 'choice') return { ...common, kind: 'choice', choices: given.marks }
  if (given.kind === 'typed') return { ...common, kind: 'typed', expected: given.expected }
  return { ...common, kind: given.kind ?? 'basic' }
}

/** A section with questions; `path` follows from the title. */
export function section(title: string, questions: Question[], sections: Section[] = []): Section {
  return {
    title,
    heading: JSON.stringify(title ? [text(title)] : []),
    path: title ? [title] : [],
    deck: title ? `010 ${title}` : '',
    intro: JSON.stringify({ title: [], prompt: [], answer: [], footnotes: [] } satisfies Body),
    questions,
    sections,
    place: { path: 'questions.md', line: 1, column: 1 },
  }
}

export function bank(sections: Section[], more: Partial<Bank> = {}): Bank {
  return {
    id: 'test-bank',
    title: 'Test bank',
    language: 'en',
    description: '',
    sections,
    media: [],
    ...more,
  }
}
