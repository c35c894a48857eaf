import { describe, expect, it } from 'vitest'
import { linkBody } from '../../src/print/annotation.ts'

const box = [1, 2.5, 3.0000001, 4]

describe('a link', () => {
  it('leads to a place of the booklet or to an address', () => {
    expect(linkBody({ to: 'd0000001' }, box)).toBe(
      '<</Type/Annot/Subtype/Link/Rect [1 2.5 3 4]/Border[0 0 0]/F 4/Dest (d0000001)>>',
    )
    expect(linkBody({ url: 'https://a.example/b' }, box)).toContain(
      '/A<</S/URI/URI (https://a.example/b)>>',
    )
  })

  it('says what it is where it is tagged, in any script', () => {
    const said = (words: string): string => linkBody({ to: 'd' }, box, { words, key: 7 })
    expect(said('a \\ (b)')).toContain('/Contents (a \\\\ \\(b\\))/Dest')
    expect(said('é')).toContain('/Contents <feff00e9>/Dest')
    expect(said('a')).toMatch(/\/StructParent 7>>$/)
  })

  it('has an address of seven bits, whatever the author wrote', () => {
    const uri = (url: string): string => linkBody({ url }, box)
    expect(uri('https://a.example/ü (x)')).toContain('(https://a.example/%C3%BC%20\\(x\\))')
    expect(uri('https://a.example/\ud800')).toContain('%EF%BF%BD')
  })
})
