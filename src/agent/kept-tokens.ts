import { asciiDigits } from '../language/digits.ts';

/** What a translation must not touch: links, addresses, codes with digits, and numbers. */
const TOKENS =
  /https?:\/\/[^\s<>"]+|[^\s<>"',;:()]+@[^\s<>"',;:()]+\.\p{L}{2,}|\b[A-Z]{1,8}[-_]?\d[\w-]*|\b\d[\d.,:/-]*\d\b|\d+/gu;

/** Each token once, in the order in which it stands. */
export function keptTokens(text: string): string[] {
  return [...new Set(text.match(TOKENS) ?? [])];
}

/** Those that a translation lost. Digits of other scripts and other separators of the same digits count as kept. */
export function missingTokens(translated: string, tokens: readonly string[]): string[] {
  const plain = asciiDigits(translated);
  const digits = plain.replace(/[^\d]+/g, ' ').replace(/ /g, '');
  return tokens.filter((token) => {
    if (plain.includes(token)) return false;
    const own = token.replace(/\D/g, '');
    const isNumber = /^[\d.,:/-]+$/.test(token);
    return !(isNumber && own !== '' && digits.includes(own));
  });
}
