/** Names of the booklet's editions and of sizes of paper, as settings and command line give them. */

/** Every edition, the plain booklet first. */
export const editionNames = [
  'study',
  'exam',
  'fold',
  'cards',
  'calibration',
  'large',
  'ink',
] as const
export type EditionName = (typeof editionNames)[number]

/** Named sizes of pages, in millimetres. */
export const pageSizes: Readonly<Record<string, readonly [number, number]>> = {
  a3: [297, 420],
  a4: [210, 297],
  a5: [148, 210],
  a6: [105, 148],
  b5: [176, 250],
  letter: [215.9, 279.4],
  legal: [215.9, 355.6],
  'half-letter': [139.7, 215.9],
}

/** `a4` or `170x240` in millimetres; undefined for what is no page between 74 × 100 and 1000 × 1000. */
export function pageSizeOf(text: string): readonly [number, number] | undefined {
  const given = /^(\d{1,4}(?:\.\d{1,3})?)\s*[x×]\s*(\d{1,4}(?:\.\d{1,3})?)(?:\s*mm)?$/i.exec(text)
  const known = pageSizes[text.toLowerCase()]
  const size = known ?? (given ? ([Number(given[1]), Number(given[2])] as const) : undefined)
  if (!size) return undefined
  const [width, height] = size
  return width >= 74 && height >= 100 && width <= 1000 && height <= 1000 ? size : undefined
}

/** The editions of some names, `all` for every one, in their order; the first name that is none. */
export function editionsOf(names: readonly string[]): EditionName[] | { unknown: string } {
  const unknown = names.find((name) => name !== 'all' && !editionNames.some((one) => one === name))
  if (unknown !== undefined) return { unknown }
  return editionNames.filter((name) => names.includes('all') || names.includes(name))
}
