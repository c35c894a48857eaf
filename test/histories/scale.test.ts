/**
 * What identity costs: time, memory and the size of the ledger, printed. The
 * long run takes 10,000 and 100,000 questions:
 *
 *     RECTOVERSO_LONG=1 npx vitest run test/histories/scale.test.ts
 */
import { describe, expect, it } from 'vitest'
import { type Built, build, drafts, type Wanted } from '../identity/drafts.ts'
import { long } from '../support/judge.ts'

const sizes = long ? [10_000, 100_000] : [500]
const perSection = 25

const text = (seed: number, count: number) =>
  Array.from({ length: count }, (_, n) => `w${(seed * 7919 + n * 104_729) % 100_003}`).join(' ')

/** Every fourth title is one of few; answers have 60 words. */
function question(n: number): Wanted {
  const title = n % 4 === 0 ? `What is the output of ${n % 7}?` : `Tell of ${text(n, 4)}`
  return { title, answer: text(n, 60) }
}

/** One question in ten has another title, one another text, one both. */
function edited(wanted: Wanted, n: number): Wanted {
  const { title, answer = '' } = wanted
  const other = answer.split(' ').map((word, at) => (at % 12 === 0 ? `x${n}` : word))
  if (n % 10 === 1) return { title: `${title} anew`, answer }
  if (n % 10 === 2) return { title, answer: other.join(' ') }
  if (n % 10 === 3) return { title: `${title} anew`, answer: other.join(' ') }
  return wanted
}

function bankOf(questions: Wanted[]) {
  const sections = Array.from({ length: Math.ceil(questions.length / perSection) }, (_, n) => ({
    title: `Section ${n}`,
    questions: questions.slice(n * perSection, (n + 1) * perSection),
  }))
  return drafts(sections)
}

const codesOf = (built: Built) =>
  built.bank.sections.flatMap(({ questions }) => questions.map(({ code }) => code))

describe.each(sizes)('%d questions', (size) => {
  it('are matched in time near linear, and say what it took', () => {
    const table: string[] = []
    const measured = (what: string, work: () => Built): Built => {
      const start = performance.now()
      const built = work()
      const seconds = ((performance.now() - start) / 1000).toFixed(2)
      const bytes = [built.ledger, built.companion].map((one) => Buffer.byteLength(one))
      const resident = Math.round(process.memoryUsage().rss / 2 ** 20)
      table.push([size, what, `${seconds} s`, ...bytes, `${resident} MiB`].join('\t'))
      return built
    }
    const questions = Array.from({ length: size }, (_, n) => question(n))
    const first = measured('first build', () => build(bankOf(questions)))
    const again = measured('nothing changed', () => build(bankOf(questions), first))
    expect(again.ledger).toBe(first.ledger)
    const changed = questions.map(edited)
    const second = measured('three in ten edited', () => build(bankOf(changed), first))
    expect(codesOf(second)).toEqual(codesOf(first))
    expect(second.messages.errors).toEqual([])
    console.log([header, ...table].join('\n'))
  }, 3_600_000)
})

const header = ['questions', 'build', 'time', 'ledger bytes', 'companion bytes', 'resident'].join(
  '\t',
)
