/**
 * The same questions as other tools want them: same faces, page and sizes. Made beforehand
 * and not counted, which flatters those tools, but for the one that is given Markdown.
 */
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import remarkGfm from 'remark-gfm'
import remarkHtml from 'remark-html'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

const require = createRequire(import.meta.url)

/** A face's file, by package and name. */
const face = (pack, weight, file) =>
  require.resolve(`@expo-google-fonts/${pack}/${weight}/${file}_${weight}.ttf`)

export const faces = {
  serif: face('source-serif-4', '400Regular', 'SourceSerif4'),
  italic: face('source-serif-4', '400Regular_Italic', 'SourceSerif4'),
  bold: face('source-serif-4', '600SemiBold', 'SourceSerif4'),
  sans: face('source-sans-3', '600SemiBold', 'SourceSans3'),
  mono: face('source-code-pro', '400Regular', 'SourceCodePro'),
  arabic: face('noto-naskh-arabic', '400Regular', 'NotoNaskhArabic'),
  hindi: face('noto-sans-devanagari', '400Regular', 'NotoSansDevanagari'),
  chinese: face('noto-sans-sc', '400Regular', 'NotoSansSC'),
}

/** A5, as the theme has it: millimetres would round. */
export const page = { width: 419.528, height: 595.276, inner: 46, outer: 52, top: 60, bottom: 60 }

const reader = unified().use(remarkParse).use(remarkGfm).use(remarkMath)
/** The tree of a chapter; directives, gaps and the rule between question and answer taken out. */
export function treeOf(markdown) {
  const plain = markdown.replace(/\{\{c\d+::([^:}]*)(?:::[^}]*)?\}\}/g, '$1')
  const tree = reader.parse(plain)
  const dropped = new Set(['html', 'thematicBreak'])
  return { ...tree, children: tree.children.filter(({ type }) => !dropped.has(type)) }
}

/** The chapters of a bank. */
export const chaptersOf = (markdown) =>
  markdown.split(/^(?=# )/m).filter((text) => text.trim() !== '')

const quoted = (text) => JSON.stringify(text)
const escaped = (text) => text.replace(/[\\#*_$`<>@[\]~=/+-]/g, '\\$&')

/** Markup of Typst by node, as calls, so that no text is taken for markup. */
const inTypst = {
  text: ({ value }) => escaped(value),
  break: () => '#linebreak()',
  emphasis: (node, all) => `#emph[${all(node)}]`,
  strong: (node, all) => `#strong[${all(node)}]`,
  delete: (node, all) => `#strike[${all(node)}]`,
  link: (node, all) => `#link(${quoted(node.url)})[${all(node)}]`,
  inlineCode: ({ value }) => `#raw(${quoted(value)})`,
  inlineMath: ({ value }) => `#raw(${quoted(value)})`,
  math: ({ value }) => `#raw(block: true, ${quoted(value)})`,
  code: ({ value, lang }) => `#raw(block: true, lang: ${quoted(lang ?? 'txt')}, ${quoted(value)})`,
  image: ({ url, alt }) => `#image(${quoted(url)}, alt: ${quoted(alt ?? '')})`,
  paragraph: (node, all) => `${all(node)}\n\n`,
  heading: (node, all) => `#heading(level: ${node.depth})[${all(node)}]\n`,
  blockquote: (node, all) => `#quote(block: true)[${all(node)}]\n`,
  list: (node, _all, each) => `#${node.ordered ? 'enum' : 'list'}(${each(node)})\n`,
  table: (node, _all, each) =>
    `#table(columns: ${node.children[0]?.children.length ?? 1}, ${node.children.map(each).join(', ')})\n`,
  footnoteReference: ({ identifier }, all, _each, notes) =>
    `#footnote[${notes.has(identifier) ? all(notes.get(identifier)) : ''}]`,
  footnoteDefinition: () => '',
}

/** A document of Typst. */
export function typst(chapters) {
  const out = [
    `#set document(title: "Measured")
#set page(width: ${page.width}pt, height: ${page.height}pt, margin: (inside: ${page.inner}pt, outside: ${page.outer}pt, top: ${page.top}pt, bottom: ${page.bottom}pt), numbering: "1")
#set text(font: ("Source Serif 4", "Noto Naskh Arabic", "Noto Sans Devanagari", "Noto Sans SC"), size: 10pt, lang: "en", hyphenate: true)
#set par(justify: true, leading: 6.2pt, spacing: 11.2pt)
#show heading: set text(font: "Source Sans 3", weight: 600)
#show heading.where(level: 1): it => { pagebreak(weak: true); text(20pt, it.body); v(8pt) }
#show heading.where(level: 2): set text(size: 11.5pt)
#show raw: set text(font: "Source Code Pro")
#show raw.where(block: true): set text(size: 7.6pt)
#show raw.where(block: true): it => block(fill: rgb("#f4f6f7"), inset: 5pt, width: 100%, it)
#outline(depth: 2)`,
  ]
  for (const chapter of chapters) {
    const tree = treeOf(chapter)
    const notes = new Map(
      tree.children
        .filter(({ type }) => type === 'footnoteDefinition')
        .map((node) => [node.identifier, node]),
    )
    const one = (node) => inTypst[node.type]?.(node, all, each, notes) ?? all(node)
    const all = (node) => (node.children ?? []).map(one).join('')
    const each = (node) => (node.children ?? []).map((child) => `[${all(child)}]`).join(', ')
    out.push(all(tree))
  }
  return out.join('\n\n')
}

/** A page of HTML, its faces and pictures from disk. */
export function html(chapters) {
  const writer = unified().use(remarkHtml)
  const font = (family, path, style = '') =>
    `@font-face{font-family:${family};src:url(file://${path});${style}}`
  const head = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Measured</title><style>
${font('Serif', faces.serif)}${font('Serif', faces.italic, 'font-style:italic')}${font('Serif', faces.bold, 'font-weight:600')}
${font('Sans', faces.sans)}${font('Mono', faces.mono)}
${font('Arabic', faces.arabic)}${font('Hindi', faces.hindi)}${font('Chinese', faces.chinese)}
@page{size:${page.width}pt ${page.height}pt;margin:${page.top}pt ${page.outer}pt ${page.bottom}pt ${page.inner}pt}
body{font:10pt/13.5pt Serif,Arabic,Hindi,Chinese;margin:0;text-align:justify;hyphens:auto}
h1{font:20pt/24pt Sans;break-before:page}h2{font:11.5pt/14.5pt Sans;margin:17pt 0 3pt}
p,ul{margin:0 0 5pt}code{font:0.88em Mono}img{max-width:100%}
pre{font:7.6pt/10.6pt Mono;background:#f4f6f7;padding:5pt;white-space:pre-wrap;margin:8pt 0;text-align:left}
</style>`
  return [head, ...chapters.map((chapter) => writer.stringify(treeOf(chapter)))].join('\n')
}

/** What pandoc is told so that XeLaTeX sets the same page; the faces' files lie beside it. */
export const pandocFlags = [
  ...['-f', 'markdown-raw_tex-yaml_metadata_block+lists_without_preceding_blankline'],
  ...['--pdf-engine=xelatex', '--toc', '--toc-depth=2', '-V', 'documentclass=report'],
  ...['-V', 'classoption=twoside', '-V', 'fontsize=10pt'],
  ...['-V', `mainfont=${basename(faces.serif)}`, '-V', 'mainfontoptions=Path=./'],
  ...['-V', `mainfontoptions=ItalicFont=${basename(faces.italic)}`],
  ...['-V', `mainfontoptions=BoldFont=${basename(faces.bold)}`],
  ...['-V', `monofont=${basename(faces.mono)}`, '-V', 'monofontoptions=Path=./,Scale=0.88'],
  ...['-V', `geometry=paperwidth=${page.width}bp,paperheight=${page.height}bp`],
  ...['-V', `geometry=inner=${page.inner}bp,outer=${page.outer}bp`],
  ...['-V', `geometry=top=${page.top}bp,bottom=${page.bottom}bp`],
]
