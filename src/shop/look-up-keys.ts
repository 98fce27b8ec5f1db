import { asciiDigits } from '../language/digits.ts';

/*
 * Forgiving look-ups: what shoppers type is folded in the same way as what the shop stores.
 */

/** Letters and digits only, capitals, digits of every script as 0–9: `#dm-１００４２ ` → `DM10042`. */
export function foldNumber(text: string): string {
  return asciiDigits(text.normalize('NFKC'))
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The digits alone, when there are enough to name one order: people leave out the prefix. Else null. */
export function foldDigits(text: string): string | null {
  const digits = foldNumber(text).replace(/\D/g, '');
  return digits.length >= MIN_DIGITS ? digits : null;
}

export function foldEmail(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

const MIN_DIGITS = 4;
