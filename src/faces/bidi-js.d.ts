declare module 'bidi-js' {
  type Bidi = {
    getEmbeddingLevels(
      text: string,
      base?: 'ltr' | 'rtl',
    ): { levels: Uint8Array; paragraphs: { start: number; end: number; level: number }[] }
    getMirroredCharacter(character: string): string | null
  }
  export default function createBidi(): Bidi
}
