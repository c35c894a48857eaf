import { describe, expect, it } from 'vitest'
import { bodyOf, questionsOf } from '../../src/model/bank.ts'
import { jobOf, ownOf, partsOf, partsOfBody, rethemed } from '../../src/print/job.ts'
import { bank, paragraph, question, section } from '../support/bank.ts'
import { context } from '../support/context.ts'
import { boxesIn, wordsIn } from './given.ts'
import { jobOn, library, shopOf } from './library.ts'
import { drawing } from './rich.ts'

const first = (given = library(2)) => {
  const [one] = [...questionsOf(given)]
  if (!one) throw new Error('no question')
  return one.question
}

describe('a job', () => {
  it('finds codes by code and by the author’s id', async () => {
    const { job } = await jobOn(bank([section('S', [question({ title: 'Q', id: 'own' })])]))
    expect([job.known('own'), job.known('B2B2B'), job.known('other')]).toEqual([
      'B2B2B',
      'B2B2B',
      undefined,
    ])
  })

  it('sets a question once for all who keep it, and anew for another measure', async () => {
    const given = context(library(2))
    const keeping = jobOf(given, await shopOf(), undefined, true)
    const one = await partsOf(first(), keeping)
    expect(await partsOf(first(), keeping)).toBe(one)
    const other = rethemed(keeping, { ...keeping.shop.theme }, 150)
    const narrow = await partsOf(first(), other)
    expect(narrow).not.toBe(one)
    expect(narrow.ask[0]).toMatchObject({ width: 150 })
    const { job } = await jobOn(library(2))
    expect(await partsOf(first(), job)).not.toBe(await partsOf(first(), job))
  })

  it('has the frame of its theme', async () => {
    const { job } = await jobOn(library(2))
    const page = { ...job.shop.theme.page, width: 500, height: 700 }
    const other = rethemed(job, { ...job.shop.theme, page })
    expect(other.width).toBe(500 - page.inner - page.outer)
    expect([other.height, other.shop.frameHeight]).toEqual(
      Array(2).fill(700 - page.top - page.bottom),
    )
  })

  it('sets a body of fewer parts beside the whole', async () => {
    const { job } = await jobOn(library(2))
    const body = { ...bodyOf(first()), answer: [paragraph('Only this.')] }
    const { answer } = await partsOfBody(first(), body, job)
    expect(boxesIn(answer).map(({ ops }) => wordsIn(ops))).toEqual(['Only this.'])
  })

  it('says a thing once, of whichever edition, with its place', async () => {
    const { job, context: given } = await jobOn(library(2))
    const own = await ownOf(first(), bodyOf(first()), job)
    const again = await ownOf(first(), bodyOf(first()), rethemed(job, job.shop.theme))
    for (const { report } of [own, again]) report('code-broken', 'too long')
    own.report('glyph-missing', 'no face', undefined, 'install it')
    expect(given.messages.all.map(({ ruleId, name }) => [ruleId, name])).toEqual([
      ['code-broken', 'questions.md:1:1'],
      ['glyph-missing', 'questions.md:1:1'],
    ])
  })

  it('has the drawings that a body shows', async () => {
    const key = 'd'.repeat(32)
    const picture = { type: 'picture' as const, medium: key, alt: '' }
    const one = question({ title: 'Q', answer: [paragraph(picture)] })
    const media = [{ key, form: 'drawing' as const, width: 1, height: 1, path: 'd.svg' }]
    const given = context(bank([section('S', [one])], { media }), { drawings: { [key]: drawing } })
    const shop = {
      ...(await shopOf()),
      media: new Map(media.map((medium) => [medium.key, medium])),
    }
    const { drawings } = await ownOf(one, bodyOf(one), jobOf(given, shop))
    expect([...drawings.keys()]).toEqual([key])
  })
})
