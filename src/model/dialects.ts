/** The ways in which questions are written as Markdown, by the names that settings and reports give them. */
export const dialectNames = [
  'keyed-lines',
  'separated-cards',
  'tagged-cards',
  'inline-cards',
  'card-deck',
  'one-file',
  'list-heading',
  'task-choice',
  'details-reveal',
  'lettered-choice',
  'numbered-heading',
  'bold-line',
  'plain-heading',
  'question-list',
  'html-list',
] as const

export type DialectName = (typeof dialectNames)[number]
