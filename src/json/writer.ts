/** The writer of `<name>.json`: the model itself. */
import { dump } from '../model/dump.ts'
import type { Writer } from '../writer.ts'

/** Bytes handed on at a time. */
const piece = 64 * 1024

export const json: Writer = {
  name: 'json',
  async write({ bank, name }) {
    return [{ name: `${name}.json`, content: pieces(dump(bank)) }]
  },
}

async function* pieces(text: Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let held = ''
  for (const part of text) {
    held += part
    if (held.length < piece) continue
    yield encoder.encode(held)
    held = ''
  }
  if (held) yield encoder.encode(held)
}
