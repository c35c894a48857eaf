/** An SVG that cannot become a drawing; the message says why in a few words. */
export class DrawingError extends Error {
  override name = 'DrawingError'
}
