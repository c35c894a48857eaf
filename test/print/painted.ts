/** Pages of a few ops, and a PDF of them whose streams are left as they are. */
import type { Pool } from '../../src/pool/task.ts'
import type { Display, Op } from '../../src/print/display.ts'
import { paint } from '../../src/print/paint.ts'
import type { Shop } from '../../src/print/setting.ts'
import { newYear } from '../support/context.ts'

export const pageOf = (label: string, ...ops: Op[]): Display['pages'][number] => ({
  label,
  width: 300,
  height: 400,
  frame: { x: 40, y: 40, width: 220, height: 320 },
  ops,
})

export type Manner = Partial<Omit<Display, 'pages'>> & {
  compress?: boolean
  pool?: Pool
  last?: boolean
}

/** All of it as Latin-1. */
export async function painted(
  pages: Display['pages'],
  { faces }: Pick<Shop, 'faces'>,
  { compress = false, pool, last = false, ...more }: Manner = {},
): Promise<string> {
  const parts: Uint8Array[] = []
  const raster = async (): Promise<Uint8Array> => {
    throw new Error('no pictures here')
  }
  const display = { title: 'Test', language: 'en', front: 0, outline: [], ...more, pages }
  const paints = { faces, raster, issued: newYear, compress, last, ...(pool && { pool }) }
  for await (const part of paint(display, paints)) parts.push(part)
  return Buffer.concat(parts).toString('latin1')
}
