#!/usr/bin/env node
/** The door: what needs nothing else is answered here, so that it is answered at once. */
import { version } from './version.ts'

const args = process.argv.slice(2)
if (args.length === 1 && args[0] === '--version') process.stdout.write(`${version()}\n`)
else await import('./program.ts')
