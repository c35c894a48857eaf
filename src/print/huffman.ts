/** Prefix codes as DEFLATE has them (RFC 1951 §3.2.2): of each only the length is written down. */

/** Symbols of the largest alphabet, and as many nodes above them. */
const most = 288
/** How often × `most`, and the symbol: sorted as one number. */
const ordered = new Float64Array(most)
const weights = new Float64Array(2 * most)
const above = new Uint16Array(2 * most)
const depths = new Uint16Array(2 * most)
const longest = 15
const counts = new Uint32Array(longest + 2)

/**
 * The lengths of codes for symbols that are used so often, none beyond `limit`; 0 for those that
 * are not used. There are always two codes, because some readers want no fewer.
 */
export function lengthsOf(uses: Uint32Array, limit: number, lengths: Uint8Array): void {
  lengths.fill(0)
  let leaves = 0
  for (let symbol = 0; symbol < uses.length; symbol++) {
    const times = uses[symbol] as number
    if (times > 0) ordered[leaves++] = times * most + symbol
  }
  for (let symbol = 0; leaves < 2; symbol++) {
    if (uses[symbol] === 0) ordered[leaves++] = most + symbol
  }
  const rising = ordered.subarray(0, leaves).sort()
  for (let leaf = 0; leaf < leaves; leaf++) {
    weights[leaf] = Math.floor((rising[leaf] as number) / most)
  }
  treeOf(leaves)
  countDepths(leaves, limit)
  // The rarest have the longest codes.
  let leaf = leaves
  for (let length = 1; length <= limit; length++) {
    for (let count = counts[length] as number; count > 0; count--) {
      lengths[(rising[--leaf] as number) % most] = length
    }
  }
}

/** Puts the two lightest that have none yet below a node, again and again: Huffman's tree. */
function treeOf(leaves: number): void {
  let leaf = 0
  let node = leaves
  const lightest = (next: number): number =>
    node === next || (leaf < leaves && (weights[leaf] as number) <= (weights[node] as number))
      ? leaf++
      : node++
  for (let next = leaves; next < 2 * leaves - 1; next++) {
    const one = lightest(next)
    const other = lightest(next)
    weights[next] = (weights[one] as number) + (weights[other] as number)
    above[one] = next
    above[other] = next
  }
}

/** How many leaves are to have codes of each length. */
function countDepths(leaves: number, limit: number): void {
  counts.fill(0)
  const root = 2 * leaves - 2
  depths[root] = 0
  // What codes of these lengths take of all there are, in the shortest of the longest codes.
  let taken = 0
  for (let node = root - 1; node >= 0; node--) {
    const depth = (depths[above[node] as number] as number) + 1
    depths[node] = depth
    if (node >= leaves) continue
    const length = Math.min(depth, limit)
    ;(counts[length] as number)++
    taken += 1 << (limit - length)
  }
  // Where some were cut to the limit, others give way: one moves down, and one of the longest joins it.
  for (; taken > 1 << limit; taken--) {
    let length = limit - 1
    while (counts[length] === 0) length--
    ;(counts[length] as number)--
    counts[length + 1] = (counts[length + 1] as number) + 2
    ;(counts[limit] as number)--
  }
}

const next = new Uint16Array(longest + 2)

/** The codes of these lengths, their bits in the order they are written in. */
export function codesOf(lengths: Uint8Array, codes: Uint16Array): void {
  counts.fill(0)
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    ;(counts[lengths[symbol] as number] as number)++
  }
  counts[0] = 0
  let first = 0
  for (let length = 1; length <= longest; length++) {
    first = (first + (counts[length - 1] as number)) << 1
    next[length] = first
  }
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number
    if (length === 0) continue
    let code = next[length] as number
    next[length] = code + 1
    let turned = 0
    for (let bit = 0; bit < length; bit++) {
      turned = (turned << 1) | (code & 1)
      code >>= 1
    }
    codes[symbol] = turned
  }
}
