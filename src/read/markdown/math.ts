/** Math of all three forms, as an extension of micromark. */
import type { Extension } from 'micromark-util-types'
import { dollar, dollarMath } from './dollars.ts'
import { mathFlow } from './math-flow.ts'
import { mathText } from './math-text.ts'

/** `$x$`, `$$x$$` and lines between `$$`; a single dollar is tried first. */
export const math: Extension = {
  flow: { [dollar]: mathFlow },
  text: { [dollar]: [dollarMath, mathText] },
}
