import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DrawingError } from '../../src/drawing/error.ts'
import { commandsOf } from '../../src/model/drawing.ts'
import { long } from '../support/judge.ts'
import { boxOf, difference, drawn, dropped, svg } from './svg.ts'

const arrow = (more = '') =>
  `<defs><marker id="m" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6" markerHeight="6" ${more}><path d="M0 0L10 5L0 10z" fill="#c00"/></marker></defs>`

/** Each is drawn by us and by librsvg from the same text. */
const pictures: Record<string, string> = {
  rectangles: svg(
    '<rect x="5" y="5" width="40" height="30" fill="red"/><rect x="50" y="5" width="60" height="60" rx="12" fill="#08f8"/><rect x="5" y="40" width="30" height="30" rx="50" ry="6"/>',
  ),
  rounds: svg(
    '<circle cx="30" cy="40" r="25" fill="none" stroke="navy" stroke-width="6"/><ellipse cx="85" cy="40" rx="30" ry="14" fill="teal"/>',
  ),
  lines: svg(
    '<g stroke="black" stroke-width="5" fill="none"><line x1="10" y1="10" x2="110" y2="10" stroke-linecap="round"/><polyline points="10,30 60,60 110,30" stroke-linejoin="bevel"/><polygon points="20 70 60 40,100 70" stroke-linejoin="round" fill="gold"/></g>',
  ),
  rules: svg(
    '<path fill-rule="evenodd" d="M60 5L85 75L20 30H100L35 75z"/><path transform="scale(.3)" d="M60 5L85 75L20 30H100L35 75z"/>',
  ),
  curves: svg(
    '<g fill="none" stroke="#333" stroke-width="2"><path d="M5 40C20 0 40 80 60 40S100 0 115 40"/><path d="M5 60q15-30 30 0t30 0t30 0"/><path d="m5 5h20v10h-20zm30 0l10 10"/><path d="M10,10 20,5 30,10L40 5"/></g>',
  ),
  arcs: svg(
    '<g fill="none" stroke="purple" stroke-width="3"><path d="M20 40A25 15 30 0 1 60 40"/><path d="M20 40A25 15 30 1 0 60 40"/><path d="M70 40a5 5 0 1130 0"/><path d="M70 60a20,10-20,01,40,0"/></g>',
  ),
  transforms: svg(
    '<g transform="translate(60 40) rotate(30)"><rect x="-30" y="-10" width="60" height="20" fill="green"/><g transform="scale(1 2), skewX(20)"><circle r="8" fill="orange"/></g></g><rect stroke="red" transform="rotate(45 20 20)" x="15" y="15" width="10" height="10"/><rect transform="matrix(1 .2 -.2 1 90 60)" width="12" height="12"/>',
  ),
  box: svg(
    '<rect width="10" height="10" fill="blue"/><circle cx="5" cy="5" r="3" fill="#fff"/>',
    'viewBox="-2 -2 14 14"',
  ),
  boxSliced: svg(
    '<rect width="10" height="10" fill="blue"/><circle cx="5" cy="5" r="3" fill="#fff"/>',
    'viewBox="0 0 10 10" preserveAspectRatio="xMinYMax slice"',
  ),
  boxStretched: svg(
    '<circle cx="5" cy="5" r="4"/>',
    'viewBox="0 0 10 10" preserveAspectRatio="none"',
  ),
  nested: svg(
    '<svg x="20" y="10" width="60" height="60" viewBox="0 0 30 30"><rect width="50%" height="50%" fill="red"/><circle cx="22" cy="22" r="6"/></svg>',
  ),
  reused: svg(
    '<defs><g id="a"><rect width="20" height="10" stroke="black"/></g><symbol id="s" viewBox="0 0 4 4"><circle cx="2" cy="2" r="2"/></symbol></defs><use href="#a" x="10" y="10" fill="red"/><use xlink:href="#a" transform="translate(50 10) rotate(20)" fill="lime"/><use href="#s" x="60" y="40" width="30" height="30" fill="blue"/>',
  ),
  marked: svg(
    `${arrow('orient="auto"')}<g fill="none" stroke="#222" stroke-width="2" marker-end="url(#m)"><path d="M10 10L60 10L60 40"/><line x1="10" y1="70" x2="50" y2="30"/><path d="M70 70C80 20 110 60 112 20"/></g>`,
  ),
  markedAll: svg(
    `${arrow('orient="45" markerUnits="userSpaceOnUse"')}<path marker-start="url(#m)" marker-mid="url(#m)" marker-end="url(#m)" fill="none" stroke="#222" d="M20 20L60 20L60 60L100 60"/>`,
  ),
  markedBack: svg(
    `${arrow('orient="auto-start-reverse"')}<path marker-start="url(#m)" marker-end="url(#m)" fill="none" stroke="#222" stroke-width="2" d="M20 20L100 60"/>`,
  ),
  dashes: svg(
    '<g stroke="black" stroke-width="4"><line x1="5" y1="10" x2="115" y2="10" stroke-dasharray="10 4"/><line x1="5" y1="30" x2="115" y2="30" stroke-dasharray="8" stroke-dashoffset="4"/><line x1="5" y1="50" x2="115" y2="50" stroke-dasharray="1 7 9" stroke-linecap="round"/></g>',
  ),
  units: svg(
    '<rect x="1mm" y="1mm" width="1cm" height="0.25in" fill="brown"/><circle cx="75%" cy="50%" r="10%"/><rect x="5" y="50" font-size="10" width="3em" height="1em" fill="grey"/>',
  ),
  styled: svg(
    '<g style="fill:hsl(200 80% 40%);stroke:currentColor;stroke-width:3" color="#a00"><rect x="10" y="10" width="30" height="30"/><rect x="50" y="10" width="30" height="30" fill="rgb(0,200,0)" style="stroke: none ; fill-opacity: 50%"/><rect x="90" y="10" width="20" height="30" style="display:none"/><rect x="10" y="50" width="30" height="20" visibility="hidden"/><g opacity=".5"><rect x="50" y="50" width="30" height="20" stroke-opacity=".5"/></g></g>',
  ),
  order: svg(
    '<circle cx="40" cy="40" r="20" fill="yellow" stroke="black" stroke-width="16" paint-order="stroke"/>',
  ),
  chosen: svg(
    '<switch><g requiredExtensions="x"><rect width="120" height="80"/></g><circle cx="40" cy="40" r="20"/><rect width="9" height="9"/></switch><a href="http://e.example"><rect x="80" y="20" width="20" height="20"/></a>',
  ),
}

describe('a drawing and the same SVG in librsvg', () => {
  it.each(Object.entries(pictures))('%s look alike', async (_, source) => {
    expect(await difference(source)).toBeLessThan(0.002)
  })

  it('are told apart where they differ: this test can fail', async () => {
    const gradient = svg(
      '<linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><rect width="120" height="80" fill="url(#g)"/>',
    )
    expect(await difference(gradient)).toBeGreaterThan(0.05)
  })
})

describe('size', () => {
  it.each([
    ['width="120" height="80"', 120, 80],
    ['width="2in" height="1in"', 192, 96],
    ['viewBox="0 0 30 20"', 30, 20],
    ['viewBox="0 0 30 20" width="100%" height="100%"', 30, 20],
    ['viewBox="0 0 30 20" width="60"', 60, 40],
    ['viewBox="0 0 30 20" height="60"', 90, 60],
    ['', 300, 150],
  ])('%s', async (attributes, width, height) => {
    const { drawing } = await drawn(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}/>`)
    expect(drawing).toMatchObject({ width, height, shapes: [] })
  })

  it.each(['width="0" height="5"', 'width="-4" height="5"', 'width="30000" height="5"'])(
    '%s is refused',
    async (attributes) => {
      await expect(drawn(`<svg ${attributes}/>`)).rejects.toBeInstanceOf(DrawingError)
    },
  )
})

describe('text', () => {
  it('is outlined and anchored', async () => {
    const box = async (anchor: string) =>
      boxOf((await drawn(svg(`<text x="60" y="40" text-anchor="${anchor}">Wide</text>`))).drawing)
    const [start, middle, end] = await Promise.all(['start', 'middle', 'end'].map(box))
    expect(start?.left).toBeCloseTo(60, -0.4)
    expect(((middle?.left ?? 0) + (middle?.right ?? 0)) / 2).toBeCloseTo(60, 0)
    expect(end?.right).toBeCloseTo(60, -0.4)
    expect(start?.bottom).toBeCloseTo(40, 0)
    expect((start?.top ?? 0) < 30).toBe(true)
  })

  it('follows the positions of its parts', async () => {
    const { drawing } = await drawn(
      svg(
        '<text x="10" y="20">I<tspan x="50" dy="30">I</tspan><tspan dx="20">I</tspan> <tspan y="10" x="100">I</tspan></text>',
      ),
    )
    const boxes = drawing.shapes.map((shape) => boxOf({ ...drawing, shapes: [shape] }))
    expect(boxes.map(({ left }) => Math.round(left / 10) * 10)).toEqual([10, 50, 80, 100])
    expect(boxes.map(({ bottom }) => Math.round(bottom))).toEqual([20, 50, 50, 10])
  })

  it('stands in the middle of its line where it says so', async () => {
    const at = async (baseline: string) => {
      const { drawing } = await drawn(
        svg(`<text x="5" y="40" dominant-baseline="${baseline}">x</text>`),
      )
      const { top, bottom } = boxOf(drawing)
      return (top + bottom) / 2
    }
    expect(await at('middle')).toBeCloseTo(40, 0)
    expect(await at('alphabetic')).toBeLessThan(38)
    expect(await at('central')).toBeGreaterThan(await at('alphabetic'))
    expect(await at('hanging')).toBeGreaterThan(45)
  })

  it('differs by weight, slant, family and size', async () => {
    const widths = await Promise.all(
      [
        '',
        'font-weight="bold"',
        'font-style="italic"',
        'font-family="Courier"',
        'font-family="Georgia"',
        'font-size="30"',
      ].map(async (more) => {
        const { left, right } = boxOf(
          (await drawn(svg(`<text y="30" ${more}>Drifting</text>`))).drawing,
        )
        return (right - left).toFixed(2)
      }),
    )
    expect(new Set(widths).size).toBe(6)
  })

  it('is kept as words, the title first', async () => {
    const { drawing } = await drawn(
      svg(
        '<title>A\n  title</title><text>One <tspan>two</tspan></text><desc>not this</desc><text>three</text><text visibility="hidden">no</text>',
      ),
    )
    expect(drawing.text).toBe('A title\nOne two\nthree')
  })

  it('runs from left to right, whatever it begins with', async () => {
    const pathOf = async (text: string) => {
      const { drawing } = await drawn(svg(`<text y="9">${text}</text>`))
      return drawing.shapes.flatMap(({ path }) => commandsOf(path))
    }
    const [hebrew, mixed] = [await pathOf('שלום'), await pathOf('שלום WW')]
    expect(mixed.length).toBeGreaterThan(hebrew.length)
    expect(mixed.slice(0, hebrew.length)).toEqual(hebrew)
  })

  it('of no face is marked and said', async () => {
    const { drawing, problems } = await drawn(svg('<text y="20">a\u{13000}</text>'))
    expect(drawing.shapes).toHaveLength(1)
    expect(problems).toEqual([expect.objectContaining({ rule: 'glyph-missing', line: 1 })])
  })
})

describe('what is left out', () => {
  it.each([
    ['<script>alert(1)</script>', '<script>'],
    ['<style>rect { fill: red }</style>', '<style>'],
    [
      '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
      '<foreignObject>',
    ],
    ['<image href="http://e.example/x.png" width="5" height="5"/>', '<image>'],
    ['<image href="file:///etc/passwd"/>', '<image>'],
    ['<use href="other.svg#a"/>', '<use> of another file'],
    ['<use href="data:image/svg+xml,x#a"/>', '<use> of another file'],
    ['<use href="#none"/>', '<use> of #none'],
    ['<animate attributeName="x"/>', '<animate>'],
    ['<filter id="f"/>', '<filter>'],
    ['<defs><clipPath id="c"/></defs>', '<clipPath>'],
    ['<rect onload="x()" width="5" height="5"/>', 'the attribute onload'],
    ['<rect clip-path="url(#c)" width="5" height="5"/>', 'the attribute clip-path'],
    ['<rect style="filter: url(#f)" width="5" height="5"/>', 'the property filter'],
    [
      '<rect fill="url(http://e.example/#g)" width="5" height="5"/>',
      'the property fill: url(http://e.example/#g)',
    ],
    ['<rect fill="url(#none)" width="5" height="5"/>', 'the paint #none'],
    ['<path d="M0 0L5 5 oops"/>', 'the rest of a <path> whose data cannot be read'],
    ['<g transform="sideways(3)"/>', 'a transform that cannot be read'],
    ['<path d="M0 0L5 5" marker-end="url(#none)" stroke="red"/>', 'the marker #none'],
    ['<text><textPath href="#p">x</textPath></text>', '<textPath> in a text'],
    ['<text rotate="5">x</text>', 'the attribute rotate'],
    ['<tspan>x</tspan>', '<tspan> outside its place'],
    ['<rect x="1e7" width="5" height="5"/>', 'coordinates beyond 1,000,000'],
    [
      '<rect width="5" height="5" stroke="red" transform="scale(1 4)"/>',
      'the uneven width of a stroke that a transform stretches',
    ],
    ['<line x2="9" stroke="red" stroke-dasharray="1e-9"/>', 'dashes too short to be seen'],
  ])('%s', async (inside, reason) => {
    expect(await dropped(svg(inside))).toEqual([reason])
  })

  it('is said once a kind, at its first place', async () => {
    const { problems } = await drawn(svg('\n <blink\n x="5"/>\n<blink/>'))
    expect(problems).toEqual([
      { rule: 'drawing-element-dropped', reason: '<blink>', line: 2, column: 2 },
    ])
  })

  it.each([
    '<g id="a" class="b" aria-label="c" data-x="1" role="img"><title>t</title><desc>d</desc></g>',
    '<metadata><rdf:RDF xmlns:rdf="r"><a/></rdf:RDF></metadata>',
    '<i:view xmlns:i="inkscape" i:zoom="1"/><g xmlns:i="inkscape" i:label="x"/>',
    '<g clip-path="none" style="filter: none; letter-spacing: normal; text-indent: 0"/>',
    '<g style="-inkscape-stroke: none; font-variant: normal; overflow: visible"/>',
  ])('is nothing to speak of: %s', async (inside) => {
    expect(await dropped(svg(inside))).toEqual([])
  })
})

describe('hostile drawings', () => {
  const uses = Array.from(
    { length: 30 },
    (_, n) => `<g id="u${n + 1}">${`<use href="#u${n}"/>`.repeat(10)}</g>`,
  ).join('')
  it.each<[string, string]>([
    [
      'entities',
      '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg><text>&b;</text></svg>',
    ],
    ['no end', '<svg><g>'],
    ['two roots', '<svg/><svg/>'],
    ['no SVG', '<html/>'],
    ['nothing', ''],
    ['depth', `<svg>${'<g>'.repeat(5_000)}${'</g>'.repeat(5_000)}</svg>`],
    ['elements', `<svg>${'<g/>'.repeat(60_000)}</svg>`],
    [
      'uses of uses',
      svg(`<rect id="u0" width="1" height="1"/><defs>${uses}</defs><use href="#u9"/>`),
    ],
    ['long text', svg(`<text>${'word '.repeat(20_000)}</text>`)],
    ['long path', svg(`<path fill="red" d="M0 0${'h1v1'.repeat(300_000)}"/>`)],
    [
      'a marker on each of many corners',
      svg(`${arrow()}<path marker-mid="url(#m)" stroke="red" d="M0 0${'h1v1'.repeat(90_000)}"/>`),
    ],
  ])('%s', async (_, source) => {
    await expect(drawn(source)).rejects.toBeInstanceOf(DrawingError)
  })

  it.each([
    ['itself', '<g id="a"><use href="#a"/></g>'],
    [
      'one another',
      '<defs><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></defs><use href="#a"/>',
    ],
    ['the whole', '<g><use href="#top"/></g>'],
  ])('use of %s ends', async (_, inside) => {
    expect(await dropped(svg(inside, 'id="top"'))).toEqual([expect.stringContaining('leads back')])
  })

  it('a marker of its own line ends', async () => {
    const inside =
      '<marker id="m"><path d="M0 0L1 1" stroke="red" marker-end="url(#m)"/></marker><path d="M0 0L9 9" stroke="red" marker-end="url(#m)"/>'
    expect(await dropped(svg(inside))).toEqual(['the marker #m'])
  })

  it('is never more than finite shapes or a DrawingError', async () => {
    const value = fc.oneof(
      fc.constantFrom(
        '',
        '0',
        '-1',
        '1e308',
        '1e-308',
        'NaN',
        '50%',
        '5mm',
        '1 2 3',
        'url(#a)',
        '#a',
        'none',
      ),
      fc.constantFrom(
        'M0 0L9 9z',
        'M0 0a1 1 0 0 1 5 5',
        'rotate(45)',
        'scale(0)',
        'matrix(1 2 3 4 5 6)',
        '0 0 10 10',
      ),
      fc
        .string({ maxLength: 6 })
        .map((text) => text.replace(/[<&"\u0000-\u001f\ufffe\uffff]/g, '')),
    )
    const names = [
      'svg',
      'g',
      'rect',
      'circle',
      'ellipse',
      'path',
      'polygon',
      'use',
      'marker',
      'symbol',
      'switch',
      'line',
    ]
    const keys = [
      'id',
      'href',
      'x',
      'y',
      'width',
      'height',
      'r',
      'rx',
      'd',
      'points',
      'transform',
      'viewBox',
      'marker-end',
      'fill',
      'stroke',
      'stroke-width',
      'stroke-dasharray',
      'style',
      'font-size',
      'opacity',
    ]
    const attributes = fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 6 }).map((given) =>
      Object.entries(given)
        .map(([name, text]) => `${name}="${text}"`)
        .join(' '),
    )
    const { element } = fc.letrec<{ element: string }>((tie) => ({
      element: fc
        .tuple(
          fc.constantFrom(...names),
          attributes,
          fc.oneof(
            { maxDepth: 4 },
            fc.constant(''),
            fc.array(tie('element'), { maxLength: 3 }).map((below) => below.join('')),
          ),
        )
        .map(([name, given, below]) => `<${name} ${given}>${below}</${name}>`),
    }))
    await fc.assert(
      fc.asyncProperty(element, async (inside) => {
        const made = await drawn(svg(inside)).catch((error: unknown) => error)
        if (made instanceof DrawingError) return
        expect(made).toHaveProperty('drawing')
        const { drawing } = made as Awaited<ReturnType<typeof drawn>>
        for (const { path, stroke } of drawing.shapes) {
          expect(
            commandsOf(path)
              .flat()
              .every((part) => typeof part === 'string' || Number.isFinite(part)),
          ).toBe(true)
          if (stroke)
            expect([stroke.width, stroke.dashOffset, ...stroke.dash].every(Number.isFinite)).toBe(
              true,
            )
        }
      }),
      { numRuns: long ? 50_000 : 1_000 },
    )
  })
})
