/** Puts words and files into a template, and knows of every letter which file it comes from. */
import type { Place } from '../model/bank.ts'

/** A file of templates, under the path that messages name. */
export type TemplateFile = { path: string; text: string }

export type Expanded = {
  html: string
  /** Where the letter at an offset of `html` was written; a word put in has the place of its name. */
  placeAt(offset: number): Place
}

type Piece = { text: string; file: TemplateFile; from: number; literal: boolean }

/**
 * A template with its words between percent signs replaced: by texts, and by files,
 * in which words are replaced too. What is no word of ours stays.
 */
export function expand(
  file: TemplateFile,
  words: Readonly<Record<string, string>>,
  files: Readonly<Record<string, TemplateFile>> = {},
): Expanded {
  const pieces = [...piecesOf(file, words, files, 0)]
  const whole = pieces.map(({ text }) => text).join('')
  const lead = whole.length - whole.trimStart().length
  return {
    html: whole.trim(),
    placeAt(offset) {
      let left = offset + lead
      const piece = pieces.find(({ text }) => {
        if (left < text.length) return true
        left -= text.length
        return false
      })
      if (!piece) return { path: file.path, line: 1, column: 1 }
      return placeIn(piece.file, piece.from + (piece.literal ? left : 0))
    },
  }
}

/** Files are put into files once, so that none can hold itself. */
const deepest = 2

function* piecesOf(
  file: TemplateFile,
  words: Readonly<Record<string, string>>,
  files: Readonly<Record<string, TemplateFile>>,
  depth: number,
): Generator<Piece> {
  const { text } = file
  // What is put into another file stands there without the white space around it.
  const end = depth > 0 ? text.trimEnd().length : text.length
  let from = depth > 0 ? text.length - text.trimStart().length : 0
  for (const { 0: whole, 1: word = '', index } of text.matchAll(/%([A-Za-z]+)%/g)) {
    const inner = Object.hasOwn(files, word) ? files[word] : undefined
    const value = Object.hasOwn(words, word) ? words[word] : undefined
    if (depth === deepest || (inner === undefined && value === undefined)) continue
    yield { text: text.slice(from, index), file, from, literal: true }
    if (inner) yield* piecesOf(inner, words, files, depth + 1)
    else yield { text: value ?? '', file, from: index, literal: false }
    from = index + whole.length
  }
  yield { text: text.slice(from, Math.max(from, end)), file, from, literal: true }
}

function placeIn({ path, text }: TemplateFile, offset: number): Place {
  const before = text.slice(0, offset).split('\n')
  return { path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
