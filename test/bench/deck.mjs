/**
 * Decks of growing size, ours and anki-apkg-export's, in one run.
 *
 * Each measurement is a process of its own: the peer aborts when its heap is
 * full. Ours is the whole way from Markdown to a package, the peer's only the
 * package. `npm run build && node test/bench/deck.mjs [sizes…]`
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const self = fileURLToPath(import.meta.url)
const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** Fronts of about 200 characters, as a bank of interview questions has. */
const front = (n) =>
  `What does part ${n} of a system do, and how? ${'Say what it is for. '.repeat(8)}`
const back = (n) =>
  `It does ${n} things, each of them for a reason. ${'One sentence more. '.repeat(12)}`

if (process.argv[2] === '--peer') await peer(Number(process.argv[3]), process.argv[4])
else compare(process.argv.slice(2).map(Number))

async function peer(size, file) {
  const { default: AnkiExport } = createRequire(import.meta.url)('anki-apkg-export')
  const deck = new AnkiExport('Deck')
  for (let n = 0; n < size; n++) {
    deck.addCard(front(n), back(n))
  }
  writeFileSync(file, await deck.save())
}

function timed(command, args) {
  const start = process.hrtime.bigint()
  const { status } = spawnSync(command, args, { stdio: 'ignore' })
  return { status, seconds: Number(process.hrtime.bigint() - start) / 1e9 }
}

function compare(sizes) {
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-bench-'))
  try {
    for (const size of sizes.length > 0 ? sizes : [100, 500, 600, 5000]) {
      const source = join(folder, `bank-${size}`, 'questions.md')
      const questions = Array.from({ length: size }, (_, n) => `## ${front(n)}\n\n${back(n)}\n`)
      spawnSync('mkdir', ['-p', join(folder, `bank-${size}`)])
      writeFileSync(source, questions.join('\n'))
      const out = join(folder, `out-${size}`)
      const ours = timed(process.execPath, [
        cli,
        'build',
        source,
        '--out',
        out,
        '--formats',
        'anki',
      ])
      const file = join(folder, `peer-${size}.apkg`)
      const theirs = timed(process.execPath, [self, '--peer', String(size), file])
      const bytes = ours.status === 0 ? statSync(join(out, 'questions.apkg')).size : 0
      console.log(
        `${size} notes: ours ${ours.status === 0 ? `${ours.seconds.toFixed(2)} s, ${bytes} bytes` : `failed (${ours.status})`}; ` +
          `anki-apkg-export ${theirs.status === 0 ? `${theirs.seconds.toFixed(2)} s` : 'died'}`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
