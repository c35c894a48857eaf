/**
 * Generated documents, hostile ones among them, in Anki's own hands: written
 * into decks, imported and rendered by Anki, and read as a browser would.
 * Whatever an author may have meant, a card holds nothing outside our list.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { anki } from '../../src/anki/writer.ts'
import type { Question } from '../../src/model/bank.ts'
import type { Block, FootnoteDefinition, Inline } from '../../src/model/mdast.ts'
import type { Writer } from '../../src/writer.ts'
import { ankiTextPass, inspect } from '../markup/anki-text.ts'
import { body, hostile } from '../markup/trees.ts'
import { bank, codeOf, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'
import { describeWith, long, python } from '../support/judge.ts'

const documents = long ? 200_000 : 2_000
/** Documents to a deck: Anki renders some thousand cards in the time it takes to start. */
const batch = long ? 5_000 : 1_000

type Document = { content: (Block | Inline)[]; footnotes: FootnoteDefinition[] }

const inlineTypes = new Set(
  'text emphasis strong delete underline highlight subscript superscript keyboard inlineCode inlineMath break link cloze picture footnoteReference'.split(
    ' ',
  ),
)

/** The document as blocks, whichever of the two it was. */
function blocksOf({ content }: Document): Block[] {
  const [first] = content
  if (!first || !inlineTypes.has(first.type)) return content as Block[]
  return [{ type: 'paragraph', children: content as Inline[] }]
}

/** One document in each place of a question, one place after another. */
function questionOf(document: Document, words: string, index: number): Question {
  const blocks = blocksOf(document)
  const { footnotes } = document
  const inlines = blocks.flatMap((block) => (block.type === 'paragraph' ? block.children : []))
  const common = {
    title: words || 'x',
    code: codeOf(index),
    footnotes,
    tags: [words],
    see: [words],
  }
  const places = [
    { answer: blocks },
    { prompt: blocks, answer: blocks },
    { kind: 'cloze' as const, gaps: [1], prompt: blocks, answer: blocks },
    { kind: 'cloze' as const, gaps: [1], prompt: blocks, hint: inlines },
    { kind: 'typed' as const, expected: words || 'x', answer: blocks, hint: inlines },
    {
      kind: 'choice' as const,
      marks: [{ label: words, right: true }],
      choices: [{ body: blocks, why: blocks }],
    },
    { kind: 'reversed' as const, prompt: blocks, answer: blocks },
  ]
  const place = places[index % places.length] ?? {}
  return question({ ...common, ...place } as Parameters<typeof question>[0], index)
}

type Rendered = { code: string; question: string; answer: string; played: string[] }

async function rendered(deck: Uint8Array): Promise<Rendered[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-hostile-'))
  try {
    const file = join(folder, 'deck.apkg')
    writeFileSync(file, deck)
    const script = fileURLToPath(new URL('anki-render.py', import.meta.url))
    const { stdout } = await promisify(execFile)(python, [script, file], { maxBuffer: 1 << 30 })
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Rendered)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What our templates and Anki itself put around fields. */
const own =
  /^<(?:div (?:lang|dir)=|hr id="answer"|span data-(?:cloze|ordinal)=|span class="(?:rv-level|cloze-inactive")|div class="rv"|a (?:class="hint|href="#"|onclick="this\.style))/
const ownTyping = '[[type:Expected]]'
/** What stands for a sound once Anki has taken it out; there are as many as sounds. */
const playing = /^\[anki:play:[qa]:\d+\]$/
const ownSound = /^rv-[0-9a-f]{32}\.mp3$/

/** All that a card holds and should not. */
function violations({ question: asked, answer, played }: Rendered): string[] {
  const html = asked + answer
  const taken = ankiTextPass(html, false).taken.filter((found) => found !== ownTyping)
  const marks = taken.filter((found) => playing.test(found)).length
  return [
    ...inspect(html).strange.filter((found) => !own.test(found)),
    ...taken.filter((found) => !playing.test(found)),
    ...(marks === played.length ? [] : [`${marks} marks for ${played.length} sounds`]),
    ...played.filter((name) => !ownSound.test(name)),
    ...(html.includes('templates/errors') ? ['an error of the template'] : []),
  ]
}

/** A deck of so many documents; the same seed gives the same. */
async function deckOf(seed: number, count: number, writer: Writer): Promise<Uint8Array> {
  const drawn = fc.sample(fc.tuple(body, hostile), { numRuns: count, seed })
  const questions = drawn.map(([document, words], index) => questionOf(document, words, index))
  const media = [{ key: 'k', form: 'raster' as const, width: 4, height: 3, path: 'k.png' }]
  const sounds = [{ key: 'e'.repeat(32), extension: 'mp3' as const, bytes: 3, path: 's.mp3' }]
  const given = context(bank([section('S', questions)], { media, sounds }), {
    rasters: { k: { type: 'png', bytes: new Uint8Array([1]) } },
  })
  const sound = async () => new Uint8Array([73, 68, 51])
  const [file] = await writer.write({ ...given, media: { ...given.media, sound } })
  if (!file) throw new Error('no deck')
  return bytesOf(file)
}

describeWith(['anki'], 'generated documents in Anki', () => {
  it(`leave nothing outside our list in ${documents} documents`, async () => {
    const found: string[] = []
    let cards = 0
    for (let start = 0; start < documents; start += batch) {
      const seed = 1_000_003 + start
      const count = Math.min(batch, documents - start)
      const faces = await rendered(await deckOf(seed, count, anki))
      expect(faces.length).toBeGreaterThanOrEqual(count)
      cards += faces.length
      for (const face of faces) {
        for (const fault of violations(face)) found.push(`seed ${seed}, ${face.code}: ${fault}`)
      }
      if (long) {
        process.stderr.write(
          `${start + count} documents, ${cards} cards, ${found.length} violations\n`,
        )
      }
    }
    expect(found).toEqual([])
  }, 7_200_000)

  it('are seen to play and to run once a single rule of the filter is gone', async () => {
    vi.resetModules()
    vi.doMock('../../src/markup/guard.ts', async (original) => ({
      ...(await original<object>()),
      guardText: (html: string) => html,
    }))
    try {
      const { anki: weakened } = await import('../../src/anki/writer.ts')
      const faces = await rendered(await deckOf(1, 300, weakened))
      expect(faces.filter((face) => violations(face).length > 0).length).toBeGreaterThan(20)
    } finally {
      vi.doUnmock('../../src/markup/guard.ts')
      vi.resetModules()
    }
  })

  it('would be seen if they held something', () => {
    const seen = (html: string, played: string[] = []) =>
      violations({ code: '', question: html, answer: '', played }).length
    expect(seen('<p>fine</p>')).toBe(0)
    for (const html of [
      '<script>x</script>',
      '<p onclick=x>',
      '<img src="https://a.b/c.png">',
      '[sound:x.mp3]',
      '<a href="javascript:x">',
    ])
      expect(seen(html)).toBeGreaterThan(0)
    expect(seen('', ['x.mp3'])).toBeGreaterThan(0)
    expect(seen('[anki:play:q:0]')).toBe(1)
  })
})
