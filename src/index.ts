/** The public names of the library, and nothing else. */
export type {
  BankReport,
  BuildRequest,
  BuildResult,
  CheckRequest,
  Progress,
  Stage,
} from './build.ts'
export { build, check } from './build.ts'
export type { Finding } from './messages/finding.ts'
export type { Rule, RuleId, Severity } from './messages/rules.ts'
export { rules } from './messages/rules.ts'
export type {
  Bank,
  Body,
  Choice,
  Difficulty,
  Draft,
  Identity,
  Kind,
  Medium,
  Place,
  Question,
  Section,
  Slice,
} from './model/bank.ts'
export { bodyOf, headingOf, introOf, questionsOf, sectionsOf } from './model/bank.ts'
export type { Block, Inline, Node } from './model/mdast.ts'
export type { StoredText, Text } from './model/store.ts'
export type { Clock, Context, Media, OutputFile, Templates, Writer } from './writer.ts'
