/** Pictures: raster images by name, drawings as vectors. */
import type { Picture } from '../model/mdast.ts'
import { milli, type Op } from './display.ts'
import type { Atom } from './look.ts'
import type { Setting } from './setting.ts'

/** Points to a pixel or user unit. */
const scale = 0.75

type Size = { width: number; height: number }

/** A picture's size on the page, no larger than it may be. */
function sizeOf(
  picture: Picture,
  setting: Setting,
  most: Size,
): (Size & { shrunk: boolean }) | undefined {
  const medium = setting.media.get(picture.medium)
  if (!medium || medium.width <= 0 || medium.height <= 0) return undefined
  if (medium.form === 'drawing' && !setting.drawings.has(picture.medium)) return undefined
  const natural = { width: medium.width * scale, height: medium.height * scale }
  const factor = Math.min(1, most.width / natural.width, most.height / natural.height)
  return {
    width: milli(natural.width * factor),
    height: milli(natural.height * factor),
    shrunk: factor < 0.999,
  }
}

/** The op of a picture whose top left corner is given. */
function pictureOp(picture: Picture, setting: Setting, x: number, y: number, size: Size): Op {
  const drawing = setting.drawings.get(picture.medium)
  const area = { x: milli(x), y: milli(y), width: size.width, height: size.height }
  const alt = picture.alt || drawing?.text || ''
  if (!drawing) return { op: 'image', ...area, medium: picture.medium, alt }
  return {
    op: 'shapes',
    ...area,
    scale: size.width / drawing.width,
    shapes: drawing.shapes,
    alt,
  }
}

/** A picture on a line of its own, at most `width` wide; undefined where it cannot be shown. */
export function picture(
  node: Picture,
  setting: Setting,
  width: number,
): { op: Op; width: number; height: number } | undefined {
  const size = sizeOf(node, setting, { width, height: setting.frameHeight * 0.6 })
  if (!size) return undefined
  if (size.shrunk)
    setting.report(
      'picture-shrunk',
      `the picture is scaled to ${Math.round(size.width)} × ${Math.round(size.height)} pt`,
      node,
    )
  return { op: pictureOp(node, setting, 0, 0, size), width: size.width, height: size.height }
}

/** A picture among words: no higher than three lines, standing on the baseline. */
export function pictureAtom(node: Picture, setting: Setting, em: number): Atom | undefined {
  const size = sizeOf(node, setting, { width: em * 16, height: em * 3.6 })
  if (!size) return undefined
  const small = size.height <= em * 1.4
  const descent = small ? milli(size.height * 0.2) : 0
  return {
    width: size.width,
    ascent: size.height - descent,
    descent,
    ops: [pictureOp(node, setting, 0, descent - size.height, size)],
  }
}
