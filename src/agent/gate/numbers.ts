import { CJK_DIGITS, CJK_SCALES } from './cjk-numerals.ts';
import type { Lexicon } from './lexicon.ts';
import { fold } from './lexicon.ts';

/** A number as written: digits with separators, or one group of digits behind blanks (`1 234,56`). */
export const NUMBER = "(?:\\d{1,3}(?: \\d{3})+(?:[.,]\\d{1,3})?(?!\\d)|\\d+(?:[.,'·]\\d+)*)";

/**
 * The value of a number as written. The last separator is decimal unless exactly three digits follow it; with three,
 * it is decimal only for a currency of three decimals and by the locale's own sign.
 */
export function parseNumber(
  written: string,
  options: { decimals: number; decimalSign: '.' | ',' | 'any' },
): number {
  const text = written.replace(/[ ']/g, '');
  const match = /[.,·](\d+)$/.exec(text);
  if (match === null) return Number(text.replace(/[.,·]/g, ''));
  const digits = match[1] ?? '';
  const sign = text.charAt(match.index) === ',' ? ',' : '.';
  const repeated = text.slice(0, match.index).includes(text.charAt(match.index));
  const locale = options.decimalSign === 'any' || options.decimalSign === sign;
  const otherSignBefore = /[.,]/.test(text.slice(0, match.index)) && !repeated;
  const decimal =
    !repeated && (digits.length !== 3 || otherSignBefore || (options.decimals === 3 && locale));
  const whole = text.slice(0, match.index).replace(/[.,·]/g, '');
  return decimal ? Number(`${whole}.${digits}`) : Number(whole + digits);
}

/** Chinese and Japanese numerals, e.g. 三百二十 → 320; undefined when the characters are no number. */
export function parseCjkNumeral(text: string): number | undefined {
  let total = 0;
  let section = 0;
  let digit = -1;
  let scaled = false;
  for (const character of text) {
    const value = CJK_DIGITS[character];
    const scale = CJK_SCALES[character];
    if (value !== undefined) {
      digit = digit < 0 || scaled ? value : digit * 10 + value;
      scaled = false;
    } else if (scale === undefined) {
      return undefined;
    } else if (scale >= 10_000) {
      total += (section + Math.max(digit, 0)) * scale;
      section = 0;
      digit = -1;
    } else {
      section += (digit < 0 ? 1 : digit) * scale;
      digit = -1;
    }
  }
  return text === '' ? undefined : total + section + Math.max(digit, 0);
}

/** A run of number words, e.g. `three hundred and fifty`, `fünfundvierzig`; undefined when any word is no number. */
export function parseNumberWords(text: string, lexicon: Lexicon): number | undefined {
  let total = 0;
  let current = 0;
  let found = false;
  for (const word of fold(text).split(/[\s-]+/)) {
    const parts = word === '' ? [] : splitNumberWord(word, lexicon);
    if (parts === undefined) return undefined;
    for (const part of parts) {
      found = true;
      if (part === 'ten') {
        // Two hundred five ten: only the last digit is multiplied.
        const digit = current % 10;
        current += Math.max(digit, 1) * 10 - digit;
        continue;
      }
      const value = part;
      if (value >= 1000) {
        total += Math.max(current, 1) * value;
        current = 0;
      } else if (value === 100) current = Math.max(current, 1) * 100;
      else current += value;
    }
  }
  return found ? total + current : undefined;
}

// A word may be several numbers joined: `fünfundvierzig`, `veintidós`, `وخمسون`.
function splitNumberWord(word: string, lexicon: Lexicon): (number | 'ten')[] | undefined {
  const values: (number | 'ten')[] = [];
  let rest = word;
  while (rest !== '') {
    let length = Math.min(rest.length, 16);
    while (length > 0 && !lexicon.numbers.has(rest.slice(0, length))) length -= 1;
    if (length > 0) {
      const numeral = rest.slice(0, length);
      values.push(lexicon.tens.has(numeral) ? 'ten' : (lexicon.numbers.get(numeral) ?? 0));
      rest = rest.slice(length);
    } else {
      const join = /^(?:und|and|et|y|e|و|i)/.exec(rest)?.[0];
      if (join === undefined) return undefined;
      rest = rest.slice(join.length);
    }
  }
  return values;
}
