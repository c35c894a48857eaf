import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { changedLines, type Desk, deskOf } from './merge/desk.ts'

const closures = `# Closures

Some words before.

## What is a closure?
<!-- id: closure, tags: [scope], difficulty: easy, hint: "think of scope" -->

A function and its *environment*.

\`\`\`js
function f() {
  return () => x
}
\`\`\`

| a | b |
|---|---|
| 1 | 2 |

## Why \`let\`?

It has block scope.

## What does it print?
<!-- tags: [output] -->

Look at this code.

---

Nothing.

## An open question

# Other

## Which are right?

Read this first.

- [x] This one

  Because.
- [ ] That one

---

Explained.
`

/** Edits rows, merges with --apply, and gives what changed; a build then gives the table back. */
async function edited(
  files: Record<string, string>,
  edit: (desk: Desk) => void,
  ...args: string[]
): Promise<{ desk: Desk; lines: [string, string][]; text: string; out: string; err: string }> {
  const desk = await deskOf(files)
  edit(desk)
  const wanted = structuredClone(desk.rows)
  await desk.save()
  const { code, out, err } = await desk.merge(desk.table, '--apply', ...args)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const [name = '', before = ''] = Object.entries(files)[0] ?? []
  const text = await desk.source(name)
  expect(await desk.build()).toEqual([])
  if (args.length === 0) expect(bare(desk.rows)).toEqual(bare(wanted))
  return { desk, lines: changedLines(before, text), text, out, err }
}

/** Rows by code, without what follows from where they stand. */
function bare(rows: Desk['rows']) {
  return rows
    .map(({ deck: _, source: __, stamp: ___, licence: ____, ...row }) => row)
    .sort((a, b) => ((a.code ?? '') < (b.code ?? '') ? -1 : 1))
}

describe('an edit comes home', () => {
  const cases: [string, (desk: Desk) => void, [string, string][]][] = [
    [
      'of a word in a code block',
      (desk) => replace(desk, 'What is a closure?', 'answer', 'return () => x', 'return () => y'),
      [['  return () => x', '  return () => y']],
    ],
    [
      'of a word in a paragraph',
      (desk) => replace(desk, 'Why `let`?', 'answer', 'block', 'lexical'),
      [['It has block scope.', 'It has lexical scope.']],
    ],
    [
      'of a cell of a table',
      (desk) => replace(desk, 'What is a closure?', 'answer', '| 1 | 2 |', '| 1 | 3 |'),
      [['| 1 | 2 |', '| 1 | 3 |']],
    ],
    [
      'of a title',
      (desk) => replace(desk, 'Why `let`?', 'question', 'Why `let`?', 'Why `let` and `const`?'),
      [['## Why `let`?', '## Why `let` and `const`?']],
    ],
    [
      'of a prompt',
      (desk) => replace(desk, 'What does it print?', 'question', 'this code', 'these lines'),
      [['Look at this code.', 'Look at these lines.']],
    ],
    [
      'of an option',
      (desk) => replace(desk, 'Which are right?', 'choices', 'That one', 'The other'),
      [['- [ ] That one', '- [ ] The other']],
    ],
    [
      'of why an option is right',
      (desk) => replace(desk, 'Which are right?', 'choices', 'Because.', 'Because so.'),
      [['  Because.', '  Because so.']],
    ],
    [
      'of which options are right',
      (desk) => put(desk, 'Which are right?', 'right', 'B'),
      [
        ['- [x] This one', '- [ ] This one'],
        ['- [ ] That one', '- [x] That one'],
      ],
    ],
    [
      'of a tag',
      (desk) => put(desk, 'What is a closure?', 'tags', 'scope, functions'),
      [
        [
          '<!-- id: closure, tags: [scope], difficulty: easy, hint: "think of scope" -->',
          '<!-- id: closure, tags: [scope, functions], difficulty: easy, hint: "think of scope" -->',
        ],
      ],
    ],
    [
      'that takes the tags away',
      (desk) => put(desk, 'What is a closure?', 'tags', ''),
      [
        [
          '<!-- id: closure, tags: [scope], difficulty: easy, hint: "think of scope" -->',
          '<!-- id: closure, difficulty: easy, hint: "think of scope" -->',
        ],
      ],
    ],
    [
      'of difficulty',
      (desk) => put(desk, 'What is a closure?', 'difficulty', 'hard'),
      [
        [
          '<!-- id: closure, tags: [scope], difficulty: easy, hint: "think of scope" -->',
          '<!-- id: closure, tags: [scope], difficulty: hard, hint: "think of scope" -->',
        ],
      ],
    ],
    [
      'of a hint, quoted so that it stays in its comment',
      (desk) => put(desk, 'What is a closure?', 'hint', 'a "scope", or --> so: maybe'),
      [
        [
          '<!-- id: closure, tags: [scope], difficulty: easy, hint: "think of scope" -->',
          '<!-- id: closure, tags: [scope], difficulty: easy, hint: "a \\"scope\\", or --\\x3E so: maybe" -->',
        ],
      ],
    ],
    [
      'of a hint with signs that Markdown would take for its own',
      (desk) => put(desk, 'What is a closure?', 'hint', '*one* of two'),
      [
        [
          '<!-- id: closure, tags: [scope], difficulty: easy, hint: "think of scope" -->',
          '<!-- id: closure, tags: [scope], difficulty: easy, hint: "\\\\*one\\\\* of two" -->',
        ],
      ],
    ],
  ]
  it.each(cases)('%s', async (_, edit, lines) => {
    expect((await edited({ 'a.md': closures }, edit)).lines).toEqual(lines)
  })

  it('of several kinds at once, each in its place', async () => {
    const { text } = await edited({ 'a.md': closures }, (desk) => {
      replace(desk, 'What is a closure?', 'answer', 'A function', 'Any function')
      put(desk, 'What is a closure?', 'difficulty', 'medium')
      put(desk, 'Which are right?', 'right', 'A, B')
      replace(desk, 'What does it print?', 'answer', 'Nothing.', 'Nothing at all.')
      replace(desk, 'Why `let`?', 'question', 'Why `let`?', 'Why not `var`?')
    })
    expect(text).toBe(
      closures
        .replace('A function', 'Any function')
        .replace('difficulty: easy', 'difficulty: medium')
        .replace('- [ ] That one', '- [x] That one')
        .replace('Nothing.', 'Nothing at all.')
        .replace('## Why `let`?', '## Why not `var`?'),
    )
  })
})

function put(desk: Desk, title: string, column: string, cell: string): void {
  desk.row(title)[column] = cell
}

function replace(desk: Desk, title: string, column: string, from: string, to: string): void {
  const row = desk.row(title)
  expect(row[column]).toContain(from)
  row[column] = (row[column] ?? '').replace(from, to)
}

describe('what is new in a question', () => {
  it('is a first directive under its heading', async () => {
    const { text } = await edited({ 'a.md': closures }, (desk) => {
      put(desk, 'Why `let`?', 'tags', 'scope, event-loop')
      put(desk, 'Why `let`?', 'difficulty', 'easy')
      put(desk, 'Why `let`?', 'hint', 'not var')
    })
    expect(text).toBe(
      closures.replace(
        '## Why `let`?\n',
        '## Why `let`?\n<!-- tags: [scope, event-loop], difficulty: easy, hint: "not var" -->\n',
      ),
    )
  })

  it('is a prompt above a rule', async () => {
    const { text } = await edited({ 'a.md': closures }, (desk) => {
      put(desk, 'Why `let`?', 'question', 'Why `let`?\n\nThink of loops:\n\n- `for`\n- `while`')
    })
    expect(text).toBe(
      closures.replace(
        'It has block',
        'Think of loops:\n\n- `for`\n- `while`\n\n---\n\nIt has block',
      ),
    )
  })

  it('is an answer where there was none', async () => {
    const { text } = await edited({ 'a.md': closures }, (desk) => {
      put(desk, 'An open question', 'answer', 'Answered.\n\nAt last.')
    })
    expect(text).toBe(
      closures.replace('## An open question\n', '## An open question\n\nAnswered.\n\nAt last.\n'),
    )
  })

  it('is an option behind the others', async () => {
    const { text } = await edited({ 'a.md': closures }, (desk) => {
      const row = desk.row('Which are right?')
      row.choices = `${row.choices}\nC. A third one\n\n  with a reason`
      row.right = 'A, C'
    })
    expect(text).toBe(
      closures.replace(
        '- [ ] That one\n',
        '- [ ] That one\n- [x] A third one\n\n  with a reason\n',
      ),
    )
  })

  it('is paragraphs, lines and blank lines anywhere in an answer', async () => {
    const { text } = await edited({ 'a.md': closures }, (desk) => {
      replace(desk, 'What is a closure?', 'answer', 'A function', 'First.\n\nA function')
      replace(desk, 'What is a closure?', 'answer', '\n}\n', '\n}\n\nf()\n')
      desk.row('What is a closure?').answer += '\n\n> The end.'
    })
    expect(text).toBe(
      closures
        .replace('A function and', 'First.\n\nA function and')
        .replace('\n}\n', '\n}\n\nf()\n')
        .replace('| 1 | 2 |\n', '| 1 | 2 |\n\n> The end.\n'),
    )
  })
})

describe('what goes from a question', () => {
  it('is a prompt with its rule', async () => {
    const { text } = await edited({ 'a.md': closures }, (desk) => {
      put(desk, 'What does it print?', 'question', 'What does it print?')
    })
    expect(text).toBe(closures.replace('Look at this code.\n\n---\n\n', ''))
  })

  it('is an answer', async () => {
    const { text } = await edited({ 'a.md': closures }, (desk) => {
      put(desk, 'Why `let`?', 'answer', '')
    })
    expect(text).toBe(closures.replace('## Why `let`?\n\nIt has block scope.\n', '## Why `let`?\n'))
  })

  it('is a directive that has nothing left to say', async () => {
    const { text } = await edited({ 'a.md': closures }, (desk) => {
      put(desk, 'What does it print?', 'tags', '')
    })
    expect(text).toBe(closures.replace('<!-- tags: [output] -->\n', ''))
  })

  it('is an option', async () => {
    const three = closures.replace('- [ ] That one\n', '- [ ] That one\n- [ ] Third\n')
    const { text } = await edited({ 'a.md': three }, (desk) => {
      replace(desk, 'Which are right?', 'choices', '\nB. That one', '')
    })
    expect(text).toBe(three.replace('- [ ] That one\n', ''))
  })

  it('is lines of an answer', async () => {
    const { text } = await edited({ 'a.md': closures }, (desk) => {
      replace(desk, 'What is a closure?', 'answer', '\n\n| a | b |\n|---|---|\n| 1 | 2 |', '')
    })
    expect(text).toBe(closures.replace('\n\n| a | b |\n|---|---|\n| 1 | 2 |', ''))
  })
})

describe('questions as a whole', () => {
  it('move to the end of the section that their row names', async () => {
    const { text } = await edited({ 'a.md': closures }, (desk) => {
      put(desk, 'Why `let`?', 'section', 'Other')
    })
    expect(text).toBe(
      `${closures.replace('## Why `let`?\n\nIt has block scope.\n\n', '')}\n## Why \`let\`?\n\nIt has block scope.\n`,
    )
  })

  it('move between files, edited on the way, in the line ends of the other file', async () => {
    const files = {
      'a.md': closures,
      'b.md': '# Third\r\n\r\n## Last?\r\n\r\nYes.\r\n',
    }
    const { desk, text } = await edited(files, (desk) => {
      put(desk, 'What is a closure?', 'section', 'Third')
      put(desk, 'What is a closure?', 'difficulty', 'hard')
      replace(desk, 'What is a closure?', 'answer', 'A function', 'Any function')
    })
    const [block = ''] = /## What is a closure\?[\s\S]*?\| 1 \| 2 \|\n/.exec(closures) ?? []
    expect(text).toBe(closures.replace(`${block}\n`, ''))
    const there = block.replace('easy', 'hard').replace('A function', 'Any function').trimEnd()
    expect(await desk.source('b.md')).toBe(
      `${files['b.md'].trimEnd()}\r\n\r\n${there.replaceAll('\n', '\r\n')}\r\n`,
    )
  })

  it('that are new stand behind the row above them, in our own Markdown', async () => {
    const desk = await deskOf({ 'a.md': closures })
    const at = desk.rows.indexOf(desk.row('Why `let`?'))
    desk.rows.splice(at + 1, 0, {
      question: 'What is `const`?\n\nIn short.',
      answer: 'A binding\n\n```js\nconst a = 1\n```',
      tags: 'scope',
      difficulty: 'easy',
      hint: 'it stays',
    })
    desk.rows.push({
      question: 'One of two?',
      choices: 'A. yes\nB. no\n\nreally not',
      right: 'A',
      section: 'Closures',
    })
    await desk.save()
    const { code, out } = await desk.merge(desk.table, '--apply')
    expect([code, out]).toEqual([0, expect.stringContaining('Questions: 2 new; files: 1.')])
    const first = `## What is \`const\`?
<!-- tags: [scope], difficulty: easy, hint: "it stays" -->

In short.

---

A binding

\`\`\`js
const a = 1
\`\`\`
`
    const second = '## One of two?\n\n- [x] yes\n- [ ] no\n\n  really not\n'
    expect(await desk.source('a.md')).toBe(
      closures
        .replace('It has block scope.\n', `It has block scope.\n\n${first}`)
        .replace('## An open question\n', `## An open question\n\n${second}`),
    )
    expect(await desk.build()).toEqual([])
    expect(desk.row('What is `const`?')).toMatchObject({ section: 'Closures', kind: 'basic' })
    expect(desk.row('One of two?')).toMatchObject({ kind: 'choice', right: 'A' })
  })

  it('that have no row stay, and go where that is asked for', async () => {
    const desk = await deskOf({ 'a.md': closures })
    desk.rows.splice(desk.rows.indexOf(desk.row('Why `let`?')), 1)
    desk.rows.splice(desk.rows.indexOf(desk.row('Which are right?')), 1)
    await desk.save()
    const shown = await desk.merge(desk.table, '--apply')
    expect(shown.out).toContain('2 questions have no row in the table')
    expect(await desk.source('a.md')).toBe(closures)
    await desk.save()
    const asked = await desk.merge(desk.table, '--apply', '--retire-missing')
    expect(asked.code).toBe(0)
    expect(await desk.source('a.md')).toBe(
      closures
        .replace('## Why `let`?\n\nIt has block scope.\n\n', '')
        .replace(/\n\n## Which are right[\s\S]*$/, '\n'),
    )
  })

  it('may begin a section that has none yet', async () => {
    const files = { 'a.md': `${closures}\n# Empty\n\nJust words.\n\n# Last\n\n## L?\n\nx\n` }
    const desk = await deskOf(files)
    put(desk, 'Why `let`?', 'section', 'Empty')
    await desk.save()
    const { code, err } = await desk.merge(desk.table, '--apply')
    expect([code, err]).toEqual([0, ''])
    expect(await desk.source('a.md')).toContain(
      'Just words.\n\n## Why `let`?\n\nIt has block scope.\n\n# Last',
    )
  })
})

describe('both sides', () => {
  it('edited apart are both kept', async () => {
    const desk = await deskOf({ 'a.md': closures })
    replace(desk, 'What is a closure?', 'answer', '| 1 | 2 |', '| 1 | 3 |')
    put(desk, 'What is a closure?', 'tags', 'scope, table')
    await desk.save()
    const source = closures
      .replace('A function and', 'A function with')
      .replace('[scope]', '[source, scope]')
      .replace('block scope', 'lexical scope')
    await writeFile(join(desk.root, 'bank/a.md'), source)
    const { code } = await desk.merge(desk.table, '--apply')
    expect(code).toBe(0)
    expect(await desk.source('a.md')).toBe(
      source.replace('| 1 | 2 |', '| 1 | 3 |').replace('[source, scope]', '[source, scope, table]'),
    )
  })

  it('edited at one place clash, are shown with file and line, and nothing is written', async () => {
    const desk = await deskOf({ 'a.md': closures })
    replace(desk, 'Why `let`?', 'answer', 'block', 'lexical')
    replace(desk, 'What does it print?', 'answer', 'Nothing', 'Everything')
    await desk.save()
    const source = closures.replace('block scope', 'its own scope')
    await writeFile(join(desk.root, 'bank/a.md'), source)
    const { code, err } = await desk.merge(desk.table, '--apply')
    expect(code).toBe(1)
    expect(err).toContain('bank/a.md:22')
    expect(err).toMatch(
      /in the source:\s+It has its own scope\.\s+in the table:\s+It has lexical scope\./,
    )
    expect(err).toContain('Nothing was written.')
    expect(await desk.source('a.md')).toBe(source)

    const skipped = await desk.merge(desk.table, '--apply', '--skip')
    expect(skipped.code).toBe(0)
    expect(await desk.source('a.md')).toBe(source.replace('Nothing.', 'Everything.'))
  })

  it('where they clash may give way to the table', async () => {
    const desk = await deskOf({ 'a.md': closures })
    replace(desk, 'Why `let`?', 'answer', 'block', 'lexical')
    await desk.save()
    await writeFile(join(desk.root, 'bank/a.md'), closures.replace('block scope', 'its own scope'))
    expect((await desk.merge(desk.table, '--apply', '--prefer-table')).code).toBe(0)
    expect(await desk.source('a.md')).toBe(closures.replace('block', 'lexical'))
  })

  it('that made the same edit agree', async () => {
    const desk = await deskOf({ 'a.md': closures })
    replace(desk, 'Why `let`?', 'answer', 'block', 'lexical')
    await desk.save()
    await writeFile(join(desk.root, 'bank/a.md'), closures.replace('block', 'lexical'))
    const { code, out } = await desk.merge()
    expect([code, out]).toEqual([0, 'The table is as the bank is.\n'])
  })

  it('are told apart in a table that is older than the last build', async () => {
    const desk = await deskOf({ 'a.md': closures })
    replace(desk, 'What does it print?', 'answer', 'Nothing', 'Everything')
    const sent = await desk.save({ name: 'review.csv' })
    // Meanwhile the author edits and builds.
    const source = closures.replace('block scope', 'its own scope').replace('A function', 'Any')
    await writeFile(join(desk.root, 'bank/a.md'), source)
    expect(await desk.build()).toEqual([])
    const { code } = await desk.merge(sent, '--apply')
    expect(code).toBe(0)
    expect(await desk.source('a.md')).toBe(source.replace('Nothing.', 'Everything.'))
  })

  it('clash in a cell that was edited in an older table and in the source', async () => {
    const desk = await deskOf({ 'a.md': closures })
    replace(desk, 'Why `let`?', 'answer', 'block', 'lexical')
    const sent = await desk.save({ name: 'review.csv' })
    await writeFile(join(desk.root, 'bank/a.md'), closures.replace('block scope', 'its own scope'))
    expect(await desk.build()).toEqual([])
    const { code, err } = await desk.merge(sent, '--apply')
    expect(code).toBe(1)
    expect(err).toContain('It has lexical scope.')
  })
})

describe('an older table', () => {
  it('whose right answers were edited, as the source’s were, clashes', async () => {
    const desk = await deskOf({ 'a.md': closures })
    put(desk, 'Which are right?', 'right', 'B')
    const sent = await desk.save({ name: 'review.csv' })
    const source = closures.replace('[ ] That', '[x] That')
    await writeFile(join(desk.root, 'bank/a.md'), source)
    expect(await desk.build()).toEqual([])
    const { code, err } = await desk.merge(sent, '--apply')
    expect([code, err]).toEqual([1, expect.stringContaining('Both sides edited the right')])
    expect((await desk.merge(sent, '--apply', '--prefer-table')).code).toBe(0)
    expect(await desk.source('a.md')).toBe(source.replace('[x] This', '[ ] This'))
  })

  it('without stamps is merged over the text as last issued', async () => {
    const desk = await deskOf({ 'a.md': closures })
    replace(desk, 'Why `let`?', 'answer', 'block', 'lexical')
    const columns = Object.keys(desk.rows[0] ?? {}).filter((name) => name !== 'stamp')
    const sent = await desk.save({ name: 'review.csv', columns })
    const source = closures.replace('A function', 'Any function')
    await writeFile(join(desk.root, 'bank/a.md'), source)
    expect((await desk.merge(sent, '--apply')).code).toBe(0)
    expect(await desk.source('a.md')).toBe(source.replace('block', 'lexical'))
  })
})

describe('what cannot be written', () => {
  const refused: [string, string, (desk: Desk) => void, string][] = [
    [
      'a heading that would be a question',
      closures,
      (desk) => replace(desk, 'Why `let`?', 'answer', 'It', '## Another\n\nIt'),
      'read',
    ],
    [
      'a fence that is never closed',
      closures,
      (desk) => replace(desk, 'Why `let`?', 'answer', 'It', '```\nIt'),
      'read',
    ],
    ['another kind', closures, (desk) => put(desk, 'Why `let`?', 'kind', 'typed'), 'kind'],
    [
      'a gap in what is no cloze',
      closures,
      (desk) => replace(desk, 'Why `let`?', 'answer', 'block', '{{c1::block}}'),
      'kind',
    ],
    ['an empty title', closures, (desk) => put(desk, 'Why `let`?', 'question', ''), 'title'],
    [
      'a difficulty that is none',
      closures,
      (desk) => put(desk, 'Why `let`?', 'difficulty', 'so-so'),
      'difficulty',
    ],
    [
      'a section that is none',
      closures,
      (desk) => put(desk, 'Why `let`?', 'section', 'Others'),
      'Did you mean “Other”?',
    ],
    [
      'an option without its letter',
      closures,
      (desk) => put(desk, 'Which are right?', 'choices', 'this\nthat'),
      'letter',
    ],
    [
      'options in another order',
      closures,
      (desk) => put(desk, 'Which are right?', 'choices', 'B. That one\nA. This one\n\n  Because.'),
      'order',
    ],
    [
      'a right answer that is no option',
      closures,
      (desk) => put(desk, 'Which are right?', 'right', 'D'),
      'no option D',
    ],
    [
      'a conflict marker',
      closures,
      (desk) =>
        replace(desk, 'Why `let`?', 'answer', 'It', '<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n\nIt'),
      'conflict',
    ],
    [
      'a tag of the whole file',
      `---\ntags: [all]\n---\n${closures}`,
      (desk) => put(desk, 'Why `let`?', 'tags', ''),
      'tag all',
    ],
  ]
  it.each(refused)(
    '%s is said with its place, and nothing is written',
    async (_, source, edit, words) => {
      const desk = await deskOf({ 'a.md': source })
      replace(desk, 'What does it print?', 'answer', 'Nothing', 'Everything')
      edit(desk)
      await desk.save()
      const { code, err } = await desk.merge(desk.table, '--apply')
      expect(code).toBe(1)
      expect(err).toMatch(/bank\/a\.md:\d+/)
      expect(err).toContain(words)
      expect(await desk.source('a.md')).toBe(source)
      // Left out, it does not keep the others from home.
      expect((await desk.merge(desk.table, '--apply', '--skip')).code).toBe(0)
      expect(await desk.source('a.md')).toBe(source.replace('Nothing.', 'Everything.'))
    },
  )

  it('is a row whose code is no question’s, or stands twice with other cells', async () => {
    const desk = await deskOf({ 'a.md': closures })
    desk.rows.push(
      { ...desk.row('Why `let`?'), answer: 'Twice.' },
      { code: 'Z9Z9Z', question: 'x' },
    )
    await desk.save()
    const { code, err } = await desk.merge(desk.table, '--apply')
    expect(code).toBe(1)
    expect(err).toContain('stands in row 3 and row 7 with different cells')
    expect(err).toContain('row 8: no question of the bank has the code “Z9Z9Z”')
  })

  it('is anything while the bank itself cannot be read', async () => {
    const desk = await deskOf({ 'a.md': closures })
    await writeFile(join(desk.root, 'bank/a.md'), Uint8Array.from([0x23, 0x20, 0xff]))
    const { code, err } = await desk.merge()
    expect([code, err]).toEqual([1, expect.stringContaining('not UTF-8')])
  })
})

describe('a cell that was cut', () => {
  const long = closures.replace(
    'It has block scope.',
    `${`${'It has block scope. '.repeat(100)}.\n`.repeat(17)}`,
  )

  it('is not taken home, edited elsewhere or not', async () => {
    const desk = await deskOf({ 'a.md': long })
    put(desk, 'What does it print?', 'answer', 'Everything.')
    await desk.save()
    expect((await desk.merge(desk.table, '--apply')).code).toBe(0)
    expect(await desk.source('a.md')).toBe(long.replace('Nothing.', 'Everything.'))
  })

  it.each([
    ['at its beginning', (cell: string) => cell.replace('block', 'lexical')],
    ['without its last line', (cell: string) => cell.split('\n').slice(0, -3).join('\n')],
    ['to something short', () => 'Short.'],
  ])('and edited %s is refused', async (_, edit) => {
    const desk = await deskOf({ 'a.md': long })
    put(desk, 'Why `let`?', 'answer', edit(desk.row('Why `let`?').answer ?? ''))
    await desk.save()
    const { code, err } = await desk.merge(desk.table, '--apply')
    expect([code, err]).toEqual([1, expect.stringContaining('was cut there')])
    expect(await desk.source('a.md')).toBe(long)
  })
})

describe('a file keeps', () => {
  it('its line ends, its byte order mark and its mode', async () => {
    const source = `\ufeff${closures}`.replaceAll('\n', '\r\n')
    const desk = await deskOf({ 'a.md': source })
    const path = join(desk.root, 'bank/a.md')
    await chmod(path, 0o640)
    replace(desk, 'What is a closure?', 'answer', '| 1 | 2 |', '| 1 | 2 |\n| 3 | 4 |')
    put(desk, 'Why `let`?', 'difficulty', 'easy')
    await desk.save()
    expect((await desk.merge(desk.table, '--apply')).code).toBe(0)
    expect(await readFile(path, 'utf8')).toBe(
      source
        .replace('| 1 | 2 |', '| 1 | 2 |\r\n| 3 | 4 |')
        .replace('## Why `let`?\r\n', '## Why `let`?\r\n<!-- difficulty: easy -->\r\n'),
    )
    expect((await stat(path)).mode & 0o777).toBe(0o640)
  })

  it('spaces at line ends, odd indentation and a missing last line end', async () => {
    const source = '## One?  \n\nfirst  \n   second\t\n\n* a\n*  b\n## Two?\n\n  last'
    const { text } = await edited({ 'a.md': source }, (desk) => {
      replace(desk, 'One?', 'answer', 'second', 'third')
      replace(desk, 'Two?', 'answer', 'last', 'end')
    })
    expect(text).toBe(source.replace('second', 'third').replace('last', 'end'))
  })

  it('what a person changed in it between reading and writing', async () => {
    const desk = await deskOf({ 'a.md': closures })
    replace(desk, 'Why `let`?', 'answer', 'block', 'lexical')
    await desk.save()
    const { code, out } = await desk.merge()
    expect([code, out]).toEqual([0, expect.stringContaining('--apply writes it')])
    expect(await desk.source('a.md')).toBe(closures)
  })
})

describe('files by others', () => {
  const list = `# Questions

1. ### What is HTTP?

    A protocol.

    It has **methods**.

2. ### What is TCP?

    Another one.

3. ### What is IP?

    The third.
`
  it('are patched inside their indentation', async () => {
    const { text } = await edited({ 'a.md': list }, (desk) => {
      replace(desk, 'What is HTTP?', 'answer', '**methods**', '**verbs**')
    })
    expect(text).toBe(list.replace('methods', 'verbs'))
  })

  it('take new lines at their indentation', async () => {
    const desk = await deskOf({ 'a.md': list })
    desk.row('What is TCP?').answer += '\n\nIt is reliable:\n\n```\nSYN\n```'
    await desk.save()
    expect((await desk.merge(desk.table, '--apply')).code).toBe(0)
    expect(await desk.source('a.md')).toBe(
      list.replace(
        'Another one.',
        'Another one.\n\n    It is reliable:\n\n    ```\n    SYN\n    ```',
      ),
    )
    expect(await desk.build()).toEqual([])
  })

  it.each([
    ['a tag', 'tags', 'net'],
    ['a difficulty', 'difficulty', 'easy'],
    ['a hint', 'hint', 'think'],
  ])('have no place for %s, which is said with the line', async (_, column, cell) => {
    const desk = await deskOf({ 'a.md': list })
    put(desk, 'What is TCP?', column, cell)
    await desk.save()
    const { code, err } = await desk.merge(desk.table, '--apply')
    expect(code).toBe(1)
    expect(err).toContain('bank/a.md:9')
    expect(err).toContain('has no place for')
    expect(await desk.source('a.md')).toBe(list)
  })

  it('take no new question, and give none away', async () => {
    const desk = await deskOf({ 'a.md': list, 'b.md': closures })
    desk.rows.push({
      question: 'New?',
      answer: 'x',
      section: desk.row('What is TCP?').section ?? '',
    })
    put(desk, 'What is IP?', 'section', 'Other')
    await desk.save()
    const { code, err } = await desk.merge(desk.table, '--apply')
    expect(code).toBe(1)
    expect(err).toContain('takes no new question')
    expect(err).toContain('keeps its questions')
  })
})

describe('columns of the table’s users', () => {
  it('are kept by code through merges and builds, and a build that finds a table edited names the merge', async () => {
    const desk = await deskOf({ 'a.md': closures })
    for (const row of desk.rows) Object.assign(row, { status: '', 'My note': '' })
    Object.assign(desk.row('Why `let`?'), { status: 'checked', 'My note': '=1+1\nand more' })
    await desk.save()
    expect(await desk.build()).toEqual(['table-edited'])
    await desk.save()
    const { code, out } = await desk.merge(desk.table, '--apply')
    expect([code, out]).toEqual([0, expect.stringContaining('Cells of your own columns: 2.')])
    expect(await desk.build()).toEqual([])
    expect(desk.row('Why `let`?')).toMatchObject({ status: 'checked', 'My note': '=1+1\nand more' })
    expect(Object.keys(desk.rows[0] ?? {}).slice(-3)).toEqual(['stamp', 'status', 'My note'])

    await writeFile(join(desk.root, 'bank/a.md'), closures.replace('block', 'lexical'))
    expect(await desk.build()).toEqual([])
    expect(desk.row('Why `let`?').status).toBe('checked')
    // A table without the columns takes nothing away; one in which a cell was emptied does.
    const columns = Object.keys(desk.rows[0] ?? {}).slice(0, 14)
    await desk.save({ columns })
    expect((await desk.merge(desk.table, '--apply')).code).toBe(0)
    expect(await desk.build()).toEqual([])
    put(desk, 'Why `let`?', 'status', '')
    await desk.save()
    expect((await desk.merge(desk.table, '--apply')).code).toBe(0)
    expect(await desk.build()).toEqual([])
    expect(desk.row('Why `let`?')).toMatchObject({ status: '', 'My note': '=1+1\nand more' })
    const kept = await desk.source('rectoverso.columns')
    expect(kept.split('\n')[0]).toBe('rectoverso columns 1')
  })

  it('of a new row come to the question it becomes', async () => {
    const desk = await deskOf({ 'a.md': closures })
    desk.rows.push({ question: 'New?', answer: 'Yes.', section: 'Other', status: 'fresh' })
    await desk.save()
    expect((await desk.merge(desk.table, '--apply')).code).toBe(0)
    expect(await desk.build()).toEqual([])
    expect(desk.row('New?').status).toBe('fresh')
  })
})
