import { describe, expect, it } from 'vitest'
import { noteOf } from '../../src/anki/notes.ts'
import type { Question } from '../../src/model/bank.ts'
import type { Block, Inline } from '../../src/model/mdast.ts'
import { paragraph, question, section, text } from '../support/bank.ts'
import { everyKind, questions } from './bank.ts'

const where = section('Closures', [])
const note = (given: Question, source?: string) =>
  noteOf(source ? { source } : {}, where, given, () => undefined)
const gap = (number: number, words: string): Inline => ({
  type: 'cloze',
  number,
  children: [text(words)],
})

describe('noteOf', () => {
  it('fills exactly the fields of the type, the code first', () => {
    for (const given of questions) {
      const made = note(given)
      expect(made.fields).toHaveLength(made.type.fields.length)
      expect(made.fields[0]).toBe(given.code)
      expect(made.fields.join('')).not.toMatch(/[\u001f\r]/)
    }
  })

  it('shows where a question stands and where it comes from', () => {
    const { byName } = note(
      question({ title: 'Q', difficulty: 'hard', see: ['B2C3D', 'an-id'] }),
      'https://github.com/o/r',
    )
    expect(byName).toMatchObject({
      Question: 'Q',
      Section: 'Closures',
      Difficulty: 'hard',
      Related: 'B2C3D',
      Source: '<a href="https://github.com/o/r/blob/HEAD/questions.md">questions.md</a>',
    })
    expect(note({ ...question({ title: 'Q', see: ['B2C3D'] }), of: 'K7M2Q' }).byName.Related).toBe(
      'K7M2Q B2C3D',
    )
    // A bare path would lead nowhere, and a file renamed would update all of its notes.
    expect(note(question('Q')).byName.Source).toBe('')
  })

  it('says what language a title and a paragraph are in, where it is not the bank’s', () => {
    const given = question({ title: 'Q', answer: [paragraph('什么是闭包？'), paragraph('Words.')] })
    const html = (language: string) =>
      noteOf({ language }, where, given, () => undefined).byName.Answer
    expect(html('en')).toBe('<p lang="zh">什么是闭包？</p><p>Words.</p>')
    expect(html('zh-Hans')).toBe('<p>什么是闭包？</p><p>Words.</p>')
  })

  it('plays a recording of the bank, and links what is none', () => {
    const key = 'ab'.repeat(16)
    const link = (sound: string): Inline => ({
      type: 'link',
      url: 'a/hello.mp3',
      sound,
      children: [text('hello [sound:x.mp3]')],
    })
    const given = question({ title: 'Q', answer: [paragraph(link(key)), paragraph(link('none'))] })
    const sounds = [{ key, extension: 'mp3' as const, bytes: 3, path: 'a/hello.mp3' }]
    const { byName } = noteOf({ sounds }, where, given, () => undefined)
    const words = 'hello <span>[</span>sound:x.mp3]'
    expect(byName.Answer).toBe(
      `<p><span class="rv-sound">[sound:rv-${key}.mp3] ${words}</span></p><p>${words}</p>`,
    )
  })

  it('makes gaps in the text only', () => {
    const given = question({
      title: 'T',
      kind: 'cloze',
      gaps: [1],
      prompt: [paragraph(gap(1, 'x'))],
      answer: [paragraph('more')],
    })
    expect(note(given).byName).toMatchObject({
      Text: '<div class="rv-title">T</div>\n<p>{{c1::x}}</p>',
      Answer: '<p>more</p>',
    })
    const basic = question({ title: 'T', prompt: [paragraph(gap(1, 'x'))] })
    expect(note(basic).fields.join('')).not.toContain('{{')
  })

  it('takes an answer with gaps into the text, and never leaves a cloze without one', () => {
    const inAnswer = question({
      title: 'T',
      kind: 'cloze',
      gaps: [2],
      answer: [paragraph(gap(2, 'x'))],
    })
    expect(note(inAnswer).byName).toMatchObject({
      Text: '<div class="rv-title">T</div>\n<p>{{c2::x}}</p>',
      Answer: '',
    })
    const none = question({ title: 'T', kind: 'cloze', gaps: [], answer: [] })
    expect(note(none).byName.Text).toContain('{{c1::…}}')
  })

  it('does not repeat the words to type', () => {
    const typed = (...answer: Block[]) =>
      note(question({ title: 'T', kind: 'typed', expected: 'git log', answer })).byName.Answer
    expect(typed(paragraph({ type: 'inlineCode', value: 'git log' }), paragraph('more'))).toBe(
      '<p>more</p>',
    )
    expect(typed(paragraph('git log shows commits'))).toBe('<p>git log shows commits</p>')
  })

  it('leaves an answer that is not there empty, for the template to say so', () => {
    expect(note(question({ title: 'T', answer: [] })).byName.Answer).toBe('')
  })

  it('writes tags that Anki keeps as they are', () => {
    const tags = [' two words ', 'a:: b ::', 'JS', 'js', '\u0007', '', 'x\u3000y']
    expect(note(question({ title: 'T', tags, difficulty: 'easy' })).tags).toEqual([
      'JS',
      'a::b',
      'difficulty::easy',
      'two-words',
      'x-y',
    ])
  })

  it('has a hash of all that a learner would see change, and of nothing else', () => {
    const base = { title: 'T', answer: [paragraph('a')], tags: ['t'] }
    const { hash } = note(question(base))
    expect(hash).toMatch(/^[0-9a-f]{32}$/)
    expect(note(question({ ...base, answer: [paragraph('b')] })).hash).not.toBe(hash)
    expect(note(question({ ...base, tags: ['u'] })).hash).not.toBe(hash)
    expect(
      note(question({ ...base, place: { path: 'questions.md', line: 999, column: 1 } })).hash,
    ).toBe(hash)
  })

  it('cuts what no phone would open, and says so', () => {
    const made = note(question({ title: 'T', answer: [paragraph('😀'.repeat(600_000))] }))
    expect(made.problems.map(({ rule }) => rule)).toEqual(['field-shortened'])
    expect(made.byName.Answer?.length).toBeLessThan(60_000)
    expect(made.byName.Answer).not.toMatch(/\p{Surrogate}/u)
  })

  it('does not depend on the rest of the bank', () => {
    const [first, second] = questions
    if (!first || !second) throw new Error()
    const alone = note(first).hash
    note(second)
    expect(note(first).hash).toBe(alone)
    expect(everyKind().sections[0]?.questions[0]).toBe(first)
  })
})
