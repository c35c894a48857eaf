/** What would stop a page-maker: each becomes a page or a message, whatever it holds. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/model/mdast.ts'
import { print } from '../../src/print/writer.ts'
import { displayOf, faultsOf } from '../print/display.ts'
import { row } from '../print/rich.ts'
import { bank, paragraph, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'
import { long } from '../support/judge.ts'
import { main } from '../support/run.ts'
import { folderOf, temporary } from '../support/tmp.ts'

const many = (count: number, make: (n: number) => string, by = ' ') =>
  Array.from({ length: count }, (_, n) => make(n)).join(by)

/** A list in a list, so many times. */
function nested(depth: number): Block {
  const children: Block[] = depth > 0 ? [paragraph('level'), nested(depth - 1)] : [paragraph('end')]
  const item = { type: 'listItem' as const, spread: false, checked: null, children }
  return { type: 'list', ordered: false, start: 1, spread: false, children: [item] }
}

const size = long ? 1 : 20
const hostile: Record<string, Block> = {
  'a word of 100,000 letters': paragraph('x'.repeat(100_000 / size)),
  '50,000 words': paragraph(many(50_000 / size, (n) => `word${n % 1000}`)),
  '50,000 characters of Han': paragraph('数'.repeat(50_000 / size)),
  'a line of code of 100,000': { type: 'code', value: many(25_000 / size, () => 'a.b(', '') },
  'words joined by no-break spaces': paragraph(many(5_000 / size, () => 'word', '\u00a0')),
  '60 levels of lists': nested(60),
  'a table of 60 columns': {
    type: 'table',
    align: Array.from({ length: 60 }, () => null),
    children: Array.from({ length: 100 / size }, () =>
      row(...Array.from({ length: 60 }, (_, n) => `value${n}`)),
    ),
  },
}

describe('a hostile question', () => {
  it.each(Object.entries(hostile))('of %s is set, inside its frames', async (_, block) => {
    const given = bank([section('S', [question({ title: 'T', answer: [block] })])])
    const { display } = await displayOf(given)
    expect(display.pages.flatMap(faultsOf)).toEqual([])
    const [file] = await print.write(context(given))
    expect((await bytesOf(file ?? { name: '', content: '' })).length).toBeGreaterThan(1000)
  })
})

/** CPU seconds and peak mebibytes of a process of Node, told by itself when it ends. */
async function measured(args: readonly string[], env: Record<string, string> = {}) {
  const file = join(await temporary(), 'usage.json')
  const tell = `import { writeFileSync } from 'node:fs'
    process.on('exit', () => {
      const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
      const usage = { cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS / 1024 }
      writeFileSync(${JSON.stringify(file)}, JSON.stringify(usage))
    })`
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(tell)}`, ...args],
    { encoding: 'utf8', env: { PATH: process.env.PATH, SOURCE_DATE_EPOCH: '0', ...env } },
  )
  const usage = JSON.parse(readFileSync(file, 'utf8')) as { cpu: number; peak: number }
  return { ...usage, status, said: stdout + stderr }
}

/** Work of the machine at hand that takes a quarter of a second where the limits were set. */
const calibration = `
  const words = Array.from({ length: 60_000 }, (_, n) => 'word' + ((n * 7919) % 60_000))
  for (let round = 0; round < 6; round++) {
    const seen = new Map()
    for (const word of [...words].sort()) seen.set(word, (seen.get(word) ?? 0) + word.length)
    JSON.stringify([...seen])
  }`

type Case = {
  body: string
  files?: Record<string, Uint8Array>
  /** The rule that speaks of it; undefined where pages are all there is to say. */
  rule: string | undefined
  status?: number
  env?: Record<string, string>
}

describe('a hostile file, built in a process of its own', () => {
  const cases = async (): Promise<Record<string, Case>> => {
    const picture = (side: number) =>
      sharp({
        create: { width: side, height: side, channels: 3, background: '#30c040' },
        limitInputPixels: false,
      })
    const png = await picture(300).png().toBuffer()
    const jpeg = await picture(300).jpeg().toBuffer()
    const thai = '@expo-google-fonts/noto-sans-thai'
    const faces = await folderOf(
      Object.fromEntries(
        ['400Regular', '600SemiBold', '700Bold'].map((weight) => [
          `${thai}/${weight}/NotoSansThai_${weight}.ttf`,
          png,
        ]),
      ),
    )
    const shown = '![a picture](a.png)'
    const broken = 'picture-unreadable'
    return {
      'a word of 100,000 letters': { body: 'x'.repeat(100_000), rule: 'word-broken' },
      'a paragraph of 50,000 words': {
        body: many(50_000, (n) => `word${n % 1000}`),
        rule: 'question-too-large',
      },
      'a picture of 20,000 × 20,000': {
        body: shown,
        files: { 'a.png': await picture(20_000).png().toBuffer() },
        rule: broken,
      },
      'half a PNG': { body: shown, files: { 'a.png': png.subarray(0, 500) }, rule: broken },
      'half a JPEG': {
        body: shown.replace('png', 'jpg'),
        files: { 'a.jpg': jpeg.subarray(0, jpeg.length / 2) },
        rule: broken,
      },
      'a JPEG of noise': {
        body: shown.replace('png', 'jpg'),
        files: { 'a.jpg': Buffer.concat([jpeg.subarray(0, 20), Buffer.alloc(5000, 77)]) },
        rule: broken,
      },
      'a broken face': {
        body: 'ภาษาไทย',
        rule: 'face-unreadable',
        env: { NODE_PATH: faces },
      },
      '60 levels of lists': {
        body: many(60, (n) => `${'  '.repeat(n)}- level ${n}`, '\n'),
        rule: 'nesting-too-deep',
        status: 1,
      },
      'a line of code of 100,000': {
        body: `\`\`\`js\n${'a.b('.repeat(25_000)}\n\`\`\``,
        rule: 'code-broken',
      },
    }
  }

  // A loop is a quarter of a second, and the promise two; collecting garbage on the other core
  // counts here too, so a quarter of these loops is not on the clock.
  it('is a page or a message, within sixteen calibration loops and 400 MiB', async () => {
    const units: number[] = []
    for (let n = 0; n < 3; n++) {
      units.push((await measured(['--input-type=module', '-e', calibration])).cpu)
    }
    const unit = Math.min(...units)
    const found: string[] = []
    for (const [name, { body, files = {}, rule, status = 0, env = {} }] of Object.entries(
      await cases(),
    )) {
      const text = `## What is it?\n\n${body}\n\n## And this?\n\nNo.\n`
      const folder = await folderOf({ 'q.md': text, ...files })
      const out = join(folder, 'out')
      const args = ['build', folder, '--formats', 'pdf', '--out', out, '--verbose', '--jobs', '0']
      const ran = await measured([main, ...args], env)
      const loops = ran.cpu / unit
      found.push(`${name}: ${loops.toFixed(1)} loops, ${Math.round(ran.peak)} MiB`)
      expect(ran.status, `${name}: ${ran.said}`).toBe(status)
      if (rule) expect(ran.said, name).toContain(rule)
      expect(loops, found.join('\n')).toBeLessThan(16)
      expect(ran.peak, found.join('\n')).toBeLessThan(400)
    }
    expect(found).toHaveLength(9)
  }, 300_000)
})
