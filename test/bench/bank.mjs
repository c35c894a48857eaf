/**
 * Banks for measurements, of what real ones are made of: five kinds, code,
 * lists, tables, formulas, footnotes, callouts, pictures, several scripts. The
 * same count gives the same bytes, and a larger bank begins as a smaller one.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { listings } from './code.mjs'
import { dice, writer } from './words.mjs'

const seed = 20261123
const perFile = 50
/** Sources above it are refused, as any reader of files has a limit. */
const largestFile = 10 * 1024 * 1024

/** How often a part stands in a question: of a hundred questions so many hundredths have it. */
const shares = {
  code: 0.3,
  list: 0.35,
  table: 0.08,
  inlineMath: 0.08,
  displayMath: 0.04,
  footnote: 0.06,
  callout: 0.05,
  foreign: 0.06,
  svg: 0.02,
  png: 0.02,
}

/** Kinds of a hundred questions. */
const kinds = [
  ...Array(68).fill('basic'),
  ...Array(8).fill('reversed'),
  ...Array(8).fill('cloze'),
  ...Array(10).fill('choice'),
  ...Array(6).fill('typed'),
]

/**
 * Writes a bank of so many questions into a folder, as files of fifty or as one.
 *
 * @returns what was written: bytes of Markdown, files of it, the texts of its
 * questions, and the file and sentence that an edit may change; undefined where
 * one file would be larger than readers take.
 */
export async function makeBank(folder, count, { one = false } = {}) {
  const bank = compose(count)
  const files = one
    ? [{ name: 'questions.md', text: bank.chapters.map(({ text }) => text).join('\n') }]
    : bank.chapters
  const sizes = files.map(({ text }) => Buffer.byteLength(text))
  if (Math.max(...sizes) > largestFile) return undefined
  mkdirSync(join(folder, 'figures'), { recursive: true })
  writeFileSync(join(folder, 'rectoverso.yaml'), 'title: Measured\nid: measured\nlanguage: en\n')
  for (const { name, text } of files) writeFileSync(join(folder, name), text)
  for (const { name, bytes } of bank.pictures) writeFileSync(join(folder, name), await bytes())
  const middle = bank.chapters[Math.floor(bank.chapters.length / 2)]
  return {
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    files: files.length,
    drawn: bank.pictures,
    markdown: bank.chapters.map(({ text }) => text).join('\n'),
    questions: bank.chapters.flatMap(({ questions }) => questions),
    edit: { file: join(folder, one ? 'questions.md' : middle.name), sentence: middle.sentence },
  }
}

function compose(count) {
  const chapters = []
  const pictures = []
  for (let first = 0; first < count; first += perFile) {
    const number = first / perFile + 1
    const luck = dice(seed + number)
    const make = { ...luck, ...writer(luck), pictures }
    const questions = Array.from({ length: Math.min(perFile, count - first) }, (_, index) =>
      questionOf(first + index, make),
    )
    const sentence = `It was measured in chapter ${number}.`
    questions[questions.length - 1] += `\n${sentence}\n`
    const heading = `# Chapter ${number}: ${make.words(2, 4)}\n\n${make.paragraph(1)}\n`
    chapters.push({
      name: `${String(number).padStart(5, '0')}.md`,
      text: [heading, ...questions].join('\n'),
      questions,
      sentence,
    })
  }
  return { chapters, pictures }
}

function questionOf(n, make) {
  const { one, words, paragraph } = make
  const kind = one(kinds)
  const facts = [
    `tags: [bench, part-${n % 40}]`,
    `difficulty: ${one(['easy', 'medium', 'hard'])}`,
    ...(kind === 'reversed' || kind === 'typed' ? [`kind: ${kind}`] : []),
  ]
  const heading = `## ${words(4, 9)} ${n}?\n<!-- ${facts.join(', ')} -->\n`
  const prompt = prompts[kind]?.(n, make)
  const answer = kind === 'typed' ? [words(2, 4)] : [paragraph(4), ...extras(n, make)]
  const parts = prompt ? [prompt, '---', ...answer] : answer
  if (kind !== 'typed') parts.push(paragraph(2))
  return `${heading}\n${parts.join('\n\n')}\n`
}

/** What stands above the rule, of the kinds that need it. */
const prompts = {
  cloze: (n, { words }) =>
    `${words(4, 8)} {{c1::${words(2, 3)} ${n}::${words(1, 2)}}} and {{c2::${words(2, 3)}}}, ${words(4, 8)}.`,
  choice: (n, { words, below }) => {
    const right = below(4)
    return Array.from(
      { length: 4 },
      (_, at) => `- [${at === right ? 'x' : ' '}] ${words(3, 8)} ${n + at}`,
    ).join('\n')
  },
}

function extras(n, make) {
  return Object.keys(shares)
    .filter((name) => make.chance(shares[name]))
    .map((name) => parts[name](n, make))
}

const formulas = [
  (n) => `\\sum_{i=1}^{${n}} i = \\frac{${n}(${n}+1)}{2}`,
  (n) => `\\operatorname{softmax}(x)_i = \\frac{e^{x_i}}{\\sum_{j=1}^{${n}} e^{x_j}}`,
  (n) => `\\int_0^{${n}} x^2 \\, dx = \\frac{${n}^3}{3}`,
  (n) => `P(A \\mid B) = \\frac{P(B \\mid A) P(A)}{P(B)}, \\quad n = ${n}`,
]

const parts = {
  code: (n, { one }) => {
    const language = one(Object.keys(listings))
    return `\`\`\`${language}\n${listings[language](n)}\n\`\`\``
  },
  list: (_, { words, dressed, below }) =>
    Array.from({ length: 3 + below(3) }, () => `- ${dressed(words(4, 12))}`).join('\n'),
  table: (_, { words, below }) =>
    [
      `| ${words(1, 2)} | ${words(1, 2)} | ${words(1, 3)} |`,
      '|---|---:|---|',
      ...Array.from(
        { length: 2 + below(4) },
        () => `| ${words(1, 3)} | ${below(10_000)} | ${words(2, 6)} |`,
      ),
    ].join('\n'),
  inlineMath: (n, { words, below }) =>
    `${words(4, 8)} $O(n^${2 + below(5)})$ where $x_{${n % 300}} \\le ${below(100)}$.`,
  // As in real banks, most formulas are written more than once.
  displayMath: (n, { one }) => `$$\n${one(formulas)((n % 200) + 2)}\n$$`,
  footnote: (n, { words }) => `${words(5, 9)}.[^n${n}]\n\n[^n${n}]: ${words(5, 10)}.`,
  callout: (_, { one, paragraph }) => `> [!${one(['NOTE', 'TIP', 'WARNING'])}]\n> ${paragraph(2)}`,
  foreign: (_, { foreign }) => foreign(),
  svg: (n, make) => picture(`figures/part-${n}.svg`, () => svg(n), make),
  png: (n, make) => picture(`figures/part-${n}.png`, () => png(n), make),
}

function picture(name, bytes, { pictures, words }) {
  pictures.push({ name, bytes })
  return `![${words(4, 8)}](${name})`
}

function svg(n) {
  const bars = Array.from({ length: 8 }, (_, at) => {
    const height = 20 + ((n * (at + 3)) % 90)
    return `<rect x="${10 + at * 28}" y="${120 - height}" width="20" height="${height}" fill="#2f6690"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 150" width="240" height="150">
<path d="M5 120H235M5 120V5" stroke="#333" fill="none"/>
${bars.join('\n')}
<text x="120" y="142" font-size="12" text-anchor="middle">Part ${n}</text>
</svg>
`
}

async function png(n) {
  const width = 160
  const height = 100
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < pixels.length; at += 3) {
    const x = (at / 3) % width
    const y = Math.floor(at / 3 / width)
    pixels[at] = (x + n) & 255
    pixels[at + 1] = (y * 2 + n * 7) & 255
    pixels[at + 2] = ((x * y) >> 4) & 255
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}
