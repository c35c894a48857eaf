/** Cards to look at: each kind, and what is hard on a narrow screen. */
import type { Bank } from '../../src/model/bank.ts'
import type { Block, Inline } from '../../src/model/mdast.ts'
import { bank, paragraph, question, section, text } from '../support/bank.ts'
import { everything, picture } from './bank.ts'

const item = (...children: Block[]) => ({
  type: 'listItem' as const,
  spread: false,
  checked: null,
  children,
})
const code = (value: string): Inline => ({ type: 'inlineCode', value })
const strong = (value: string): Inline => ({ type: 'strong', children: [text(value)] })
const cell = (value: string) => ({ type: 'tableCell' as const, children: [text(value)] })
const row = (...values: string[]) => ({ type: 'tableRow' as const, children: values.map(cell) })
const gap = (number: number, value: string, hint?: string): Inline => ({
  type: 'cloze',
  number,
  children: [text(value)],
  ...(hint && { hint: [text(hint)] }),
})

const closure = `function counter(start = 0) {
  let count = start // lives on after counter() has returned
  return {
    next: () => ++count,
    reset() { count = start },
    label: \`from \${start}, and a line that is much longer than any phone is wide\`,
  }
}`

const squares =
  '\\sum_{i=1}^{n} i^2 = 1 + 4 + 9 + 16 + 25 + \\cdots + n^2 = \\frac{n(n+1)(2n+1)}{6}'

const long: Block[] = Array.from({ length: 6 }, (_, index) =>
  paragraph(
    strong(`Step ${index + 1}. `),
    'The event loop takes one task from the queue, runs it to its end, then empties the queue of microtasks, and only then lets the browser paint. ',
    code('queueMicrotask(callback)'),
    ' therefore always runs before the next frame, and an endless chain of microtasks freezes the page.',
  ),
)

export function showcase(): Bank {
  const js = ['JavaScript', 'Closures and scope']
  const questions = [
    question(
      {
        title: 'What is a closure, and what does it keep alive?',
        difficulty: 'medium',
        hint: [text('Think of the scope in which a function was written.')],
        answer: [
          paragraph(
            'A closure is a function together with the ',
            strong('scope it was written in'),
            '. It keeps alive every variable that it refers to:',
          ),
          { type: 'code', lang: 'js', value: closure },
          {
            type: 'list',
            ordered: false,
            start: 1,
            spread: false,
            children: [
              item(
                paragraph('Each call of ', code('counter'), ' makes a new ', code('count'), '.'),
              ),
              item(paragraph('Nothing else can reach it.')),
            ],
          },
        ],
      },
      0,
    ),
    question(
      {
        title: 'Compare var, let and const',
        difficulty: 'easy',
        answer: [
          {
            type: 'table',
            align: [null, 'center', 'center', 'right', null],
            children: [
              row('Keyword', 'Scope', 'Hoisted', 'Since', 'Remark'),
              row(
                'var',
                'function',
                'as undefined',
                'ES1',
                'becomes a property of the global object',
              ),
              row(
                'let',
                'block',
                'not usable before',
                'ES2015',
                'a new binding in each turn of a loop',
              ),
              row(
                'const',
                'block',
                'not usable before',
                'ES2015',
                'cannot be assigned again; what it names may change',
              ),
            ],
          },
          {
            type: 'callout',
            tone: 'tip',
            children: [paragraph('Use ', code('const'), ' unless the variable must change.')],
          },
        ],
      },
      1,
    ),
    question(
      {
        title: 'State and prove the sum of the first n numbers',
        difficulty: 'hard',
        answer: [
          paragraph('For every ', { type: 'inlineMath', value: 'n \\ge 1' }, ' it holds that'),
          {
            type: 'math',
            value:
              '\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2} = \\frac{n^2}{2} + \\frac{n}{2} = \\binom{n+1}{2} = 1 + 2 + 3 + \\cdots + (n-1) + n',
          },
          paragraph(
            'Write the sum twice, once backwards: each of the ',
            { type: 'inlineMath', value: 'n' },
            ' columns adds up to ',
            { type: 'inlineMath', value: 'n + 1' },
            '.',
          ),
          {
            type: 'list',
            ordered: false,
            start: 1,
            spread: false,
            children: [
              item(
                paragraph('Likewise ', { type: 'inlineMath', value: squares }, ', by induction.'),
              ),
              item(paragraph('No formula stands here.')),
            ],
          },
        ],
      },
      2,
    ),
    question(
      {
        title: 'Which of these run before the next frame is painted?',
        kind: 'choice',
        marks: [
          { label: 'A', right: true },
          { label: 'B', right: false },
          { label: 'C', right: true },
          { label: 'D', right: false },
        ],
        choices: [
          {
            body: [paragraph('A callback of ', code('Promise.resolve().then'))],
            why: [paragraph('Microtasks are emptied after each task.')],
          },
          {
            body: [paragraph('A callback of ', code('setTimeout(f, 0)'))],
            why: [paragraph('It is a task of its own, which may come after the paint.')],
          },
          {
            body: [
              paragraph(
                'A callback of ',
                code('requestAnimationFrame'),
                ' that was asked for in this task',
              ),
            ],
            why: [paragraph('That is what it is for.')],
          },
          { body: [paragraph('None of them')], why: [] },
        ],
        answer: [paragraph('See the HTML standard on the event loop.')],
      },
      3,
    ),
    question(
      {
        title: 'HTTP status codes',
        kind: 'cloze',
        gaps: [1, 2],
        prompt: [
          paragraph(
            'A server answers ',
            gap(1, '301', 'number'),
            ' for a permanent and ',
            gap(2, '302'),
            ' for a temporary redirect; both name the new address in ',
            gap(1, 'Location', 'header'),
            '.',
          ),
        ],
        answer: [paragraph('308 and 307 are the same without change of method.')],
      },
      4,
    ),
    question(
      {
        title: 'Which command lists the files of the last commit?',
        kind: 'typed',
        expected: 'git show --stat',
        answer: [paragraph('Without ', code('--stat'), ' it shows the changes too.')],
      },
      5,
    ),
    question(
      {
        title: 'ما هو الإغلاق؟',
        answer: [
          paragraph(
            'الإغلاق هو دالة مع ',
            strong('النطاق'),
            ' الذي كُتبت فيه. في JavaScript يحفظ كل متغير تشير إليه مثل ',
            code('count'),
            '.',
          ),
          {
            type: 'list',
            ordered: true,
            start: 1,
            spread: false,
            children: [item(paragraph('أولاً')), item(paragraph('ثانياً'))],
          },
        ],
      },
      6,
    ),
    question(
      {
        title: '什么是闭包？',
        answer: [
          paragraph(
            '闭包是函数与其',
            strong('词法作用域'),
            '的组合，即使外层函数已经返回，它仍然可以访问其中的变量。例如 ',
            code('counter()'),
            ' 返回的函数保留了 ',
            code('count'),
            '。',
          ),
        ],
      },
      7,
    ),
    question(
      { title: 'How does one turn of the event loop go?', difficulty: 'hard', answer: long },
      8,
    ),
    question(
      {
        title: 'Everything that Markdown has',
        answer: [
          ...everything,
          paragraph('الإغلاق دالة مع النطاق الذي كُتبت فيه، مثل ', code('count()'), '.'),
          paragraph('闭包是函数与其词法作用域的组合。'),
          { type: 'code', lang: 'mermaid', value: 'graph TD\n  A[Scope] --> B[Closure]' },
        ],
        media: [picture],
        footnotes: [
          {
            type: 'footnoteDefinition',
            identifier: 'n',
            children: [paragraph('A note at the foot.')],
          },
        ],
      },
      9,
    ),
    question(
      { title: 'the closure', kind: 'reversed', answer: [paragraph('die Funktionsabschließung')] },
      10,
    ),
    question(
      {
        title: 'AVeryLongWordWithoutAnyPlaceToBreakItWhichNoPhoneCouldEverShowOnOneLine?',
        answer: [],
      },
      11,
    ),
  ]
  return bank([{ ...section('JavaScript', questions), path: js, deck: '010 JavaScript' }], {
    id: 'showcase',
    title: 'Showcase',
    source: 'https://github.com/owner/repo',
    media: [{ key: picture, form: 'raster', width: 640, height: 320, path: 'square.png' }],
  })
}
