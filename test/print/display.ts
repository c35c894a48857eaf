/** Display lists for tests, and ways to read them. */
import type { Bank } from '../../src/model/bank.ts'
import { layOut } from '../../src/print/booklet.ts'
import type { BeginOp, Display, GlyphsOp, Op, Page } from '../../src/print/display.ts'
import type { Shop } from '../../src/print/setting.ts'
import { readTheme } from '../../src/print/theme.ts'
import { openShop } from '../../src/print/writer.ts'
import { context, type Pictures } from '../support/context.ts'
import { rich } from './rich.ts'

let opened: ReturnType<typeof openShop> | undefined

export async function displayOf(bank: Bank, pictures: Pictures = {}, more: Partial<Shop> = {}) {
  const given = context(bank, pictures)
  const theme = readTheme(await given.templates.text('print/theme.yaml'), given.messages)
  if (!theme) throw new Error('the theme is wrong')
  // Faces and patterns are opened once for all tests of a file.
  opened ??= openShop(context(rich()), theme)
  const media = new Map(bank.media.map((medium) => [medium.key, medium]))
  const display = await layOut(given, { ...(await opened), media, ...more })
  return { display, theme, messages: given.messages }
}

export type OpenBox = BeginOp & { ops: Op[] }

/** The boxes of a page with what they hold; marginal ones have the role `artifact`. */
export function boxesOf(page: Page): OpenBox[] {
  const boxes: OpenBox[] = []
  let open: OpenBox | undefined
  for (const op of page.ops) {
    if (op.op === 'begin') open = { ...op, ops: [] }
    else if (op.op === 'end') {
      if (open) boxes.push(open)
      open = undefined
    } else open?.ops.push(op)
  }
  return boxes
}

export function glyphsOf(ops: readonly Op[]): GlyphsOp[] {
  return ops.filter((op): op is GlyphsOp => op.op === 'glyphs')
}

/** The words of some boxes without spaces, hyphens and marks of wrapped code. */
export function squash(text: string): string {
  return text.replace(/[\s\u00a0\u00ad↩-]/g, '')
}

export function textOf(boxes: readonly OpenBox[]): string {
  return squash(boxes.flatMap((box) => glyphsOf(box.ops).map(({ run }) => run.text)).join(''))
}

/** Pages of questions, without the front matter. */
export function bodyPages(display: Display): Page[] {
  return display.pages.slice(display.front)
}

/** What stands where it must not; empty for a sound page. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = []
  const { frame } = page
  const slack = 0.1
  const boxes = boxesOf(page).filter(({ role }) => role !== 'artifact')
  let bottom = frame.y
  let before: OpenBox | undefined
  for (const box of boxes) {
    if (
      box.x < frame.x - slack ||
      box.x + box.width > frame.x + frame.width + slack ||
      box.y + box.height > frame.y + frame.height + slack
    ) {
      faults.push(`page ${page.label}: a ${box.role} leaves the frame`)
    }
    // What begins right of it stands in the next column.
    if (before && box.x >= before.x + before.width) bottom = frame.y
    if (box.y < bottom - 0.01) faults.push(`page ${page.label}: a ${box.role} overlaps`)
    bottom = box.y + box.height
    before = box
    for (const op of box.ops) {
      if (op.op === 'destination' || op.op === 'end' || op.op === 'begin') continue
      const width = op.op === 'glyphs' ? (op.run.width * op.size) / 1000 : op.width
      if (op.x < frame.x - 0.6 || op.x + width > frame.x + frame.width + 0.6) {
        faults.push(
          `page ${page.label}: ${op.op} leaves the frame by ${op.x + width - frame.x - frame.width} in a ${box.role} of ${box.width}: ${op.op === 'glyphs' ? op.run.text : ''}`,
        )
      }
      if (op.op === 'glyphs' && (op.y < box.y - slack || op.y > box.y + box.height + slack)) {
        faults.push(`page ${page.label}: a baseline leaves its box`)
      }
    }
  }
  const last = boxes.filter(({ role }) => role !== 'note').at(-1)
  if (last && ['title', 'heading', 'question'].includes(last.role)) {
    faults.push(`page ${page.label}: ends with a ${last.role}`)
  }
  return faults
}
