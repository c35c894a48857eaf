/** Where in an item's body the prompt ends and the answer begins. */
import type { Heading, List, RootContent } from 'mdast'
import type { Option, Told } from './dialects/dialect.ts'
import { isDirective } from './directive.ts'
import { says, words } from './outline.ts'
import { answerName } from './wording.ts'

export type Parts = Told & { directive?: Extract<RootContent, { type: 'html' }> }

/** How a whole file divides its items; decided once over all of them. */
export type Manner = {
  /** Whether a rule divides prompt and answer, or only decorates. */
  rules: boolean
  /** Whether a heading such as "Explanation" begins the answer, and without one there is none. */
  answerHeadings: boolean
}

/** Judges a file's manner from all its bodies. */
export function mannerOf(bodies: readonly (readonly RootContent[])[], ours: boolean): Manner {
  let split = 0
  let headed = 0
  for (const body of bodies) {
    if (ruleIn(body) >= 0) split++
    if (answerHeadingIn(body) >= 0) headed++
  }
  return {
    rules: ours || split >= Math.max(1, bodies.length / 3),
    answerHeadings: headed >= 3 && headed >= bodies.length / 2,
  }
}

export function splitBody(body: readonly RootContent[], manner: Manner): Parts {
  const [top] = body
  const directive = top?.type === 'html' && isDirective(top) ? top : undefined
  const rest = trimmedRules(directive ? body.slice(1) : body)
  const rule = manner.rules ? ruleIn(rest) : -1
  if (rule >= 0) {
    return withOptions(directive, rest.slice(0, rule), rest.slice(rule + 1))
  }
  const heading = answerHeadingIn(rest)
  if (heading >= 0 && (manner.answerHeadings || rest.slice(0, heading).some(says))) {
    return withOptions(directive, rest.slice(0, heading), rest.slice(heading))
  }
  if (manner.answerHeadings && rest.some(says)) return withOptions(directive, rest, [])
  const first = rest.findIndex(says)
  const options = rest[first]
  if (options?.type === 'list' && isTaskList(options) && !headed(rest.slice(0, first))) {
    return {
      ...(directive && { directive }),
      prompt: [],
      options: optionsOf(options),
      answer: trimmedRules(rest.slice(first + 1)),
    }
  }
  return { ...(directive && { directive }), prompt: [], answer: rest }
}

function withOptions(
  directive: Parts['directive'],
  prompt: RootContent[],
  answer: RootContent[],
): Parts {
  const list = prompt.findLast((node): node is List => node.type === 'list' && isTaskList(node))
  return {
    ...(directive && { directive }),
    prompt: prompt.filter((node) => node !== list),
    ...(list && { options: optionsOf(list) }),
    answer: trimmedRules(answer),
  }
}

function headed(nodes: readonly RootContent[]): boolean {
  return nodes.some((node) => node.type === 'heading')
}

/** Whether every item of a list has a box. */
export function isTaskList(list: List): boolean {
  return (
    list.children.length > 0 && list.children.every((item) => typeof item.checked === 'boolean')
  )
}

/** The options that a task list gives. */
export function optionsOf(list: List): Option[] {
  return list.children.map((item): Option => {
    const [first, ...why] = item.children
    return {
      right: item.checked === true,
      body: first ? [first] : [],
      why,
      ...(item.position && { position: item.position }),
    }
  })
}

/** The first rule with something on both sides, where it is the first rule at all. */
function ruleIn(body: readonly RootContent[]): number {
  const rule = trimmedRules(body).findIndex((node) => node.type === 'thematicBreak')
  if (rule < 0) return -1
  const inner = trimmedRules(body)
  const offset = inner[0] ? body.indexOf(inner[0]) : 0
  const before = inner.slice(0, rule).some((node) => says(node) || node.type === 'heading')
  const after = inner.slice(rule + 1).some((node) => says(node) || node.type === 'heading')
  return before && after ? rule + offset : -1
}

function answerHeadingIn(body: readonly RootContent[]): number {
  return body.findIndex(
    (node): node is Heading => node.type === 'heading' && answerName.test(words(node).trim()),
  )
}

/** Without the rules that stand first or last: they divide items, not an item. */
function trimmedRules(body: readonly RootContent[]): RootContent[] {
  let from = 0
  let to = body.length
  while (from < to && body[from]?.type === 'thematicBreak') from++
  while (to > from && body[to - 1]?.type === 'thematicBreak') to--
  return body.slice(from, to)
}
