/** Looks up every picture and recording that some nodes name, before they are closed. */
import type { Element } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import type { Definition, RootContent } from 'mdast'
import type { Position } from 'unist'
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
  for (const { url, position, sound } of shown(nodes, definitions)) {
    const place: Place = {
      path,
      line: position?.start.line ?? 1,
      column: position?.start.column ?? 1,
    }
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
): Generator<{ url: string; position: Position | undefined; sound?: boolean }> {
  for (const node of nodes) {
    const { position } = node
    if (node.type === 'image') {
      yield { url: node.url, position }
    } else if (node.type === 'imageReference') {
      const url = definitions.get(micromarkLabel(node))?.url
      if (url !== undefined) yield { url, position }
    } else if (node.type === 'link' && isSoundUrl(node.url)) {
      yield { url: node.url, position, sound: true }
    } else if (node.type === 'linkReference') {
      const url = definitions.get(micromarkLabel(node))?.url
      if (url !== undefined && isSoundUrl(url)) yield { url, position, sound: true }
    } else if (node.type === 'html') {
      for (const [html] of node.value.matchAll(tag)) {
        const image = fromHtml(html, { fragment: true }).children.find(
          (child): child is Element => child.type === 'element',
        )
        const url = image?.properties.src
        if (typeof url !== 'string' || url === '') continue
        if (image?.tagName === 'img') yield { url, position }
        else if (isSoundUrl(url)) yield { url, position, sound: true }
      }
    } else if ('children' in node) {
      yield* shown(node.children as RootContent[], definitions)
    }
  }
}
