/** A unified diff of a file's edits, as `diff -u` and git print it. */
import { diffIndices } from 'node-diff3'
import { applied, type Edit, ordered } from './edits.ts'
import { lineAt, lineStarts } from './site.ts'

/** Lines around a change. */
const context = 3

/** Lines of the diff, without line ends; empty where nothing changes. */
export function unified(path: string, text: string, edits: readonly Edit[]): string[] {
  const starts = lineStarts(text)
  const last = starts.at(-1) === text.length ? starts.length - 1 : starts.length
  const groups: { from: number; to: number; edits: Edit[] }[] = []
  for (const edit of ordered(edits)) {
    const from = Math.max(0, lineAt(starts, edit.start) - context)
    const to = Math.min(last, lineAt(starts, edit.end) + context + 1)
    const group = groups.at(-1)
    if (group && from <= group.to) {
      group.to = Math.max(group.to, to)
      group.edits.push(edit)
    } else groups.push({ from, to, edits: [edit] })
  }
  const rows = [`--- a/${path}`, `+++ b/${path}`]
  let shift = 0
  for (const { from, to, edits } of groups) {
    const start = starts[from] ?? text.length
    const end = to < starts.length ? (starts[to] ?? text.length) : text.length
    const own = edits.map((edit) => ({
      ...edit,
      start: edit.start - start,
      end: edit.end - start,
    }))
    const before = linesIn(text.slice(start, end))
    const after = linesIn(applied(text.slice(start, end), own))
    rows.push(...hunk(before, after, from, from + shift))
    shift += after.length - before.length
  }
  return rows
}

/** Lines with their ends. */
function linesIn(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? []
}

function hunk(before: string[], after: string[], line: number, newLine: number): string[] {
  const range = (at: number, count: number) => `${count === 0 ? at : at + 1},${count}`
  const rows = [`@@ -${range(line, before.length)} +${range(newLine, after.length)} @@`]
  const put = (sign: string, lines: readonly string[]) => {
    for (const own of lines) {
      rows.push(`${sign}${own.replace(/\n$|\r$/, '')}`)
      if (!/[\r\n]$/.test(own)) rows.push('\\ No newline at end of file')
    }
  }
  let at = 0
  for (const { buffer1, buffer1Content, buffer2Content } of diffIndices(before, after)) {
    put(' ', before.slice(at, buffer1[0]))
    put('-', buffer1Content)
    put('+', buffer2Content)
    at = buffer1[0] + buffer1[1]
  }
  put(' ', before.slice(at))
  return rows
}
