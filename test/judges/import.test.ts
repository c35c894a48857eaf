/** Packages that Anki and anki-apkg-export wrote become banks, and decks again. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { describeWith, python } from '../support/judge.ts'
import { rectoverso } from '../support/run.ts'
import { folderOf, temporary } from '../support/tmp.ts'
import { judgeDecks } from './anki.ts'

type Exported = {
  notes: { guid: string; type: string; tags: string[]; fields: string[]; deck: string }[]
}

/** `legacy.apkg` and `newest.apkg` in a folder, as Anki exports them. */
function exported(folder: string, ...packages: string[]): Exported {
  const script = fileURLToPath(new URL('anki-export.py', import.meta.url))
  return JSON.parse(execFileSync(python, [script, folder, ...packages], { encoding: 'utf8' }))
}

const deckOf = (folder: string): Uint8Array => {
  const name = readdirSync(folder).find((file) => file.endsWith('.apkg'))
  return readFileSync(join(folder, name ?? ''))
}

describeWith(['anki'], 'a package that Anki exported', () => {
  it.each(['legacy', 'newest'])('in its %s form comes back as the same deck', async (form) => {
    const folder = await temporary()
    const { notes } = exported(folder)
    const imported = await rectoverso(folder, ['import', `${form}.apkg`, 'bank', '--json'])
    expect([imported.code, imported.err]).toEqual([0, ''])
    const account = JSON.parse(imported.out)
    expect([account.notes, account.questions, account.media]).toEqual([10, 10, 2])
    expect(account.lost).toEqual([['style of <span>', 1]])
    expect(account.messages.map(({ rule }: { rule: string }) => rule)).toEqual([
      'import-styling-lost',
    ])

    const built = await rectoverso(folder, ['build', 'bank', '--formats', 'anki', '--strict'])
    expect([built.code, built.err]).toEqual([0, ''])
    const verdict = judgeDecks([deckOf(join(folder, 'out'))], { render: true })
    expect(verdict.imports[0]?.new_guids).toEqual(notes.map(({ guid }) => guid).sort())
    const decks = Object.entries(verdict.decks).filter(([, { cards }]) => cards > 0)
    expect(decks.map(([name]) => name).sort()).toEqual(
      [...new Set(notes.map(({ deck }) => deck))].sort(),
    )
    expect(verdict.tags.sort()).toEqual([...new Set(notes.flatMap(({ tags }) => tags))].sort())
    // Two reversed, two gaps, and one card for each of the other eight notes.
    expect([verdict.notes, verdict.cards, verdict.broken]).toEqual([10, 12, []])
    expect(verdict.integrity.ok).toBe(true)
    expect(verdict.media.missing).toEqual([])
    const shown = verdict.faces.map(({ answer }) => answer).join('\n')
    for (const words of [
      '<u>loses</u>',
      'Larix <sub>d</sub>',
      '<strong>two</strong>-lobed',
      '\\(x^2\\)',
      'hl-keyword">let</span> a',
      'Везде.',
      '2|3',
      'Nothing: $5 to $6',
      '\\[\\frac{a}{b}\\]',
    ]) {
      expect(shown).toMatch(pattern(words))
    }
  })

  it('and that was ours comes back with codes, kinds and reviews', async () => {
    const folder = await folderOf({
      'ours/questions.md': ours,
      'ours/rectoverso.yaml': 'title: Ours\nid: ours\n',
    })
    expect((await rectoverso(folder, ['build', 'ours', '--formats', 'anki'])).code).toBe(0)
    const original = join(folder, 'out', 'ours.apkg')
    exported(folder, original)
    expect(
      await rectoverso(folder, ['import', 'newest.apkg', 'again/ours', '--json']),
    ).toMatchObject({ code: 0, err: '' })
    await rectoverso(folder, ['build', 'again/ours', '--formats', 'anki', '--out', 'out2'])
    const verdict = judgeDecks(
      [readFileSync(original), readFileSync(join(folder, 'out2', 'ours.apkg'))],
      { answer: 3 },
    )
    const [, second] = verdict.imports
    expect([second?.new, second?.conflicting, second?.duplicate]).toEqual([0, 0, 5])
    expect(second?.updated).toBe(0)
    expect(verdict.reviews_kept).toBe(true)
    const lines = (name: string) =>
      readFileSync(join(folder, name, 'rectoverso.lock'), 'utf8')
        .split('\n')
        .filter((line) => /^[A-Z]\d/.test(line))
        .map((line) => line.split('\t').slice(0, 3))
    expect(lines('again/ours')).toEqual(lines('ours'))
  })
})

const ours = `# First

## What is a closure?
<!-- tags: [scope], difficulty: hard, hint: think of scope -->

A function with its names.[^a]

[^a]: And their values.

## Which is right?

- [x] this one

  Because.

- [ ] that one

## Tree
<!-- kind: reversed -->

Baum

# Second

## The capital of France
<!-- kind: typed -->

Paris

It lies on the Seine.

## Fill in

A {{c1::gap::of what?}} here.

---

More.
`

describeWith(['anki'], 'a package of anki-apkg-export', () => {
  it('comes back as the same notes', async () => {
    const folder = await temporary()
    const require = createRequire(import.meta.url)
    const { default: Export } = require('anki-apkg-export') as {
      default: new (
        name: string,
      ) => {
        addCard(front: string, back: string, options?: { tags: string[] }): void
        save(): Promise<Uint8Array>
      }
    }
    const deck = new Export('Trees')
    deck.addCard('What is an <b>oak</b>?', 'A tree', { tags: ['plants', 'leafy'] })
    deck.addCard('And a larch?', 'A conifer')
    const bytes = await deck.save()
    writeFileSync(join(folder, 'trees.apkg'), bytes)
    expect((await rectoverso(folder, ['import', 'trees.apkg'])).code).toBe(0)
    expect((await rectoverso(folder, ['build', 'trees', '--formats', 'anki'])).code).toBe(0)
    const before = judgeDecks([bytes])
    const after = judgeDecks([deckOf(join(folder, 'out'))])
    expect(after.imports[0]?.new_guids).toEqual(before.imports[0]?.new_guids)
    expect(after.tags.sort()).toEqual(before.tags.sort())
    expect(Object.keys(after.decks)).toEqual(Object.keys(before.decks))
    expect(readFileSync(join(folder, 'trees', 'questions.md'), 'utf8')).toBe(
      '## What is an **oak**?\n<!-- tags: [plants, leafy] -->\n\nA tree\n\n## And a larch?\n\nA conifer\n',
    )
  })
})

/** Words with anything between those that a bar sets apart. */
function pattern(words: string): RegExp {
  const parts = words === '2|3' ? [words] : words.split('|')
  return new RegExp(
    parts.map((part) => part.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')).join('[\\s\\S]*'),
  )
}
