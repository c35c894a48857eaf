/** What the shipped banks promise, counted. */
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Block, type Node, plain, visit } from '../../src/model/mdast.ts'
import { rectoverso } from '../support/run.ts'
import { temporary } from '../support/tmp.ts'
import { type Asked, content, explanationOf, type Shipped, shipped } from './banks.ts'

/** The topics the user's page promised, in its order, and the questions that answer them. */
const promised = {
  'MLOps against DevOps': 'mlops-vs-devops',
  'stages of the ML lifecycle': 'ml-lifecycle-stages',
  'what adopting MLOps brings': 'mlops-benefits',
  'model registry': 'model-registry',
  'feature stores': 'feature-store',
  'CI/CD for machine learning': 'ci-cd-for-ml',
  DataOps: 'dataops',
  'experiment tracking': 'experiment-tracking',
  'tools and platforms': 'tools-and-platforms',
  'containers and virtual machines': 'containers-vs-vms',
  "the cloud's role": 'cloud-role',
  'designing a scalable ML infrastructure': 'scalable-ml-infrastructure',
  'choosing compute for training': 'choosing-training-compute',
  'reproducible environments': 'reproducible-environments',
  'infrastructure as code': 'infrastructure-as-code',
} as const

/** Words that are read as a text: code, displayed formulas and pictures are none. */
function words(blocks: readonly Block[]): number {
  const texts = blocks.filter(({ type }) => type !== 'code' && type !== 'math')
  return plain(texts).split(/\s+/).filter(Boolean).length
}

function nodesOf({ body }: Asked): Node[] {
  const nodes: Node[] = []
  const choices = (body.choices ?? []).flatMap((choice) => [...choice.body, ...choice.why])
  visit([...body.prompt, ...choices, ...body.answer], (node) => nodes.push(node))
  return nodes
}

const has = (type: Node['type']) => (asked: Asked) =>
  nodesOf(asked).some((node) => node.type === type)

describe('fifty MLOps questions', () => {
  let mlops: Shipped
  let asked: Asked[]
  beforeAll(async () => {
    mlops = await shipped('mlops')
    asked = mlops.asked
  })

  const of = (kind: string) => asked.filter(({ question }) => question.kind === kind)

  it('are fifty, in six to nine sections without empty ones', () => {
    expect(asked).toHaveLength(50)
    expect(mlops.bank.sections.length).toBeGreaterThanOrEqual(6)
    expect(mlops.bank.sections.length).toBeLessThanOrEqual(9)
    for (const section of mlops.bank.sections) expect(section.questions).not.toEqual([])
  })

  it('have ids of their own', () => {
    expect(new Set(asked.map(({ id }) => id)).size).toBe(50)
  })

  it.each(Object.entries(promised))('answer the promised topic: %s', (_, id) => {
    expect(asked.map((one) => one.id)).toContain(id)
  })

  it('are of every kind', () => {
    expect(of('choice').length).toBeGreaterThanOrEqual(10)
    expect(of('cloze').length).toBeGreaterThanOrEqual(8)
    expect(of('reversed').length).toBeGreaterThanOrEqual(4)
    expect(of('typed').length).toBeGreaterThanOrEqual(4)
    expect(of('basic').length).toBeGreaterThan(0)
  })

  it('give a reason under every option, and have something right and something wrong', () => {
    for (const { id, question, body } of of('choice')) {
      if (question.kind !== 'choice') continue
      const { choices } = question
      expect(choices.length, id).toBeGreaterThanOrEqual(4)
      expect(new Set(choices.map(({ right }) => right)).size, id).toBe(2)
      for (const [index, { why }] of (body.choices ?? []).entries()) {
        const starts = choices[index]?.right ? /^Right\b/ : /^Wrong\b/
        expect(plain(why), `${id}, option ${index + 1}`).toMatch(starts)
        expect(words(why), `${id}, option ${index + 1}`).toBeGreaterThanOrEqual(6)
      }
    }
  })

  it('show code in four languages, figures, tables and formulas', () => {
    const languages = asked.flatMap(nodesOf).flatMap((node) => {
      return node.type === 'code' ? [node.lang ?? ''] : []
    })
    const counts = Object.fromEntries(
      [...new Set(languages)].map((lang) => [lang, languages.filter((one) => one === lang).length]),
    )
    const { text: _, '': none, ...programs } = counts
    expect(none).toBeUndefined()
    expect(Object.keys(programs).length).toBeGreaterThanOrEqual(4)
    expect(Object.values(programs).reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(6)
    expect(mlops.bank.media.filter(({ form }) => form === 'drawing').length).toBeGreaterThan(7)
    expect(asked.filter(has('table')).length).toBeGreaterThanOrEqual(8)
    expect(asked.filter(has('math')).length).toBeGreaterThanOrEqual(6)
  })

  it('have difficulty, tags and a hint each', () => {
    for (const { id, question, body } of asked) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(question.difficulty, id).toBeDefined()
      expect(question.tags.length, id).toBeGreaterThan(0)
      expect(plain(body.hint ?? []), id).not.toBe('')
    }
  })

  it('answer in at most 600 words, the first paragraph enough for an interview', () => {
    for (const one of asked) {
      const explanation = explanationOf(one)
      const [first] = explanation
      expect(first?.type, one.id).toBe('paragraph')
      const opening = words(first ? [first] : [])
      expect(opening, `${one.id}: first paragraph`).toBeGreaterThanOrEqual(30)
      expect(opening, `${one.id}: first paragraph`).toBeLessThanOrEqual(120)
      expect(words(explanation), one.id).toBeLessThanOrEqual(600)
    }
  })

  it('do not give the term away where the card asks for it', () => {
    for (const one of of('reversed')) {
      const [first] = one.body.answer
      const opening = plain(first ? [first] : []).toLowerCase()
      expect(opening, one.id).not.toContain(one.question.title.toLowerCase())
    }
  })

  it('state their licence', () => {
    expect(mlops.bank.licence).toBe('CC BY 4.0')
  })

  it('use every figure and footnote they bring', () => {
    const shown = mlops.bank.media.map(({ path }) => basename(path)).sort()
    expect(shown).toEqual(readdirSync(join(content, 'mlops', 'figures')).sort())
    for (const one of asked) {
      const written = one.source.match(/^\[\^[^\]]+\]:/gm)?.length ?? 0
      expect(one.body.footnotes.length, one.id).toBe(written)
    }
  })

  it('repeat no sentence', () => {
    const seen = new Map<string, string>()
    const again: string[] = []
    for (const one of asked) {
      const paragraphs = nodesOf(one).filter(({ type }) => type === 'paragraph')
      for (const sentence of plain(paragraphs).split(/(?<=[.?!:])\s+/)) {
        if (sentence.split(' ').length < 7) continue
        const earlier = seen.get(sentence)
        if (earlier !== undefined) again.push(`${earlier}, ${one.id}: ${sentence}`)
        seen.set(sentence, one.id)
      }
    }
    expect(again).toEqual([])
  })
})

describe('twelve questions in four scripts', () => {
  let scripts: Shipped
  beforeAll(async () => {
    scripts = await shipped('scripts')
  })

  it('are three in each of Arabic, Han, Devanagari and Cyrillic', () => {
    const all = [/\p{Script=Arabic}/u, /\p{Script=Han}/u, /\p{Script=Deva}/u, /\p{Script=Cyrl}/u]
    expect(scripts.bank.sections.map(({ questions }) => questions.length)).toEqual([3, 3, 3, 3])
    for (const [index, section] of scripts.bank.sections.entries()) {
      const script = all[index] as RegExp
      expect(section.title).toMatch(script)
      for (const { title } of section.questions) expect(title).toMatch(script)
    }
  })

  it('are of every kind, with math, code, tables, a figure and emoji', () => {
    const { asked, bank } = scripts
    expect(new Set(asked.map(({ question }) => question.kind)).size).toBe(5)
    for (const type of ['math', 'code', 'table', 'picture'] as const)
      expect(asked.filter(has(type)).length, type).toBeGreaterThan(0)
    expect(
      asked.filter(({ source }) => /\p{Extended_Pictographic}/u.test(source)).length,
    ).toBeGreaterThan(1)
    expect(bank.licence).toBe('CC BY 4.0')
  })

  it('have difficulty, tags, a hint and an answer', () => {
    for (const { id, question, body } of scripts.asked) {
      expect(id).not.toBe('')
      expect(question.difficulty, id).toBeDefined()
      expect(question.tags.length, id).toBeGreaterThan(0)
      expect(body.hint, id).toBeDefined()
      expect(question.answered, id).toBe(true)
      for (const { why } of body.choices ?? []) expect(why, id).not.toEqual([])
    }
  })
})

describe('the command line', () => {
  it.each(['mlops', 'scripts'])('has nothing to say against %s', async (name) => {
    const ledger = `${await temporary()}/rectoverso.lock`
    const ran = await rectoverso(content, ['check', '--strict', '--json', '--ledger', ledger, name])
    expect(ran.code).toBe(0)
  })
})
