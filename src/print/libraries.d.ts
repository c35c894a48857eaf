declare module 'hypher' {
  export default class Hypher {
    constructor(patterns: unknown)
    hyphenate(word: string): string[]
  }
}

declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string)
    nextBreak(): { position: number; required: boolean } | null
  }
}
