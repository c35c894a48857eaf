/**
 * Boxes of tasks, made safe: after an empty list item, micromark takes `[x]` at
 * the start of a paragraph that is in no item for a box, and its mdast utility
 * would lose it. Here it stays text.
 */
import type { CompileContext, Extension, Token } from 'mdast-util-from-markdown'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    taskListCheckValueChecked: 'taskListCheckValueChecked'
  }
}

function inItem(context: CompileContext): boolean {
  return context.stack.at(-2)?.type === 'listItem'
}

function check(this: CompileContext, token: Token): undefined {
  const item = this.stack.at(-2)
  if (item?.type === 'listItem') item.checked = token.type === 'taskListCheckValueChecked'
}

/** Stands after remark-gfm's own extension, whose two handlers it replaces. */
export const tasksFromMarkdown: Extension = {
  enter: {
    taskListCheck(this: CompileContext, token: Token) {
      if (inItem(this)) return
      this.enter({ type: 'text', value: this.sliceSerialize(token) }, token)
      this.exit(token)
    },
  },
  exit: {
    taskListCheckValueChecked: check,
    taskListCheckValueUnchecked: check,
  },
}
