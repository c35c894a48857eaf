/** The XML inside a workbook, as a parser sees it. */
import { SaxesParser } from 'saxes'

/** `text` is what stands in the element itself, between those in it. */
export type Element = { name: string; attributes: Record<string, string>; text: string }

/** Every element in the order of their beginnings; throws where the XML is not well-formed. */
export function elementsOf(xml: string): Element[] {
  const elements: Element[] = []
  const open: Element[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, text: '' }
    elements.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const element = open.at(-1)
    if (element) element.text += text
  })
  parser.on('closetag', () => open.pop())
  parser.write(xml).close()
  return elements
}

/** The elements of that name. */
export const named = (xml: string, name: string): Element[] =>
  elementsOf(xml).filter((element) => element.name === name)
