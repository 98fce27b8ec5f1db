import { asciiDigits } from './digits.ts';

/**
 * Replaces every payment card number with `•••• 1234` before a message is stored or read by a model.
 * Finds them in the digits of any script, written together or in groups (blanks, dashes, dots, zero-width characters).
 * A number counts as a card when its first digits belong to a known issuer, its length fits and its Luhn digit is right,
 * so order and tracking numbers stay.
 */
export function maskCardNumbers(text: string): string {
  return text.replace(DIGIT_RUN, maskRun);
}

// Groups of digits with at most three separators between two of them; only runs that can hold 13 digits are looked at.
const SEPARATOR = '[\\p{Zs}\\s\\p{Pd}\\p{Cf}.·•_/]{1,3}';
const DIGIT_RUN = new RegExp(
  `(?<![\\p{Nd}\\p{L}+])\\p{Nd}(?:(?:${SEPARATOR})?\\p{Nd}){12,}(?!\\p{L})`,
  'gu',
);
const GROUP = /[\p{Nd}\p{Cf}]+/gu;

function maskRun(run: string): string {
  const groups = [...run.matchAll(GROUP)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    digits: asciiDigits(match[0].replace(/\p{Cf}/gu, '')),
  }));
  for (let first = 0; first < groups.length; first += 1) {
    let number = '';
    for (let last = first; last < groups.length && number.length < 19; last += 1) {
      number += groups[last]?.digits ?? '';
      if (!isCardNumber(number)) continue;
      const [from, to] = [groups[first]?.start ?? 0, groups[last]?.end ?? run.length];
      return `${run.slice(0, from)}•••• ${number.slice(-4)}${maskCardNumbers(run.slice(to))}`;
    }
  }
  return run;
}

function isCardNumber(digits: string): boolean {
  return (
    ISSUERS.some(({ prefix, lengths }) => lengths.includes(digits.length) && prefix.test(digits)) &&
    passesLuhn(digits)
  );
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const LONG = [16, 17, 18, 19];

const ISSUERS: readonly { prefix: RegExp; lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] }, // Visa
  { prefix: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] }, // Mastercard
  { prefix: /^3[47]/, lengths: [15] }, // American Express
  { prefix: /^(6011|64[4-9]|65)/, lengths: LONG }, // Discover
  { prefix: /^62/, lengths: LONG }, // UnionPay
  { prefix: /^35(2[89]|[3-8])/, lengths: LONG }, // JCB
  { prefix: /^(30[0-5]|3095|36|3[89])/, lengths: [14, ...LONG] }, // Diners Club
  { prefix: /^(5018|5020|5038|5893|6304|6759|676[1-3])/, lengths: [13, 14, 15, ...LONG] }, // Maestro
  { prefix: /^220[0-4]/, lengths: LONG }, // Mir
  { prefix: /^(60|81|82|508)/, lengths: [16] }, // RuPay
  { prefix: /^(9792|506[01]|6062)/, lengths: [16, 18, 19] }, // Troy, Verve, Hipercard
];
