/**
 * Compresses streams, each by itself: DEFLATE (RFC 1951) in zlib's wrapper (RFC 1950).
 *
 * The bytes are the same on every machine, as fflate's are, in little more than half its time:
 * for each stream that asks for 300 kB of cleared memory, thirty times a page. Here all tables
 * are made once, and none is cleared between two streams.
 */
import { codesOf, lengthsOf } from './huffman.ts'

/** Places at which text is looked for, and how long a find is good enough: more saves hardly more. */
const effort = { places: 16, enough: 64 }

/** Finds below this are few and save next to nothing. */
const shortest = 4
const longest = 258
/** How far back finds may lie. */
const furthest = (1 << 15) - 1
const hashBits = 15

/** By hash of four bytes: where they stood last. */
const latest = new Int32Array(1 << hashBits)
/** By place: where the same hash stood before. */
const earlier = new Int32Array(furthest + 1)
/**
 * The place where the stream begins: places go on from one stream to the next, so that those
 * of streams before are lower than any of its own.
 */
let start = 1
/** Beyond it they begin anew. */
const lastStart = 1 << 24

/** A block: literals, and finds as a length above a distance. */
const mostTokens = 1 << 14
const tokens = new Int32Array(mostTokens)
let held = 0

const endOfBlock = 256
/** How often each symbol is used in the block: literals and lengths, distances, and how codes are told. */
const uses = { main: new Uint32Array(286), far: new Uint32Array(30), told: new Uint32Array(19) }

/** A code book: how long each code is, and its bits. */
type Book = { lengths: Uint8Array; codes: Uint16Array }

const bookOf = ({ length }: Uint32Array): Book => ({
  lengths: new Uint8Array(length),
  codes: new Uint16Array(length),
})
const books = { main: bookOf(uses.main), far: bookOf(uses.far), told: bookOf(uses.told) }

/** Values are written as the number of a range, and how far in it they lie, in so many bits. */
type Ranges = { of: Uint8Array; first: Uint16Array; bits: Uint8Array }

/** `doubling`: how many ranges are as wide before the next are twice as wide. */
function rangesOf(least: number, most: number, count: number, doubling: number): Ranges {
  const ranges: Ranges = {
    of: new Uint8Array(most + 1),
    first: new Uint16Array(count),
    bits: new Uint8Array(count),
  }
  let from = least
  for (let range = 0; range < count; range++) {
    const bits = Math.max(0, Math.floor(range / doubling) - 1)
    ranges.first[range] = from
    ranges.bits[range] = bits
    ranges.of.fill(range, from, from + (1 << bits))
    from += 1 << bits
  }
  return ranges
}

const lengths = rangesOf(3, longest, 29, 4)
// The longest is the last range alone.
lengths.of[longest] = 28
lengths.first[28] = longest
lengths.bits[28] = 0
const distances = rangesOf(1, furthest, 30, 2)

/** What was written, and the bits of a byte that is not yet whole. */
let room = new Uint8Array(1 << 16)
let length = 0
let bits = 0
let bitCount = 0

/** At most 16 bits. */
function write(value: number, count: number): void {
  bits |= value << bitCount
  bitCount += count
  while (bitCount >= 8) writeByte()
}

function writeByte(): void {
  room[length++] = bits
  bits >>>= 8
  bitCount -= 8
}

/** Fills the byte that is not yet whole. */
function align(): void {
  if (bitCount > 0) write(0, 8 - bitCount)
}

/** The stream in zlib's form. */
export function compress(data: Uint8Array): Uint8Array<ArrayBuffer> {
  // A block is never longer than its bytes as they are, and a few.
  const most = data.length + (data.length >> 10) + 64
  if (room.length < most) room = new Uint8Array(most * 2)
  length = 0
  room[length++] = 0x78
  room[length++] = 0x9c
  findAll(data)
  align()
  const sum = adler32(data)
  for (let shift = 24; shift >= 0; shift -= 8) room[length++] = sum >>> shift
  return room.slice(0, length)
}

/** Parts data into what was there before and what was not, and writes blocks of it. */
function findAll(data: Uint8Array): void {
  if (start > lastStart) {
    start = 1
    latest.fill(0)
  }
  const { places, enough } = effort
  const first = start
  const hashed = data.length - shortest + 1
  let from = 0
  let at = 0
  while (at < data.length) {
    let best = shortest - 1
    let distance = 0
    if (at < hashed) {
      let four =
        (data[at] as number) |
        ((data[at + 1] as number) << 8) |
        ((data[at + 2] as number) << 16) |
        ((data[at + 3] as number) << 24)
      let hash = hashOf(four)
      let place = first + at
      let found = latest[hash] as number
      latest[hash] = place
      earlier[place & furthest] = found
      const oldest = Math.max(first, place - furthest)
      const most = Math.min(longest, data.length - at)
      for (let left = places; found >= oldest && left > 0; left--) {
        const before = found - first
        if (data[before + best] === data[at + best]) {
          let same = 0
          while (same < most && data[before + same] === data[at + same]) same++
          if (same > best) {
            best = same
            distance = at - before
            if (same >= enough || same === most) break
          }
        }
        found = earlier[found & furthest] as number
      }
      if (distance > 0) {
        const end = Math.min(at + best, hashed)
        for (let within = at + 1; within < end; within++) {
          four = (four >>> 8) | ((data[within + shortest - 1] as number) << 24)
          hash = hashOf(four)
          place = first + within
          earlier[place & furthest] = latest[hash] as number
          latest[hash] = place
        }
      }
    }
    if (distance > 0) {
      tokens[held++] = (best << 16) | distance
      ;(uses.main[endOfBlock + 1 + (lengths.of[best] as number)] as number)++
      ;(uses.far[distances.of[distance] as number] as number)++
      at += best
    } else {
      const literal = data[at++] as number
      tokens[held++] = literal
      ;(uses.main[literal] as number)++
    }
    if (held === mostTokens && at < data.length) {
      writeBlock(data.subarray(from, at), false)
      from = at
    }
  }
  writeBlock(data.subarray(from), true)
  start += data.length
}

/** The upper bits of a product with a number that has no pattern. */
const hashOf = (four: number): number => Math.imul(four, 0x9e3779b1) >>> (32 - hashBits)

/** Writes the tokens that are held, or the bytes they stand for where these are fewer. */
function writeBlock(bytes: Uint8Array, last: boolean): void {
  uses.main[endOfBlock] = 1
  const { main, far, told } = books
  lengthsOf(uses.main, 15, main.lengths)
  lengthsOf(uses.far, 15, far.lengths)
  const table = tellLengths()
  if (sizeOf(table) > 8 * (bytes.length + 4)) writeStored(bytes, last)
  else {
    codesOf(main.lengths, main.codes)
    codesOf(far.lengths, far.codes)
    codesOf(told.lengths, told.codes)
    write(last ? 1 : 0, 1)
    write(2, 2)
    writeTable(table)
    writeTokens()
  }
  held = 0
  uses.main.fill(0)
  uses.far.fill(0)
  uses.told.fill(0)
}

/** The lengths of the codes, and which of them stand in the list. */
type Table = { main: number; far: number; told: number }

/** In place of a length: the one before 3 to 6 times, or nought up to 10 or 138 times. */
const again = 16
const noughts = 17
const manyNoughts = 18
/** Entries of the list, and how often beyond the fewest one is repeated. */
const entries = new Uint8Array(uses.main.length + uses.far.length)
const beyond = new Uint8Array(entries.length)
let entryCount = 0

/** The order in which the lengths of the list's own codes stand: those that are rare are last. */
const toldOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

function addEntry(entry: number, more = 0): void {
  entries[entryCount] = entry
  beyond[entryCount++] = more
  ;(uses.told[entry] as number)++
}

/** Lists the lengths of all codes but the last that are nought, and finds codes for the list. */
function tellLengths(): Table {
  const main = lengthWithout(books.main.lengths)
  const far = lengthWithout(books.far.lengths)
  entryCount = 0
  const lengthAt = (at: number): number =>
    (at < main ? books.main.lengths[at] : books.far.lengths[at - main]) as number
  for (let at = 0; at < main + far; ) {
    const one = lengthAt(at)
    let end = at + 1
    while (end < main + far && lengthAt(end) === one) end++
    if (one !== 0) addEntry(one)
    let left = end - at - (one === 0 ? 0 : 1)
    while (left >= 3) {
      const some = Math.min(left, one === 0 ? 138 : 6)
      if (one !== 0) addEntry(again, some - 3)
      else if (some > 10) addEntry(manyNoughts, some - 11)
      else addEntry(noughts, some - 3)
      left -= some
    }
    for (; left > 0; left--) addEntry(one)
    at = end
  }
  lengthsOf(uses.told, 7, books.told.lengths)
  let told = toldOrder.length
  while (books.told.lengths[toldOrder[told - 1] as number] === 0) told--
  return { main, far, told }
}

/** How many there are without noughts at the end. */
function lengthWithout(noughtsAtEnd: Uint8Array): number {
  let { length } = noughtsAtEnd
  while (noughtsAtEnd[length - 1] === 0) length--
  return length
}

function bitsBeyond(entry: number): number {
  return entry < again ? 0 : entry === again ? 2 : entry === noughts ? 3 : 7
}

/** Bits of the block. */
function sizeOf({ told }: Table): number {
  let size = 3 + 14 + 3 * told
  for (let at = 0; at < entryCount; at++) size += bitsBeyond(entries[at] as number)
  for (const kind of ['told', 'main', 'far'] as const) {
    const { lengths } = books[kind]
    const times = uses[kind]
    for (let at = 0; at < times.length; at++) {
      size += (times[at] as number) * (lengths[at] as number)
    }
  }
  for (let at = 0; at < lengths.bits.length; at++) {
    size += (uses.main[endOfBlock + 1 + at] as number) * (lengths.bits[at] as number)
  }
  for (let at = 0; at < distances.bits.length; at++) {
    size += (uses.far[at] as number) * (distances.bits[at] as number)
  }
  return size
}

function writeTable({ main, far, told }: Table): void {
  write(main - endOfBlock - 1, 5)
  write(far - 1, 5)
  write(told - 4, 4)
  for (let at = 0; at < told; at++) write(books.told.lengths[toldOrder[at] as number] as number, 3)
  for (let at = 0; at < entryCount; at++) {
    const entry = entries[at] as number
    write(books.told.codes[entry] as number, books.told.lengths[entry] as number)
    write(beyond[at] as number, bitsBeyond(entry))
  }
}

/** The tokens, and the end of the block. Here a page's bytes are made: all is at hand. */
function writeTokens(): void {
  const { codes, lengths: sizes } = books.main
  const { codes: farCodes, lengths: farSizes } = books.far
  const bytes = room
  let at = length
  let open = bits
  let count = bitCount
  for (let index = 0; index < held; index++) {
    const token = tokens[index] as number
    const found = token >> 16
    const range = lengths.of[found] as number
    const symbol = found === 0 ? token : endOfBlock + 1 + range
    open |= (codes[symbol] as number) << count
    count += sizes[symbol] as number
    for (; count >= 8; count -= 8) {
      bytes[at++] = open
      open >>>= 8
    }
    if (found === 0) continue
    open |= (found - (lengths.first[range] as number)) << count
    count += lengths.bits[range] as number
    const distance = token & 0xffff
    const away = distances.of[distance] as number
    open |= (farCodes[away] as number) << count
    count += farSizes[away] as number
    for (; count >= 8; count -= 8) {
      bytes[at++] = open
      open >>>= 8
    }
    open |= (distance - (distances.first[away] as number)) << count
    count += distances.bits[away] as number
    for (; count >= 8; count -= 8) {
      bytes[at++] = open
      open >>>= 8
    }
  }
  length = at
  bits = open
  bitCount = count
  write(codes[endOfBlock] as number, sizes[endOfBlock] as number)
}

/** Bytes as they are: a block of its own for each 64 KiB. */
function writeStored(bytes: Uint8Array, last: boolean): void {
  const most = 0xffff
  for (let from = 0; from === 0 || from < bytes.length; from += most) {
    const some = bytes.subarray(from, from + most)
    write(last && from + most >= bytes.length ? 1 : 0, 1)
    write(0, 2)
    align()
    write(some.length, 16)
    write(some.length ^ most, 16)
    room.set(some, length)
    length += some.length
  }
}

/** Sums that are taken together before they would be no small whole numbers. */
const together = 2048

/** The check sum at the end of the stream. */
function adler32(data: Uint8Array): number {
  let sum = 1
  let sums = 0
  for (let at = 0; at < data.length; ) {
    const end = Math.min(at + together, data.length)
    for (; at < end; at++) {
      sum += data[at] as number
      sums += sum
    }
    sum %= 65521
    sums %= 65521
  }
  return (sums << 16) | sum
}
