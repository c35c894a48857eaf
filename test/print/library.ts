/** A bank of three chapters with every kind, for tests of whole books. */
import type { Bank, Question } from '../../src/model/bank.ts'
import { type Job, jobOf } from '../../src/print/job.ts'
import { type PrintOptions, plainOptions } from '../../src/print/options.ts'
import type { Shop } from '../../src/print/setting.ts'
import { readTheme } from '../../src/print/theme.ts'
import { openShop } from '../../src/print/writer.ts'
import type { Context } from '../../src/writer.ts'
import { bank, paragraph, question, section, text } from '../support/bank.ts'
import { context } from '../support/context.ts'
import { block, strong } from './rich.ts'

const lorem =
  'An answer of some length says what the thing is, how it comes about, what it is good for and where it fails, and so it takes more than a line of the page it stands on. '

function one(n: number): Question {
  const tags = [`t${n % 4}`, ...(n % 3 === 0 ? ['common'] : [])]
  const answer = [
    paragraph(`Answer ${n} begins. ${lorem}`),
    ...Array.from({ length: n % 5 }, () =>
      paragraph(strong(text(`term ${n % 6}`)), ` ${lorem.repeat(2)}`),
    ),
  ]
  const common = { title: `Question number ${n}?`, tags, answer }
  switch (n % 5) {
    case 1: {
      const marks = ['a', 'b', 'c'].map((label, at) => ({ label, right: at === n % 3 }))
      const choices = marks.map(({ label }) => ({
        body: [paragraph(`Option ${label} of ${n}`)],
        why: [paragraph(`Because of ${label}.`)],
      }))
      return question({ ...common, kind: 'choice', marks, choices }, n)
    }
    case 2: {
      const gap = { type: 'cloze' as const, number: 1, children: [text(`gap ${n}`)] }
      return question(
        { ...common, kind: 'cloze', gaps: [1], prompt: [paragraph('It is ', gap, '.')] },
        n,
      )
    }
    case 3:
      return question(
        {
          ...common,
          kind: 'typed',
          expected: `word${n}`,
          answer: [paragraph(`word${n}`), ...answer],
        },
        n,
      )
    case 4:
      return question({ ...common, title: `Notion ${n}`, kind: 'reversed' }, n)
    default:
      return question(
        { ...common, prompt: [block(`let x = ${n}\nx += 1`, 'js')], difficulty: 'easy' },
        n,
      )
  }
}

const some = (from: number, to: number): Question[] =>
  Array.from({ length: to - from }, (_, at) => one(from + at))

/** Three chapters of `count` questions each, the second with a section in it. */
export function library(count = 6, more: Partial<Bank> = {}): Bank {
  const inner = section('Inner', some(2 * count - 2, 2 * count))
  return bank(
    [
      section('First', some(0, count)),
      section('Second', some(count, 2 * count - 2), [{ ...inner, path: ['Second', 'Inner'] }]),
      section('Third', some(2 * count, 3 * count)),
    ],
    {
      title: 'A library',
      version: '1.2',
      licence: 'CC BY 4.0',
      source: 'https://example.org/q',
      ...more,
    },
  )
}

let opened: Promise<Shop> | undefined

async function open(): Promise<Shop> {
  const given = context(bank([]))
  const theme = readTheme(await given.templates.text('print/theme.yaml'), given.messages)
  if (!theme) throw new Error('the theme is wrong')
  return openShop(given, theme)
}

/** The shop of our own theme, opened once a file. */
export const shopOf = (): Promise<Shop> => (opened ??= open())

export type Given = { job: Job; context: Context; shop: Shop }

/** A job on a bank, with messages of its own. */
export async function jobOn(one: Bank, options: Partial<PrintOptions> = {}): Promise<Given> {
  const shop = await shopOf()
  const given = context(one)
  const media = new Map(one.media.map((medium) => [medium.key, medium]))
  const job = jobOf(given, { ...shop, media }, { ...plainOptions, ...options })
  return { job, context: given, shop }
}
