/**
 * Words for measurements: chained after the shipped banks' prose, so that they
 * come as often and beside each other as in real text, and sentences of theirs
 * in other scripts. The same seed gives the same words.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const content = new URL('../../content/', import.meta.url)

/** Numbers from 0 to 1, the same in every run. */
export function dice(seed) {
  let state = seed >>> 0
  const roll = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  /** Whether something of this chance happens; one of a list; a whole number below another. */
  const chance = (share) => roll() < share
  const one = (list) => list[Math.floor(roll() * list.length)]
  const below = (most) => Math.floor(roll() * most)
  return { roll, chance, one, below }
}

/** What stands in a bank's files as prose, line by line. */
function prose(bank) {
  const folder = new URL(`${bank}/`, content)
  const files = readdirSync(folder).filter((file) => file.endsWith('.md'))
  return files.sort().map((name) => {
    const text = readFileSync(fileURLToPath(new URL(name, folder)), 'utf8')
    return text
      .replace(/^---[\s\S]*?\n---\n|```[\s\S]*?```|<!--[\s\S]*?-->|\$\$[\s\S]*?\$\$|\$[^$]*\$/g, '')
      .split('\n')
  })
}

/** Words and what may follow each. */
function chain() {
  const next = new Map()
  for (const line of prose('mlops')
    .flat()
    .filter((one) => /^[A-Z]/.test(one))) {
    const words = line.match(/[A-Za-z][A-Za-z'-]*[,.]?/g) ?? []
    for (const [index, word] of words.entries()) {
      const follows = words[index + 1]
      if (!follows) continue
      const known = next.get(word)
      if (known) known.push(follows)
      else next.set(word, [follows])
    }
  }
  return next
}

/** Whole lines in Arabic, Chinese, Hindi and Russian, free of anything but words. */
function foreign() {
  return prose('scripts').map((lines) =>
    lines.filter((line) => /^[\p{L}\p{N}]/u.test(line) && !/[{}[\]|<>*`\\]/.test(line)),
  )
}

const next = chain()
const starts = [...next.keys()].filter((word) => /^[A-Z][a-z]+$/.test(word)).sort()
const scripts = foreign()

/** Makes sentences of English, plain or with emphasis and code, and lines of other scripts. */
export function writer({ roll, one, below }) {
  const words = (least, most) => {
    const length = least + below(most - least)
    const out = [one(starts)]
    while (out.length < length) out.push(one(next.get(out.at(-1)) ?? starts))
    return out.join(' ').replace(/[.,]$/, '')
  }
  const dressed = (text) =>
    text
      .split(' ')
      .map((word) => {
        const luck = /^[a-z]+$/.test(word) ? roll() : 1
        if (luck < 0.02) return `*${word}*`
        if (luck < 0.03) return `**${word}**`
        return luck < 0.045 ? `\`${word}\`` : word
      })
      .join(' ')
  return {
    words,
    dressed,
    paragraph: (sentences) =>
      Array.from({ length: sentences }, () => `${dressed(words(8, 20))}.`).join(' '),
    foreign: () => one(one(scripts)),
  }
}
