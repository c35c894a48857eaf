/**
 * YAML as we take it: every scalar stays text (`version: 1.10` is no number),
 * and aliases, anchors, tags, merge keys and equal keys are refused.
 */
import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { Place } from '../model/bank.ts'

export type Fault = { reason: string; place: Place }

/** Scalars are strings; an empty one is an empty string. */
export type Value = string | Value[] | { [key: string]: Value }

export type Document = {
  value: Value
  faults: Fault[]
  /** Place of the value at a path of keys and indexes, or of its key where `key` is set. */
  placeOf(path: readonly (string | number)[], key?: boolean): Place
}

/** Largest document, in UTF-16 units. */
const limit = 16 * 1024

/** Parses one document; what is wrong with it comes as faults, never as an exception. */
export function parseYaml(text: string, path: string): Document {
  const start: Place = { path, line: 1, column: 1 }
  if (text.length > limit) {
    return broken({ reason: `It is larger than ${limit / 1024} KiB.`, place: start }, start)
  }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    schema: 'failsafe',
    merge: false,
    uniqueKeys: true,
    prettyErrors: false,
    lineCounter: lines,
  })
  const at = (from: number, to: number): Place => {
    const begin = lines.linePos(from)
    const end = lines.linePos(Math.max(to, from))
    return {
      path,
      line: Math.max(begin.line, 1),
      column: Math.max(begin.col, 1),
      end: { line: Math.max(end.line, 1), column: Math.max(end.col, 1) },
    }
  }

  const faults: Fault[] = [...document.errors, ...document.warnings].map((error) => ({
    reason: sentence(error.message),
    place: at(error.pos[0], error.pos[1]),
  }))
  // After an error of syntax the tree means little, and may be very deep.
  if (faults.length > 0) return { ...broken(undefined, start), faults: faults.slice(0, 10) }
  visit(document, {
    Node(_, node) {
      const [from = 0, to = 0] = node.range ?? []
      if (isAlias(node)) faults.push({ reason: 'Aliases are not supported.', place: at(from, to) })
      else if (node.anchor)
        faults.push({ reason: 'Anchors are not supported.', place: at(from, to) })
    },
    Pair(_, pair) {
      if (!isScalar(pair.key)) {
        const [from = 0, to = 0] = (isNode(pair.key) && pair.key.range) || []
        faults.push({ reason: 'A key must be a plain word.', place: at(from, to) })
      }
    },
  })
  if (faults.length > 0) return { ...broken(undefined, start), faults }

  const placeOf: Document['placeOf'] = (keys, key = false) => {
    const parent = keys.length > 0 ? document.getIn(keys.slice(0, -1), true) : undefined
    const last = keys.at(-1)
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && item.key.value === last)
      : undefined
    const wanted =
      pair && key ? pair.key : keys.length > 0 ? document.getIn(keys, true) : document.contents
    const range = isNode(wanted) ? wanted.range : undefined
    return range ? at(range[0], range[1]) : start
  }
  return { value: (document.toJS({ maxAliasCount: 0 }) ?? {}) as Value, faults, placeOf }
}

function broken(fault: Fault | undefined, start: Place): Document {
  return { value: {}, faults: fault ? [fault] : [], placeOf: () => start }
}

/** The parser's words as a sentence. */
function sentence(words: string): string {
  const text = words.replace(/\s+/g, ' ').trim().slice(0, 200)
  return /[.!?]$/.test(text) ? text : `${text}.`
}
