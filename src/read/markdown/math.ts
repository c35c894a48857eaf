/** Math of all four forms, as an extension of micromark. */
import type { Extension } from 'micromark-util-types'
import { dollar, dollarMath } from './dollars.ts'
import { mathFlow } from './math-flow.ts'
import { backslash, slashedMath } from './math-slashed.ts'
import { mathText } from './math-text.ts'

/** `$x$`, `$$x$$`, `\\(x\\)` and lines between `$$`; a single dollar is tried first. */
export const math: Extension = {
  flow: { [dollar]: mathFlow },
  text: { [dollar]: [dollarMath, mathText], [backslash]: slashedMath },
}
