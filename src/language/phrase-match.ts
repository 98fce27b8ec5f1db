import { isAscii } from './ascii.ts';

/** Lower-cased, width-folded, without punctuation, marks of stress, emoji modifiers or repeated letters; one blank between words. */
export function plainPhrase(text: string): string {
  // Consents, refusals and wishes for a person are looked for in the same message one after the other.
  if (text !== lastPlain.text)
    lastPlain = { text, plain: isAscii(text) ? plainAscii(text) : plain(text) };
  return lastPlain.plain;
}

let lastPlain = { text: '', plain: '' };

function plainAscii(text: string): string {
  return text
    .toLowerCase()
    .replace(/`/g, "'")
    .replace(/[^a-z0-9']+/g, ' ')
    .replace(/([a-z])\1{2,}/g, '$1')
    .trim();
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘ʼ`´]/gu, "'")
    .replace(/[\u064b-\u0652\u0640]/gu, '') // Arabic vowel signs and the stretching line
    .replace(/[أإآ]/gu, 'ا')
    .replace(/ى/gu, 'ي')
    .replace(/\p{Cf}|\ufe0f|[\u{1f3fb}-\u{1f3ff}]/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}'👍👌✅✔🆗👎❌🙏🙂😊😀😄]+/gu, ' ')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * Splits a whole text into phrases of a closed list, longest first; null when anything is left over.
 * Blanks need not stand between phrases of scripts written without them.
 */
export function splitIntoPhrases(
  text: string,
  phrases: ReadonlySet<string>,
  longest: number,
): string[] | null {
  const found: string[] = [];
  let rest = plainPhrase(text);
  while (rest !== '') {
    const phrase = startingPhrase(rest, phrases, longest);
    if (phrase === null) return null;
    found.push(phrase);
    rest = rest.slice(phrase.length).trimStart();
  }
  return found;
}

function startingPhrase(
  text: string,
  phrases: ReadonlySet<string>,
  longest: number,
): string | null {
  for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
    const phrase = text.slice(0, length);
    if (phrases.has(phrase) && endsWord(text, length)) return phrase;
  }
  return null;
}

function endsWord(text: string, length: number): boolean {
  const next = text.charAt(length);
  if (next === '' || next === ' ') return true;
  const last = text.charAt(length - 1);
  return (
    !/[\p{Script=Latin}\p{Script=Arabic}\p{Script=Cyrillic}\p{M}\p{N}']/u.test(last) ||
    !/[\p{Script=Latin}\p{Script=Arabic}\p{Script=Cyrillic}\p{M}\p{N}']/u.test(next)
  );
}
