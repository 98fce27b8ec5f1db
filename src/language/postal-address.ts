import { ADDRESS_WORD, SENTENCE_WORD } from './address-words.ts';
import { isCommonSomewhere } from './common-words.ts';

/**
 * What a message says beside the postal address in it: "to my office: Ana Ruiz, Calle Mayor 5, 28013 Madrid" says "to my
 * office", and 東京都渋谷区神宮前1-2-3 by itself nothing. Names of people, streets and towns belong to the place, not to the
 * language of who writes them, and a postcode is no order number.
 */
export function withoutAddress(text: string): string {
  const parts = text.split(SEPARATOR);
  // Parts stand at even places, what separates them at odd ones.
  const plain = parts.map((part, at) => (at % 2 === 0 ? part.normalize('NFKC').trim() : ''));
  const found = [streetAndTown(plain), markedParts(plain)].filter((range) => range !== null);
  if (found.length === 0) return text;
  let from = Math.min(...found.map((range) => range.from));
  let to = Math.max(...found.map((range) => range.to));
  // Before the street stands who lives there, or a town with its code; a sentence is no name.
  if (isName(plain[from - 2] ?? '')) from -= 2;
  if (LONG_CODE.test(plain[from - 2] ?? '')) from -= 2;
  // Behind the town stand a country and perhaps a name, by themselves.
  for (let more = 0; more < MOST_NAMES_BEHIND && isName(plain[to + 2] ?? ''); more++) to += 2;
  const left = [...parts.slice(0, from), ...parts.slice(to + 1)].join('').trim();
  return /[\p{L}\p{N}]/u.test(left) ? left : '';
}

interface Range {
  from: number;
  to: number;
}

function streetAndTown(parts: readonly string[]): Range | null {
  const to = parts.findLastIndex((part) => TOWN.test(part));
  if (to < 2) return null;
  const from = parts.findLastIndex((part, at) => at % 2 === 0 && at < to && isStreet(part));
  return from === -1 ? null : { from, to };
}

function isStreet(part: string): boolean {
  return STREET.test(part) && part.split(/\s+/u).length <= MOST_WORDS_OF_STREET;
}

/** From the first part with a word of addresses to the last: two such words at least, or one and a postcode, with numbers. */
function markedParts(parts: readonly string[]): Range | null {
  const marks = parts.map(marksIn);
  const from = marks.findIndex((words) => words.length > 0);
  if (from === -1) return null;
  const codes = parts.map((part) => CODE.test(part));
  const to = parts.findLastIndex((_, at) => marks[at]?.length !== 0 || codes[at] === true);
  const between = parts.slice(from, to + 1);
  // "gang 5, not gang 15" has one word of addresses, said twice.
  const counted = new Set(marks.flat()).size + (codes.includes(true) ? 1 : 0);
  const isWhole = between.every((part) => part.length <= LONGEST_PART && !isSentence(part));
  const hasNumber = between.some((part) => /\p{N}/u.test(part));
  return counted >= FEWEST_MARKS && isWhole && hasNumber ? { from, to } : null;
}

function marksIn(part: string): readonly string[] {
  if (part === '' || part.length > LONGEST_PART || isSentence(part)) return [];
  return part.toLowerCase().match(ADDRESS_WORD) ?? [];
}

/** Shorter Latin words stand in streets' names as well: "rue de la Paix". */
function isSentence(part: string): boolean {
  if (SENTENCE_WORD.test(part)) return true;
  const words = part.toLowerCase().match(/[\p{Script=Latin}\p{M}']{4,}/gu) ?? [];
  return words.some((word) => isCommonSomewhere(word));
}

function isName(part: string): boolean {
  return NAME.test(part) || (NAME_IN_OTHER_SCRIPT.test(part) && !SENTENCE_WORD.test(part));
}

/** A blank before a postcode separates like a comma: "Hauptstraße 5 10115 Berlin". */
const SEPARATOR = /([\n,،，、;؛:：]+|(?<=\p{Nd}[a-z]?) (?=\p{Nd}{4,6} \p{L}))/u;
const MOST_WORDS_OF_STREET = 7;
const MOST_NAMES_BEHIND = 2;
const FEWEST_MARKS = 2;
const LONGEST_PART = 70;
/** "5 rue de la Paix", "Via Roma 12", "Calle Mayor 5 2º B" */
const STREET =
  /^\d{1,5}\s?[a-z]?\s+\p{L}|\p{L}\.?\s+\d{1,4}(?:\s?[a-z]|[/-]\d{1,4})?(?:\s.{0,12})?$/iu;
/** "75002 Paris", "1012 AB Amsterdam", "00-238 Warszawa", "London SW1A 1AA", "Springfield 62704" */
const TOWN =
  /^(?:[A-Z]{1,2}-)?(?:\d{4,6}(?:-\d{3,4})?|\d{2}-\d{3}|\d{3} \d{2})(?: [A-Z]{2})?\s+\p{Lu}[\p{L} .'’-]{1,40}$|^\p{Lu}[\p{L} .'’-]{1,40}\s(?:\d{4,6}(?:-\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})$/u;
/** A postcode by itself or before the town. */
const CODE =
  /^〒?(?:\p{Nd}{3}-\p{Nd}{4}|\p{Nd}{4,7}|\p{Nd}{5}-\p{Nd}{3,4}|\p{Nd}{2}-\p{Nd}{3})(?: \p{L}[\p{L} .'’-]{1,30})?$/u;
/** Longer than an order's number. */
const LONG_CODE = /^〒?(?:\p{Nd}{3}-\p{Nd}{4}|\p{Nd}{6,7})$/u;
/** One to four words in capitals, as names and countries are written. */
const NAME = /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3}$/u;
const NAME_IN_OTHER_SCRIPT =
  /^(?!.*\p{Script=Latin})[\p{L}\p{M}.'’-]{1,12}(?: [\p{L}\p{M}.'’-]{1,12}){0,3}$/u;
