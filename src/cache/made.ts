/** A hash of the code that a bundle was made of: `bundle.mjs` says it here; undefined where all of the code is read as it is. */
export const codeHash: string | undefined = undefined
