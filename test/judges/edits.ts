/** A small bank with every kind of question, and the edits that authors make to it. */

/** Files by name; undefined for one that is deleted. */
export type Files = Record<string, string | Uint8Array | undefined>

export type Step = {
  /** Gives the files that are other than before. */
  edit: (files: Readonly<Record<string, string>>) => Files
  /** The rule with which the build stops until the answers were given. */
  stops?: string
  /** Arguments of `accept`; `CODE:title` stands for the code of a question of the first edition, before any `=`. */
  accept?: string[]
  /** Titles, as in the first edition, of the notes that learners see change. */
  edited?: string[]
  retired?: string[]
  /** How many notes are new. */
  added?: number
}

export type Row = {
  name: string
  steps: Step[]
  /** Whether the source changed the very note that the learner had edited. */
  ownReplaced?: true
  /** Text that the collection holds at the end, by where it stands. */
  shows?: Partial<Record<'css' | 'templates', string>> & { notes?: Record<string, string> }
  /** Subdecks at the end, by title: cards stay where they were. */
  decks?: Record<string, string>
  /** Decks at the top beside Anki's own, where there are more than one. */
  tops?: string[]
  /** How many answered cards of gaps ask for a text that was mended. */
  mended?: number
}

export const closure = 'What is a closure?'
export const names = 'How is a name found?'
export const hoisting = 'What does hoisting do?'
export const imported = 'What does an import give?'
export const live = 'Why are exports live?'
export const own = 'What would be an example of your own?'
export const falsy = 'Which of these is falsy?'
export const gaps = 'The types of results'
export const marked = 'The states of a promise'
export const operator = 'Which operator compares without conversion?'
export const picture = 'What does the picture show?'
const scope = '01-scope.md'
const types = '02-types.md'
const strange = '03-networks.md'
/** As the companion has it: its number and stars are cut off, or not, only when its file is read. */
export const dns = '**1. What is DNS?**'

/** Bold numbered headings, with a link that is defined below the last of them. */
const networks = `# Networks

## ${dns}

The [phone book][book] of names, which gives an address for each.

## **2.** What is *DHCP*?

It gives addresses to machines that join.

## 3\\. What is NAT?

Many machines behind one address.

[book]: https://example.org/dns
`

export const bank: Record<string, string> = {
  'rectoverso.yaml': 'id: edits\ntitle: Edits\nhighlights: gaps\n',
  [scope]: `# Scope

## ${closure}

A function together with the variables of the scope in which it was created, which live on.

## ${names}
<!-- tags: [names] -->

The engine looks from the innermost scope outward until it reaches one that declares the name.

## ${hoisting}
<!-- kind: reversed -->

It makes declarations known throughout their scope before any line of code has run.

# Modules

## ${imported}

A read-only binding to what the other module exports, never a copy of the value it had.

## ${live}

So that modules which import each other in a circle see values as soon as they were set.

## ${own}

Say where in your code base a module keeps state that others may read but never write.
`,
  [types]: `# Types

## ${falsy}

Think of what \`if\` does with each of the three values below.

- [ ] an empty array
- [x] an empty string
- [ ] an empty object

---

Objects are truthy, whatever they hold, and every array is an object.

## ${gaps}

Calling typeof on text gives {{c1::string}}, and calling it on a count gives {{c2::number}}.

## ${marked}

A ==promise== is ==pending== until it is ==settled==, and stays so for ==ever==.

## ${operator}
<!-- kind: typed -->

===

## ${picture}

![A chain of scopes](chain.png)

One scope within another, each pointing at the one around it, up to the global one.

# Examples

## Example?

A counter whose variable nobody else can reach, because only two functions close over it.

## Example?

A cache that remembers each result by its argument, and is asked before anything is computed.
`,
}

/** Replaces a text that must be there. */
function change(file: string, ...pairs: [string, string][]): Step['edit'] {
  return (files) => {
    let text = files[file] ?? ''
    for (const [from, to] of pairs) {
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
      text = text.replace(from, () => to)
    }
    return { [file]: text }
  }
}

/** The whole text of a question. */
function blockOf(text: string, title: string): string {
  const start = text.indexOf(`## ${title}\n`)
  const rest = text.slice(start + 3)
  const end = rest.search(/^#{1,2} /m)
  if (start < 0) throw new Error(`no question ${title}`)
  return text.slice(start, end < 0 ? undefined : start + 3 + end)
}

const without = (file: string, title: string): Step['edit'] => {
  return (files) => ({ [file]: (files[file] ?? '').replace(blockOf(files[file] ?? '', title), '') })
}

/** Moves a question to the end of a file, or before a text in it. */
function move(title: string, from: string, to: string, before?: string): Step['edit'] {
  return (files) => {
    const block = blockOf(files[from] ?? '', title)
    const left = { ...files, [from]: (files[from] ?? '').replace(block, '') }
    const text = left[to] ?? ''
    const at = before === undefined ? text.length : text.indexOf(before)
    const head = text.slice(0, at).trimEnd()
    return { ...left, [to]: `${head}\n\n${block.trimEnd()}\n\n${text.slice(at)}` }
  }
}

/** One edit after another. */
function all(...edits: Step['edit'][]): Step['edit'] {
  return (files) => {
    let now: Files = { ...files }
    for (const edit of edits) now = { ...now, ...edit(now as Record<string, string>) }
    return now
  }
}

const one = (name: string, step: Step, more: Omit<Row, 'name' | 'steps'> = {}): Row => ({
  name,
  steps: [step],
  ...more,
})

const typo = change(scope, ['which live on', 'which lives on'])
const fresh = `## What is strict mode?

A variant of the language in which silent mistakes throw and some old features are gone.

`

/** Every edit starts from the bank as it was first issued. */
export const rows = (look: { css: string; back: string; chain: Uint8Array }): Row[] => [
  one('nothing', { edit: () => ({}) }),
  one('a typo in a question', {
    edit: change(scope, [closure, 'What is a clossure?']),
    edited: [closure],
  }),
  one('a typo in an answer', { edit: typo, edited: [closure] }),
  one('typos in question and answer', {
    edit: all(typo, change(scope, [closure, 'What is the closure?'])),
    edited: [closure],
  }),
  one('a reworded title', {
    edit: change(scope, [names, 'In which order does the engine search scopes?']),
    edited: [names],
  }),
  one('a reworded answer', {
    edit: change(scope, [
      'So that modules which import each other in a circle see values as soon as they were set.',
      'Because bindings are shared: cyclic dependencies work once initialisation has finished.',
    ]),
    edited: [live],
  }),
  one('a translated title', {
    edit: change(scope, [imported, 'Was liefert ein Import?']),
    edited: [imported],
  }),
  one('a question moved within its section', { edit: move(closure, scope, scope, '# Modules') }),
  one(
    'a question moved to another section',
    { edit: move(closure, scope, scope), edited: [closure] },
    { decks: { [closure]: 'Edits::010 Scope' } },
  ),
  one(
    'a question moved to another file',
    { edit: move(names, scope, types), edited: [names] },
    { decks: { [names]: 'Edits::010 Scope' } },
  ),
  one('a file renamed', {
    edit: (files) => ({ [types]: undefined, '02-values.md': files[types] }),
  }),
  one(
    'a section renamed',
    { edit: change(scope, ['# Modules', '# Modules and bindings']), edited: [imported, live, own] },
    { decks: { [imported]: 'Edits::020 Modules' }, ownReplaced: true },
  ),
  one('a section renamed on purpose', {
    edit: change(types, ['# Examples', '# Patterns']),
    accept: ['--rename-section', 'Patterns'],
    edited: ['Example?#1', 'Example?#2'],
  }),
  one('a section inserted at the top', {
    edit: change(scope, ['# Scope', `# Basics\n\n${fresh}# Scope`]),
    added: 1,
  }),
  one('a question inserted at the top', {
    edit: change(scope, ['# Scope\n', `# Scope\n\n${fresh}`]),
    added: 1,
  }),
  one('questions reordered', {
    edit: all(move(closure, scope, scope, '# Modules'), move(live, scope, scope)),
  }),
  one('a question split in two', {
    edit: change(types, [
      'One scope within another, each pointing at the one around it, up to the global one.\n',
      'One scope within another, each pointing at the one around it.\n\n## Where does the chain end?\n\nAt the global one.\n',
    ]),
    edited: [picture],
    added: 1,
  }),
  one('two questions merged', {
    edit: all(
      without(scope, live),
      change(scope, [
        'never a copy of the value it had.',
        'never a copy of the value it had. Exports are live so that circular imports see values once set.',
      ]),
    ),
    edited: [imported],
    retired: [live],
  }),
  one('one of two equal titles edited', {
    edit: change(types, ['nobody else can reach', 'nobody else can touch']),
    edited: ['Example?#1'],
  }),
  one('equal titles in another order', {
    edit: (files) => {
      const text = files[types] ?? ''
      const block = blockOf(text, 'Example?')
      return { [types]: `${text.replace(block, '').trimEnd()}\n\n${block}` }
    },
  }),
  one('a question deleted', { edit: without(scope, names), retired: [names] }),
  {
    name: 'a question deleted and returned',
    steps: [
      { edit: without(scope, names), retired: [names] },
      { edit: () => ({ [scope]: bank[scope] }), edited: [names] },
    ],
  },
  {
    name: 'a choice deleted, another issue, and returned with a correction',
    steps: [
      { edit: without(types, falsy), retired: [falsy] },
      { edit: typo, edited: [closure] },
      {
        edit: all(
          () => ({ [types]: bank[types] }),
          change(types, ['whatever they hold', 'whatever they may hold']),
        ),
        edited: [falsy],
      },
    ],
  },
  {
    name: 'a question deleted from a file that is written as others write theirs',
    steps: [
      { edit: () => ({ [strange]: networks }), added: 3 },
      {
        edit: (files) => ({ [strange]: (files[strange] ?? '').replace(/## \*\*1[^#]+/, '') }),
        retired: [dns],
      },
    ],
    shows: {
      notes: {
        [dns]:
          '<strong>What is DNS?</strong>\n\n<p>The <a href="https://example.org/dns">phone book</a> of names',
      },
    },
  },
  one('tags edited', {
    edit: change(scope, ['tags: [names]', 'tags: [names, lookup]']),
    edited: [names],
  }),
  one('a picture changed under the same name', {
    edit: () => ({ 'chain.png': look.chain }),
    edited: [picture],
  }),
  one('a picture renamed', {
    edit: (files) => ({
      ...change(types, ['chain.png', 'pictures/scopes.png'])(files),
      'pictures/scopes.png': files['chain.png'],
      'chain.png': undefined,
    }),
  }),
  one(
    'the style changed',
    {
      edit: (files) => ({
        'rectoverso.yaml': `${files['rectoverso.yaml']}templates: look\n`,
        'look/anki/card.css': `${look.css}\n.rv-edited { color: red }\n`,
      }),
    },
    { shows: { css: '.rv-edited' } },
  ),
  one(
    'a template changed',
    {
      edit: (files) => ({
        'rectoverso.yaml': `${files['rectoverso.yaml']}templates: look\n`,
        'look/anki/basic/back.html': `${look.back}\n<p>another back</p>\n`,
      }),
    },
    { shows: { templates: 'another back' } },
  ),
  one('a kind changed', {
    edit: change(scope, [`${live}\n`, `${live}\n<!-- kind: reversed -->\n`]),
    stops: 'kind-changed',
    accept: ['--retire', `CODE:${live}`],
    retired: [live],
    added: 1,
  }),
  one(
    'options reordered',
    {
      edit: change(types, [
        '- [ ] an empty array\n- [x] an empty string\n',
        '- [x] an empty string\n- [ ] an empty array\n',
      ]),
      edited: [falsy],
    },
    {
      shows: { notes: { [falsy]: 'rv-label">B</span><div class="rv-option"><p>an empty string' } },
    },
  ),
  one(
    'an option inserted',
    {
      edit: change(types, ['- [ ] an empty array\n', '- [x] zero\n- [ ] an empty array\n']),
      edited: [falsy],
    },
    { shows: { notes: { [falsy]: 'rv-label">A</span><div class="rv-option"><p>an empty array' } } },
  ),
  one('a gap added', {
    edit: change(types, ['it on a count gives', 'it on a {{c3::count}} gives']),
    edited: [gaps],
  }),
  one('a gap removed', { edit: change(types, ['{{c2::number}}', 'number']), edited: [gaps] }),
  one(
    'a highlighted gap inserted before the others',
    {
      edit: change(types, ['A ==promise==', 'In ==JavaScript== a ==promise==']),
      edited: [marked],
    },
    {
      shows: {
        notes: {
          [marked]:
            'In {{c5::JavaScript}} a {{c1::promise}} is {{c2::pending}} until it is {{c3::settled}}, and stays so for {{c4::ever}}.',
        },
      },
    },
  ),
  one(
    'highlighted gaps moved, and one of them removed',
    {
      edit: change(types, [
        'A ==promise== is ==pending== until it is ==settled==, and stays so for ==ever==.',
        'For ==ever== and ==settled==: a promise that was ==pending==.',
      ]),
      edited: [marked],
    },
    {
      shows: {
        notes: {
          [marked]: 'For {{c4::ever}} and {{c3::settled}}: a promise that was {{c2::pending}}.',
        },
      },
    },
  ),
  one(
    'every highlighted gap mended',
    {
      edit: change(types, [
        'A ==promise== is ==pending== until it is ==settled==, and stays so for ==ever==.',
        'A ==Promise== is ==not pending== until it is ==resettled==, and stays so ==for ever==.',
      ]),
      edited: [marked],
    },
    {
      shows: {
        notes: {
          [marked]:
            'A {{c1::Promise}} is {{c2::not pending}} until it is {{c3::resettled}}, and stays so {{c4::for ever}}.',
        },
      },
      mended: 2,
    },
  ),
  {
    name: 'a highlighted gap removed, another given, and the first returned',
    steps: [
      { edit: change(types, ['==pending==', 'pending']), edited: [marked] },
      { edit: change(types, ['stays so', '==stays so==']), edited: [marked] },
      { edit: change(types, ['is pending', 'is ==pending==']), edited: [marked] },
    ],
    shows: {
      notes: {
        [marked]:
          'A {{c1::promise}} is {{c2::pending}} until it is {{c3::settled}}, and {{c5::stays so}} for {{c4::ever}}.',
      },
    },
  },
  one('a question copied and both edited, of which the author says which', {
    edit: (files) => {
      const text = files[scope] ?? ''
      const copy = (title: string, word: string) =>
        blockOf(text, names).replace(names, title).replace('innermost', word)
      const both = `${copy('First, how is a name found?', 'inner')}${copy('Then, how is it found?', 'nearest')}`
      return { [scope]: text.replace(blockOf(text, names), both) }
    },
    stops: 'identity-ambiguous',
    accept: ['--same', `CODE:${names}=${scope}:7`, '--new', `${scope}:12`],
    edited: [names],
    added: 1,
  }),
  one(
    'the deck renamed on purpose',
    {
      edit: all(
        change('rectoverso.yaml', ['title: Edits', 'title: Questions']),
        change(types, ['# Types\n', `# Types\n\n${fresh}`]),
      ),
      accept: ['--rename-deck'],
      added: 1,
    },
    { decks: { [closure]: 'Edits::010 Scope' }, tops: ['Edits', 'Questions'] },
  ),
  one('a hint added', {
    edit: change(scope, [`${closure}\n`, `${closure}\n<!-- hint: think of scope -->\n`]),
    edited: [closure],
  }),
  one(
    'the bank’s title changed',
    {
      edit: all(
        change('rectoverso.yaml', ['title: Edits', 'title: Questions on JavaScript']),
        change(types, ['# Types\n', `# Types\n\n${fresh}`]),
      ),
      added: 1,
    },
    { decks: { [closure]: 'Edits::010 Scope' } },
  ),
  one(
    'the note that the learner edited',
    { edit: change(scope, ['Say where', 'Tell where']), edited: [own] },
    { ownReplaced: true },
  ),
  one('an id given to a known question, and its title reworded at once', {
    edit: change(scope, [`${live}\n`, 'Why do exports stay live?\n<!-- id: live-exports -->\n']),
    edited: [live],
  }),
  one('moved, retitled and a file renamed at once', {
    edit: all(
      move(names, scope, types),
      change(types, [names, 'In which order does the engine search scopes?']),
      (files) => ({ [types]: undefined, '02-values.md': files[types] }),
    ),
    edited: [names],
  }),
  one('inserted at the top, reordered, corrected and deleted at once', {
    edit: all(
      change(scope, ['# Scope\n', `# Scope\n\n${fresh}`]),
      move(hoisting, scope, scope, '## What is a closure?'),
      typo,
      without(types, operator),
    ),
    edited: [closure],
    retired: [operator],
    added: 1,
  }),
]
