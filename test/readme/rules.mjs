/** Writes the catalogue of rules into the README: `npm run readme`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rules } from '../../dist/messages/rules.js'

const readme = fileURLToPath(new URL('../../README.md', import.meta.url))
const rows = Object.entries(rules).map(
  ([id, { severity, meaning }]) => `| \`${id}\` | ${severity} | ${meaning} |`,
)
const table = ['| Rule | is | when |', '|---|---|---|', ...rows].join('\n')
const text = readFileSync(readme, 'utf8')
writeFileSync(
  readme,
  text.replace(
    /(<!-- rules -->)[\s\S]*(<!-- \/rules -->)/,
    (_, start, end) => `${start}\n\n${table}\n\n${end}`,
  ),
)
