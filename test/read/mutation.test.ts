/**
 * Fixtures changed as authors change and break files: the same questions are
 * found, or a message says what is wrong that was right before.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { long } from '../support/judge.ts'
import { type ReadText, readText } from './reading.ts'

const folder = fileURLToPath(new URL('../fixtures/read', import.meta.url))
const fixtures = readdirSync(folder).flatMap((name) => {
  const files = readdirSync(join(folder, name)).filter((file) => file.endsWith('.md'))
  const [only, ...others] = files
  if (!only || others.length > 0) return []
  return [{ name, text: readFileSync(join(folder, name, only), 'utf8') }]
})

const fence = /^ {0,3}(?:`{3,}|~{3,})[ \t]*$/
const heading = /^( {0,3})(#{1,6})([ \t]+\S.*)$/

type Mutation = { name: string; exact: boolean; change: (lines: string[], at: number) => string[] }

/** Applies a change to the lines outside of fences and front matter. */
function outside(lines: string[], change: (line: string) => string): string[] {
  let open = lines[0] === '---' ? '---' : ''
  return lines.map((line, index) => {
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]?.slice(0, 3)
    if (open === '---') {
      if (index > 0 && line === '---') open = ''
      return line
    }
    if (marker && (open === '' || open === marker)) {
      open = open === '' ? marker : ''
      return line
    }
    return open === '' ? change(line) : line
  })
}

/** The lines cut before each heading of the level that most have; what is before the first stays. */
function sections(lines: string[]): string[][] {
  const depths = new Map<number, number>()
  outside(lines, (line) => {
    const depth = heading.exec(line)?.[2]?.length
    if (depth) depths.set(depth, (depths.get(depth) ?? 0) + 1)
    return line
  })
  const [most] = [...depths].sort(([, a], [, b]) => b - a)
  const parts: string[][] = [[]]
  const starts = new Set<number>()
  let open = ''
  for (const [index, line] of lines.entries()) {
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]?.slice(0, 3)
    if (marker && (open === '' || open === marker)) open = open === '' ? marker : ''
    const own = heading.exec(line)?.[2]?.length
    if (open === '' && own !== undefined && own <= (most?.[0] ?? 0)) starts.add(index)
  }
  lines.forEach((line, at) => {
    if (starts.has(at)) parts.push([])
    parts.at(-1)?.push(line)
  })
  return parts
}

const mutations: readonly Mutation[] = [
  { name: 'CRLF', exact: true, change: (lines) => lines.map((line) => `${line}\r`) },
  {
    name: 'deeper headings',
    exact: true,
    change: (lines) => {
      // A stated level, headings underlined, and the deepest ones cannot go deeper.
      const fixed = lines.some((line) => /^(?: {0,3}#{6}|level:|=+$|-{3,}$)/.test(line))
      return fixed ? lines : outside(lines, (line) => line.replace(heading, '$1#$2$3'))
    },
  },
  {
    name: 'indented headings',
    exact: false,
    change: (lines, at) =>
      outside(lines, (line) => line.replace(/^(?=#{1,6}[ \t])/, ' '.repeat((at % 3) + 1))),
  },
  {
    name: 'tabs behind marks',
    exact: true,
    change: (lines) => outside(lines, (line) => line.replace(/^(#{1,6}) (?=\S)/, '$1\t')),
  },
  {
    name: 'white space at ends',
    exact: true,
    change: (lines) => outside(lines, (line) => line.replace(/^(#{1,6} .*)$/, '$1 \t')),
  },
  {
    name: 'shuffled sections',
    exact: false,
    change: (lines, at) => {
      const [lead = [], ...rest] = sections(lines)
      const turn = rest.length > 0 ? at % rest.length : 0
      return [lead, ...rest.slice(turn), ...rest.slice(0, turn)].flatMap((part) => [...part, ''])
    },
  },
  {
    name: 'renumbered',
    exact: false,
    change: (lines, at) =>
      outside(lines, (line) =>
        line.replace(
          /^( {0,3}#{1,6} (?:\*\*)?)(\d+)(?=[.)] )/,
          (_, before: string, number: string) => `${before}${Number(number) + 50 * (at + 1)}`,
        ),
      ),
  },
  {
    name: 'zero-width characters',
    exact: true,
    change: (lines) => outside(lines, (line) => line.replace(/^(#{1,6} )(?=\S)/, '$1\u200b')),
  },
  {
    name: 'underlined headings',
    exact: false,
    change: (lines) => {
      // What a number or a mark begins would be a list, and what stands right below text, its heading.
      const plain = /^(#{1,2}) ([\p{L}][^|]*?)(?: #+)?$/u
      const held = lines.some((line) => /^(?:---|level:|=+$)/.test(line))
      return held
        ? lines
        : outside(lines, (line) =>
            line.replace(plain, (_, marks: string, title: string) => {
              return `\n${title}\n${marks === '#' ? '===' : '---'}`
            }),
          )
    },
  },
  {
    name: 'other list marks',
    exact: true,
    change: (lines, at) => {
      const mark = ['-', '*', '+'][at % 3] ?? '-'
      return outside(lines, (line) => line.replace(/^([ \t]*)[-*+](?= +[^\s*-])/, `$1${mark}`))
    },
  },
  {
    name: 'every number a one',
    exact: false,
    change: (lines) => {
      // What falls back and then goes on is told by its numbers alone.
      const numbers = lines.flatMap((line) => Number(/^(\d+)\. #/.exec(line)?.[1] ?? 0) || [])
      const inside = numbers.some((number, at) => {
        const before = numbers[at - 1] ?? 0
        return number < before && numbers.indexOf(before + 1, at) > 0
      })
      return inside ? lines : outside(lines, (line) => line.replace(/^( {0,3})\d+(?=\. )/, '$11'))
    },
  },
  {
    name: 'a promotion before the first',
    exact: false,
    change: (lines) => {
      const [lead = [], ...rest] = sections(lines)
      const words = ['', '⭐ Star this repo and follow me for more!', '']
      return rest.length === 0 ? lines : [...lead, ...words, ...rest.flat()]
    },
  },
  {
    name: 'a closing part behind the last',
    exact: false,
    change: (lines) => {
      const depths = lines.flatMap((line) => heading.exec(line)?.[2]?.length ?? [])
      const level = '#'.repeat(Math.max(1, Math.min(...depths, 6)))
      return depths.length === 0 ? lines : [...lines, '', `${level} License`, '', 'MIT.', '']
    },
  },
  {
    name: 'a table of contents',
    exact: true,
    change: (lines) => {
      const [lead = [], ...rest] = sections(lines)
      const titles = rest.flatMap(([first = '']) => heading.exec(first)?.[3]?.trim() ?? [])
      const list = titles.map((title) => `- [${title.replace(/[[\]]/g, '')}](#${title.length})`)
      return titles.length < 3 ? lines : [...lead, '', ...list, '', ...rest.flat()]
    },
  },
  {
    name: 'a fence broken',
    exact: false,
    change: (lines, at) => {
      const places = lines.flatMap((line, index) => (fence.test(line) ? [index] : []))
      const place = places[at % Math.max(1, places.length)]
      return place === undefined ? lines : lines.filter((_, index) => index !== place)
    },
  },
  {
    name: 'a closing tag dropped',
    exact: false,
    change: (lines, at) => {
      const places = lines.flatMap((line, index) => (/<\/\w+>/.test(line) ? [index] : []))
      const place = places[at % Math.max(1, places.length)]
      return lines.map((line, index) => (index === place ? line.replace(/<\/\w+>/, '') : line))
    },
  },
]

function counts({ questions }: ReadText): string {
  return `${questions.length} questions, ${questions.filter(({ answered }) => answered).length} answered`
}

/** Messages by rule, how many of each. */
function rules({ messages }: ReadText): string {
  const counted = new Map<string, number>()
  for (const { ruleId = '' } of messages.all) counted.set(ruleId, (counted.get(ruleId) ?? 0) + 1)
  return JSON.stringify([...counted].sort())
}

describe('a file that is changed', () => {
  it('has the same questions, or a message that was not there', async () => {
    const before = new Map<string, ReadText>()
    for (const { name, text } of fixtures) before.set(name, await readText(text))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fixtures),
        fc.constantFrom(...mutations),
        fc.nat(60),
        async ({ name, text }, { name: kind, exact, change }, at) => {
          const lines = text.replaceAll('\r\n', '\n').split('\n')
          const changed = change(lines, at).join('\n')
          const known = before.get(name) as ReadText
          const found = await readText(changed)
          const told = rules(found) !== rules(known)
          if (exact || !told) {
            expect(`${name}, ${kind}: ${counts(found)}`).toBe(`${name}, ${kind}: ${counts(known)}`)
          }
        },
      ),
      long ? { numRuns: 4000 } : { numRuns: 240, seed: 7 },
    )
  })
})
