/**
 * Every card of the shipped banks on the narrowest phone, as Anki renders it: no
 * side is wider than the screen, and what opens at a tap is as large as a finger.
 */
import { cp, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { build } from '../../src/build.ts'
import { newYear } from '../support/context.ts'
import { describeWith } from '../support/judge.ts'
import { temporary } from '../support/tmp.ts'
import { judgeDecks } from './anki.ts'
import { type CardBrowser, openBrowser } from './anki-page.ts'

const content = resolve(import.meta.dirname, '../../content')

/** CSS pixels: the narrowest phone, and the least height of what a finger finds. */
const phone = 360
const finger = 44

/** Elements that run out of their place and do not scroll there. */
const burst = `[...document.querySelectorAll('.rv *')]
  .filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0)
  .filter((e) => getComputedStyle(e).display !== 'inline' && !e.closest('pre, .rv-scroll, .rv-math, mjx-container'))
  .filter((e) => getComputedStyle(e).overflowX === 'visible' || !e.querySelector('mjx-container'))
  .map((e) => e.tagName + '.' + e.className)`
/** Of each part that opens at a tap: its height, and whether phones leave the tap to it. */
const opened = `[...document.querySelectorAll('summary')]
  .map((e) => [Math.round(e.getBoundingClientRect().height), e.classList.contains('tappable')])`

describeWith(['anki', 'chromium'], 'the shipped banks on a phone', () => {
  let browser: CardBrowser
  beforeAll(async () => {
    const image = await sharp({
      create: { width: 1600, height: 400, channels: 3, background: '#5b8def' },
    })
      .png()
      .toBuffer()
    browser = await openBrowser(image)
    await browser.page.setViewportSize({ width: phone, height: 640 })
  }, 120_000)
  afterAll(() => browser?.close())

  it.each([
    ['mlops', 50],
    ['scripts', 12],
  ])('%s fits, and opens where a finger can', async (name, least) => {
    const out = await temporary()
    // A copy, because its ledger is written.
    await cp(join(content, name), join(out, name), { recursive: true })
    const result = await build({ paths: [name], cwd: out, issued: newYear, formats: ['anki'], out })
    expect(result.status).toBe('ok')
    const deck = new Uint8Array(await readFile(join(out, `${name}.apkg`)))
    const { faces } = judgeDecks([deck], { render: true })
    expect(faces.length).toBeGreaterThanOrEqual(least)
    const wrong: string[] = []
    for (const face of faces) {
      for (const side of ['question', 'answer'] as const) {
        await browser.show(face, side, true)
        const at = `${face.code} ${side}`
        const { page } = browser
        const width = await page.evaluate<number>('document.scrollingElement.scrollWidth')
        if (width > phone) wrong.push(`${at}: ${width} wide`)
        for (const name of await page.evaluate<string[]>(burst)) wrong.push(`${at}: ${name}`)
        for (const [height, kept] of await page.evaluate<[number, boolean][]>(opened)) {
          if (height < finger || !kept) wrong.push(`${at}: opens at ${height}, ${kept}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })
})
