/** A writer's context without reading, ledger or configuration. */
import { readFile } from 'node:fs/promises'
import { Messages } from '../../src/messages/messages.ts'
import type { Bank } from '../../src/model/bank.ts'
import type { Drawing } from '../../src/model/drawing.ts'
import type { Context, OutputFile } from '../../src/writer.ts'

export type Pictures = {
  rasters?: Record<string, { type: 'png' | 'jpeg'; bytes: Uint8Array }>
  drawings?: Record<string, Drawing>
}

/** 2026-01-01T00:00:00Z, in seconds. */
export const newYear = 1767225600

export function context(bank: Bank, pictures: Pictures = {}, more: Partial<Context> = {}): Context {
  return {
    bank,
    name: 'test',
    media: {
      async raster(key) {
        const raster = pictures.rasters?.[key]
        if (!raster) throw new Error(`no raster ${key}`)
        return raster
      },
      async drawing(key) {
        const drawing = pictures.drawings?.[key]
        if (!drawing) throw new Error(`no drawing ${key}`)
        return drawing
      },
    },
    clock: { issued: newYear, note: () => newYear, noteType: () => newYear },
    templates: {
      text: (name) => readFile(new URL(`../../templates/${name}`, import.meta.url), 'utf8'),
      pathOf: async (name) => `templates/${name}`,
    },
    messages: new Messages(),
    options: {},
    ...more,
  }
}

/** The whole of an output, whichever form it came in. */
export async function bytesOf(file: OutputFile): Promise<Uint8Array> {
  if (typeof file.content === 'string') return new TextEncoder().encode(file.content)
  if (file.content instanceof Uint8Array) return file.content
  const parts: Uint8Array[] = []
  for await (const part of file.content) parts.push(part)
  return Buffer.concat(parts)
}
