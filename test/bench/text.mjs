/**
 * Text for measurements: questions of two paragraphs, a block of code and a
 * list each, their words chained after the shipped bank's so that they come as
 * often and beside each other as in real prose. The same count gives the same text.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const bank = new URL('../../content/mlops/', import.meta.url)

/** Words and what may follow each, from the bank's prose. */
function chain() {
  const next = new Map()
  for (const name of readdirSync(bank)
    .filter((file) => file.endsWith('.md'))
    .sort()) {
    const text = readFileSync(fileURLToPath(new URL(name, bank)), 'utf8')
    const prose = text.replace(/^---[\s\S]*?\n---\n|```[\s\S]*?```|<!--[\s\S]*?-->|\$[^$]*\$/g, '')
    for (const line of prose.split('\n').filter((one) => /^[A-Z]/.test(one))) {
      const words = line.match(/[A-Za-z][A-Za-z'-]*[,.]?/g) ?? []
      for (const [index, word] of words.entries()) {
        const follows = words[index + 1]
        if (!follows) continue
        const known = next.get(word)
        if (known) known.push(follows)
        else next.set(word, [follows])
      }
    }
  }
  return next
}

/** Numbers from 0 to 1, the same in every run. */
function dice(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const code = (n) => `\`\`\`js
// Keeps what was computed for part ${n}, and computes it once.
export function memo${n}(compute, limit = ${(n % 90) + 10}) {
  const known = new Map()
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key, "part ${n}"))
    if (known.size > limit) known.delete(known.keys().next().value)
    return known.get(key)
  }
}
\`\`\``

/** Markdown of so many questions, in chapters of fifty. */
export function markdown(count) {
  const next = chain()
  const starts = [...next.keys()].filter((word) => /^[A-Z][a-z]+$/.test(word)).sort()
  const roll = dice(7)
  const one = (list) => list[Math.floor(roll() * list.length)]
  const words = (least, most) => {
    const length = least + Math.floor(roll() * (most - least))
    const out = [one(starts)]
    while (out.length < length) out.push(one(next.get(out.at(-1)) ?? starts))
    return out.join(' ').replace(/[.,]$/, '')
  }
  const dressed = (text) =>
    text
      .split(' ')
      .map((word) => {
        const chance = /^[a-z]+$/.test(word) ? roll() : 1
        return chance < 0.02 ? `*${word}*` : chance < 0.035 ? `\`${word}\`` : word
      })
      .join(' ')
  const paragraph = (sentences) =>
    Array.from({ length: sentences }, () => `${dressed(words(9, 24))}.`).join(' ')
  const out = ['---\ntitle: Measured\nid: measured\n---\n']
  for (let n = 0; n < count; n++) {
    if (n % 50 === 0) out.push(`# Chapter ${n / 50 + 1}: ${words(2, 4)}\n`)
    out.push(`## ${words(4, 9)} ${n}?\n`)
    out.push(`${paragraph(4)}\n`, `${code(n)}\n`, `${paragraph(3)}\n`)
    out.push(Array.from({ length: 4 }, () => `- ${dressed(words(5, 16))}`).join('\n'), '')
  }
  return out.join('\n')
}
