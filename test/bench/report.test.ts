import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

type Row = {
  size: number
  form: string
  group: string
  name: string
  stage: string
  cpu?: number
  wall?: number
  peak?: number
  unit?: number
  died?: string
  absent?: boolean
}
type Results = { machine: Record<string, unknown>; rows: Row[] }
const { exponent, report } = (await import(new URL('report.mjs', import.meta.url).href)) as {
  exponent: (small: Row, large: Row) => number
  report: (results: Results) => string
}
const { withReport } = (await import(new URL('readme.mjs', import.meta.url).href)) as {
  withReport: (readme: string, results: Results) => string
}

const machine = {
  node: 'v20.20.2',
  cpu: 'a processor',
  cores: 2,
  memory: 24,
  load: [0, 0, 0],
  measured: '2026-11-30',
}
const row = (size: number, cpu: number, more: Partial<Row> = {}): Row => ({
  ...{ size, form: 'files', group: 'ours', name: 'stage', stage: 'read' },
  ...{ wall: cpu, cpu, peak: 100, unit: 1 },
  ...more,
})

describe('the growth of a cost', () => {
  it('is the power of the size that it follows, whatever the machine was worth', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 2.5, noNaN: true }),
        fc.double({ min: 0.2, max: 3, noNaN: true }),
        fc.double({ min: 0.2, max: 3, noNaN: true }),
        (power, before, after) => {
          const small = row(1000, 2 * before, { unit: before })
          const large = row(10_000, 2 * 10 ** power * after, { unit: after })
          expect(exponent(small, large)).toBeCloseTo(power, 6)
        },
      ),
    )
  })
})

describe('the report', () => {
  it('shows each stage at each size, and how it grows from 1,000 on', () => {
    const rows = [row(100, 1), row(1000, 2), row(10_000, 20), row(100_000, 200)]
    expect(report({ machine, rows })).toContain(
      '| read | 1.00 / 1.00 s, 100 MiB | 2.00 / 2.00 s, 100 MiB | 20.0 / 20.0 s, 100 MiB | 200 / 200 s, 100 MiB | 1.00 |',
    )
  })

  it('says of a peer how much more it took, that it died, or that it is absent', () => {
    const peer = (more: Partial<Row>) => row(1000, 6, { group: 'peer', name: 'one', ...more })
    const rows = [
      row(1000, 2),
      peer({}),
      peer({ name: 'two', died: 'out of memory' }),
      { size: 1000, form: 'files', group: 'peer', name: 'three', stage: 'read', absent: true },
    ]
    const text = report({ machine, rows })
    expect(text).toContain('|  | one | 6.00 / 6.00 s, 100 MiB (× 3.00) |')
    expect(text).toContain('|  | two | out of memory |')
    expect(text).toContain('|  | three | absent |')
  })

  it('compares a repeated build with the first one', () => {
    const build = (stage: string, wall: number) =>
      row(1000, wall, { name: 'deck and table', stage, wall })
    const rows = [build('cold', 10), build('again', 0.2), build('edited', 0.5)]
    expect(report({ machine, rows })).toContain(
      '| deck and table | 10.0 s, 100 MiB; again 0.20 s (1/50.0); edited 0.50 s (1/20.0) |',
    )
  })
})

describe('the README', () => {
  it('holds the last results (npm run bench:readme)', () => {
    const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
    const results = JSON.parse(read('results.json')) as Results
    const readme = read('../../README.md')
    expect(readme).toContain('<!-- bench -->')
    expect(withReport(readme, results)).toBe(readme)
  })
})
