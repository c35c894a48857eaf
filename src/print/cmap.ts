/** Tables of a font's codes, as the programs that PDF has for them (Adobe Technical Note 5014). */
import type { Coded } from './codespace.ts'
import { hex, units } from './utf16.ts'

/** Codes of a font from the lowest on, and the highest that one of one byte may be. */
type Codes = { coded: readonly Coded[]; highest: number }

/** How strings are read as codes: each is its own CID. */
export function toCids(name: string, { coded, highest }: Codes): string {
  const firsts = new Set(coded.map(({ code }) => code >> 8).filter((first) => first > 0))
  const rows = [
    `<00> <${byte(highest)}> 0`,
    ...Array.from(firsts, (first) => `<${byte(first)}00> <${byte(first)}ff> ${first * 256}`),
  ]
  const maps = `/WMode 0 def\n${spaces({ coded, highest })}\n${blocks('cidrange', rows)}`
  return program(name, 'Identity', 1, maps)
}

/** What codes stand for, those that stand for anything. */
export function toTexts(codes: Codes, textOf: (glyph: number) => string | undefined): string {
  const rows = codes.coded.flatMap(({ glyph, code }) => {
    const text = textOf(glyph)
    return text === undefined ? [] : [`<${digits(code)}> <${units(text)}>`]
  })
  return program('Adobe-Identity-UCS', 'UCS', 2, `${spaces(codes)}\n${blocks('bfchar', rows)}`)
}

function program(name: string, ordering: string, type: number, maps: string): string {
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (${ordering}) /Supplement 0>> def
/CMapName /${name} def
/CMapType ${type} def
${maps}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`
}

/** By how many bytes there are codes of them: one, or two as well. */
function spaces({ coded, highest }: Codes): string {
  const one = `<00> <${byte(highest)}>`
  const two = (coded.at(-1)?.code ?? 0) > 0xff ? [`<${byte(highest + 1)}00> <ffff>`] : []
  return blocks('codespacerange', [one, ...two])
}

/** Rows of a table, a hundred to a block at most. */
function blocks(kind: string, rows: readonly string[]): string {
  const out: string[] = []
  for (let from = 0; from < rows.length; from += 100) {
    const block = rows.slice(from, from + 100)
    out.push(`${block.length} begin${kind}\n${block.join('\n')}\nend${kind}`)
  }
  return out.join('\n')
}

const byte = (value: number): string => hex(value).slice(2)
const digits = (code: number): string => (code > 0xff ? hex(code) : byte(code))
