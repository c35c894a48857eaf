/** What a printed book says of its pages, read back by poppler and qpdf: words over each link, and where it leads. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export function run(command: string, ...args: string[]): string {
  const options = { encoding: 'utf8', maxBuffer: 1 << 29 } as const
  const { status, stdout, stderr } = spawnSync(command, args, options)
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  return stdout
}

/** Calls with the path of a file that holds some bytes. */
export function withFile<T>(bytes: Uint8Array, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'linked-'))
  try {
    const file = join(folder, 'test.pdf')
    writeFileSync(file, bytes)
    return use(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

type Word = { text: string; left: number; top: number; right: number; bottom: number }

/** `from` and `to` are pages as readers count them; `words` what stands under the link. */
export type Linked = { from: string; to: string; words: string }

/** Every link within the book. Throws where one leads nowhere. */
export function linksOf(file: string): Linked[] {
  const json = JSON.parse(run('qpdf', '--json=2', file)) as {
    pages: { object: string }[]
    qpdf: [unknown, Record<string, { value?: unknown; stream?: { dict: unknown } }>]
  }
  const objects = json.qpdf[1]
  type Dictionary = Record<string, unknown>
  const get = (value: unknown): unknown =>
    typeof value === 'string' && /^\d+ \d+ R$/.test(value) ? objects[`obj:${value}`]?.value : value
  const dictionary = (value: unknown): Dictionary => (get(value) ?? {}) as Dictionary
  const pages = json.pages.map(({ object }) => object)
  const root = dictionary(dictionary(objects.trailer?.value)['/Root'])
  const labels = labelsOf(
    get(dictionary(root['/PageLabels'])['/Nums']) as unknown[],
    pages.length,
    dictionary,
  )
  const places = new Map<string, string>()
  const readNames = (node: Dictionary): void => {
    const names = (get(node['/Names']) ?? []) as unknown[]
    for (let at = 0; at < names.length; at += 2) {
      const [page] = get(names[at + 1]) as string[]
      places.set(String(names[at]), labels[pages.indexOf(String(page))] ?? '?')
    }
    for (const kid of (get(node['/Kids']) ?? []) as unknown[]) readNames(dictionary(kid))
  }
  readNames(dictionary(dictionary(root['/Names'])['/Dests']))
  const words = wordsOf(file)
  return pages.flatMap((object, index) => {
    const page = dictionary(object)
    const [, , , height = 0] = get(page['/MediaBox']) as number[]
    return ((get(page['/Annots']) ?? []) as unknown[]).flatMap((reference) => {
      const link = dictionary(reference)
      const name = link['/Dest']
      if (typeof name !== 'string') return []
      const to = places.get(name)
      if (to === undefined || to === '?') throw new Error(`a link leads nowhere: ${name}`)
      const [left = 0, low = 0, right = 0, high = 0] = link['/Rect'] as number[]
      const under = (words[index] ?? []).filter((word) => {
        const [x, y] = [(word.left + word.right) / 2, height - (word.top + word.bottom) / 2]
        return x > left && x < right && y > low - 0.5 && y < high + 0.5
      })
      const text = under.map((word) => word.text).join(' ')
      return [{ from: labels[index] ?? '', to, words: text }]
    })
  })
}

const roman = [
  '',
  'i',
  'ii',
  'iii',
  'iv',
  'v',
  'vi',
  'vii',
  'viii',
  'ix',
  'x',
  'xi',
  'xii',
  'xiii',
  'xiv',
]

function labelsOf(
  nums: readonly unknown[],
  count: number,
  dictionary: (value: unknown) => Record<string, unknown>,
): string[] {
  const labels: string[] = []
  for (let at = 0; at < nums.length; at += 2) {
    const start = Number(nums[at])
    const style = dictionary(nums[at + 1])['/S']
    for (let page = start; page < count; page++) {
      const number = page - start + 1
      labels[page] = style === '/r' ? (roman[number] ?? `r${number}`) : String(number)
    }
  }
  return labels
}

function wordsOf(file: string): Word[][] {
  return run('pdftotext', '-bbox', file, '-')
    .split('<page ')
    .slice(1)
    .map((page) =>
      [
        ...page.matchAll(
          /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g,
        ),
      ].map(([, left, top, right, bottom, text = '']) => ({
        text,
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
      })),
    )
}
