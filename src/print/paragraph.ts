/** Pieces become the line boxes of a paragraph. */
import type { Node } from '../model/mdast.ts'
import { changed } from './changed.ts'
import { milli, type Role, shift } from './display.ts'
import { itemsOf } from './items.ts'
import { type Alignment, breakLines } from './lines.ts'
import { type Look, type Piece, scaledAtom } from './look.ts'
import { type Align, directionsOf, setLine } from './setline.ts'
import type { Setting, Spot } from './setting.ts'
import { below, hang, type Tag } from './tags.ts'
import type { Box } from './vertical.ts'

/** Below this measure justified lines are too loose. */
const narrow = 200

/** Parts no word. One object, because items remember words by who parts them. */
export const whole = (): readonly number[] => []

export type Lines = {
  boxes: Box[]
  /** Identifiers of the footnotes each line calls. */
  notes: string[][]
}

/**
 * Breaks and sets a paragraph. `align` says how, else the theme does; `left` is
 * right for what runs that way, unless `fixed`. `tag` is its element, a new
 * paragraph or heading where it is missing; `node` is where messages point, the
 * question where it is missing. In a `cell` no word is said to be too wide.
 */
export function setParagraph(
  pieces: readonly Piece[],
  setting: Setting,
  spot: Spot,
  options: {
    align?: Align
    fixed?: boolean
    role?: Role
    tag?: Tag
    node?: Node
    cell?: boolean
  } = {},
): Lines {
  const { theme, faces } = setting
  const measure = spot.width
  const align: Align =
    options.align ??
    (theme.text.justify && measure >= narrow && !isVerbatim(pieces) ? 'justified' : 'left')
  const role = options.role ?? 'line'
  const tag = options.tag ?? below(spot.tag, headings.has(role) ? 'H' : 'P')
  const alignment: Alignment = align === 'justified' ? 'justified' : 'ragged'
  const hyphenate = theme.text.hyphenate && align === 'justified'
  const fitting = tagged(pieces, tag).map((piece) =>
    piece.kind === 'atom' && piece.atom.width > measure
      ? { ...piece, atom: scaledAtom(piece.atom, measure / piece.atom.width) }
      : piece,
  )
  const items = itemsOf(
    fitting,
    {
      faces,
      hyphenate: hyphenate ? setting.hyphenate : whole,
      missing: (text) => reportMissing(setting, text, options.node),
      ...(!options.cell && { tooWide: (word) => reportWide(setting, word, options.node) }),
    },
    measure,
  )
  const directions = directionsOf(items, spot.rtl)
  const rtl = directions?.base === 1
  const lines = breakLines(items, measure, alignment)
  // Among what begins at the right, a few words of another script stand there too.
  const few = spot.rtl && align !== 'center' && lines.length === 1
  const set: Align = !options.fixed && ((rtl && align === 'left') || few) ? 'right' : align
  const boxes: Box[] = []
  const notes: string[][] = []
  for (const line of lines) {
    const result = setLine(items, line, measure, set, faces, directions)
    const size = spot.look.size
    // Small letters stand in the middle of the leading.
    const above = (spot.leading + size * 0.62) / 2
    const below = spot.leading - above
    const baseline = milli(Math.max(above, result.ascent + 1))
    const height = milli(baseline + Math.max(below, result.descent + 1))
    shift(result.ops, spot.x, baseline)
    const box: Box = {
      kind: 'box',
      role,
      tag,
      x: milli(spot.x),
      width: milli(measure),
      height,
      baseline,
      ops: result.ops,
      backs: spot.backs,
    }
    if (line.hyphen) box.parted = true
    boxes.push(box)
    notes.push(result.notes)
  }
  return { boxes, notes }
}

const headings: ReadonlySet<Role> = new Set(['title', 'heading', 'question'])

/** The same pieces, their own elements hung below the paragraph's; each link has one. */
function tagged(pieces: readonly Piece[], paragraph: Tag): readonly Piece[] {
  if (pieces.every((piece) => piece.kind === 'break' || !needsTag(piece.look))) return pieces
  const links = new Map<Look, Look>()
  return pieces.map((piece) => {
    if (piece.kind === 'break' || !needsTag(piece.look)) return piece
    const { look } = piece
    if (look.tag) {
      hang(look.tag, paragraph)
      return piece
    }
    const known = links.get(look)
    const tag = look.note === undefined ? 'Link' : 'Reference'
    const own = known ?? changed(look, { tag: below(paragraph, tag) })
    links.set(look, own)
    return { ...piece, look: own }
  })
}

function needsTag(look: Look): boolean {
  return (
    look.tag !== undefined ||
    look.url !== undefined ||
    look.to !== undefined ||
    look.note !== undefined
  )
}

/** Whether a third of the letters are code or addresses, which part badly: such lines stay ragged. */
function isVerbatim(pieces: readonly Piece[]): boolean {
  let all = 0
  let verbatim = 0
  for (const piece of pieces) {
    if (piece.kind !== 'text') continue
    all += piece.text.length
    if (piece.look.verbatim) verbatim += piece.text.length
  }
  return verbatim * 3 > all
}

/** A character no face has: says which, and what to install if that is known. */
export function reportMissing(setting: Setting, text: string, node?: Node): void {
  const codePoint = (text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const from = setting.faces.packageFor(text)
  setting.report(
    'glyph-missing',
    `no face at hand has ${JSON.stringify(text)} (U+${codePoint})`,
    node,
    from ? `npm install ${from}` : undefined,
  )
}

/** A word that no line holds: it is broken where the line is full. */
function reportWide(setting: Setting, word: string, node: Node | undefined): void {
  const [characters, shown] = [[...word].length, [...word].slice(0, 24).join('')]
  const name = characters > 24 ? `${shown}…` : shown
  setting.report(
    'word-broken',
    `${JSON.stringify(name)} (${characters} characters) is wider than the line`,
    node,
  )
}
