/** What V8 is told before the program is loaded. */

/**
 * How much of a function runs before it is optimised, as V8 counts (67,584 left alone). A build
 * runs much code a little: optimised so soon, most of it is given up again or never paid back.
 */
const patience = 600_000

/** Flags that V8 of a version knows: it complains of others. From 12 on it counts otherwise. */
export function flagsFor(v8: string): string[] {
  return Number.parseInt(v8, 10) < 12 ? [`--interrupt-budget=${patience}`] : []
}
