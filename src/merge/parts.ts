/**
 * The edits of a file that bring one question to what the table says of it.
 *
 * Text is patched inside its slice, whatever the dialect. What would need a new
 * place in the source, such as a first tag or an answer where there was none, is
 * written in our own Markdown only; a file by others refuses it.
 */
import { Messages } from '../messages/messages.ts'
import type { Slice } from '../model/bank.ts'
import { type Directive, readDirective } from '../read/directive.ts'
import { createParser } from '../read/markdown/parse.ts'
import { withKeys } from './comment.ts'
import { type Edit, indented, linesOf, Refusal, rewrite, withMargin } from './edits.ts'
import { headingAt, lineEnd, marginOf, type Site } from './site.ts'
import { bodyOfOption, type State } from './state.ts'

/** The edits from a question's state to another; `to` is put into the form it will be read back in. */
export function editsOf(site: Site, from: State, to: State): Edit[] {
  const edits: Edit[] = []
  const { title, directive, prompt, answer, choices = [] } = site.question.slices
  for (const slice of [title, directive, prompt, answer, ...choices]) {
    if (!slice || site.file.text.slice(slice.start, slice.end) === slice.text) continue
    throw new Refusal('its text does not stand in the file as it was read')
  }
  if (to.title === '') throw new Refusal('a question needs a title')
  if (from.title !== to.title) {
    if (/\n/.test(to.title) && !/\n/.test(from.title)) throw new Refusal('its title is one line')
    edits.push(
      ...textEdits(site, site.question.slices.title, to.title, (text) => {
        to.title = text
      }),
    )
  }
  edits.push(...optionEdits(site, from, to))
  edits.push(...promptEdits(site, from, to))
  edits.push(...answerEdits(site, from, to))
  edits.push(...directiveEdits(site, from, to))
  return edits
}

/** Edits inside a slice; `put` is told the text as it will stand there. */
function textEdits(
  { file }: Site,
  slice: Slice,
  text: string,
  put: (text: string) => void,
): Edit[] {
  const margin = marginOf(file.text, slice.start)
  const lines = linesOf(slice)
  const wanted = withMargin(text.split('\n'), lines, margin)
  put(wanted.join('\n'))
  return rewrite(lines, wanted, file.eol)
}

const rule = /^[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/m

/** The heading of a question in a file that holds what only our Markdown says. */
function ownHeading({ question, file }: Site, what: string): { end: number } {
  const heading = headingAt(file.text, question.slices.title.start)
  if (heading && file.ours) return heading
  const why = heading ? `(${file.dialect ?? 'unknown'})` : 'whose questions are not # headings'
  throw new Refusal(`a file by others ${why} has no place for ${what}`)
}

function inEol(text: string, { file }: Site): string {
  return file.eol === '\n' ? text : text.replaceAll('\n', file.eol)
}

function promptEdits(site: Site, from: State, to: State): Edit[] {
  if (from.prompt === to.prompt) return []
  const { prompt, answer, choices } = site.question.slices
  const { text, eol } = site.file
  if (prompt && to.prompt !== '')
    return textEdits(site, prompt, to.prompt, (text) => {
      to.prompt = text
    })
  const [first] = choices ?? []
  const next = first ?? answer
  if (prompt) {
    ownHeading(site, 'a question without its prompt')
    if (!next || next.start < prompt.end) throw new Refusal('its prompt cannot be taken away')
    return [{ start: prompt.start, end: next.start, text: '' }]
  }
  ownHeading(site, 'a prompt')
  if (!next) throw new Refusal('a prompt without an answer would be read as the answer')
  const own = `${inEol(to.prompt, site)}${eol}${eol}`
  if (!first) return [{ start: next.start, end: next.start, text: `${own}---${eol}${eol}` }]
  const edits: Edit[] = [{ start: first.start, end: first.start, text: own }]
  const last = choices?.at(-1)
  if (answer && last && !rule.test(text.slice(last.end, answer.start))) {
    edits.push({ start: answer.start, end: answer.start, text: `---${eol}${eol}` })
  }
  return edits
}

function answerEdits(site: Site, from: State, to: State): Edit[] {
  if (from.answer === to.answer) return []
  const { title, directive, prompt, answer, choices = [] } = site.question.slices
  const { text, eol } = site.file
  if (answer && to.answer !== '')
    return textEdits(site, answer, to.answer, (text) => {
      to.answer = text
    })
  const before = [title, directive, prompt, ...choices].filter((slice) => slice !== undefined)
  const end = Math.max(...before.map((slice) => lineEnd(text, slice.end)))
  if (answer) {
    ownHeading(site, 'a question without its answer')
    if (end > answer.start) throw new Refusal('its answer cannot be taken away')
    return [{ start: end, end: answer.end, text: '' }]
  }
  ownHeading(site, 'an answer')
  const line = to.prompt === '' ? '' : `---${eol}${eol}`
  return [{ start: end, end, text: `${eol}${eol}${line}${inEol(to.answer, site)}` }]
}

function optionEdits(site: Site, from: State, to: State): Edit[] {
  const slices = site.question.slices.choices ?? []
  const same = JSON.stringify(from.options) === JSON.stringify(to.options)
  if (same) return []
  if (slices.length !== from.options.length) {
    throw new Refusal('its options do not stand in the source one by one')
  }
  const { eol } = site.file
  const edits: Edit[] = []
  const kept = to.options.filter(({ label }) => from.options.some((one) => one.label === label))
  const order = from.options.filter(({ label }) => kept.some((one) => one.label === label))
  if (order.some(({ label }, index) => kept[index]?.label !== label)) {
    throw new Refusal('its options would change their order')
  }
  if (to.options.length < 2) throw new Refusal('a choice needs two options')
  for (const [index, option] of from.options.entries()) {
    const slice = slices[index]
    const wanted = to.options.find(({ label }) => label === option.label)
    if (!slice) continue
    if (!wanted) {
      edits.push(withoutOption(slices, index))
      continue
    }
    if (wanted.text === '') throw new Refusal('an option needs a text')
    if (wanted.text !== option.text) {
      const put = (text: string) => {
        wanted.text = text
      }
      edits.push(...textEdits(site, bodyOfOption(slice), wanted.text, put))
    }
    if (wanted.right !== option.right) edits.push(boxEdit(slice, wanted.right))
  }
  const fresh = to.options.filter(
    (option) => !from.options.some((one) => one.label === option.label),
  )
  const last = slices.at(-1)
  if (fresh.length === 0 || !last) return edits
  if (fresh.some((option) => to.options.indexOf(option) < kept.length)) {
    throw new Refusal('new options come behind the others')
  }
  const mark = /^(\s*[-*+]\s+)\[[ xX]\]\s+/.exec(last.text)?.[1]
  if (mark === undefined) throw new Refusal('only a task list takes new options')
  const margin = marginOf(site.file.text, last.start)
  const indent = margin + ' '.repeat(mark.length)
  const added = fresh.map(({ text, right }) => {
    const body = inEol(indented(text, indent), site)
    return `${eol}${margin}${mark}[${right ? 'x' : ' '}] ${body}`
  })
  for (const option of fresh) option.text = indented(option.text, indent)
  edits.push({ start: last.end, end: last.end, text: added.join('') })
  return edits
}

function withoutOption(slices: readonly Slice[], index: number): Edit {
  const [before, own, next] = [slices[index - 1], slices[index], slices[index + 1]]
  if (before && own) return { start: before.end, end: own.end, text: '' }
  if (!own || !next) throw new Refusal('its last option cannot be taken away')
  return { start: own.start, end: next.start, text: '' }
}

function boxEdit({ start, text }: Slice, right: boolean): Edit {
  const box = /^\s*(?:[-*+]|\d+[.)])\s+\[(?=[ xX]\])/.exec(text)
  if (!box) throw new Refusal('its options have no boxes to tick; say which is right in the source')
  const at = start + box[0].length
  return { start: at, end: at + 1, text: right ? 'x' : ' ' }
}

/** What a question's directive says; nothing where it has none. */
export function directiveOf(text: string | undefined): Directive {
  const place = { path: '', line: 1, column: 1 }
  if (text === undefined) return { tags: [], see: [] }
  return readDirective({ type: 'html', value: text }, place, new Messages())
}

function directiveEdits(site: Site, from: State, to: State): Edit[] {
  const { slices, tags } = site.question
  const said = directiveOf(slices.directive?.text)
  const values: Record<string, string | string[] | undefined> = {}
  if (from.tags.join('\n') !== to.tags.join('\n')) {
    const others = tags.filter((tag) => !said.tags.includes(tag))
    const lost = others.filter((tag) => !to.tags.includes(tag))
    if (lost.length > 0) {
      const where = `the tag ${lost.join(', ')} is not this question's own: its file says it`
      throw new Refusal(`${where} of all its questions, or a mark of its dialect`)
    }
    const own = to.tags.filter((tag) => !others.includes(tag))
    values.tags = own.length > 0 ? own : undefined
    to.tags = [...others, ...own]
  }
  if (from.difficulty !== to.difficulty) {
    if (!['', 'easy', 'medium', 'hard'].includes(to.difficulty)) {
      throw new Refusal(`difficulty is easy, medium or hard, not “${to.difficulty}”`)
    }
    if (to.difficulty === '' && said.difficulty === undefined) {
      throw new Refusal('its difficulty is a mark of its file’s dialect')
    }
    values.difficulty = to.difficulty === '' ? undefined : to.difficulty
  }
  if (from.hint !== to.hint) values.hint = to.hint === '' ? undefined : escaped(to.hint)
  if (Object.keys(values).length === 0) return []
  const heading = slices.directive ? undefined : ownHeading(site, Object.keys(values).join(', '))
  const text = withKeys(slices.directive?.text, values)
  const { file } = site
  if (!slices.directive) {
    const at = heading?.end ?? 0
    return text === undefined ? [] : [{ start: at, end: at, text: `${file.eol}${text}` }]
  }
  if (text !== undefined) {
    const lines = linesOf(slices.directive)
    return rewrite(lines, text.replace(/\r\n?/g, '\n').split('\n'), file.eol)
  }
  // With its line, where nothing else stands on it.
  const end = lineEnd(file.text, slices.directive.end)
  const title = lineEnd(file.text, slices.title.end)
  return [{ start: title, end, text: '' }]
}

/** Plain words as Markdown that reads as these words. */
export function escaped(text: string): string {
  const [first, ...more] = createParser().parse(text).children
  const [only, ...others] = first?.type === 'paragraph' ? first.children : []
  const isPlain = only?.type === 'text' && only.value === text
  if (isPlain && more.length + others.length === 0) return text
  return text.replace(/[\\`*_[\]<>~$|{}=]/g, '\\$&').replace(/^([#+-]|\d+[.)])/, '\\$1')
}
