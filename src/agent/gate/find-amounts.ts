import { primaryLanguage } from '../../language/languages.ts';
import { currencyExponent } from '../../lib/money.ts';
import { SYMBOLS } from './currency-symbols.ts';
import type { Fact } from './facts.ts';
import { currenciesOf, escapePattern, type Lexicon } from './lexicon.ts';
import { NUMBER, parseCjkNumeral, parseNumber, parseNumberWords } from './numbers.ts';
import type { Sentence } from './sentence.ts';

const SCALES: Record<string, number> = {
  k: 1000,
  mil: 1000,
  mille: 1000,
  thousand: 1000,
  tausend: 1000,
  千: 1000,
  百: 100,
  万: 10_000,
  萬: 10_000,
  億: 1e8,
  亿: 1e8,
  million: 1e6,
  millions: 1e6,
  millionen: 1e6,
  millón: 1e6,
  millones: 1e6,
  milhão: 1e6,
  milhões: 1e6,
  m: 1e6,
  ألف: 1000,
  آلاف: 1000,
  مليون: 1e6,
  mila: 1000,
  milioni: 1e6,
  milione: 1e6,
  тыс: 1000,
  'тыс.': 1000,
  тысяч: 1000,
  тысячи: 1000,
  тысяча: 1000,
  млн: 1e6,
  миллион: 1e6,
  миллиона: 1e6,
  миллионов: 1e6,
  rb: 1000,
  ribu: 1000,
  jt: 1e6,
  juta: 1e6,
  nghìn: 1000,
  ngàn: 1000,
  triệu: 1e6,
  tr: 1e6,
  พัน: 1000,
  หมื่น: 10_000,
  แสน: 100_000,
  ล้าน: 1e6,
  백: 100,
  천: 1000,
  만: 10_000,
  억: 1e8,
};
const SCALE = `(?:\\s?(?:${Object.keys(SCALES)
  .sort((a, b) => b.length - a.length)
  .map(escapePattern)
  .join('|')})(?![\\p{Script=Latin}\\p{Script=Cyrillic}]))`;
// `¥4,990` but also `US dollars`: signs are tried before codes, codes before words.
const SIGN = Object.keys(SYMBOLS)
  .sort((left, right) => right.length - left.length)
  .map(escapePattern)
  .join('|');
const CODE = '(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])';

const patterns = new WeakMap<
  Lexicon,
  { before: RegExp; after: RegExp; words: RegExp; minor: RegExp; cents: RegExp }
>();

function patternsOf(lexicon: Lexicon) {
  let found = patterns.get(lexicon);
  if (found === undefined) {
    const sign = `(?:${SIGN}|\\p{Sc}|${CODE}|${lexicon.currencies.source})`;
    const number = `${NUMBER}(?:[.,]?[-–—]{1,2}(?=\\s?(?:\\p{Sc}|[A-Z]{3})))?`;
    const numerals = lexicon.spaced
      ? '(?<![\\p{L}\\p{M}-])[\\p{L}\\p{M}-]+(?:\\s[\\p{L}\\p{M}-]+){0,6}'
      : `${lexicon.numeral}+`;
    found = {
      before: new RegExp(
        `(?<![\\p{Script=Latin}\\p{Script=Cyrillic}])(${sign})\\s?[:=]?\\s?-?\\s?(${NUMBER})(${SCALE})?`,
        'giu',
      ),
      after: new RegExp(`(?<![\\d.,])(${number})(${SCALE})?\\s?[-‑]?\\s?(${sign})`, 'giu'),
      words: new RegExp(`(${numerals})\\s?[-]?\\s?(${lexicon.currencies.source})`, 'giu'),
      minor: new RegExp(
        `^\\s?(?:${lexicon.joins})?\\s?(\\d{1,2})\\s?(${lexicon.cents.source}|(?![\\p{L}\\p{N}.,]))`,
        'iu',
      ),
      cents: new RegExp(`(?<![\\d.,])(\\d{1,2})\\s?(${lexicon.cents.source})`, 'giu'),
    };
    patterns.set(lexicon, found);
  }
  return found;
}

/** Amounts of money with a sign, code or word beside digits, CJK numerals or number words. */
export function findAmounts(sentence: Sentence): void {
  const { lexicon } = sentence.options;
  const { before, after, words, minor, cents: centsAlone } = patternsOf(lexicon);
  // `49,90 €` is read from its end before `€ 12` is from its start, unless the sign stands before the number too.
  const found: { start: number; end: number; sign: string; number: string; scale: string }[] = [];
  const digits = /\d/.test(sentence.rest);
  if (digits)
    for (const match of sentence.rest.matchAll(before))
      found.push({
        start: match.index,
        end: match.index + match[0].length,
        sign: match[1] ?? '',
        number: match[2] ?? '',
        scale: match[3] ?? '',
      });
  if (digits)
    for (const match of sentence.rest.matchAll(after))
      found.push({
        start: match.index,
        end: match.index + match[0].length,
        sign: match[3] ?? '',
        number: match[1] ?? '',
        scale: match[2] ?? '',
      });
  const prefers = preferredSide(found, sentence.rest);
  for (const { start, end, sign, number, scale } of found.sort(prefers)) {
    if (sentence.rest.slice(start, end).includes('\uFFFC')) continue;
    const currencies = currenciesOf(sign, lexicon);
    if (currencies.length === 0 && !/\p{Sc}/u.test(sign)) continue;
    const tail = minor.exec(sentence.rest.slice(end));
    const cents =
      tail !== null && !/[.,]\d/.test(number) && (tail[2] !== '' || /^\d/.test(tail[0]))
        ? tail
        : null;
    const text = cents === null ? number : `${number}.${(cents[1] ?? '').padStart(2, '0')}`;
    const stop = end + (cents === null ? 0 : cents[0].length);
    sentence.claim(
      'amount',
      start,
      stop,
      amountFacts(sentence, currencies, text, scale),
      'no record carries this amount',
    );
  }
  if (lexicon.currencies.find(sentence.rest).length > 0)
    for (const match of sentence.rest.matchAll(words)) readWords(sentence, match);
  if (!digits || !lexicon.cents.mayStandIn(sentence.rest)) return;
  for (const match of sentence.rest.matchAll(centsAlone))
    sentence.claim(
      'amount',
      match.index,
      match.index + match[0].length,
      sentence.quoting(match[0]),
      'no record carries this amount',
    );
}

function readWords(sentence: Sentence, match: RegExpMatchArray): void {
  const { lexicon } = sentence.options;
  const [whole, numeral = '', sign = ''] = match;
  const at = match.index ?? 0;
  const currencies = currenciesOf(sign.trim(), lexicon);
  const cjk = parseCjkNumeral(numeral);
  // Of the words before the currency, the longest run from the right that is a number.
  const parts = numeral.split(/(?<=\s)/);
  let taken = '';
  let value = cjk;
  for (let index = parts.length - 1; cjk === undefined && index >= 0; index -= 1) {
    const longer = (parts[index] ?? '') + taken;
    const parsed = parseNumberWords(longer.trim(), lexicon);
    if (
      parsed === undefined &&
      !/^(?:and|et|y|e|und|و|linh|lẻ)$/iu.test((parts[index] ?? '').trim())
    )
      break;
    if (parsed !== undefined) value = parsed;
    taken = longer;
  }
  if (value === undefined || currencies.length === 0) return;
  const start = at + (cjk === undefined ? numeral.length - taken.length : 0);
  const facts = currencies.flatMap(
    (currency) =>
      sentence.options.book.amounts.get(`${currency}:${minorUnits(value, currency)}`) ?? [],
  );
  sentence.claim(
    'amount',
    start,
    at + whole.length,
    facts.length > 0 ? facts : sentence.quoting(sentence.text.slice(start, at + whole.length)),
    'no record carries this amount',
  );
}

function amountFacts(
  sentence: Sentence,
  currencies: readonly string[],
  number: string,
  scale: string,
): readonly Fact[] {
  const { book } = sentence.options;
  const factor = SCALES[scale.trim().toLowerCase()] ?? 1;
  const digits = number.replace(/[.,]?[-–—]+$/, '');
  const facts = currencies.flatMap((currency) => {
    const exponent = currencyExponent(currency);
    const value = parseNumber(digits, {
      decimals: exponent,
      decimalSign: decimalSign(sentence.options.locale),
    });
    return book.amounts.get(`${currency}:${minorUnits(value * factor, currency)}`) ?? [];
  });
  if (facts.length > 0) return facts;
  return quotedAmount(sentence, currencies, digits, factor);
}

/** An amount that an article or the catalogue states, in whatever form it is written there. */
function quotedAmount(
  sentence: Sentence,
  currencies: readonly string[],
  digits: string,
  factor: number,
): readonly Fact[] {
  const { book, lexicon } = sentence.options;
  const value =
    parseNumber(digits, { decimals: 2, decimalSign: decimalSign(sentence.options.locale) }) *
    factor;
  const numbers = book.numbers.get(value) ?? [];
  return numbers.filter((fact) => {
    if (fact.field !== 'quote') return false;
    const signs = signsOf(currencies, lexicon);
    return signs.some((sign) => fact.value.includes(sign));
  });
}

function signsOf(currencies: readonly string[], lexicon: Lexicon): string[] {
  const signs = Object.entries(SYMBOLS)
    .filter(([, codes]) => codes.some((code) => currencies.includes(code)))
    .map(([sign]) => sign);
  return [
    ...signs,
    ...currencies,
    ...currencies.flatMap((code) => NAMES[code] ?? []),
    ...(lexicon.language === 'zh' ? ['元'] : []),
  ];
}

const NAMES: Record<string, string[]> = {
  EUR: ['euro', 'Euro', '欧元', 'ユーロ', 'يورو', 'евро', '유로', 'ยูโร'],
  USD: ['dollar', 'Dollar', '美元', 'доллар', '달러', 'dolar', 'đô la', 'ดอลลาร์'],
  JPY: ['円', '日元', 'yen', 'Yen'],
  CNY: ['元', 'yuan'],
  KRW: ['원'],
  VND: ['đồng', 'đ'],
  THB: ['บาท'],
  RUB: ['руб'],
  IDR: ['rupiah'],
};

/** The sign between whole and part in a locale, e.g. `.` in `es-MX` and `,` in `es`; `any` where both are in use. */
export function decimalSign(locale: string): '.' | ',' | 'any' {
  const known = signs.get(locale);
  if (known !== undefined) return known;
  const sign = ONE_SIGN.has(primaryLanguage(locale)) ? decimalPoint(locale) : 'any';
  // Locales come from browsers: a cap keeps odd ones from filling memory.
  if (signs.size < MOST_LOCALES) signs.set(locale, sign);
  return sign;
}

function decimalPoint(locale: string): '.' | ',' | 'any' {
  const sign = new Intl.NumberFormat(locale)
    .formatToParts(1.5)
    .find(({ type }) => type === 'decimal')?.value;
  return sign === '.' || sign === ',' ? sign : 'any';
}

const ONE_SIGN: ReadonlySet<string> = new Set('en zh ja ko th es pt fr de it ru id vi'.split(' '));
const signs = new Map<string, '.' | ',' | 'any'>();
const MOST_LOCALES = 300;

function minorUnits(value: number, currency: string): number {
  return Math.round(value * 10 ** currencyExponent(currency) * 1000) / 1000;
}

// In a list such as `€10, €20` the sign belongs to the number behind it; in `10 €, 20 €` to the one before.
function preferredSide(
  found: readonly { start: number; end: number; sign: string }[],
  text: string,
) {
  const signFirst = found.find((item) => text.startsWith(item.sign, item.start));
  const numberFirst = found.find((item) => !text.startsWith(item.sign, item.start));
  const leadsWithSign = (signFirst?.start ?? Infinity) < (numberFirst?.start ?? Infinity);
  const rank = (item: { start: number; sign: string }) =>
    text.startsWith(item.sign, item.start) === leadsWithSign ? 0 : 1;
  return (left: { start: number; sign: string }, right: { start: number; sign: string }) =>
    rank(left) - rank(right) || left.start - right.start;
}
