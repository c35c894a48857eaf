/**
 * Results as Markdown: what each stage and output took at each size, how it
 * grows, and the peers beside it.
 */

/** What makes a measurement the same one in another run. */
export const keyOf = ({ size, form, group, name, stage }) =>
  [size, form, group, name, stage].join('|')

const number = (value) => value.toLocaleString('en')
const seconds = (value) =>
  value >= 100 ? `${Math.round(value)}` : value >= 10 ? value.toFixed(1) : value.toFixed(2)

/** One measurement as a line, for the eye while it runs. */
export function line({ size, form, name, stage, wall, cpu, peak, unit, died, absent }) {
  const what = `${number(size)} ${form}: ${name === 'stage' ? '' : `${name}, `}${stage}`.padEnd(72)
  if (absent) return `${what} not installed`
  if (wall === undefined) return `${what} ${died}`
  const units = unit ? `, ${Math.round(cpu / unit)} units of ${unit.toFixed(2)} s` : ''
  const how = `${seconds(wall)} s, CPU ${seconds(cpu)} s${units}, ${number(peak)} MiB`
  return died ? `${what} ${how}: ${died}` : `${what} ${how}`
}

/**
 * By what power of the size the cost grows between two measurements: 1 is in
 * proportion. Of the processor's seconds, measured against the machine's own
 * speed at the time.
 */
export function exponent(small, large) {
  const cost = ({ cpu, unit }) => cpu / (unit ?? 1)
  return Math.log(cost(large) / cost(small)) / Math.log(large.size / small.size)
}

/** The whole report. */
export function report({ machine, rows }) {
  const sizes = [...new Set(rows.filter(({ size }) => size > 10).map(({ size }) => size))]
  sizes.sort((a, b) => a - b)
  const of = (group, form = 'files') =>
    rows.filter((row) => row.group === group && row.form === form)
  const staged = of('ours').filter(({ name }) => name === 'stage')
  return [
    `${machine.measured}, Node ${machine.node.slice(1)}, ${machine.cores} cores (${machine.cpu}), ${machine.memory} GiB; load ${machine.load.join(', ')} at the end.`,
    stagesTable(staged, sizes),
    ...besideTable([...of('ours'), ...of('floor'), ...of('peer')], sizes),
    ...repeatedTable(of('ours'), sizes),
    ...oneFile(rows, sizes),
    ...startLines(rows),
  ].join('\n\n')
}

const cell = (row) => {
  if (!row) return ''
  if (row.absent) return 'absent'
  if (row.died) return row.died.replaceAll('|', '/')
  return `${seconds(row.cpu)} / ${seconds(row.wall)} s, ${number(row.peak)} MiB`
}

const find = (rows, size, stage) => rows.find((row) => row.size === size && row.stage === stage)

function stagesTable(rows, sizes) {
  const stages = [...new Set(rows.map(({ stage }) => stage))]
  const grown = sizes.filter((size) => size >= 1000)
  const body = stages.map((stage) => {
    const cells = sizes.map((size) => cell(find(rows, size, stage)))
    const [first, ...rest] = grown
      .map((size) => find(rows, size, stage))
      .filter((row) => row?.cpu > 0 && !row.died)
    const last = rest.at(-1)
    return `| ${[stage, ...cells, last ? exponent(first, last).toFixed(2) : ''].join(' | ')} |`
  })
  const head = ['Stage or output', ...sizes.map(number), 'growth']
  return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...body].join('\n')
}

/** Ours, the floor and the peers for the same work; a peer's ratio to ours in the same run. */
function besideTable(rows, sizes) {
  const others = rows.filter(({ group }) => group !== 'ours')
  if (others.length === 0) return []
  const works = [...new Set(others.map(({ stage }) => stage))]
  const names = (work) => [
    ...new Set(others.filter(({ stage }) => stage === work).map(({ name }) => name)),
  ]
  const body = works.flatMap((work) => {
    const own = (size) => rows.find((row) => isOwn(row, work) && row.size === size)
    const ownCells = sizes.map((size) => cell(own(size)))
    const first = `| ${[`**${work}**`, 'ours', ...ownCells].join(' | ')} |`
    return [
      first,
      ...names(work).map((name) => {
        const cells = sizes.map((size) => {
          const row = others.find((one) => one.name === name && one.size === size)
          const mine = own(size)
          const ratio = row?.cpu && mine?.cpu && !row.died ? ` (× ${times(row, mine)})` : ''
          return `${cell(row)}${ratio}`
        })
        return `| ${['', name, ...cells].join(' | ')} |`
      }),
    ]
  })
  const head = ['Work', 'by', ...sizes.map(number)]
  return [[`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...body].join('\n')]
}

const isOwn = ({ group, name, stage }, work) =>
  group === 'ours' && name === 'stage' && stage === work

function times(row, mine) {
  const ratio = row.cpu / (row.unit ?? 1) / (mine.cpu / (mine.unit ?? 1))
  return ratio < 10 ? ratio.toFixed(2) : Math.round(ratio)
}

/** From nothing, again unchanged, after an edit; by the clock, since that is what a person waits. */
function repeatedTable(rows, sizes) {
  const builds = rows.filter(({ stage }) => ['cold', 'again', 'edited'].includes(stage))
  if (builds.length === 0) return []
  const body = [...new Set(builds.map(({ name }) => name))].map((name) => {
    const cells = sizes.map((size) => {
      const of = (stage) =>
        find(
          builds.filter((row) => row.name === name),
          size,
          stage,
        )
      const cold = of('cold')
      if (!cold) return ''
      const part = (row) => {
        if (!row || row.died || cold.died) return row?.died ?? ''
        return `${seconds(row.wall)} s (1/${(cold.wall / row.wall).toFixed(1)})`
      }
      const whole = cold.died ?? `${seconds(cold.wall)} s, ${number(cold.peak)} MiB`
      return `${whole}; again ${part(of('again'))}; edited ${part(of('edited'))}`
    })
    return `| ${[name, ...cells].join(' | ')} |`
  })
  const head = ['Whole builds, on the clock', ...sizes.map(number)]
  return [[`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...body].join('\n')]
}

function oneFile(rows, sizes) {
  const those = rows.filter(({ form, died }) => form === 'one file' && !died?.includes('MiB'))
  if (those.length === 0) return []
  const parts = sizes.flatMap((size) => {
    const found = ['read', 'deck'].flatMap((stage) => {
      const row = find(those, size, stage)
      return row ? [`${stage} ${cell(row)}`] : []
    })
    return found.length > 0 ? [`${number(size)}: ${found.join('; ')}`] : []
  })
  return [`The same questions in one file. ${parts.join('. ')}.`]
}

function startLines(rows) {
  const starts = rows.filter(({ name }) => name === 'start')
  const [empty, ...others] = starts
  if (!empty) return []
  const told = others.map(
    ({ stage, cpu, wall }) =>
      `${stage} ${seconds(wall)} s (CPU × ${(cpu / empty.cpu).toFixed(1)} of it)`,
  )
  return [`An empty Node takes ${seconds(empty.wall)} s; ${told.join('; ')}.`]
}
