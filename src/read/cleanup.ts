/**
 * What of a stranger's file is no study material: contents, navigation, badges,
 * promotions. Each rule has a name; everything it drops is said with its place,
 * and a bank can keep it.
 */
import type { List, ListItem, Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { RuleId } from '../messages/rules.ts'
import { words } from './outline.ts'
import { backToTop, contentsName, promotes } from './wording.ts'

export type CleanupRule = Extract<RuleId, `cleaned-${string}`>

export type Cleaned = { nodes: RootContent[]; rule: CleanupRule; reason: string }

/** Takes out of a file what its rules name; `keep` names rules that are not applied. */
export function cleanUp(
  blocks: readonly RootContent[],
  keep: readonly string[],
): { blocks: RootContent[]; cleaned: Cleaned[] } {
  const cleaned: Cleaned[] = []
  const left: RootContent[] = []
  const drop = (rule: CleanupRule, reason: string, ...nodes: RootContent[]): boolean => {
    if (keep.includes(rule)) return false
    cleaned.push({ rule, reason, nodes })
    return true
  }
  blocks.forEach((node, index) => {
    if (node.type === 'list' && isContents(node.children)) {
      const heading = left.at(-1)
      const named = heading?.type === 'heading' && contentsName.test(words(heading).trim())
      if (drop('cleaned-contents', 'A table of contents was left out.', node)) {
        if (named && heading) {
          left.pop()
          cleaned.at(-1)?.nodes.unshift(heading)
        }
        return
      }
    }
    if (node.type === 'paragraph') {
      if (isNavigation(node) && drop('cleaned-navigation', 'A link to the top was left out.', node))
        return
      if (isBadges(node) && drop('cleaned-badges', 'A row of badges was left out.', node)) return
      if (isPromotion(node, blocks, index)) {
        if (drop('cleaned-promotion', 'A promotion was left out.', node)) return
      }
    }
    if (node.type === 'code' && node.lang && controls.test(node.lang)) {
      if (drop('cleaned-control', 'A control of a note program was left out.', node)) return
    }
    const code = node.type === 'code' && !node.lang && linkInCode.exec(node.value.trim())?.[1]
    if (code && backToTop.test(code)) {
      if (drop('cleaned-navigation', 'A link to the top was left out.', node)) return
    }
    if (node.type === 'html' && isTopLink(node.value)) {
      if (drop('cleaned-navigation', 'A link to the top was left out.', node)) return
    }
    left.push(node.type === 'list' ? withoutNavigation(node) : node)
  })
  return { blocks: left, cleaned }

  /** A list whose items end with links to the top, as items that hold a whole question do. */
  function withoutNavigation(list: List): List {
    const children = list.children.map((item) => {
      const kept = item.children.filter(
        (child) =>
          child.type !== 'paragraph' ||
          !isNavigation(child) ||
          !drop('cleaned-navigation', 'A link to the top was left out.', child),
      )
      return kept.length < item.children.length ? { ...item, children: kept } : item
    })
    return children.some((item, index) => item !== list.children[index])
      ? { ...list, children }
      : list
  }
}

/** Languages of fences that note programs run. */
const controls = /^(?:button|meta-bind[\w-]*|dataview(?:js)?|tasks|query)$/i

/** A link into the page that was indented so far that it reads as code. */
const linkInCode = /^[*_]*\[([^\]\n]{1,40})\]\(#[^)\s]*\)[*_]*$/

/** A list of three or more items, each of them only links into this page, at any depth. */
function isContents(items: readonly ListItem[]): boolean {
  if (countContents(items) >= 3) return true
  // A title with brackets breaks its link; one such among many makes no other list.
  const leaves = items.flatMap(leavesOf)
  const inside = leaves.filter((node) => linksInside(node.children)).length
  return leaves.length >= 10 && inside >= leaves.length * 0.9
}

/** The paragraphs of an item and of the lists in it. */
function leavesOf(item: ListItem): Paragraph[] {
  return item.children.flatMap((child): Paragraph[] => {
    if (child.type === 'list') return child.children.flatMap(leavesOf)
    return child.type === 'paragraph' ? [child] : []
  })
}

/** The number of links to this page in a list of nothing else; 0 for any other list. */
function countContents(items: readonly ListItem[]): number {
  let count = 0
  for (const item of items) {
    for (const child of item.children) {
      if (child.type === 'list') {
        const below = countContents(child.children)
        if (below === 0) return 0
        count += below
      } else if (child.type === 'paragraph' && linksInside(child.children)) {
        count++
      } else if (child.type !== 'html') {
        return 0
      }
    }
  }
  return count
}

function linksInside(nodes: readonly PhrasingContent[]): boolean {
  const links = nodes.filter((node) => node.type === 'link')
  const others = nodes.filter((node) => node.type !== 'link' && node.type !== 'html')
  return (
    links.length > 0 &&
    links.every((link) => link.type === 'link' && link.url.startsWith('#')) &&
    others.every((node) => node.type === 'text' && /^[\s\p{P}\p{S}\d]*$/u.test(node.value))
  )
}

/** A line of links into this page (or to nowhere) whose words say "back to top". */
function isNavigation(node: Paragraph): boolean {
  const text = words(node).trim()
  if (text.length > 80 || !backToTop.test(text)) return false
  return (
    within(node).some((child) => child.type === 'link' && child.url.startsWith('#')) ||
    isTopLink(raw(node))
  )
}

function isTopLink(html: string): boolean {
  const link = /<a\s[^>]*href\s*=\s*["']?#[^>]*>([\s\S]*?)<\/a>/i.exec(html)
  if (!link) return false
  const rest = html.replace(link[0], '').replace(/<[^>]*>/g, '')
  return rest.trim() === '' && backToTop.test((link[1] ?? '').replace(/<[^>]*>/g, '').trim())
}

const badgeHosts =
  /^https?:\/\/(?:[\w-]+\.)*(?:shields\.io|badge\.fury\.io|badgen\.net|travis-ci\.(?:org|com)|codecov\.io|coveralls\.io|circleci\.com|opencollective\.com|gitter\.im|contrib\.rocks|githubusercontent\.com\/.*badge|awesome\.re|badges?\.[\w.-]+)\//i

function isBadges(node: Paragraph): boolean {
  const inner = within(node)
  const images = inner.filter((child) => child.type === 'image')
  return (
    images.length > 0 &&
    images.every(
      (image) =>
        image.type === 'image' && (badgeHosts.test(image.url) || /\/badges?[/.]/.test(image.url)),
    ) &&
    inner.every((child) => child.type !== 'text' || child.value.trim() === '')
  )
}

/** A short paragraph with a link out that asks for a star, a visit or money, at a file's edge. */
function isPromotion(node: Paragraph, blocks: readonly RootContent[], index: number): boolean {
  const text = words(node)
  if (text.length > 400 || !promotes.test(text)) return false
  if (!within(node).some((child) => child.type === 'link' || child.type === 'image')) return false
  return index < 12 || index >= blocks.length - 8
}

function within(node: RootContent): RootContent[] {
  return 'children' in node
    ? (node.children as RootContent[]).flatMap((child) => [child, ...within(child)])
    : []
}

function raw(node: RootContent): string {
  if ('value' in node) return node.value
  return 'children' in node ? (node.children as RootContent[]).map(raw).join('') : ''
}
