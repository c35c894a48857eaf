/** A bank with every node type, for tests of pages and for looking at. */
import type { Medium, Question } from '../../src/model/bank.ts'
import type { Drawing } from '../../src/model/drawing.ts'
import type { Block, Inline, TableRow } from '../../src/model/mdast.ts'
import { bank, paragraph, question, section, text } from '../support/bank.ts'

export const strong = (...children: Inline[]): Inline => ({ type: 'strong', children })
export const emphasis = (...children: Inline[]): Inline => ({ type: 'emphasis', children })
export const code = (value: string): Inline => ({ type: 'inlineCode', value })
export const block = (value: string, lang?: string): Block => ({
  type: 'code',
  value,
  ...(lang && { lang }),
})
export const list = (ordered: boolean, ...items: Block[][]): Block => ({
  type: 'list',
  ordered,
  start: 1,
  spread: false,
  children: items.map((children) => ({
    type: 'listItem',
    spread: false,
    checked: null,
    children,
  })),
})
export const row = (...cells: (string | Inline[])[]): TableRow => ({
  type: 'tableRow',
  children: cells.map((cell) => ({
    type: 'tableCell',
    children: typeof cell === 'string' ? [text(cell)] : cell,
  })),
})

const closure =
  'A closure is a function together with the environment in which it was created. Whenever a function refers to a name that it does not declare itself, the name is looked up in the scope that surrounded the function when it was written, and that scope is kept alive for as long as the function can still be called. This is why a counter made by a factory function remembers its count, although nothing outside can reach the variable.'

const script = `// Keeps only the newest call, and calls at most once a tick.
export function debounce<T extends unknown[]>(run: (...args: T) => void, wait = 250) {
  let timer: ReturnType<typeof setTimeout> | undefined
  return function debounced(this: unknown, ...args: T): void {
    if (timer !== undefined) clearTimeout(timer)
    timer = setTimeout(() => run.apply(this, args), wait)
  }
}

const veryLongCall = someModule.someNamespace.someFunction(firstArgument, secondArgument, { option: 'a rather long string that goes on', other: [1, 2, 3] })
`

export const drawing: Drawing = {
  width: 240,
  height: 90,
  text: 'caller callee',
  shapes: [
    {
      path: 'M5 20L95 20L95 70L5 70Z',
      fill: { colour: { r: 226, g: 240, b: 238, a: 1 }, rule: 'nonzero' },
      stroke: line(),
    },
    {
      path: 'M95 45C115 10 125 80 145 45',
      stroke: line(),
    },
    {
      path: 'M190 15C215 15 235 28 235 45C235 62 215 75 190 75C165 75 145 62 145 45C145 28 165 15 190 15Z',
      fill: { colour: { r: 31, g: 111, b: 139, a: 0.5 }, rule: 'nonzero' },
    },
  ],
}

function line() {
  return {
    colour: { r: 26, g: 26, b: 26, a: 1 },
    width: 1.5,
    cap: 'round' as const,
    join: 'round' as const,
    miterLimit: 4,
    dash: [],
    dashOffset: 0,
  }
}

export const media: Medium[] = [
  { key: 'd'.repeat(32), form: 'drawing', width: 240, height: 90, path: 'call.svg' },
]

const styles = paragraph(
  text('Plain words, '),
  strong(text('strong ones')),
  text(', '),
  emphasis(text('slanted'), strong(text(' and both'))),
  text(', '),
  code('const x = value?.[0]'),
  text(', '),
  { type: 'delete', children: [text('struck out')] },
  text(', '),
  { type: 'underline', children: [text('underlined words')] },
  text(', '),
  { type: 'highlight', children: [text('marked with a pen')] },
  text(', H'),
  { type: 'subscript', children: [text('2')] },
  text('O and E = mc'),
  { type: 'superscript', children: [text('2')] },
  text(', press '),
  { type: 'keyboard', children: [text('Ctrl')] },
  text(' + '),
  { type: 'keyboard', children: [text('C')] },
  text(', read '),
  { type: 'link', url: 'https://example.org/closures', children: [text('more about closures')] },
  text(' or '),
  {
    type: 'link',
    url: 'https://developer.example.org/en-US/docs/Web/JavaScript/Reference/Functions/Closures',
    children: [
      text('https://developer.example.org/en-US/docs/Web/JavaScript/Reference/Functions/Closures'),
    ],
  },
  text('; a note'),
  { type: 'footnoteReference', identifier: 'one' },
  text(' stands at the foot.'),
)

const quote: Block = {
  type: 'blockquote',
  children: [
    paragraph('Programs must be written for people to read, and only incidentally for machines.'),
    paragraph(emphasis(text('Abelson and Sussman'))),
  ],
}

const cloze = (number: number, words: string, hint?: string): Inline => ({
  type: 'cloze',
  number,
  children: [text(words)],
  ...(hint && { hint: [text(hint)] }),
})

function first(): Question[] {
  return [
    question(
      {
        title: 'What is a closure?',
        tags: ['scope', 'functions'],
        difficulty: 'medium',
        hint: [text('think of what a function remembers')],
        answer: [paragraph(closure), paragraph(closure.slice(0, 260)), block(script, 'ts'), styles],
        footnotes: [
          {
            type: 'footnoteDefinition',
            identifier: 'one',
            children: [
              paragraph(
                'A footnote with ',
                code('code'),
                ' and some more words to fill its line, so that it has two.',
              ),
            ],
          },
        ],
      },
      1,
    ),
    question(
      {
        title: 'Lists of every kind, and how deep they go',
        answer: [
          paragraph('A list follows a colon and stays with it:'),
          list(
            false,
            [
              paragraph(
                'First item, with words enough to fill more than one line of the measure, so that the hanging indent shows.',
              ),
            ],
            [
              paragraph('Second item'),
              list(
                true,
                [paragraph('ordered within')],
                [
                  paragraph('and again'),
                  list(false, [paragraph('third level')], [paragraph('of dashes')]),
                ],
              ),
            ],
            [paragraph('Third item'), block('npm ci && npm start', 'sh')],
          ),
          {
            type: 'list',
            ordered: false,
            start: 1,
            spread: true,
            children: [
              {
                type: 'listItem',
                spread: true,
                checked: true,
                children: [paragraph('a task that is done')],
              },
              {
                type: 'listItem',
                spread: true,
                checked: false,
                children: [paragraph('one that is not')],
              },
            ],
          },
          quote,
          {
            type: 'callout',
            tone: 'warning',
            children: [
              paragraph(
                'Closures keep what they refer to alive; a forgotten timer keeps a whole page.',
              ),
            ],
          },
          { type: 'thematicBreak' },
          {
            type: 'details',
            summary: [text('Show the long explanation')],
            children: [paragraph(closure.slice(0, 180)), block('let a = 1', 'js')],
          },
        ],
        see: [],
      },
      2,
    ),
    question(
      {
        kind: 'choice',
        title: 'Which of these are evaluated lazily?',
        marks: [
          { label: 'a', right: false },
          { label: 'b', right: true },
          { label: 'c', right: true },
        ],
        choices: [
          {
            body: [paragraph('Arguments of a call')],
            why: [paragraph('They are evaluated before the call.')],
          },
          {
            body: [paragraph('The right side of ', code('&&'))],
            why: [paragraph('Only where the left side is true.')],
          },
          {
            body: [
              paragraph(
                'A generator’s body, which runs up to its next ',
                code('yield'),
                ' each time that ',
                code('next()'),
                ' is called',
              ),
            ],
            why: [],
          },
        ],
        answer: [paragraph('Laziness saves work and hides its cost.')],
      },
      3,
    ),
    question(
      {
        kind: 'cloze',
        gaps: [1, 2],
        title: 'Fill in the event loop',
        prompt: [
          paragraph(
            'The ',
            cloze(1, 'call stack'),
            ' runs to its end before any ',
            cloze(2, 'microtask', 'kind of task'),
            ' is taken.',
          ),
        ],
        answer: [],
      },
      4,
    ),
    question(
      {
        kind: 'typed',
        expected: 'typeof null',
        title: 'Which expression gives "object" for no object?',
        answer: [],
      },
      5,
    ),
    question({ title: 'Unanswered so far?', answer: [], see: [codeSee] }, 6),
  ]
}

const codeSee = question('x', 1).code

function second(): Question[] {
  const wide: Block = {
    type: 'table',
    align: ['left', 'right', 'center', null],
    children: [
      row('Method', 'Cost', 'Stable', 'What it is good for'),
      ...Array.from({ length: 30 }, (_, n) =>
        row(
          [code(`sort${n}()`)],
          `${n * 17}`,
          n % 2 ? 'yes' : 'no',
          n % 5 === 0
            ? 'Long explanations take more than one line in a column, and the column takes what the others leave.'
            : 'Short words',
        ),
      ),
    ],
  }
  return [
    question(
      {
        title: 'How do the sorting methods compare?',
        answer: [paragraph('They differ:'), wide, paragraph(closure)],
      },
      7,
    ),
    question(
      {
        title: 'Scripts of the world: Ελληνικά, Русский, العربية, עברית, हिन्दी',
        answer: [
          paragraph(
            'Greek αβγδ, Cyrillic абвгд, arrows → ⇒ ↦, mathematics ∀x ∈ ℝ: x² ≥ 0, boxes ☐ ☑, emoji 🙂 🚀 ⚠️ 👩‍💻.',
          ),
          paragraph(
            'الإغلاق هو دالة مع البيئة التي أُنشئت فيها. يبحث JavaScript عن الأسماء في النطاق المحيط (scope) عند الكتابة، ويبقى ذلك النطاق حيًّا ما دامت الدالة قابلة للاستدعاء.',
          ),
          paragraph(
            'In English, the word שלום עולם stands from right to left, and so does مرحبا (hello) here.',
          ),
          paragraph('बंद एक फ़ंक्शन है जो अपने परिवेश को याद रखता है।'),
          paragraph('Nothing has \u{10ffff} this one.'),
        ],
      },
      8,
    ),
    question(
      {
        title: 'What does a call look like, and how is its cost O(n log n) explained?',
        media: media.map(({ key }) => key),
        answer: [
          paragraph({ type: 'picture', medium: 'd'.repeat(32), alt: 'A call' }),
          paragraph(
            'Inline ',
            { type: 'inlineMath', value: 'e^{i\\pi} + 1 = 0' },
            ' and displayed:',
          ),
          { type: 'math', value: '\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}' },
          { type: 'heading', depth: 3, children: [text('A heading in the answer')] },
          paragraph(closure),
          { type: 'heading', depth: 4, children: [text('And one below')] },
          list(true, [paragraph(closure)], [paragraph('short')]),
          paragraph('Averyveryverylongwordthatfitsnolineandhastobebrokensomewhere'.repeat(3)),
          block('x'.repeat(200)),
        ],
      },
      9,
    ),
  ]
}

/** `more` questions of plain prose follow. */
export function rich(more = 0) {
  const prose = Array.from({ length: more }, (_, n) =>
    question(
      {
        title: `Question ${n} of the prose, which asks about closures`,
        answer: [
          paragraph(closure),
          paragraph(
            closure.slice(0, 100 + ((n * 37) % 300)),
            ' ',
            code('next()'),
            ' ',
            strong(text('bold words')),
          ),
          ...(n % 3 === 0 ? [block(script.slice(0, 200 + ((n * 53) % 300)), 'ts')] : []),
          ...(n % 4 === 1
            ? [list(false, [paragraph(closure.slice(0, 120))], [paragraph('short')])]
            : []),
        ],
      },
      100 + n,
    ),
  )
  return bank(
    [
      section('Closures and scope', first()),
      section('Tables, scripts & drawings', second(), [section('A section within', prose)]),
    ],
    {
      title: 'JavaScript interviews & <more>',
      description:
        'Questions that are asked, answered so that one remembers the reason and not only the words.',
      version: '1.2.0',
      licence: 'CC-BY-4.0',
      source: 'https://example.org/questions',
      media,
    },
  )
}
