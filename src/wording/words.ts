/** What a language has a word for, on cards and pages alike. */
import type { en } from './en.ts'

export type WordName = keyof typeof en
export type Words = Readonly<Record<WordName, string>>
