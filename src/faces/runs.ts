/** Which glyphs of a run stand for which part of its text. */
import type { GlyphRun } from './faces.ts'

type Clustered = Pick<GlyphRun, 'text' | 'clusters'>

/** Whether every UTF-16 unit of a run's text is one glyph, in the same order: as mostly it is. */
export function isPlain({ clusters, text }: Clustered): boolean {
  if (clusters.length !== text.length) return false
  for (let at = 0; at < clusters.length; at++) if (clusters[at] !== at) return false
  return true
}

/** Where each cluster of a run ends in its text, by where it begins. */
export function clusterEnds({ clusters, text }: Clustered): Map<number, number> {
  const starts = [...new Set(clusters)].sort((a, b) => a - b)
  return new Map(starts.map((start, index) => [start, starts[index + 1] ?? text.length]))
}
