/** The booklet as pdfkit's own text layout makes it: what most programs do. `node naive.mjs in.md out.pdf` */
import { createWriteStream, readFileSync } from 'node:fs'
import PDFDocument from 'pdfkit'
import { blocksOf, files, page } from './peers.mjs'

const [from, to] = process.argv.slice(2)
const document = new PDFDocument({
  size: [page.width, page.height],
  margins: { left: page.inner, right: page.outer, top: page.top, bottom: page.bottom },
  pdfVersion: '1.7',
  tagged: true,
  lang: 'en',
})
document.pipe(createWriteStream(to))
for (const [name, path] of Object.entries(files)) document.registerFont(name, path)
const line = (name, size, text, options = {}) =>
  document
    .font(name)
    .fontSize(size)
    .text(text, { align: 'left', ...options })
const words = (text) => {
  const parts = text.split(/(\*[^*]+\*|`[^`]+`)/).filter(Boolean)
  for (const [index, part] of parts.entries()) {
    const name = part.startsWith('*') ? 'italic' : part.startsWith('`') ? 'mono' : 'serif'
    line(name, name === 'mono' ? 8.8 : 10, part.replace(/^[*`]|[*`]$/g, ''), {
      continued: index < parts.length - 1,
    })
  }
  document.moveDown(0.4)
}
for (const { type, text, items } of blocksOf(readFileSync(from, 'utf8'))) {
  if (type === 'h1') {
    document.addPage()
    line('sans', 20, text)
  } else if (type === 'h2') line('sans', 11.5, text)
  else if (type === 'code') line('mono', 7.6, text)
  else if (type === 'list') for (const item of items) words(`•  ${item}`)
  else words(text)
}
document.end()
