import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Format } from '../src/config/settings.ts'
import { type VerifyRequest, verify } from '../src/verify.ts'
import { newYear } from './support/context.ts'
import {
  buildBank,
  change,
  copyOf,
  flip,
  flipInStream,
  halve,
  inPlace,
  inStreams,
  rebuilt,
  remedium,
  remove,
  repaint,
  replace,
  rezip,
  sign,
  sql,
} from './verify/rich.ts'

let bank: string

beforeAll(async () => {
  bank = await mkdtemp(join(tmpdir(), 'rectoverso-rich-'))
  await buildBank(bank)
}, 240_000)

afterAll(() => rm(bank, { recursive: true, force: true }))

const request = (cwd: string, more: Partial<VerifyRequest> = {}): VerifyRequest => ({
  ...{ paths: ['rich.md'], cwd, issued: newYear },
  ...more,
})

type Fault = {
  fault: string
  formats: Format[]
  spoil: (folder: string) => Promise<void>
  /** What has to be said, and nothing else. */
  rule: string | string[]
  /** In its words. */
  says?: RegExp
  /** The manifest is left as it was. */
  unsigned?: true
}

const deck = 'out/rich.apkg'
const inDeck = (edit: (bytes: Uint8Array) => Uint8Array) => (folder: string) =>
  change(folder, deck, edit)
const inFile =
  (name: string, edit: (bytes: Uint8Array) => Uint8Array) =>
  (folder: string): Promise<void> =>
    change(folder, `out/rich.${name}`, edit)
const inSource = (one: string | RegExp, other: string) => (folder: string) =>
  change(folder, 'rich.md', replace(one, other))

/** SQL that replaces a text in the fields of the notes that have it. */
const fields = (one: string, other: string) => {
  const [from, to] = [one, other].map((text) => `'${text.replaceAll("'", "''")}'`)
  return sql(`UPDATE notes SET flds = replace(flds, ${from}, ${to}) WHERE instr(flds, ${from})`)
}
const of = (text: string) => `(SELECT id FROM notes WHERE instr(flds, '${text}'))`

const inDecks: Fault[] = [
  {
    fault: 'a word of an answer is changed',
    spoil: inDeck(fields('as everybody', 'as nobody')),
    rule: 'verify-differs',
    says: /Text is “.*nobody.*instead of “.*everybody/,
  },
  {
    fault: 'two answers are swapped',
    spoil: inDeck(
      sql(
        `UPDATE notes SET flds = replace(flds, 'It stands before a promise', 'XX') WHERE instr(flds, 'It stands')`,
        `UPDATE notes SET flds = replace(flds, 'A value that will be there', 'It stands before a promise')`,
        `UPDATE notes SET flds = replace(flds, 'XX', 'A value that will be there')`,
      ),
    ),
    rule: 'verify-differs',
  },
  {
    fault: 'a question is dropped',
    spoil: inDeck(
      sql(
        `DELETE FROM cards WHERE nid IN ${of('Compare the loops')}`,
        `DELETE FROM notes WHERE id IN ${of('Compare the loops')}`,
      ),
    ),
    rule: 'verify-missing',
    says: /Compare the loops/,
  },
  {
    fault: 'a note is there twice',
    spoil: inDeck(
      sql(
        `INSERT INTO notes SELECT id + 7, guid || 'x', mid, mod, usn, tags, flds, sfld, csum, flags, data FROM notes WHERE instr(flds, 'Compare the loops')`,
      ),
    ),
    rule: 'verify-extra',
  },
  {
    fault: 'a guid is changed',
    spoil: inDeck(sql(`UPDATE notes SET guid = 'other' WHERE id IN ${of('Compare the loops')}`)),
    rule: 'verify-differs',
    says: /guid/,
  },
  {
    fault: 'a tag is lost',
    spoil: inDeck(sql(`UPDATE notes SET tags = replace(tags, 'scope', '')`)),
    rule: 'verify-differs',
    says: /tags/,
  },
  {
    fault: 'a card lies in another deck',
    spoil: inDeck(
      sql(
        `UPDATE cards SET did = (SELECT max(did) FROM cards) WHERE nid IN ${of('What is a closure')}`,
      ),
    ),
    rule: 'verify-differs',
    says: /The deck/,
  },
  {
    fault: 'a question has another note type',
    spoil: inDeck(
      sql(
        `UPDATE notes SET mid = (SELECT mid FROM notes WHERE instr(flds, 'Promise')) WHERE id IN ${of('Compare the loops')}`,
      ),
    ),
    rule: 'verify-differs',
    says: /note type/,
  },
  {
    fault: 'the order of study is another',
    spoil: inDeck(
      sql(`UPDATE cards SET due = 0 WHERE nid IN ${of('Which of these')} AND due <> 1`),
    ),
    rule: 'verify-order',
  },
  {
    fault: 'a card is missing',
    spoil: inDeck(sql(`DELETE FROM cards WHERE ord = 1 AND nid IN ${of('Promise')}`)),
    rule: 'verify-differs',
    says: /cards/,
  },
  {
    fault: 'a character of a code block is changed',
    spoil: inDeck(fields('three &amp; less', 'three  &amp; less')),
    rule: 'verify-differs',
    says: /Code block 1/,
  },
  {
    fault: 'a formula is changed',
    spoil: inDeck(fields('x^{2}', 'x^{3}')),
    rule: 'verify-differs',
  },
  {
    fault: 'a link leads elsewhere',
    spoil: inDeck(fields('a=1&amp;b=2', 'a=1')),
    rule: 'verify-differs',
    says: /link/,
  },
  {
    fault: 'a gap has another number',
    spoil: inDeck(fields('{{c2::', '{{c3::')),
    rule: 'verify-differs',
  },
  {
    fault: 'another option is marked as right',
    spoil: inDeck(
      sql(`UPDATE notes SET flds = replace(replace(flds, '✗', '✓'), 'rv-wrong', 'rv-right')`),
    ),
    rule: 'verify-differs',
    says: /Solution/,
  },
  {
    fault: 'a hint is lost',
    spoil: inDeck(fields('think of', '')),
    rule: 'verify-differs',
    says: /Hint/,
  },
  {
    fault: 'a retired question does not say so',
    spoil: inDeck(sql(`UPDATE notes SET tags = replace(tags, 'retired', '')`)),
    rule: 'verify-differs',
    says: /tags/,
  },
  {
    fault: 'a retired question is dropped',
    spoil: inDeck(sql(`DELETE FROM notes WHERE instr(flds, 'Asked once')`)),
    rule: 'verify-missing',
  },
  {
    fault: 'a picture is missing',
    spoil: inDeck(
      rezip((entries) => {
        const names = Object.entries(JSON.parse(Buffer.from(entries.media ?? []).toString()))
        entries.media = Buffer.from(JSON.stringify(Object.fromEntries(names.slice(1))))
        delete entries['0']
      }),
    ),
    rule: 'verify-medium',
    says: /pictures\/red\.png/,
  },
  {
    fault: 'a picture has other bytes',
    spoil: inDeck(
      rezip((entries) => {
        entries['0'] = Buffer.concat([entries['0'] ?? new Uint8Array(), Buffer.from('x')])
      }),
    ),
    rule: 'verify-medium',
  },
  {
    fault: 'a recording has other bytes',
    spoil: inDeck(remedium('.wav', halve)),
    rule: 'verify-medium',
    says: /loops\.wav/,
  },
  {
    fault: 'a recording is not played',
    spoil: inDeck(sql(`UPDATE notes SET flds = replace(flds, '[sound:rv', '[mute:rv')`)),
    rule: 'verify-differs',
  },
  {
    fault: 'the picture was painted over since',
    spoil: repaint('#00c'),
    rule: ['verify-differs', 'verify-medium'],
  },
  {
    fault: 'the collection is another file',
    spoil: inDeck(
      rezip((entries) => {
        entries['collection.anki2'] = Buffer.from('no collection')
      }),
    ),
    rule: 'verify-unreadable',
  },
  { fault: 'the package is cut off', spoil: inDeck(halve), rule: 'verify-unreadable' },
].map((fault) => ({ formats: ['anki'], ...fault }))

const inBooklet = (edit: (bytes: Uint8Array) => Uint8Array) => inFile('pdf', edit)

const inBooklets: Fault[] = [
  {
    fault: 'a word is changed',
    spoil: rebuilt('Read this chapter', 'Read that chapter'),
    rule: 'verify-differs',
    says: /“Read this chapter first/,
  },
  {
    fault: 'a word of an answer is changed',
    spoil: rebuilt('stands before a promise', 'stands behind a promise'),
    rule: 'verify-differs',
    says: /the words “It stands before/,
  },
  {
    fault: 'two answers are swapped',
    spoil: rebuilt(
      /(A value that will be there \*later\*\.)([\s\S]*)(It stands before a promise\.)/,
      '$3$2$1',
    ),
    rule: 'verify-differs',
  },
  {
    fault: 'a question is dropped',
    spoil: rebuilt(/## Compare the loops[\s\S]*(?=## -1)/, ''),
    rule: 'verify-missing',
    says: /Compare the loops/,
  },
  {
    fault: 'questions stand in another order',
    spoil: rebuilt(/(## Promise[\s\S]*?)(## Type the[\s\S]*?)(?=## Compare)/, '$2$1'),
    rule: 'verify-order',
  },
  {
    fault: 'a character of a code block is changed',
    spoil: rebuilt('three & less', 'three | less'),
    rule: 'verify-differs',
    says: /the code “if/,
  },
  {
    fault: 'a formula is changed',
    spoil: rebuilt('x^{2}', 'x^{3}'),
    rule: 'verify-differs',
    says: /the formula/,
  },
  {
    fault: 'a cell of a table is lost',
    spoil: rebuilt('| for in | keys |', '| for in | |'),
    rule: 'verify-differs',
    says: /“keys”/,
  },
  {
    fault: 'another option is right',
    spoil: rebuilt("- [x] `''`", "- [ ] `''`"),
    rule: 'verify-differs',
    says: /Answer A, C/,
  },
  {
    fault: 'a footnote is lost',
    spoil: rebuilt('Until nobody holds the function', 'Never'),
    rule: 'verify-differs',
    says: /Until nobody/,
  },
  {
    fault: 'a link leads elsewhere',
    spoil: inBooklet(
      inStreams((content) => content.replace(/closures\?a=1&b=2/g, 'closures?a=1&b=3')),
    ),
    rule: 'verify-differs',
    says: /no page links/,
  },
  {
    fault: 'a picture is not placed',
    spoil: inBooklet(inStreams((content) => content.replace(/\/I0 Do/g, '      '))),
    rule: 'verify-medium',
    says: /a red field/,
  },
  {
    fault: 'a drawing is not drawn',
    spoil: inBooklet(inStreams((content) => content.replace(/ f(?=\s)/g, ''))),
    rule: ['verify-differs', 'verify-medium'],
    says: /the picture “a mark”/,
  },
  {
    fault: 'two pages are swapped',
    spoil: inBooklet(
      inPlace(
        /(\/Kids \[(?:\d+ 0 R ){5})(\d+ 0 R) (\d+ 0 R)/,
        (_, start, one, other) => `${start}${other} ${one}`,
      ),
    ),
    rule: ['verify-order'],
  },
  {
    fault: 'no words are painted',
    spoil: inBooklet(
      inStreams((content) => (content.includes('EMC') ? content.replace(/ TJ/g, ' n') : content)),
    ),
    rule: ['verify-differs', 'verify-missing'],
  },
  {
    fault: 'a page is left out of the count',
    spoil: inBooklet(
      inPlace(/(\/Count )(\d+)(?=\s*\/Kids)/, (_, name = '', count = '') => {
        return `${name}${'1'.padStart(count.length, '0')}`
      }),
    ),
    rule: 'verify-unreadable',
    says: /says that it has 1/,
  },
  {
    fault: 'a byte of a stream is flipped',
    spoil: inBooklet(flipInStream),
    rule: 'verify-unreadable',
  },
  {
    fault: 'it is that of another bank',
    spoil: rebuilt(/# Closures[\s\S]*/, '# Other\n\n## Which?\n\nThat.\n'),
    rule: 'verify-missing',
  },
  { fault: 'the booklet is cut off', spoil: inBooklet(halve), rule: 'verify-unreadable' },
].map((fault) => ({ formats: ['pdf'], ...fault }))

const row = /"(\w+)","Rich bank[^\r]*?Compare the loops[\s\S]*?\r\n/

const inTables: Fault[] = [
  {
    fault: 'a cell is edited',
    spoil: inFile('csv', replace('It stands before', 'It stood before')),
    formats: ['csv'],
    rule: 'verify-differs',
    says: /The cell answer/,
  },
  {
    fault: 'a row is dropped',
    spoil: inFile('csv', replace(row, '')),
    formats: ['csv'],
    rule: 'verify-missing',
  },
  {
    fault: 'a row is there twice',
    spoil: inFile('csv', replace(row, '$&$&')),
    formats: ['csv'],
    rule: 'verify-extra',
  },
  {
    fault: 'rows stand in another order',
    spoil: inFile('csv', (bytes) => {
      const text = Buffer.from(bytes).toString()
      const [found = ''] = row.exec(text) ?? []
      return Buffer.from(`${text.replace(found, '')}${found}`)
    }),
    formats: ['csv'],
    rule: 'verify-order',
  },
  {
    fault: 'a formula is let loose on a spreadsheet',
    spoil: inFile('csv', replace("'-1 is truthy?", '-1 is truthy?')),
    formats: ['csv'],
    rule: 'verify-differs',
    says: /formula/,
  },
  {
    fault: 'a character of a code block is changed',
    spoil: inFile('csv', replace('add(1)(2) < 4', 'add(1)(2) <  4')),
    formats: ['csv'],
    rule: 'verify-differs',
  },
  {
    fault: 'a stamp is changed',
    spoil: inFile('csv', replace(/"s[\w-]{36}"/, '"s000000000000000000000000000000000000"')),
    formats: ['csv'],
    rule: 'verify-differs',
    says: /stamp/,
  },
  {
    fault: 'the mark that says UTF-8 is gone',
    spoil: inFile('csv', (bytes) => bytes.subarray(3)),
    formats: ['csv'],
    rule: 'verify-differs',
  },
  {
    fault: 'the table is cut off',
    spoil: inFile('csv', halve),
    formats: ['csv'],
    rule: 'verify-unreadable',
  },
  {
    fault: 'a cell of the workbook is edited',
    spoil: inFile(
      'xlsx',
      rezip((entries) => {
        const name = 'xl/worksheets/sheet1.xml'
        entries[name] = replace('as everybody', 'as nobody')(entries[name] ?? new Uint8Array())
      }),
    ),
    formats: ['xlsx'],
    rule: 'verify-differs',
  },
  {
    fault: 'a row of the workbook is dropped',
    spoil: inFile(
      'xlsx',
      rezip((entries) => {
        const name = 'xl/worksheets/sheet2.xml'
        const bytes = entries[name] ?? new Uint8Array()
        entries[name] = replace(/<row r="2".*?<\/row>/s, '')(bytes)
      }),
    ),
    formats: ['xlsx'],
    rule: 'verify-missing',
  },
  {
    fault: 'the workbook is cut off',
    spoil: inFile('xlsx', halve),
    formats: ['xlsx'],
    rule: 'verify-unreadable',
  },
  {
    fault: 'a note as text is changed',
    spoil: inFile('anki.txt', replace('as everybody', 'as nobody')),
    formats: ['anki-txt'],
    rule: 'verify-differs',
  },
  {
    fault: 'a line for Anki is lost',
    spoil: inFile('anki.txt', replace('#html:true\n', '')),
    formats: ['anki-txt'],
    rule: 'verify-missing',
  },
]

const inModels: Fault[] = [
  {
    fault: 'a value is changed',
    spoil: inFile('json', replace('"language": "en"', '"language": "de"')),
    formats: ['json'],
    rule: 'verify-differs',
    says: /`language`/,
  },
  {
    fault: 'a node of a body is changed',
    spoil: inFile('json', replace('"value":"const add', '"value":"const sub')),
    formats: ['json'],
    rule: 'verify-differs',
    says: /`body\.answer\[1\]\.value`/,
  },
  {
    fault: 'a question is dropped',
    spoil: inFile('json', replace(/\n[^\n]*"title":"Compare the loops"[^\n]*/, '')),
    formats: ['json'],
    rule: 'verify-missing',
  },
  {
    fault: 'the model is cut off',
    spoil: inFile('json', halve),
    formats: ['json'],
    rule: 'verify-unreadable',
  },
]

const everyFile = ['apkg', 'pdf', 'csv', 'xlsx', 'anki.txt', 'json']
/** Those whose last byte is part of what they say. */
const tight = ['anki.txt', 'json']
const sums: Fault[] = [
  ...everyFile.map(
    (name): Fault => ({
      fault: `the last byte of the .${name} is flipped`,
      spoil: inFile(name, (bytes) => flip((length) => length - 1)(bytes)),
      formats: [],
      rule: ['verify-checksum', ...(tight.includes(name) ? ['verify-unreadable'] : [])],
      unsigned: true,
    }),
  ),
  {
    fault: 'the list of sums is gone',
    spoil: remove('out/rich.manifest.json'),
    formats: ['csv'],
    rule: 'verify-missing',
    unsigned: true,
  },
  {
    fault: 'the list of sums lacks a file',
    spoil: inFile('manifest.json', replace(/"rich\.csv": \{[^}]*\},/, '')),
    formats: ['csv'],
    rule: 'verify-checksum',
    unsigned: true,
  },
  {
    fault: 'a sum of the list is another',
    spoil: inFile('manifest.json', replace(/("rich\.csv": \{\s*"sha256": ")..../, '$10000')),
    formats: ['csv'],
    rule: 'verify-checksum',
    unsigned: true,
  },
  {
    fault: 'a file is gone',
    spoil: remove('out/rich.json'),
    formats: ['json'],
    rule: 'verify-missing',
    unsigned: true,
  },
]

const stale: Fault[] = [
  {
    fault: 'a source was edited since',
    spoil: inSource('as everybody', 'as nobody'),
    formats: ['anki', 'csv', 'xlsx', 'json', 'anki-txt'],
    rule: 'verify-differs',
  },
  {
    fault: 'a question was written since',
    spoil: inSource('# Things\n', '# Things\n\n## And this?\n\nThat.\n'),
    formats: ['anki', 'anki-txt'],
    rule: 'verify-missing',
  },
  {
    fault: 'questions were moved since',
    spoil: inSource(/(## Promise[\s\S]*?)(## Type the[\s\S]*?)(?=## Compare)/, '$2$1'),
    formats: ['anki', 'anki-txt'],
    rule: 'verify-order',
  },
  {
    fault: 'the ledger is gone',
    spoil: async (folder) => {
      await remove('rich.rectoverso.lock')(folder)
      await remove('rich.rectoverso.issued')(folder)
    },
    formats: ['csv'],
    rule: 'verify-missing',
  },
]

/** The rules that a spoiled bank breaks, and all that is said. */
async function found({ spoil, unsigned, formats }: Fault) {
  const folder = await copyOf(bank)
  await spoil(folder)
  if (!unsigned) await sign(folder)
  const asked = request(folder, formats.length > 0 ? { formats } : {})
  const { status, findings } = await verify(asked)
  return { status, rules: [...new Set(findings.map(({ rule }) => rule))].sort(), findings }
}

describe('a bank as it was built', () => {
  it('has nothing to be said of', async () => {
    const { status, files, findings } = await verify(request(bank))
    expect(findings).toEqual([])
    expect(status).toBe('ok')
    expect(files.map(({ path }) => path)).toEqual(
      [...everyFile].sort().map((name) => `out/rich.${name}`),
    )
    for (const file of files) expect(file).toMatchObject({ questions: 8, differences: 0 })
  })

  it('is not written to', async () => {
    const folder = await copyOf(bank)
    const ledger = await readFile(join(folder, 'rich.rectoverso.lock'))
    await writeFile(join(folder, 'rich.md'), '# A\n\n## Another?\n\nYes.\n')
    await verify(request(folder))
    expect(await readFile(join(folder, 'rich.rectoverso.lock'))).toEqual(ledger)
  })

  it('names file, question and place of a difference', async () => {
    const fault = inDecks.find((one) => one.fault.startsWith('a word'))
    const { findings } = await found(fault as Fault)
    expect(findings).toMatchObject([
      {
        rule: 'verify-differs',
        path: 'rich.md',
        line: expect.any(Number),
        reason: expect.stringMatching(/^out\/rich\.apkg: [A-Z0-9]{5}: Text is “/),
        actual: expect.stringContaining('nobody'),
        expected: [expect.stringContaining('everybody')],
      },
    ])
  })
})

const all = {
  deck: inDecks,
  booklet: inBooklets,
  table: inTables,
  model: inModels,
  sums,
  sources: stale,
}

for (const [where, faults] of Object.entries(all)) {
  describe(`a fault in the ${where}`, () => {
    it.each(faults)('is noticed where $fault', async (fault) => {
      const { status, rules, findings } = await found(fault)
      expect(status).toBe('differs')
      expect(rules).toEqual([fault.rule].flat())
      if (fault.says) {
        expect(findings.map(({ reason }) => reason).join('\n')).toMatch(fault.says)
      }
    })
  })
}
