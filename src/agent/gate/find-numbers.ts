import { currencyExponent } from '../../lib/money.ts';
import { CJK_NUMERAL } from './cjk-numerals.ts';
import type { Fact } from './facts.ts';
import { decimalSign } from './find-amounts.ts';
import type { Lexicon } from './lexicon.ts';
import { NUMBER, parseCjkNumeral, parseNumber } from './numbers.ts';
import type { Sentence } from './sentence.ts';

/** Numbers up to here are counts and list markers: they pass when nothing stands beside them. */
const PLAIN_COUNT = 20;

const percentPatterns = new WeakMap<Lexicon, RegExp>();
const SIGN_FIRST = new RegExp(`%\\s?(${NUMBER})|百分之(${CJK_NUMERAL}+|\\d+)`, 'gu');
const ANY_NUMBER = new RegExp(`(?<![\\d])${NUMBER}`, 'gu');
const COUNTED = new RegExp(`${CJK_NUMERAL}{2,}(?=[个個件单單笔筆包箱双雙])`, 'gu');

function percentPattern(lexicon: Lexicon): RegExp {
  let pattern = percentPatterns.get(lexicon);
  if (pattern === undefined) {
    pattern = new RegExp(`(?<![\\d.,])(${NUMBER})\\s?(?:%|‰|${lexicon.percents.source})`, 'giu');
    percentPatterns.set(lexicon, pattern);
  }
  return pattern;
}

export function findPercents(sentence: Sentence): void {
  const { lexicon } = sentence.options;
  if (!/[%‰百]/.test(sentence.rest) && !lexicon.percents.mayStandIn(sentence.rest)) return;
  const read = (match: RegExpMatchArray, number: string) => {
    const value =
      parseCjkNumeral(number) ??
      parseNumber(number, { decimals: 2, decimalSign: decimalSign(sentence.options.locale) });
    const start = match.index ?? 0;
    sentence.claim(
      'percent',
      start,
      start + match[0].length,
      sentence.options.book.percents.get(value) ?? sentence.quoting(match[0]),
      'no record or policy carries this share',
    );
  };
  for (const match of sentence.rest.matchAll(percentPattern(lexicon))) read(match, match[1] ?? '');
  for (const match of sentence.rest.matchAll(SIGN_FIRST)) read(match, match[1] ?? match[2] ?? '');
}

/** Whatever digits are left: counts, measures, last digits of a card, years, amounts without a sign. */
export function findNumbers(sentence: Sentence): void {
  const { book } = sentence.options;
  for (const match of sentence.rest.matchAll(ANY_NUMBER)) {
    const written = match[0];
    const start = match.index;
    const value = parseNumber(written, {
      decimals: 2,
      decimalSign: decimalSign(sentence.options.locale),
    });
    if (/^\d{1,2}$/.test(written) && value <= PLAIN_COUNT) continue;
    const facts: Fact[] = [...(book.numbers.get(value) ?? [])];
    for (const [key, list] of book.amounts) if (sameAmount(key, value)) facts.push(...list);
    if (facts.length > 0) sentence.claim('number', start, start + written.length, facts);
    else
      sentence.claim(
        'number',
        start,
        start + written.length,
        sentence.quoting(written),
        'no record carries this number',
      );
  }
  // Signs for numbers that no rule above reads: better none than a wrong one.
  for (const match of sentence.rest.matchAll(/[\p{No}\p{Nl}]/gu))
    sentence.claim(
      'number',
      match.index,
      match.index + 1,
      sentence.quoting(match[0]),
      'a number in an unusual sign',
    );
  for (const match of sentence.rest.matchAll(COUNTED)) {
    const value = parseCjkNumeral(match[0]);
    if (value === undefined || value <= PLAIN_COUNT) continue;
    sentence.claim(
      'number',
      match.index,
      match.index + match[0].length,
      book.numbers.get(value) ?? sentence.quoting(match[0]),
      'no record carries this number',
    );
  }
}

function sameAmount(key: string, value: number): boolean {
  const minor = Number(key.slice(4));
  return [1, 100, 1000].some(
    (factor) => Math.abs(minor - value * factor) < 0.001 && exponentFactor(key) === factor,
  );
}

function exponentFactor(key: string): number {
  return 10 ** currencyExponent(key.slice(0, 3));
}
