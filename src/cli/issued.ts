/** The date of issue of a build. */
import { UsageError } from './exit.ts'
import type { Io } from './io.ts'

/** Seconds since 1970: SOURCE_DATE_EPOCH where it is set, else the clock. */
export function issuedBy(io: Pick<Io, 'env' | 'now'>): number {
  const stated = io.env.SOURCE_DATE_EPOCH
  if (stated === undefined || stated === '') return Math.floor(io.now())
  if (!/^\d{1,12}$/.test(stated)) {
    throw new UsageError(
      `SOURCE_DATE_EPOCH is "${stated}"; it must be whole seconds since 1970, such as 1767225600.`,
    )
  }
  return Number(stated)
}
