/** True for a text of ASCII alone, which needs none of the foldings of Unicode. */
export function isAscii(text: string): boolean {
  return ASCII.test(text);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII.
const ASCII = /^[\x00-\x7f]*$/;
