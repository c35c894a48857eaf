/** What is asked of the driver, and what it tells while it works. */

import type { Format, Options } from '../config/settings.ts'
import type { Answers } from '../identity/answers.ts'
import { aTurn, type Counted, type Tell } from '../messages/counting.ts'
import type { DialectName } from '../model/dialects.ts'
import type { Asked } from './accept.ts'
import type { Against } from './against.ts'
import type { Fetch } from './pictures.ts'
import type { BuildResult } from './result.ts'

export type CheckRequest = {
  /** Files and folders, each a bank or a folder of banks; none stands for the working folder. */
  paths: readonly string[]
  /** Working folder, absolute; results name files relative to it. */
  cwd: string
  /** Seconds since 1970: the date of issue of what is new. */
  issued: number
  /** How questions are written, instead of what settings say or reading finds. */
  dialect?: DialectName
  /** Settings instead of the rectoverso.yaml that would be found. */
  config?: string
  /** Where codes are kept, instead of beside the bank; of one bank only. */
  ledger?: string
  /** Stops the work; `build` then throws an `AbortError` and leaves nothing behind. */
  signal?: AbortSignal
  /** Told of each stage as it begins. */
  onStage?: (stage: Stage) => void
  /** Told now and then how far a stage is. */
  onProgress?: (progress: Progress) => void
  /** Also says what happened since a revision that learners would pay for. */
  against?: Against
  /**
   * Whether pictures on the network are fetched, once, and kept beside the ledger; or what fetches
   * them, in a test. Nothing else ever opens a connection. Not under `frozen`.
   */
  fetchImages?: boolean | Fetch
  /** How many threads may help; none where it is absent. The results are the same. */
  jobs?: number
  /**
   * Absolute path of a folder in which builds keep what they worked out, for the next to be quick;
   * results are the same with and without it. None by default.
   */
  cache?: string
}

export type BuildRequest = CheckRequest & {
  /** Folder for the results, instead of the settings' or `out`. */
  out?: string
  /** Instead of the settings'. */
  formats?: readonly Format[]
  /** Whether a ledger that would change is an error. */
  frozen?: boolean
  /** Settings of the booklet before those of the settings, by key. */
  pdf?: Options
  /** Only these questions, as `--only` names them, instead of the settings'. */
  only?: string
}

export type AcceptRequest = CheckRequest & {
  /** What is answered beforehand; of one bank only. */
  answers: Answers
  /** Asks a person; undefined leaves the question open. */
  ask?: (open: Asked) => Promise<Partial<Answers> | undefined>
}

export type AcceptResult = BuildResult & {
  /** How many answers the ledger now keeps. */
  answered: number
  /** What finds the cards of retired questions in Anki; empty where none were. */
  search: string
  /** What still stops a build. */
  open: Asked[]
}

export type Stage =
  | { step: 'read'; bank: string }
  | { step: 'identify'; bank: string }
  | { step: 'write'; bank: string; format: Format }
  /** What the Markdown of new texts gives back is found out, for later. */
  | { step: 'record'; bank: string }
  | { step: 'publish' }

/** How far a stage is. Files are made while they are published: pages are painted then. */
export type Progress = { stage: Stage } & Counted

/** Begins a stage, unless the work is to stop. */
export function begin(request: CheckRequest, stage: Stage): void {
  request.signal?.throwIfAborted()
  request.onStage?.(stage)
}

/** Tells how far a stage is, and notices there when the work is to stop. */
export function tellOf({ signal, onProgress }: CheckRequest, stage: Stage): Tell {
  return async (counted) => {
    onProgress?.({ stage, ...counted })
    await aTurn()
    signal?.throwIfAborted()
  }
}
