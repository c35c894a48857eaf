import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { flagsFor } from '../../src/cli/engine.ts'

describe('flags of the engine', () => {
  it('are those it knows', () => {
    const flags = flagsFor(process.versions.v8)
    const script = `require('node:v8').setFlagsFromString(process.argv[1] ?? '')`
    const { stderr } = spawnSync(process.execPath, ['-e', script, '--', ...flags], {
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
  })

  it('are none for an engine that counts otherwise', () => {
    expect(flagsFor('11.3.244.8-node.33')).toEqual(['--interrupt-budget=600000'])
    expect(flagsFor('12.4.254.21-node.33')).toEqual([])
    expect(flagsFor('13.6.233.17-node.28')).toEqual([])
  })
})
