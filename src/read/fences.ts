/** Fences that were opened and not closed where their author meant it. */
import type { Code, RootContent } from 'mdast'

/**
 * The code blocks that hold what should stand outside: their fence is never
 * closed, or another one is opened inside, with a language behind it, as no
 * fence that closes has. `text`: the file's, in which positions count.
 */
export function openFences(blocks: readonly RootContent[], text: string): Code[] {
  return blocks.flatMap((node): Code[] => {
    if (node.type === 'code') return isOpen(node, text) ? [node] : []
    return 'children' in node ? openFences(node.children as RootContent[], text) : []
  })
}

function isOpen({ position, value }: Code, text: string): boolean {
  const from = position?.start.offset
  const to = position?.end.offset
  if (from === undefined || to === undefined) return false
  const lines = text.slice(from, to).split(/\r\n|\n|\r/)
  const fence = /^(`{3,}|~{3,})/.exec(lines[0] ?? '')?.[1]
  if (!fence) return false
  const sign = fence[0] === '~' ? '~' : '`'
  const closing = new RegExp(`^[\\s>]*${sign}{${fence.length},}[ \\t]*$`)
  if (lines.length < 2 || !closing.test(lines.at(-1) ?? '')) return true
  const opening = new RegExp(`^ {0,3}${sign}{${fence.length}}[A-Za-z][\\w+#-]*[ \\t]*$`, 'm')
  return opening.test(value)
}
