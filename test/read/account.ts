/**
 * Accounts for the words of a file: each is in the model, or inside the range
 * of a message that says it was left out.
 */

import type { Nodes as Hast } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import type { RootContent } from 'mdast'
import { Messages } from '../../src/messages/messages.ts'
import {
  type Bank,
  type Body,
  bodyOf,
  type Draft,
  headingOf,
  introOf,
  questionsOf,
  sectionsOf,
} from '../../src/model/bank.ts'
import { childrenOf, type Node, plain } from '../../src/model/mdast.ts'
import { keyPattern, pairs } from '../../src/read/dialects/keys.ts'
import { isSide } from '../../src/read/dialects/one-file.ts'
import { splitFrontMatter } from '../../src/read/front-matter.ts'
import { gradeLine } from '../../src/read/grade.ts'
import { htmlWords, isLid, sharedSummary } from '../../src/read/lids.ts'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'
import { alphabets, inLatin } from '../../src/read/options.ts'
import { answerAlone, answerInWords, answerStated, placesAt } from '../../src/read/stated.ts'
import { countName } from '../../src/read/wording.ts'

type Word = { word: string; line: number }

type File = { path: string; text: string }

/** Rules that leave text out, over the range they name. */
const leavesOut =
  /^(?:cleaned-|answer-link-|item-skipped|title-empty|html-dropped|nesting-too-deep|table-too-wide)/

/** The words of some files that are neither in the bank nor said to be left out, with their lines. */
export function lostWords(files: readonly File[], bank: Bank<Draft>, messages: Messages): string[] {
  const held = new Map<string, number>()
  const hold = (words: Iterable<string>) => {
    for (const word of words) held.set(word, (held.get(word) ?? 0) + 1)
  }
  hold(wordsIn(bank))
  hold(cutWords(files, bank))
  hold(convertedWords(files, bank))
  hold(keyWords(files, bank))
  hold(markWords(files, bank))
  const lost: string[] = []
  for (const { path, text } of files) {
    const own = messages.all.filter(({ file }) => file === path)
    if (own.some(({ ruleId }) => ruleId === 'file-without-questions')) continue
    const ranges = own.filter(({ ruleId }) => leavesOut.test(ruleId ?? '')).map(rangeOf)
    const { offset, line } = splitFrontMatter({ path, text }, new Messages())
    const { blocks } = parseMarkdown(text.slice(offset), { offset, line })
    for (const { word, line } of sourceWords(blocks)) {
      if (ranges.some(([from, to]) => line >= from && line <= to)) continue
      const count = held.get(word) ?? 0
      if (count > 0) held.set(word, count - 1)
      else lost.push(`${path}:${line}: ${word}`)
    }
  }
  return lost
}

/** Numbers and signs that lead titles: what stands in a heading's line before its title. */
function* cutWords(files: readonly File[], bank: Bank<Draft>): Generator<string> {
  const lines = new Map(files.map(({ path, text }) => [path, text.split(/\r\n|\n|\r/)]))
  const lineOf = ({ path, line }: { path: string; line: number }) =>
    lines.get(path)?.[line - 1] ?? ''
  const questions = [...questionsOf(bank)].map(({ question }) => question)
  const owners = [...sectionsOf(bank), ...questions]
  for (const { title, place } of owners) {
    const [first = ''] = split(title)
    const words = split(lineOf(place).replace(/<\/?a\b[^>]*>/g, ''))
    yield* words.slice(0, Math.min(4, Math.max(0, words.indexOf(first))))
  }
  // The summary of details may stand on a line behind the one on which they open.
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  for (const { place, slices } of questions) {
    const before = (texts.get(place.path) ?? '').slice(0, slices.title.start)
    const rows = before.split('\n')
    if (rows.length > place.line) {
      const lead = (rows.at(-1) ?? '').replace(/<[^>]*>/g, '')
      yield* split(lead).slice(0, 4)
    }
  }
}

/** Words that lead lines and say what stands there, between the parts of a question. */
function* keyWords(files: readonly File[], bank: Bank<Draft>): Generator<string> {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  for (const { question } of questionsOf(bank)) {
    const text = texts.get(question.place.path) ?? ''
    const { title, prompt, answer } = question.slices
    const before = prompt ? Math.max(prompt.end, title.end) : title.end
    yield* keysIn(text.slice(Math.max(0, title.start - 8), title.start))
    if (answer && answer.start > before) yield* keysIn(text.slice(before, answer.start))
    // Headings such as "Front" say which side stands below.
    const [start, end] = [title.start - 40, (answer ?? prompt ?? title).end]
    for (const [, name = ''] of text.slice(Math.max(0, start), end).matchAll(/^#+ (.*)$/gm)) {
      if (isSide(name)) yield* split(name)
    }
  }
}

/** Words of the marks of other card programs: ids and tags of questions, ids of decks. */
function* markWords(files: readonly File[], bank: Bank<Draft>): Generator<string> {
  for (const { question } of questionsOf(bank)) {
    const { id = '' } = question
    yield* [...split(id), ...split(id.toUpperCase())]
    for (const tag of question.tags) yield* split(tag)
    const { end } = question.slices.title
    const text = files.find(({ path }) => path === question.place.path)?.text.slice(end) ?? ''
    yield* split(/^(?:[ \t]+#[\p{L}\p{N}_/-]+)+/u.exec(text)?.[0] ?? '')
  }
  for (const { text } of files) {
    for (const [, id = ''] of text.matchAll(/^#{1,6} .*\((\d{6,})\)\s*$/gm)) yield id
  }
}

const keyLine =
  /^(?:.*>)?\s*(?:[-*+] +)?(?:\*\*|__)?([\p{L}\p{M} ]{1,20})\d*(?:\*\*|__)?\s*[:：]/gmu

function keysIn(text: string): string[] {
  return [...text.matchAll(keyLine)].flatMap(([, key = '']) =>
    isKey(`${key.trim()}:`) ? split(key) : [],
  )
}

function isKey(line: string): boolean {
  return (
    /^C:/.test(line) ||
    pairs.some(({ asks, answers }) => keyPattern(`${asks}|${answers}`).test(line))
  )
}

/**
 * Words that became something other than words: letters of options, statements
 * of the right one, lids of answers, headings that only count.
 */
function* convertedWords(files: readonly File[], bank: Bank<Draft>): Generator<string> {
  const questions = [...questionsOf(bank)].map(({ question }) => question)
  for (const { path, text } of files) {
    const lines = text.split(/\r\n|\n|\r/)
    const own = questions.filter(({ place }) => place.path === path)
    const shared = sharedSummary(parseMarkdown(text).blocks)
    for (const [index, question] of own.entries()) {
      const { place } = question
      const stop = own[index + 1]?.place.line ?? lines.length + 1
      const heading = lines[place.line - 1] ?? ''
      if (countName.test(heading.replace(/^\s*#+/, '').trim())) yield* split(heading)
      if (question.kind === 'choice') yield* question.choices.map(({ label }) => label)
      if (question.kind === 'choice') {
        yield* question.choices.map(({ label }) => label.toLowerCase())
        for (const alphabet of alphabets) yield* [...alphabet].slice(0, question.choices.length)
      }
      const options = bodyOf(question).choices ?? []
      for (const line of lines.slice(place.line, stop - 1)) {
        const words = htmlWords(line.replace(/^[\s>#*-]+/, '')).replace(/[*_`]/g, '')
        for (const [, summary = ''] of line.matchAll(/<summary[^>]*>(.*?)(?:<\/summary|$)/gi)) {
          const lid = htmlWords(summary)
          if (isLid(lid) || lid === shared) yield* split(lid)
        }
        // What says how hard a question is became its difficulty and tags.
        const graded = line.split('|').some((piece) => gradeLine(piece))
        if (
          question.difficulty &&
          (graded || (line.startsWith('|') && /^\|[^|]*\|[^|]*\|$/.test(line)))
        ) {
          yield* split(line)
        }
        for (const [, name = ''] of line.matchAll(/\[([^\]]*)\]\([^)]*\.md/g)) {
          if (question.answerPlace) yield* split(name)
        }
        if (question.kind !== 'choice') continue
        const stated = alphabets
          .map((alphabet) => inLatin(words, { signs: alphabet.slice(0, options.length) }))
          .map((latin) => answerStated(latin) ?? placesAt(latin) ?? answerAlone(latin))
          .find((found) => found !== undefined)
        const said = answerInWords(words) ?? (stated?.rest || undefined)
        const same = options.find(
          ({ body }) => split(plain(body)).join() === split(said ?? '').join(),
        )
        if (same) yield* split(words)
        else if (stated) yield* split(words.slice(0, words.length - stated.rest.length))
      }
    }
  }
}

function rangeOf({ place }: Messages['all'][number]): [from: number, to: number] {
  if (!place) return [0, -1]
  return 'start' in place ? [place.start.line, place.end.line] : [place.line, place.line]
}

function split(text: string): string[] {
  return (
    text
      .replace(/[\u0000-\u0008\u000e-\u001f]|\ufe0f/g, '')
      .normalize('NFC')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  )
}

/** Words of the source; the line is that of the top-level block, to the nearest node. */
function* sourceWords(nodes: readonly RootContent[]): Generator<Word> {
  for (const node of nodes) {
    const line = node.position?.start.line ?? 0
    if (node.type === 'html') {
      yield* wordsOfHtml(node.value, line)
    } else if ('value' in node) {
      yield* split(node.value).map((word) => ({ word, line }))
    } else if ('children' in node) {
      yield* sourceWords(node.children as RootContent[])
    } else if ('alt' in node) {
      yield* split(node.alt ?? '').map((word) => ({ word, line }))
    }
  }
}

/** The words of HTML that stands alone in its node, by line; tags and comments have none. */
function* wordsOfHtml(value: string, line: number): Generator<Word> {
  const texts = (node: Hast): Extract<Hast, { type: 'text' }>[] =>
    node.type === 'text'
      ? [node]
      : 'children' in node && !(node.type === 'element' && hidden.has(node.tagName))
        ? node.children.flatMap(texts)
        : []
  for (const node of texts(fromHtml(value, { fragment: true }))) {
    const first = line + (node.position?.start.line ?? 1) - 1
    for (const [index, row] of node.value.split('\n').entries()) {
      yield* split(row).map((word) => ({ word, line: first + index }))
    }
  }
}

const hidden = new Set(['script', 'style', 'template'])

function* wordsIn(bank: Bank<Draft>): Generator<string> {
  yield* split(bank.title)
  for (const section of sectionsOf(bank)) {
    yield* nodeWords(headingOf(section))
    yield* bodyWords(introOf(section))
  }
  for (const { question } of questionsOf(bank)) {
    yield* bodyWords(bodyOf(question))
  }
}

function* bodyWords({ title, hint = [], prompt, answer, choices = [], footnotes }: Body) {
  yield* nodeWords([...title, ...hint, ...prompt, ...answer])
  for (const { body, why } of choices) yield* nodeWords([...body, ...why])
  yield* nodeWords(footnotes)
}

function* nodeWords(nodes: readonly Node[]): Generator<string> {
  for (const node of nodes) {
    if ('value' in node) yield* split(node.value)
    else if (node.type === 'picture') yield* split(node.alt)
    else {
      // The numbers of a list whose marks were text where the file was read whole.
      if (node.type === 'list' && node.ordered) {
        yield* node.children.map((_, index) => String(node.start + index))
      }
      if (node.type === 'callout') yield node.tone.toUpperCase()
      yield* nodeWords(childrenOf(node))
    }
  }
}
