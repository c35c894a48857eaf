/** Our own words in English: the list that every other language follows. */
export const en = {
  /** Begins a folded hint. */
  hint: 'Hint',
  question: 'Question',
  answer: 'Answer',
  /** The file or address that a question comes from. */
  source: 'Source',
  /** Before the codes of related questions. */
  see: 'See also',
  /** Above footnotes. */
  notes: 'Notes',
  contents: 'Contents',
  version: 'Version',
  licence: 'Licence',
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
  easy: 'easy',
  medium: 'medium',
  hard: 'hard',
  /** Above options of which several are right. */
  several: 'Choose all that apply',
  /** Below options of which none is right. */
  noneRight: 'No option is marked as right.',
  /** Where a question has no answer. */
  unanswered: 'No answer has been written yet.',
  /** Asks for a reversed question's title. */
  reversed: 'What is this the answer to?',
  /** Alone before `retiredNotice`. */
  retired: 'Retired.',
  retiredNotice:
    'This question is no longer in the deck, and will not be corrected. Suspend or delete the card, or keep it.',
  /** How a deck is updated. */
  update: 'To update, import the newer file over this deck. Your progress stays.',
  /** Names a recording where it cannot be played. */
  sound: 'Sound',
  /** Above the source of a diagram that is not drawn. */
  diagram: 'Diagram, as its source',
  /** The part of an exam with all answers. */
  answers: 'Answers',
  /** The letters that are right, all together. */
  answerKey: 'Answer key',
  tagIndex: 'Index of tags',
  termIndex: 'Index of terms',
  /** What an exam edition is, on its cover. */
  examEdition: 'Questions first, answers at the back',
  largeEdition: 'Large print',
  /** Before the number of a page. */
  page: 'page',
  /** Above the rest of a block of code that a page parted. */
  continued: 'continued',
  /** Before their number. */
  questions: 'Questions',
  /** Before the date of issue. */
  issued: 'Issued',
  madeWith: 'Made with Rectoverso',
  /** What the code in the margin is. */
  codeUse:
    'The five or seven letters beside a question are its code. They never change: the same code finds the question on its card and in the table.',
  /** How to study with answers in place. */
  studyUse:
    'An answer stands beside a coloured bar. Cover it with a sheet of paper and answer first.',
  /** How to use an exam. */
  examUse:
    'Every question names the page of its answer, and every answer the page of its question. The letters that are right stand together on the last pages.',
  /** How to use pages that fold. */
  foldUse:
    'Fold the page back along the dashed line, or lay a sheet over the answers; answer, then look.',
} as const
