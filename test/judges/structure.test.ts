import { expect, it } from 'vitest'
import type { Block } from '../../src/model/mdast.ts'
import { print } from '../../src/print/writer.ts'
import { block, drawing, list, media, rich, row } from '../print/rich.ts'
import { objectsOf, outlineOf, treeOf } from '../print/tree.ts'
import { bank, paragraph, question, section, text } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'
import { describeWith } from '../support/judge.ts'

const pictures = { drawings: { ['d'.repeat(32)]: drawing } }

async function objects(given: Parameters<typeof context>[0]) {
  const [output] = await print.write(context(given, pictures))
  return objectsOf(await bytesOf(output ?? { name: '', content: '' }))
}

describeWith(['qpdf'], 'the structure of a booklet', () => {
  it('breaks no rule, whatever the questions hold', async () => {
    const { root, faults } = treeOf(await objects(rich(30)))
    expect(faults).toEqual([])
    const types = new Set(outlineOf(root).map((line) => line.trim()))
    for (const type of [
      ...['Document', 'Sect', 'H1', 'H2', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Table', 'TR', 'TH'],
      ...['TD', 'Figure', 'Formula', 'Code', 'Link', 'Note', 'Reference', 'TOC', 'TOCI'],
      ...['BlockQuote', 'Div'],
    ]) {
      expect(types, type).toContain(type)
    }
  })

  it('is that of the source, in its order', async () => {
    const answer: Block[] = [
      { type: 'heading', depth: 5, children: [text('Deep')] },
      paragraph('See ', { type: 'link', url: 'https://example.org', children: [text('this')] }),
      list(true, [paragraph('one'), list(false, [paragraph('inner')])], [paragraph('two')]),
      block('let a', 'js'),
      { type: 'table', align: [null, null], children: [row('a', 'b'), row('c', [])] },
      paragraph({ type: 'picture', medium: 'd'.repeat(32), alt: 'a call' }),
      paragraph('With', { type: 'footnoteReference', identifier: 'n' }),
    ]
    const footnotes = [
      { type: 'footnoteDefinition' as const, identifier: 'n', children: [paragraph('Note.')] },
    ]
    const given = bank([section('S', [question({ title: 'T', answer, footnotes })])], { media })
    const { root, faults } = treeOf(await objects(given))
    expect(faults).toEqual([])
    const lines = outlineOf(root)
    expect(lines.slice(lines.indexOf('  Sect'))).toEqual(
      `  Sect
    H1
    Sect
      H2
      H3
      P
        Link
      L
        LI
          Lbl
          LBody
            P
            L
              LI
                Lbl
                LBody
                  P
        LI
          Lbl
          LBody
            P
      P
        Code
      Table
        TR
          TH
          TH
        TR
          TD
          TD
      Figure
      P
        Reference
      Note
        Lbl
        P`.split('\n'),
    )
    const figure = JSON.stringify(root).includes('"/Alt":"u:a call"')
    expect(figure).toBe(true)
  })

  it('is judged: what is taken away is missed', async () => {
    const whole = JSON.stringify(await objects(rich(2)))
    const faultsWithout = (pattern: RegExp, instead = '"/Gone":') =>
      treeOf(JSON.parse(whole.replace(pattern, instead))).faults
    expect(faultsWithout(/"\/Lang":/)).toEqual(['the file has no language'])
    expect(faultsWithout(/"\/Contents":(?="u:)/)).toEqual(['a link says nothing'])
    expect(faultsWithout(/"\/Tabs":/)[0]).toMatch(/tabbed through in another order/)
    expect(faultsWithout(/"\/StructParent":/)).toEqual(['a link has another parent'])
    expect(faultsWithout(/"\/S":"\/H2"/, '"/S":"/H4"')[0]).toBe('a H4 follows a heading of level 1')
    expect(faultsWithout(/"\/S":"\/LBody"/, '"/S":"/P"')).toContain('a P stands in a LI')
  })
})
