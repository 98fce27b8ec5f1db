/** One pattern for what any of several find: lists of words, a line a language. Flags but `u` are lost. */
export function anyOf(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'u');
}
