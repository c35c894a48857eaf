/** Looks up every picture and recording that some nodes name, before they are closed. */
import type { Element } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import type { Definition, RootContent } from 'mdast'
import type { Point } from 'unist'
import type { Place } from '../model/bank.ts'
import type { Found } from './close.ts'
import { micromarkLabel } from './markdown/markdown.ts'
import { isSoundUrl } from './media/sound.ts'
import type { MediaOfBank } from './media.ts'

const tag = /<(?:img|audio|source)\b[^>]*>/gi

/** Resolves each address once for each place that shows it. */
export async function findPictures(
  nodes: Iterable<RootContent>,
  definitions: ReadonlyMap<string, Definition>,
  path: string,
  media: MediaOfBank,
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>()
  for (const { url, at, sound } of shown(nodes, definitions)) {
    const place: Place = { path, line: at?.line ?? 1, column: at?.column ?? 1 }
    if (sound) {
      const heard = await media.hear?.(url, path, place)
      if (heard && !('refused' in heard)) found.set(url, { sound: heard.key })
      continue
    }
    const result = await media.resolve(url, path, place)
    found.set(url, 'refused' in result ? result : { medium: result.key })
  }
  return found
}

function* shown(
  nodes: Iterable<RootContent>,
  definitions: ReadonlyMap<string, Definition>,
): Generator<{ url: string; at: Point | undefined; sound?: boolean }> {
  for (const node of nodes) {
    const at = node.position?.start
    if (node.type === 'image') {
      yield { url: node.url, at }
    } else if (node.type === 'imageReference') {
      const url = definitions.get(micromarkLabel(node))?.url
      if (url !== undefined) yield { url, at }
    } else if (node.type === 'link' && isSoundUrl(node.url)) {
      yield { url: node.url, at, sound: true }
    } else if (node.type === 'linkReference') {
      const url = definitions.get(micromarkLabel(node))?.url
      if (url !== undefined && isSoundUrl(url)) yield { url, at, sound: true }
    } else if (node.type === 'html') {
      for (const { 0: html, index } of node.value.matchAll(tag)) {
        const image = fromHtml(html, { fragment: true }).children.find(
          (child): child is Element => child.type === 'element',
        )
        const url = image?.properties.src
        if (typeof url !== 'string' || url === '') continue
        const here = at && within(at, node.value.slice(0, index))
        if (image?.tagName === 'img') yield { url, at: here }
        else if (isSoundUrl(url)) yield { url, at: here, sound: true }
      }
    } else if ('children' in node) {
      yield* shown(node.children as RootContent[], definitions)
    }
  }
}

/** Where something stands in the HTML of a node, after some of it; in a list item its column is near at best. */
function within(start: Point, before: string): Point {
  const lines = before.split(/\r\n|\n|\r/)
  const last = lines.at(-1) ?? ''
  const column = lines.length === 1 ? start.column + last.length : last.length + 1
  return { line: start.line + lines.length - 1, column }
}
