/** The arithmetic of the banks, done again, and found in the text. */
import { describe, expect, it } from 'vitest'
import { type Asked, shipped } from './banks.ts'
import { numbers } from './numbers.ts'

/** A number in a text: not part of a word, a version, a date or an identifier. */
const numeral = /(?<![\w.,:@{^-])\d+(?:,\d{3})*(?:\.\d+)?(?!\w|[-:]\d)/g

/** The text without code, notes, links' targets and TeX's way to write a comma. */
function proseOf({ source }: Asked): string {
  const prose = source
    .replace(/^```.*?^```$/gms, '')
    .replace(/^\[\^.*$/gm, '')
    .replace(/`[^`\n]*`/g, '``')
    .replaceAll('{,}', ',')
    .replaceAll('\\%', ' %')
    .replaceAll('$', '')
    .replace(/[\u00a0\u202f]/g, ' ')
  return /\p{Script=Cyrillic}/u.test(prose) ? prose.replace(/(\d),(\d)/g, '$1.$2') : prose
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
}

/** Where a printed value stands by itself. */
function standing(printed: string): RegExp {
  return new RegExp(`(?<![\\d.,])${escaped(printed)}(?![\\d]|[.,]\\d)`)
}

/** The number a printed value says, in its own unit, and half a unit of its last digit. */
function said(printed: string): { value: number; half: number } {
  const [, digits = '', power = '0'] =
    /(-?\d[\d,]*(?:\.\d+)?)(?: \\(?:times|cdot) 10\^\{(-?\d+)\})?/.exec(printed) ?? []
  const scale = 10 ** Number(power)
  const decimals = digits.split('.')[1]?.length ?? 0
  return {
    value: Number(digits.replaceAll(',', '')) * scale,
    half: (0.5 * scale) / 10 ** decimals,
  }
}

const { asked } = await shipped('mlops')
asked.push(...(await shipped('scripts')).asked)
const byId = new Map(asked.map((one) => [one.id, one]))
const rows = Object.entries(numbers).flatMap(([id, { derived }]) =>
  derived.map(([printed, value]) => ({ id, printed, value })),
)

describe('worked examples', () => {
  it.each(rows)('$id: $printed', ({ id, printed, value }) => {
    const one = byId.get(id)
    expect(one, id).toBeDefined()
    if (!one) return
    const exact = value() * (printed.endsWith('%') ? 100 : 1)
    const { value: stated, half } = said(printed)
    expect(Math.abs(exact - stated), `${printed} is ${exact}`).toBeLessThanOrEqual(half * 1.000001)
    expect(proseOf(one)).toMatch(standing(printed))
  })

  it.each(Object.keys(numbers))(
    '%s: all numbers beside a derived one are derived or given',
    (id) => {
      const one = byId.get(id)
      const worked = numbers[id]
      if (!one || !worked) return
      const printed = worked.derived.map(([text]) => text)
      const known = new Set([
        ...(worked.given?.split(' ') ?? []),
        ...printed.flatMap((text) => text.match(numeral) ?? []),
      ])
      const unknown = proseOf(one)
        .split(/\n{2,}/)
        .filter((paragraph) => printed.some((text) => standing(text).test(paragraph)))
        .flatMap((paragraph) => paragraph.match(numeral) ?? [])
        .filter((number) => !known.has(number))
      expect([...new Set(unknown)]).toEqual([])
    },
  )

  it('are all in the table', () => {
    const labelled = asked.filter((one) =>
      /\*\*[^*]*(Worked example|calculation)/i.test(one.source),
    )
    for (const { id } of labelled) expect(Object.keys(numbers)).toContain(id)
  })
})
