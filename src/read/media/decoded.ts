/** Pictures as decoded in earlier builds, by the hash of their bytes. */
import { deserialize, serialize } from 'node:v8'
import { digest } from '../../cache/digest.ts'
import type { Problem } from '../../drawing/parse.ts'
import type { Medium } from '../../model/bank.ts'
import type { Drawing } from '../../model/drawing.ts'
import type { Shelf } from '../../writer.ts'
import type { Raster } from './decode.ts'

export type Content = { form: 'raster'; raster: Raster } | { form: 'drawing'; drawing: Drawing }

/** What the bank says of a picture, whoever shows it. */
export type Seen = Pick<Medium, 'key' | 'form' | 'width' | 'height'>

export function seenOf({ key, content }: { key: string; content: Content }): Seen {
  const { width, height } = content.form === 'raster' ? content.raster : content.drawing
  return { key, form: content.form, width, height }
}

export interface Decoded {
  /** What is known of a picture without decoding it, and what was left out of it. */
  seen(key: string): (Seen & { problems: Problem[] }) | undefined
  content(key: string): Content | undefined
  keep(key: string, content: Content, problems: readonly Problem[]): void
}

/** Knows nothing where there is no shelf. What is kept is exact, to the sign of a zero. */
export function decodedOn(shelf: Shelf | undefined): Decoded {
  const read = <Value>(key: string): Value | undefined => {
    const bytes = shelf?.get(key)
    if (!bytes) return undefined
    try {
      return deserialize(bytes) as Value
    } catch {
      return undefined
    }
  }
  return {
    seen(key) {
      // What is in it is asked for by some writers only, and not where nothing changed.
      shelf?.use?.(digest('content', key))
      return read(digest('seen', key))
    },
    content: (key) => read(digest('content', key)),
    keep(key, content, problems) {
      shelf?.put(digest('seen', key), serialize({ ...seenOf({ key, content }), problems }))
      shelf?.put(digest('content', key), serialize(content))
    },
  }
}
