/**
 * A sheet that tells how far a printer's two sides lie apart: fine crosses on
 * the front, rulers about the same places on the back.
 */

import { place } from '../assemble.ts'
import { type Area, type Display, milli, type Op, type Page } from '../display.ts'
import { ownSetting } from '../front.ts'
import { glyphs } from '../heads.ts'
import type { Job } from '../job.ts'
import { mm, turnsOver } from '../options.ts'
import { setParagraph } from '../paragraph.ts'
import { plainSpot } from '../question.ts'
import { bold, lookOf } from '../setting.ts'
import { offsetBy } from './cards.ts'

/** Reach of a ruler to either side, in millimetres. */
const reach = 8

export function calibration(job: Job, size: readonly [number, number]): Display {
  const [width, height] = size
  const { duplex, offset } = job.options.cards
  const frame: Area = { x: 0, y: 0, width, height }
  const points = pointsOf(size)
  const turned = turnsOver(size, duplex)
  const front: Page = { label: '1', width, height, frame, ops: points.flatMap(crossAt) }
  text(front, job, duplex)
  const at = offsetBy(
    points.map(([x, y]) => ({ x, y, width: 0, height: 0 })),
    offset,
    turned,
  )
  const sign = turned ? -1 : 1
  const back: Page = {
    ...{ label: '2', width, height, frame },
    ops: at.flatMap(({ x, y }) => rulerAt(x, y, sign, job)),
    ...(turned && { turned: true }),
  }
  return {
    title: `${job.bank.title}: calibration`,
    language: job.bank.language,
    front: 0,
    pages: [front, back],
    outline: [],
    duplex,
    untagged: true,
  }
}

/** The middle, and near the corners: the same places however the sheet is turned. */
export function pointsOf([width, height]: readonly [number, number]): [number, number][] {
  const [left, top] = [28 * mm, 28 * mm]
  return [
    [width / 2, height / 2],
    [left, top],
    [width - left, top],
    [left, height - top],
    [width - left, height - top],
  ].map(([x = 0, y = 0]) => [milli(x), milli(y)])
}

function bar(x: number, y: number, width: number, height: number): Op {
  return {
    ...{ op: 'rect', x: milli(x), y: milli(y), width: milli(width), height: milli(height) },
    fill: '#000000',
  }
}

function crossAt([x, y]: readonly [number, number]): Op[] {
  const arm = 14 * mm
  return [bar(x - arm, y - 0.15, 2 * arm, 0.3), bar(x - 0.15, y - arm, 0.3, 2 * arm)]
}

/** Rulers right and down from the place where a cross should shine through; `sign` -1 on a turned page. */
function rulerAt(x: number, y: number, sign: number, { shop }: Job): Op[] {
  const ops: Op[] = []
  const look = { ...lookOf(shop.theme.small, '#000000'), size: 5 }
  for (let step = -reach; step <= reach; step++) {
    const tall = step % 5 === 0 ? 3 * mm : 1.6 * mm
    const at = step * mm
    ops.push(bar(x + at - 0.1, y - tall / 2, 0.2, tall), bar(x - tall / 2, y + at - 0.1, tall, 0.2))
    if (step % 5 !== 0 || step === 0) continue
    const words = String(step * sign)
    ops.push(...glyphs(words, x + at - 2, y - 2 * mm, look, shop))
    ops.push(...glyphs(words, x + 2 * mm, y + at + 2, look, shop))
  }
  ops.push(bar(x - reach * mm, y - 0.1, 2 * reach * mm, 0.2))
  ops.push(bar(x - 0.1, y - reach * mm, 0.2, 2 * reach * mm))
  return ops
}

function text(page: Page, { shop, options }: Job, duplex: string): void {
  const { theme } = shop
  const spot = { ...plainSpot(shop, milli(page.width - 56 * mm)) }
  const say = (words: string, strong: boolean) =>
    setParagraph(
      [{ kind: 'text', text: words, look: strong ? bold(spot.look, 600) : spot.look }],
      ownSetting(shop),
      spot,
      { align: 'left' },
    ).boxes
  const millimetres = options.cards.offset.map((value) => Math.round((value / mm) * 10) / 10)
  const items = [
    ...say('Do the backs of your cards lie behind their fronts?', true),
    ...say(
      `Print this sheet on both sides, turned over its ${duplex} edge, at 100 %. Look at the back against a lamp. Where the lines of the front shine through at 0, nothing is to be done. Where they shine through at 2 to the right and 1 below, write offset: [2, 1] under pdf: cards: in rectoverso.yaml (left and above are negative), and print it again. It was made with offset: [${millimetres.join(', ')}]: add what you read to that.`,
      false,
    ),
    ...say(
      'Where no two crosses agree, the printer scales the sides differently: cut with the marks, and give cards wide margins.',
      false,
    ),
  ]
  const area: Area = {
    x: milli(28 * mm),
    y: milli(page.height / 2 + 34 * mm),
    width: spot.width,
    height: 200,
  }
  place({ repeated: [], items, notes: [] }, area, page, { theme, recto: true, margins: false })
}
