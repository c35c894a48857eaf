/**
 * A question as the fields of its note. Pure: nothing here depends on another
 * question, on the order of the bank, or on the day.
 */
import { hash as hashOf } from 'node:crypto'
import type { Position } from 'unist'
import { type MarkupOptions, markup, markupText, type Problem } from '../markup/markup.ts'
import { type Bank, type Body, bodyOf, type Question, type Section } from '../model/bank.ts'
import { type Block, type Inline, type Node, plain, visit } from '../model/mdast.ts'
import { optionsHtml, solutionHtml } from './choices.ts'
import { linkFrom, sourceUrl } from './links.ts'
import { soundName } from './media.ts'
import { type FieldName, type NoteType, noteTypes } from './note-types.ts'
import { retiredNotice, retiredTag } from './retired.ts'

export type Note = {
  type: NoteType
  /** HTML of each field of the type, in its order. */
  fields: string[]
  /** The same as one text, as Anki keeps them. */
  joined: string
  byName: Partial<Record<FieldName, string>>
  tags: string[]
  /** Hash of all that a learner's client would update. */
  hash: string
  problems: NoteProblem[]
}

/** What could not be shown as meant; `position` counts from the question's own heading. */
export type NoteProblem = {
  rule: Problem['rule'] | 'field-shortened'
  reason: string
  position?: Position
}

/** UTF-16 units of HTML in a field; phones do not open more. */
const longestField = 1_000_000
/** What is left of a longer one, as plain text. */
const shortened = 50_000

/** Renders a question's note, or what is left of one that was retired. `picture` names the file of a medium. */
export function noteOf(
  bank: Pick<Bank, 'source'> & Partial<Pick<Bank, 'language' | 'sounds'>>,
  section: Pick<Section, 'path'>,
  question: Question,
  picture: MarkupOptions['picture'],
  retired = false,
): Note {
  const type: NoteType = noteTypes[question.kind]
  const body = bodyOf(question)
  // The file no longer has a question that was retired.
  const file = retired ? undefined : sourceUrl(bank, question.place)
  const problems: Note['problems'] = []

  const render = (nodes: readonly Node[], part: string, gaps = false): string => {
    const made = markup(nodes, {
      scope: `${question.code}-${part}`,
      gaps,
      ...(bank.language !== undefined && { language: bank.language }),
      footnotes: body.footnotes,
      picture,
      sound: (key) => soundName(bank.sounds, key),
      link: (url) => linkFrom(file, url),
    })
    problems.push(...made.problems.map(placed))
    if (made.html.length <= longestField) return made.html
    const reason = `${question.code} has ${made.html.length} characters of HTML in one field`
    problems.push({ rule: 'field-shortened', reason })
    return `<p>${markupText(`${cut(plain(nodes))} …`)}</p>`
  }

  const own = parts(question, body, render)
  const byName: Partial<Record<FieldName, string>> = {
    Code: markupText(question.code),
    Hint: render(body.hint ?? [], 'h'),
    Section: markupText(section.path.join(' › ')),
    Difficulty: question.difficulty ?? '',
    Source: file === undefined ? '' : render([sourceLink(file, question.place.path)], 's'),
    Notice: retired ? retiredNotice(bank.language ?? 'en') : '',
    Related: markupText(relatedTo(question).join(' ')),
    ...own,
  }
  const fields = type.fields.map((name) => byName[name] ?? '')
  const tags = tagsOf(question, retired ? [retiredTag] : [])
  const joined = fields.join('\u001f')
  const hashed = `${[question.kind, ...tags, ''].join('\u001f')}\u001f${joined}`
  const hash = hashOf('sha256', hashed).slice(0, 32)
  return { type, fields, joined, byName, tags, hash, problems }
}

function placed({ rule, reason, node }: Problem): NoteProblem {
  const position = 'position' in node ? node.position : undefined
  return { rule, reason, ...(position && { position }) }
}

/** Codes of other questions: of the one it translates first. */
function relatedTo({ of, see }: Pick<Question, 'of' | 'see'>): string[] {
  return [...new Set([of ?? '', ...see])].filter((name) => codes.test(name))
}

const codes = /^[A-Z][2-9](?:[A-Z][2-9]){1,2}[A-Z]$/

type Render = (nodes: readonly Node[], part: string, gaps?: boolean) => string

/** The fields that differ between kinds. */
function parts(question: Question, body: Body, render: Render): Partial<Record<FieldName, string>> {
  const answer = render(beyondExpected(question, body), 'a')
  if (question.kind === 'cloze') return clozeParts(question, body, render, answer)
  const common = {
    Question: titleHtml(question, body, render),
    Prompt: render(body.prompt, 'q'),
    Answer: answer,
  }
  if (question.kind === 'typed') return { ...common, Expected: markupText(question.expected) }
  if (question.kind !== 'choice') return common
  return {
    ...common,
    Options: optionsHtml(question.choices, body, render),
    Solution: solutionHtml(question.choices, body, render),
  }
}

/** The answer without the words to type, which Anki shows itself. */
function beyondExpected(question: Question, { answer }: Body): Block[] {
  const [first, ...rest] = answer
  if (question.kind !== 'typed' || first?.type !== 'paragraph') return answer
  const words = plain(first.children).replace(/\s+/g, ' ').trim()
  return words === question.expected ? rest : answer
}

/**
 * Gaps make cards wherever they stand, and only the text shows them: so an
 * answer that holds some belongs to the text. Where there are none at all, an
 * empty gap stands below the text, for Anki has no cloze note without.
 */
function clozeParts(
  question: Question,
  body: Body,
  render: Render,
  answer: string,
): Partial<Record<FieldName, string>> {
  const whole = hasGap(body.answer)
  const title = titleHtml(question, body, render, true)
  const rest: Block[] = whole ? [...body.prompt, ...body.answer] : body.prompt
  const text = `<div class="rv-title">${title}</div>\n${render(rest, 'q', true)}`
  return {
    Text: text.includes('{{c') ? text : `${text}<p>{{c1::…}}</p>`,
    Answer: whole ? '' : answer,
  }
}

function hasGap(nodes: readonly Node[]): boolean {
  let found = false
  visit(nodes, (node) => {
    if (node.type === 'cloze') found = true
  })
  return found
}

function titleHtml(question: Question, body: Body, render: Render, gaps = false): string {
  return render(body.title, 't', gaps) || markupText(question.title || question.code)
}

/**
 * A link to the source file. Where the bank has no address nothing stands there: a
 * bare path would lead nowhere, and a file renamed would update all of its notes.
 */
function sourceLink(url: string, path: string): Inline {
  const name = path.split(/[\\/]/).at(-1) ?? path
  return { type: 'link', url, children: [{ type: 'text', value: name }] }
}

/** Without white space, which parts tags; the difficulty is one, so that a learner can filter by it. */
function tagsOf(question: Question, further: readonly string[]): string[] {
  const difficulty = question.difficulty ? [`difficulty::${question.difficulty}`] : []
  const tags = new Map<string, string>()
  for (const tag of [...question.tags, ...difficulty, ...further]) {
    const { clean, key } = cleanTag(tag)
    if (clean !== '' && !tags.has(key)) tags.set(key, clean)
  }
  return [...tags.values()].sort()
}

type CleanTag = { clean: string /** Anki compares tags without regard to case. */; key: string }

/** Tags cleaned before: the questions of a bank share them. */
const cleaned = new Map<string, CleanTag>()
const mostCleaned = 10_000

function cleanTag(tag: string): CleanTag {
  const known = cleaned.get(tag)
  if (known) return known
  const clean = tag
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f-\u009f\p{Surrogate}]/gu, '')
    .split('::')
    .map((part) => part.trim().replace(/\s+/g, '-'))
    .filter((part) => part !== '')
    .join('::')
  const made = { clean, key: clean.toLowerCase() }
  if (cleaned.size === mostCleaned) cleaned.clear()
  cleaned.set(tag, made)
  return made
}

/** By code points, so that no character is halved. */
function cut(text: string): string {
  const part = text.slice(0, shortened)
  return /[\ud800-\udbff]$/.test(part) ? part.slice(0, -1) : part
}
