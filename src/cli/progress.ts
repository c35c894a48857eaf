/**
 * What is being done and how far it is, for anything over a second: a line on a
 * terminal, JSON lines for a program that asked for JSON, nothing in a pipe.
 */
import type { Counted, Unit } from '../messages/counting.ts'
import { printable } from '../messages/terminal.ts'
import type { Io } from './io.ts'
import { size } from './summary.ts'

export type Progress = {
  /** Says what begins now; `fields` are the same for programs. */
  stage(words: string, fields?: Fields): void
  /** Says how far it is, or something begun before it. */
  count(words: string, counted: Counted, fields?: Fields): void
  /** Takes the line away. */
  end(): void
}

export type Fields = Readonly<Record<string, unknown>>

/** Milliseconds before anything is shown. */
const patience = 1000
/** Milliseconds between two counts shown: to people, to programs. */
const pause = { line: 100, json: 500 } as const
/** Milliseconds of counting before a rate is told. */
const measured = 300

/** What is counted now: since when, and how much was done by then. */
type Course = { words: string; unit: Unit; total: number; since: number; from: number }

/** `json`: for a program that reads `err`. `now` gives milliseconds that only rise. */
export function createProgress(
  io: Pick<Io, 'err' | 'watched' | 'colours' | 'columns'>,
  json = false,
  now: () => number = () => performance.now(),
): Progress {
  if (!io.watched && !json) return { stage() {}, count() {}, end() {} }
  const begun = now()
  let shown = Number.NEGATIVE_INFINITY
  let line = false
  let waiting: (() => void) | undefined
  let course: Course | undefined

  const show = (words: string, counts: string) => {
    line = true
    io.err(`\r\x1b[K${io.colours.dim(fitted(printable(words), counts, io.columns?.() ?? 80))}`)
  }
  const tell = (fields: Fields) => {
    const seconds = rounded((now() - begun) / 1000)
    io.err(`${JSON.stringify({ type: 'progress', ...fields, seconds })}\n`)
  }
  /** Shows it when a second is over; until then only the last is kept. */
  const later = (what: () => void) => {
    if (now() - begun >= patience) {
      waiting = undefined
      shown = now()
      what()
    } else waiting = what
  }
  const timer = setTimeout(() => waiting && later(waiting), patience)
  timer.unref()
  return {
    stage(words, fields = { step: words }) {
      course = undefined
      later(() => (json ? tell(fields) : show(words, ' …')))
    },
    count(words, counted, fields = { step: words }) {
      const at = now()
      if (course?.words !== words || course.unit !== counted.unit || course.total > counted.total) {
        const { unit, total, done } = counted
        course = { words, unit, total, since: at, from: done }
      }
      if (at - shown < (json ? pause.json : pause.line)) return
      const speed = speedOf(counted, course, at)
      later(() => {
        if (json) tell({ ...fields, ...counted, ...speed })
        else show(words, `  ${countsOf(counted, speed)}`)
      })
    },
    end() {
      clearTimeout(timer)
      waiting = undefined
      if (line) io.err('\r\x1b[K')
      line = false
    },
  }
}

type Speed = { perSecond?: number; secondsLeft?: number }

function speedOf({ done, total }: Counted, { since, from }: Course, at: number): Speed {
  if (at - since < measured || done <= from) return {}
  const perSecond = (done - from) / ((at - since) / 1000)
  return {
    perSecond: rounded(perSecond),
    ...(total > done && { secondsLeft: Math.ceil((total - done) / perSecond) }),
  }
}

function rounded(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value)
}

/** `3,120 of 10,000 · 640/s · 11 s left` */
function countsOf({ unit, done, total }: Counted, { perSecond, secondsLeft }: Speed): string {
  const figure = unit === 'bytes' ? size : grouped
  const noun = unit === 'pages' || unit === 'files' ? ` ${unit}` : ''
  return [
    `${figure(done)} of ${figure(total)}${noun}`,
    ...(perSecond === undefined ? [] : [`${figure(perSecond)}/s`]),
    ...(secondsLeft === undefined ? [] : [`${duration(secondsLeft)} left`]),
  ].join(' · ')
}

/** Thousands apart: `12,345`. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ',')
}

/** Seconds in the two units that say enough: `11 s`, `2 min 5 s`, `1 h 3 min`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  const [large, small, units] =
    seconds < 3600
      ? [seconds / 60, seconds % 60, ['min', 's']]
      : [seconds / 3600, (seconds % 3600) / 60, ['h', 'min']]
  const rest = Math.floor(small)
  return `${Math.floor(large)} ${units[0]}${rest > 0 ? ` ${rest} ${units[1]}` : ''}`
}

/** One line: words give way to counts, for a line that is broken is not taken away whole. */
function fitted(words: string, counts: string, columns: number): string {
  const room = Math.max(0, columns - 1 - counts.length)
  const points = [...words]
  const short = points.length > room ? `${points.slice(0, Math.max(0, room - 1)).join('')}…` : words
  return `${short}${counts}`.slice(0, Math.max(0, columns - 1))
}
