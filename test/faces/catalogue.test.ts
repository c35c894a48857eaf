import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chainOf,
  emojiFace,
  faceOf,
  optionalFaces,
  packageFor,
  type Style,
} from '../../src/faces/catalogue.ts'

const resolve = createRequire(import.meta.url).resolve
const style = fc.record({
  family: fc.constantFrom('serif' as const, 'sans' as const, 'mono' as const),
  weight: fc.constantFrom(400 as const, 600 as const, 700 as const),
  italic: fc.boolean(),
})
const serif: Style = { family: 'serif', weight: 400, italic: false }

describe('the catalogue', () => {
  it('names the face of a style', () => {
    expect(faceOf({ family: 'mono', weight: 600, italic: true })).toBe(
      'source-code-pro/600SemiBold_Italic/SourceCodePro_600SemiBold_Italic',
    )
  })

  it('names only files that come with us, each once, the style’s own first', () => {
    fc.assert(
      fc.property(style, (one) => {
        const chain = chainOf(one)
        expect(chain[0]).toBe(faceOf(one))
        expect(new Set(chain).size).toBe(chain.length)
        for (const id of chain)
          expect(existsSync(resolve(`@expo-google-fonts/${id}.ttf`))).toBe(true)
      }),
    )
  })

  it('ends with emoji, in the weight at hand', () => {
    expect(chainOf(serif).at(-1)).toBe(emojiFace(400))
    expect(emojiFace(700)).toBe('noto-emoji/700Bold/NotoEmoji_700Bold')
  })

  it('takes the plain weight of a face that has no other', () => {
    const chain = chainOf({ ...serif, weight: 700 })
    expect(chain).toContain('noto-sans-math/400Regular/NotoSansMath_400Regular')
    expect(chain).toContain('noto-sans-hebrew/700Bold/NotoSansHebrew_700Bold')
  })

  it('puts the national form of the bank’s language first', () => {
    const first = (language: string) => optionalFaces('漢', 400, language)[0]?.split('/')[0]
    expect(['zh', 'ja', 'ko', 'zh-TW', 'ja-JP', 'en'].map(first)).toEqual([
      'noto-sans-sc',
      'noto-sans-jp',
      'noto-sans-kr',
      'noto-sans-tc',
      'noto-sans-jp',
      'noto-sans-sc',
    ])
  })

  it('knows what to install for a script, and when it does not', () => {
    expect(packageFor('ไ', 'en')).toBe('@expo-google-fonts/noto-sans-thai')
    expect(packageFor('カ', 'en')).toBe('@expo-google-fonts/noto-sans-jp')
    expect(packageFor('\u{10ffff}', 'en')).toBeUndefined()
  })
})
