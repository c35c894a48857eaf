/** Banks as they are: what is shipped with the project, and question files by others. Nothing of them may raise a false alarm. */
import { cp, mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { build } from '../../src/build.ts'
import type { Format } from '../../src/config/settings.ts'
import { verify } from '../../src/verify.ts'
import { newYear } from '../support/context.ts'
import { corpusFile, haveCorpora } from '../support/corpora.ts'
import { long } from '../support/judge.ts'
import { temporary } from '../support/tmp.ts'

/** Quick, and the whole of what can be built. */
const some: Format[] = ['anki', 'csv', 'json']
const all: Format[] = ['anki', 'pdf', 'csv', 'xlsx', 'anki-txt', 'json']

async function judged(path: string, formats: Format[], pdf: Record<string, unknown> = {}) {
  const folder = await temporary()
  const request = { paths: ['bank'], cwd: folder, issued: newYear }
  await cp(path, join(folder, 'bank'), { recursive: true })
  return judgedIn({ ...request, pdf }, formats)
}

async function judgedIn(
  request: Parameters<typeof build>[0],
  formats: Format[],
): Promise<{ reasons: string[]; files: number }> {
  const { status, findings } = await build({ ...request, formats })
  const errors = findings.filter(({ severity }) => severity === 'error')
  expect(errors).toEqual([])
  expect(status).toBe('ok')
  const { paths, cwd, issued } = request
  const verified = await verify({ paths, cwd, issued })
  return { reasons: verified.findings.map(({ reason }) => reason), files: verified.files.length }
}

const content = new URL('../../content', import.meta.url).pathname

describe('the banks of this project', () => {
  const formats = long ? all : some
  it('are as their sources', async () => {
    const { reasons, files } = await judged(content, formats)
    expect(reasons).toEqual([])
    expect(files).toBe(2 * formats.length)
  }, 600_000)

  it.runIf(long)(
    'are so in every edition',
    async () => {
      const { reasons, files } = await judged(content, ['pdf'], { editions: ['all'], impose: 0 })
      expect(reasons).toEqual([])
      expect(files).toBeGreaterThanOrEqual(24)
    },
    900_000,
  )
})

/** In several languages and shapes: choices with code, short answers, Chinese, right to left, formulas. */
const files = [
  'trimstray__test-your-sysadmin-skills/README.md',
  'lifei6671__interview-go/mysql/mysql-interview.md',
  'cocosberlucens__hashcards-deck/cards/LinearAlgebra.md',
  ...(long
    ? [
        'lydiahallie__javascript-questions/README.md',
        '30-seconds__30-seconds-of-interviews/README.md',
        'alexeygrigorev__data-science-interviews/theory.md',
        'h5bp__Front-end-Developer-Interview-Questions/src/translations/arabic/README.md',
        'satwikkansal__wtfpython/README.md',
        'Snailclimb__JavaGuide/docs/java/basis/java-basic-questions-01.md',
        'reuseman__flashcards-obsidian/docs/demo.md',
      ]
    : []),
]

describe.runIf(haveCorpora)('files by others', () => {
  it.each(files)(
    'are as they stand: %s',
    async (file) => {
      const folder = await temporary()
      const path = corpusFile(file)
      await mkdir(join(folder, 'bank'))
      await cp(dirname(path), join(folder, 'bank'), { recursive: true })
      const paths = [join('bank', basename(path))]
      const request = { paths, cwd: folder, issued: newYear }
      const { reasons } = await judgedIn(request, long ? all : some)
      expect(reasons).toEqual([])
    },
    900_000,
  )
})
