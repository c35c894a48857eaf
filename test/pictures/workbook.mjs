/**
 * Makes a picture of the workbook as LibreOffice prints it: the header and the
 * first rows of its second sheet.
 *
 *   npm run build && node dist/cli/main.js build content/mlops --formats xlsx --out out
 *   node test/pictures/workbook.mjs
 *
 * Needs LibreOffice and poppler.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const book = process.argv[2] ?? at('../../out/mlops.xlsx')
const folder = mkdtempSync(join(tmpdir(), 'rectoverso-workbook-'))

try {
  execFileSync('soffice', [
    `-env:UserInstallation=file://${folder}/profile`,
    ...['--headless', '--convert-to', 'pdf', '--outdir', folder, book],
  ])
  const stem = join(folder, 'sheet')
  execFileSync('pdftoppm', [
    ...['-r', '220', '-f', '2', '-l', '2', '-singlefile', '-png'],
    join(folder, 'mlops.pdf'),
    stem,
  ])
  // The margins of the paper are not the sheet's; the lowest rows are not needed.
  const trimmed = await sharp(`${stem}.png`).trim().toBuffer({ resolveWithObject: true })
  const { width } = trimmed.info
  await sharp(trimmed.data)
    .extract({ left: 0, top: 0, width, height: Math.round(width * 0.34) })
    .resize({ width: 1600 })
    .png({ palette: true, colours: 64 })
    .toFile(at('workbook.png'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
