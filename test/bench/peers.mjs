/**
 * The same questions as other tools want them: same faces, page and sizes.
 * Markdown of the kinds that text.mjs makes, and no more.
 */
import { createRequire } from 'node:module'
import { basename } from 'node:path'

const require = createRequire(import.meta.url)

/** A face's file, by package and name. */
const face = (pack, weight, file) =>
  require.resolve(`@expo-google-fonts/${pack}/${weight}/${file}_${weight}.ttf`)

export const files = {
  serif: face('source-serif-4', '400Regular', 'SourceSerif4'),
  italic: face('source-serif-4', '400Regular_Italic', 'SourceSerif4'),
  sans: face('source-sans-3', '600SemiBold', 'SourceSans3'),
  mono: face('source-code-pro', '400Regular', 'SourceCodePro'),
}

/** A5, as the theme has it: millimetres would round. */
export const page = { width: 419.528, height: 595.276, inner: 46, outer: 52, top: 60, bottom: 60 }

/** Blocks of the Markdown: `{ type, text }`, code with its lines, lists with their items. */
export function blocksOf(markdown) {
  const blocks = []
  const lines = markdown.replace(/^---\n[\s\S]*?\n---\n/, '').split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]
    if (line === '') continue
    const heading = /^(#+) (.*)$/.exec(line)
    if (heading) blocks.push({ type: `h${heading[1].length}`, text: heading[2] })
    else if (line.startsWith('```')) {
      const code = []
      while (lines[++at] !== '```') code.push(lines[at])
      blocks.push({ type: 'code', text: code.join('\n') })
    } else if (line.startsWith('- ')) {
      const items = [line.slice(2)]
      while (lines[at + 1]?.startsWith('- ')) items.push(lines[++at].slice(2))
      blocks.push({ type: 'list', items })
    } else blocks.push({ type: 'p', text: line })
  }
  return blocks
}

const inline = (text, plain, emphasis, code) =>
  text
    .split(/(\*[^*]+\*|`[^`]+`)/)
    .map((part) => {
      if (/^\*.*\*$/.test(part)) return emphasis(plain(part.slice(1, -1)))
      if (/^`.*`$/.test(part)) return code(part.slice(1, -1))
      return plain(part)
    })
    .join('')

export function typst(markdown) {
  const plain = (text) => text.replace(/[\\#*_$`<>@[\]~]/g, '\\$&')
  const words = (text) =>
    inline(
      text,
      plain,
      (one) => `#emph[${one}]`,
      (one) => `#raw(${JSON.stringify(one)})`,
    )
  const out = [
    `#set document(title: "Measured")
#set page(width: ${page.width}pt, height: ${page.height}pt, margin: (inside: ${page.inner}pt, outside: ${page.outer}pt, top: ${page.top}pt, bottom: ${page.bottom}pt), numbering: "1")
#set text(font: "Source Serif 4", size: 10pt, lang: "en", hyphenate: true)
#set par(justify: true, leading: 6.2pt, spacing: 11.2pt)
#show heading: set text(font: "Source Sans 3", weight: 600)
#show heading.where(level: 1): it => { pagebreak(weak: true); text(20pt, it.body); v(8pt) }
#show heading.where(level: 2): set text(size: 11.5pt)
#show raw: set text(font: "Source Code Pro")
#show raw.where(block: true): set text(size: 7.6pt)
#show raw.where(block: true): it => block(fill: rgb("#f4f6f7"), inset: 5pt, width: 100%, it)
#outline(depth: 2)`,
  ]
  for (const { type, text, items } of blocksOf(markdown)) {
    if (type === 'h1') out.push(`= ${words(text)}`)
    else if (type === 'h2') out.push(`== ${words(text)}`)
    else if (type === 'code') out.push(`\`\`\`js\n${text}\n\`\`\``)
    else if (type === 'list') out.push(items.map((item) => `- ${words(item)}`).join('\n'))
    else out.push(words(text))
  }
  return out.join('\n\n')
}

/** The faces' files are to lie beside it. */
export function latex(markdown) {
  const escapes = {
    '\\': '\\textbackslash{}',
    '~': '\\textasciitilde{}',
    '^': '\\textasciicircum{}',
  }
  const plain = (text) => text.replace(/[\\~^]|[&%$#_{}]/g, (one) => escapes[one] ?? `\\${one}`)
  const words = (text) =>
    inline(
      text,
      plain,
      (one) => `\\emph{${one}}`,
      (one) => `\\texttt{${plain(one)}}`,
    )
  const name = (path) => basename(path)
  const out = [
    `\\documentclass[10pt,twoside]{report}
\\usepackage[paperwidth=${page.width}bp,paperheight=${page.height}bp,inner=${page.inner}bp,outer=${page.outer}bp,top=${page.top}bp,bottom=${page.bottom}bp]{geometry}
\\usepackage{fontspec}
\\setmainfont{${name(files.serif)}}[Path=./,ItalicFont=${name(files.italic)}]
\\newfontfamily\\headface{${name(files.sans)}}[Path=./]
\\setmonofont{${name(files.mono)}}[Path=./,Scale=0.88]
\\usepackage{listings}
\\lstset{basicstyle=\\ttfamily\\fontsize{7.6}{10.6}\\selectfont,breaklines=true,columns=fullflexible}
\\usepackage[bookmarks,hidelinks]{hyperref}
\\makeatletter
\\renewcommand\\chapter{\\clearpage\\@startsection{chapter}{0}{0pt}{0pt}{12pt}{\\headface\\fontsize{20}{24}\\selectfont}}
\\renewcommand\\section{\\@startsection{section}{1}{0pt}{17pt}{3pt}{\\headface\\fontsize{11.5}{14.5}\\selectfont}}
\\makeatother
\\setcounter{secnumdepth}{-1}\\setcounter{tocdepth}{1}
\\parindent0pt \\parskip5pt
\\begin{document}\\fontsize{10}{13.5}\\selectfont
\\tableofcontents`,
  ]
  for (const { type, text, items } of blocksOf(markdown)) {
    if (type === 'h1') out.push(`\\chapter{${words(text)}}`)
    else if (type === 'h2') out.push(`\\section{${words(text)}}`)
    else if (type === 'code') out.push(`\\begin{lstlisting}\n${text}\n\\end{lstlisting}`)
    else if (type === 'list')
      out.push(
        `\\begin{itemize}\n${items.map((item) => `\\item ${words(item)}`).join('\n')}\n\\end{itemize}`,
      )
    else out.push(words(text))
  }
  return `${out.join('\n\n')}\n\\end{document}\n`
}

export function html(markdown) {
  const plain = (text) => text.replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`)
  const words = (text) =>
    inline(
      text,
      plain,
      (one) => `<em>${one}</em>`,
      (one) => `<code>${plain(one)}</code>`,
    )
  const source = (family, path, style = '') =>
    `@font-face{font-family:${family};src:url(file://${path});${style}}`
  const out = [
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Measured</title><style>
${source('Serif', files.serif)}${source('Serif', files.italic, 'font-style:italic')}
${source('Sans', files.sans)}${source('Mono', files.mono)}
@page{size:${page.width}pt ${page.height}pt;margin:${page.top}pt ${page.outer}pt ${page.bottom}pt ${page.inner}pt}
body{font:10pt/13.5pt Serif;margin:0;text-align:justify;hyphens:auto}
h1{font:20pt/24pt Sans;break-before:page}h2{font:11.5pt/14.5pt Sans;margin:17pt 0 3pt}
p,ul{margin:0 0 5pt}code{font:0.88em Mono}
pre{font:7.6pt/10.6pt Mono;background:#f4f6f7;padding:5pt;white-space:pre-wrap;margin:8pt 0;text-align:left}
</style>`,
  ]
  for (const { type, text, items } of blocksOf(markdown)) {
    if (type === 'code') out.push(`<pre>${plain(text)}</pre>`)
    else if (type === 'list')
      out.push(`<ul>${items.map((item) => `<li>${words(item)}</li>`).join('')}</ul>`)
    else out.push(`<${type}>${words(text)}</${type}>`)
  }
  return out.join('\n')
}
