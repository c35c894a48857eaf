/**
 * Inputs that are small and cost much: those that cmark's suite is known for, by
 * what they are, and our own, for what reading and the writers do beyond it.
 */

/** `make` gives a document of about so many bytes. */
export type Pathological = { name: string; make: (size: number) => string }

const unit =
  (text: string, before = '', after = '') =>
  (size: number): string =>
    `${before}${text.repeat(Math.max(1, Math.floor(size / text.length)))}${after}`

/** Two repeated texts, one to open and one to close, as often as fits. */
const pair =
  (open: string, middle: string, close: string) =>
  (size: number): string => {
    const count = Math.max(1, Math.floor(size / (open.length + close.length)))
    return open.repeat(count) + middle + close.repeat(count)
  }

/** Lines made from their number until there are so many bytes. */
const lines =
  (line: (index: number) => string, before = '') =>
  (size: number): string => {
    const all: string[] = [before]
    for (let length = before.length, index = 0; length < size; index++) {
      const next = line(index)
      all.push(next)
      length += next.length + 1
    }
    return all.join('\n')
  }

/** Under a heading, so that it is a question's answer. */
const asked =
  (make: (size: number) => string) =>
  (size: number): string =>
    `---\nid: p\n---\n## What is it?\n\n${make(size)}\n\n## What else?\n\nThis.\n`

const raw = (name: string, make: (size: number) => string): Pathological => ({ name, make })
const answer = (name: string, make: (size: number) => string): Pathological => {
  return { name, make: asked(make) }
}

/** What cmark is tested with. */
export const cmark: readonly Pathological[] = [
  answer('strong in emphasis in strong', pair('*a **a ', 'b', ' a** a*')),
  answer('ends of emphasis without beginnings', unit('a_ ')),
  answer('beginnings of emphasis without ends', unit('_a ')),
  answer('beginnings of links without ends', unit('[a')),
  answer('ends of links without beginnings', unit('a]')),
  answer('ends that fit no beginning', unit('*a_ ')),
  answer('beginnings and ends of other lengths', pair('*a ', '', '_a*_ ')),
  answer('runs of a multiple of three', unit('c* ', 'a**b')),
  answer('brackets and ends of emphasis', unit('[ a_')),
  answer('a bracket, a space, a parenthesis', unit('[ (](')),
  answer('pictures in pictures', unit('![[]()')),
  answer('links and emphasis across one another', unit('**x [a*b**c*](d) ')),
  answer('nested brackets', pair('[', 'a', ']')),
  answer('nested quotes', unit('> ', '', 'a')),
  answer('lists nested by indentation', (size) => {
    const depth = Math.floor(Math.sqrt(size))
    return Array.from({ length: depth }, (_, x) => `${'  '.repeat(x)}* a`).join('\n')
  }),
  answer('runs of backticks, each longer', (size) => {
    const count = Math.floor(Math.sqrt(2 * size))
    return Array.from({ length: count }, (_, x) => `e${'`'.repeat(x)}`).join('')
  }),
  answer('links that open a destination in brackets', unit('[a](<b')),
  answer('links that open a destination', unit('[a](b')),
  answer('comments that open', unit('<!--', '</')),
  answer('processing instructions that open', unit('<?', 'a ')),
  answer('declarations that open', unit('<!A ', 'a ')),
  answer('CDATA that opens', unit('a <![CDATA[')),
  answer('blank lines in deep lists', (size) => {
    const depth = Math.floor(size / 3)
    return `${'- '.repeat(depth)}x${'\n'.repeat(depth)}`
  }),
  answer('emphasis in deep quotes', (size) => {
    return '>'.repeat(size / 3) + 'a*'.repeat(size / 3)
  }),
  answer(
    'definitions of many labels that look alike',
    lines((x) => `[a${x % 7}${x}]: /u\n\n[a${x}]`),
  ),
  answer('nulls', unit('abc\u0000de\u0000')),
]

/** What is ours to survive. */
export const own: readonly Pathological[] = [
  answer('code spans that never open', unit('\\`` ')),
  answer('backslashes', unit('\\')),
  answer('ampersands', unit('&')),
  answer('entities without ends', unit('&amp ')),
  answer('smaller-than signs', unit('<')),
  answer('tags that open', unit('<a ')),
  answer('tags with attributes that never end', unit('a="b" ', '<a ')),
  answer('automatic links', unit('www.a.b ')),
  answer('parentheses behind an address', unit('(', 'http://a.b/')),
  answer('addresses of mail', unit('a@b.c ')),
  answer('an address of mail that never ends', unit('a.', 'a@')),
  answer('tildes', unit('~a ~~b ')),
  answer('dollars', unit('$a ')),
  answer('double dollars', unit('$$a ')),
  answer('dollars of growing runs', (size) => {
    const count = Math.floor(Math.sqrt(2 * size))
    return Array.from({ length: count }, (_, x) => `e${'$'.repeat(x)}`).join('')
  }),
  answer('braces', pair('{', 'x', '}')),
  answer('formulas of nested braces', (size) => `$${pair('{', 'x', '}')(size)}$`),
  answer('formulas of nested fractions', (size) => `$${pair('\\frac{', 'x', '}{y}')(size)}$`),
  answer('a formula of left and right', (size) => `$${pair('\\left(', 'x', '\\right)')(size)}$`),
  answer('a matrix of many rows', (size) => {
    return `$$\n\\begin{matrix}${'a & b \\\\ '.repeat(size / 9)}\\end{matrix}\n$$`
  }),
  answer('a long sum', (size) => `$${unit('x+')(size)}x$`),
  answer('formulas, each short', unit('$x$ ')),
  answer('gaps that open', unit('{{c1::')),
  answer('gaps within one another', pair('{{c1::', 'x', '}}')),
  answer('gaps, each short', unit('{{c1::x}} ')),
  answer('ends of gaps', unit('}} ')),
  answer(
    'gaps of large numbers',
    lines((x) => `{{c${x}::a}}`),
  ),
  answer('marks', unit('==a ')),
  answer(
    'footnotes',
    lines((x) => `[^${x}]\n\n[^${x}]: b${x}\n`),
  ),
  answer('calls of one footnote', unit('[^a] ', '', '\n\n[^a]: long\n')),
  answer(
    'footnotes that call one another',
    lines((x) => `[^${x}]: see [^${x + 1}]\n`, '[^0]\n'),
  ),
  answer('a long definition used often', (size) => {
    return `${'[a] '.repeat(size / 8)}\n\n[a]: /${'x'.repeat(size / 2)}\n`
  }),
  answer('a long title used often', (size) => {
    return `${'[a] '.repeat(size / 8)}\n\n[a]: /u "${'x'.repeat(size / 2)}"\n`
  }),
  answer('a long footnote called often', (size) => {
    return `${'[^a] '.repeat(size / 10)}\n\n[^a]: ${'x '.repeat(size / 4)}\n`
  }),
  answer('a label without an end', unit('a', '[')),
  answer('definitions without targets', unit('[a]:\n')),
  answer('a table of many columns', (size) => {
    const columns = Math.floor(size / 6)
    return `${'|a'.repeat(columns)}|\n${'|-'.repeat(columns)}|\n${'|b'.repeat(columns)}|`
  }),
  answer('a table of many columns and short rows', (size) => {
    const count = Math.floor(size / 6)
    return `${'|a'.repeat(count)}|\n${'|-'.repeat(count)}|\n${'|\n'.repeat(count)}`
  }),
  answer('a table of many rows', (size) => `|a|b|\n|-|-|\n${'|c|d|\n'.repeat(size / 6)}`),
  answer('bars', unit('|')),
  answer(
    'a row of bars over dashes',
    (size) => `${'|'.repeat(size / 2)}\n${'-|'.repeat(size / 4)}`,
  ),
  answer('lines that look like tables', unit('a|b\n')),
  answer('lists that begin and end', unit('- a\n\nb\n\n')),
  answer('markers in a row', unit('- ')),
  answer('numbers in a row', unit('1. ')),
  answer('quotes and lists in turn', unit('> - ', '', 'a')),
  answer('a list of many items', unit('- a\n')),
  answer('tasks', unit('- [x] a\n')),
  answer(
    'options by letter',
    lines((x) => `${'ABCDEFGH'[x % 8]}. a`),
  ),
  answer(
    'fences within one another',
    lines((x) => '`'.repeat(3 + (x % 400))),
  ),
  answer('a fence with a long name', unit('x', '```', '\na\n```')),
  answer('code of one line', (size) => `\`\`\`js\n${unit('a+')(size)}\n\`\`\``),
  answer('code that opens brackets', (size) => `\`\`\`js\n${unit('[({')(size)}\n\`\`\``),
  answer('code of quotes', (size) => `\`\`\`python\n${unit(`f"{`)(size)}\n\`\`\``),
  answer('elements within one another', pair('<b>', 'a', '</b>')),
  answer('blocks within one another', pair('<div>', 'a', '</div>')),
  answer('elements that never end', unit('<sub>')),
  answer(
    'details within one another',
    pair('<details><summary>a</summary>\n\n', 'b', '\n\n</details>\n'),
  ),
  answer('a table in HTML', pair('<table><tr><td>', 'a', '</td></tr></table>')),
  answer('lists in HTML', pair('<ul><li>', 'a', '</li></ul>')),
  answer('attributes', (size) => `<b ${unit('a=1 ')(size)}>x</b>`),
  answer('pictures', unit('![a](b.png) ')),
  answer('one word', unit('a')),
  answer('one word of another script', unit('ሀ')),
  answer('letters with marks over them', (size) => `a${unit('\u0301')(size)}`),
  answer('faces joined to one another', (size) => `👩${unit('\u200d👩')(size)}`),
  answer('directions within one another', (size) => unit('\u202eא')(size)),
  answer('spaces', unit(' ', 'a', 'b')),
  answer('tabs', unit('\t', 'a\n')),
  answer('line ends of an old kind', unit('a\r')),
  answer('hard breaks', unit('a\\\n')),
  answer('underlines of headings', unit('a\n=\n')),
  answer('rules', unit('***\n')),
  answer('emphasis within emphasis', pair('*', 'a', '*')),
  answer('emphasis of both signs', pair('*_', 'a', '_*')),
  raw('headings', unit('# a\n')),
  raw(
    'headings within one another',
    lines((x) => `${'#'.repeat(1 + (x % 6))} a${x}`),
  ),
  raw(
    'questions without answers',
    lines((x) => `## What is ${x}?`),
  ),
  raw('questions of one title', unit('## What?\n\na\n\n')),
  raw(
    'questions by number',
    lines((x) => `### ${x}. What?\n\na\n`),
  ),
  raw('a title of signs', (size) => `## ${unit('?*_`[')(size)}\n\na`),
  raw(
    'a contents of links',
    lines((x) => `- [a${x}](#a${x})`),
  ),
  raw(
    'lines of keys',
    lines((x) => (x % 2 ? `A: b${x}` : `Q: a${x}?`)),
  ),
  raw(
    'lines of cards',
    lines((x) => `a${x} :: b${x}`),
  ),
  raw(
    'tagged lines',
    lines((x) => `a${x} #card\nb`),
  ),
  raw('dividers', unit('a\n?\nb\n\n')),
  raw(
    'bold lines',
    lines((x) => `**${x}. What?**\n\na\n`),
  ),
  raw(
    'items that ask',
    lines((x) => `${x}. What is ${x}?\n   - a`),
  ),
  raw(
    'a directive of many keys',
    (size) => `## a?\n<!-- id: a, ${unit('tags: [x], ')(size)} -->\n\nb`,
  ),
  raw('a directive of brackets', (size) => `## a?\n<!-- id: a, tags: ${unit('[')(size)} -->\n\nb`),
  raw(
    'front matter of brackets',
    (size) => `---\nid: a\ntags: ${unit('[')(size)}\n---\n## a?\n\nb`,
  ),
  raw('front matter within itself', (size) => {
    const depth = Math.floor(Math.sqrt(2 * size))
    const keys = Array.from({ length: depth }, (_, x) => `${' '.repeat(x)}a:`)
    return `---\n${keys.join('\n')}\n---\n## a?\n\nb`
  }),
  raw('front matter that repeats itself', (size) => {
    const rows = [
      'a: &a [x, x]',
      ...Array.from({ length: size / 30 }, (_, x) => `b${x}: [*a, *a, *a]`),
    ]
    return `---\nid: a\n${rows.join('\n')}\n---\n## a?\n\nb`
  }),
  raw('dashes', unit('---\n')),
  raw('a sentence without an end', (size) => `## a?\n\n${unit('and so on, ')(size)}`),
]

export const pathological: readonly Pathological[] = [...cmark, ...own]

/** Everything that can stand within itself, so deep. */
export const containers: Readonly<Record<string, (depth: number) => string>> = {
  quotes: (depth) => `${'> '.repeat(depth)}a`,
  lists: (depth) => `${'- '.repeat(depth)}a`,
  numbers: (depth) => `${'1. '.repeat(depth)}a`,
  'quotes and lists': (depth) => `${'> - '.repeat(depth / 2)}a`,
  emphasis: (depth) => `${'*'.repeat(depth)}a${'*'.repeat(depth)}`,
  strong: (depth) => `${'**a '.repeat(depth)}b${' a**'.repeat(depth)}`,
  deletions: (depth) => `${'~~a '.repeat(depth)}b${' a~~'.repeat(depth)}`,
  brackets: (depth) => `${'['.repeat(depth)}a${']'.repeat(depth)}`,
  pictures: (depth) => `${'!['.repeat(depth)}a${'](b)'.repeat(depth)}`,
  gaps: (depth) => `${'{{c1::'.repeat(depth)}a${'}}'.repeat(depth)}`,
  elements: (depth) => `${'<b>'.repeat(depth)}a${'</b>'.repeat(depth)}`,
  divisions: (depth) => `${'<div>\n'.repeat(depth)}a\n${'</div>\n'.repeat(depth)}`,
  'lists in HTML': (depth) => `${'<ul><li>'.repeat(depth)}a${'</li></ul>'.repeat(depth)}`,
  details: (depth) => `${'<details>\n'.repeat(depth)}a\n${'</details>\n'.repeat(depth)}`,
  braces: (depth) => `$${'{'.repeat(depth)}x${'}'.repeat(depth)}$`,
  fractions: (depth) => `$$\n${'\\frac{'.repeat(depth)}x${'}{y}'.repeat(depth)}\n$$`,
  footnotes: (depth) => `[^a]\n\n${'[^a]: '.repeat(depth)}a`,
}

/** A file whose front matter stands within itself, in brackets or by indentation, so deep. */
export const frontMatter: Readonly<Record<string, (depth: number) => string>> = {
  brackets: (depth) => `---\ntags: ${'['.repeat(depth)}${']'.repeat(depth)}\n---\n## a?\n\nb`,
  braces: (depth) => `---\ntags: ${'{a: '.repeat(depth)}${'}'.repeat(depth)}\n---\n## a?\n\nb`,
  dashes: (depth) => `---\ntags:\n  ${'- '.repeat(depth)}a\n---\n## a?\n\nb`,
}
