/** A rule that was broken; the message says which. */
export class Broken extends Error {
  override readonly name = 'Broken';
}
