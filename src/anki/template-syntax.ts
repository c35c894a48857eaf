/** Anki's template language, as far as its rules go: fields, conditions, comments. */

export type Part =
  /** `{{filter:filter:Field}}`; filters in the written order. */
  | { kind: 'field'; field: string; filters: string[]; at: number }
  /** `{{#Field}}…{{/Field}}`, or `^` for when it is empty. */
  | { kind: 'when'; field: string; filled: boolean; parts: Part[]; at: number }

/** A template that cannot be read; `at` is an offset in it. */
export class TemplateError extends Error {
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

/** The replacements of a template, nested as its conditions are. Throws a TemplateError. */
export function parseTemplate(html: string): Part[] {
  const top: Part[] = []
  const open: Extract<Part, { kind: 'when' }>[] = []
  const bare = html.replace(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length))
  for (const found of bare.matchAll(/\{\{([^{}]*)\}\}|\{\{/g)) {
    const at = found.index
    const inside = found[1]?.trim()
    if (inside === undefined) throw new TemplateError('{{ is never closed', at)
    if (inside === '') throw new TemplateError('{{}} names no field', at)
    const parts = open.at(-1)?.parts ?? top
    const sign = inside.charAt(0)
    const field = inside.slice(1).trim()
    if (sign === '/') {
      const last = open.pop()
      if (last?.field !== field)
        throw new TemplateError(`{{/${field}}} closes nothing that is open`, at)
    } else if (sign === '#' || sign === '^') {
      const when = { kind: 'when' as const, field, filled: sign === '#', parts: [], at }
      parts.push(when)
      open.push(when)
    } else {
      const names = inside.split(':').map((name) => name.trim())
      parts.push({ kind: 'field', field: names.at(-1) ?? '', filters: names.slice(0, -1), at })
    }
  }
  const last = open.at(-1)
  if (last)
    throw new TemplateError(`{{${last.filled ? '#' : '^'}${last.field}}} is never closed`, last.at)
  return top
}

/** Every field replacement, whatever conditions it stands under. */
export function replacements(parts: readonly Part[]): Extract<Part, { kind: 'field' }>[] {
  return parts.flatMap((part) => (part.kind === 'when' ? replacements(part.parts) : [part]))
}

/** Every condition. */
export function conditions(parts: readonly Part[]): Extract<Part, { kind: 'when' }>[] {
  return parts.flatMap((part) => (part.kind === 'when' ? [part, ...conditions(part.parts)] : []))
}

/** Whether a front shows anything, given the fields that are not empty: so Anki decides on a card. */
export function showsAnything(parts: readonly Part[], filled: ReadonlySet<string>): boolean {
  return parts.some((part) =>
    part.kind === 'field'
      ? filled.has(part.field)
      : filled.has(part.field) === part.filled && showsAnything(part.parts, filled),
  )
}
