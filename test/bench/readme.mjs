/** Writes the last results into the README: `npm run bench:readme`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { report } from './report.mjs'

const readme = fileURLToPath(new URL('../../README.md', import.meta.url))
const results = new URL('results.json', import.meta.url)

/** The README with the report of some results in its place. */
export function withReport(text, results) {
  return text.replace(
    /(<!-- bench -->)[\s\S]*(<!-- \/bench -->)/,
    (_, start, end) => `${start}\n\n${report(results)}\n\n${end}`,
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(
    readme,
    withReport(readFileSync(readme, 'utf8'), JSON.parse(readFileSync(results, 'utf8'))),
  )
}
