/** Every format and its writer: the only place that knows them all. */
import type { Format } from '../config/settings.ts'
import type { Writer } from '../writer.ts'

export const writers = {
  anki: async () => (await import('../anki/writer.ts')).anki,
  pdf: async () => (await import('../print/writer.ts')).print,
  csv: async () => (await import('../sheet/writer.ts')).sheet,
  xlsx: async () => (await import('../sheet/xlsx.ts')).workbook,
  'anki-txt': async () => (await import('../anki/text.ts')).ankiText,
  json: async () => (await import('../json/writer.ts')).json,
} as const satisfies Record<Format, () => Promise<Writer>>
