/**
 * Judges: real programs that look at our outputs.
 *
 * A test that needs one asks here. On a user's machine a missing judge skips
 * the test, and its name says which judge and how to get it; with
 * RECTOVERSO_JUDGES=required (the project's own CI) it fails.
 */
import { spawnSync } from 'node:child_process'
import { describe, it } from 'vitest'

const judges = {
  anki: {
    command: [process.env.RECTOVERSO_PYTHON ?? 'python3', '-c', 'import anki.collection'],
    get: 'python3 -m venv .venv && .venv/bin/pip install anki, then RECTOVERSO_PYTHON=.venv/bin/python',
  },
  libreoffice: { command: ['soffice', '--version'], get: 'apt install libreoffice-calc-nogui' },
  gnumeric: { command: ['ssconvert', '--version'], get: 'apt install gnumeric' },
  qpdf: { command: ['qpdf', '--version'], get: 'apt install qpdf' },
  poppler: { command: ['pdftotext', '-v'], get: 'apt install poppler-utils' },
  chromium: { command: ['chromium', '--version'], get: 'apt install chromium' },
} as const

export type Judge = keyof typeof judges

const found = new Map<Judge, boolean>()

function has(judge: Judge): boolean {
  const known = found.get(judge)
  if (known !== undefined) return known
  const [program, ...args] = judges[judge].command
  const answer = spawnSync(program ?? '', args, { stdio: 'ignore' }).status === 0
  found.set(judge, answer)
  return answer
}

/** `describe` for tests that need some judges. */
export function describeWith(needed: Judge[], title: string, body: () => void): void {
  const missing = needed.filter((judge) => !has(judge))
  if (missing.length === 0) {
    describe(title, body)
  } else if (process.env.RECTOVERSO_JUDGES === 'required') {
    describe(title, () => {
      it('has its judges', () => {
        throw new Error(`missing: ${missing.join(', ')}`)
      })
    })
  } else {
    const how = missing.map((judge) => `${judge} (${judges[judge].get})`).join('; ')
    describe.skip(`${title} [skipped, needs ${how}]`, body)
  }
}

/** The Python that has Anki. */
export const python: string = judges.anki.command[0]

/** Folder of question Markdown by others; tests that use it say so where it is absent. */
export const corpora: string = process.env.RECTOVERSO_CORPORA ?? '../shared/corpora'

/** Whether long runs are asked for: `npm run test:long`. */
export const long: boolean = process.env.RECTOVERSO_LONG === '1'
