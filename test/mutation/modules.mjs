/** What identity is made of, in parts that take some minutes each; every part by the tests of all. */
const identity = {
  ledger: [
    ...['text', 'record', 'ledger', 'companion', 'own-columns', 'partial', 'accepted', 'retire'],
    'clock',
  ],
  match: ['match', 'near', 'assignment', 'order', 'sketch', 'fingerprint', 'dice', 'hash'],
  names: ['code', 'guid', 'digest', 'gaps', 'labels', 'items', 'lines', 'settle', 'identify'],
  decks: ['chapters', 'subdeck', 'rename', 'moves', 'words', 'answers', 'open', 'compare'],
}
const sheet = ['columns', 'cut', 'pieces', 'sheets', 'stamp', 'workbook', 'writer', 'xlsx']

/**
 * The modules that must not be wrong, and what tests each of them.
 *
 * `files` and `tests` are globs of the repository. Tests that walk a whole
 * history, run git or kill a process are left out: a mutant would wait minutes
 * for them, and what they find, the tests of the module must find by themselves.
 */
export const modules = {
  guard: {
    files: ['src/sheet/guard.ts', 'src/markup/guard.ts', 'src/markup/schema.ts'],
    tests: ['test/sheet/guard.test.ts', 'test/markup/guard.test.ts', 'test/markup/schema.test.ts'],
  },
  paths: {
    files: ['src/read/media/address.ts', 'src/read/media/find.ts', 'src/read/media/open.ts'],
    tests: [
      'test/read/media/address.test.ts',
      'test/read/media/find.test.ts',
      'test/read/media/open.test.ts',
    ],
  },
  ...Object.fromEntries(
    Object.entries(identity).map(([name, files]) => [
      `identity/${name}`,
      quick('identity', files, Object.values(identity).flat()),
    ]),
  ),
  sheet: quick('sheet', sheet, [...sheet, 'guard']),
  publish: {
    files: ['src/publish.ts', 'src/publish/**/*.ts'],
    tests: ['test/publish.test.ts', 'test/publish/!(kill|whole).test.ts'],
  },
}

/** Files of a folder and tests of it, by name, for the quick runner. */
function quick(folder, files, tests) {
  return {
    files: files.map((name) => `src/${folder}/${name}.ts`),
    tests: tests.map((name) => `test/${folder}/${name}.test.ts`),
    runner: 'quick',
  }
}

/** Percent of a module's mutants that its tests have to notice. */
export const wanted = 90
