import { daysBetween, localDay } from '../../language/format.ts';
import type { DurationUnit } from '../../prompts/gate-words.ts';
import type { Fact } from './facts.ts';
import { BETWEEN } from './find-dates.ts';
import { type Lexicon, stripClitic } from './lexicon.ts';
import { parseCjkNumeral, parseNumberWords } from './numbers.ts';
import type { Sentence } from './sentence.ts';

const patterns = new WeakMap<Lexicon, { duration: RegExp; durationWords: RegExp }>();

function patternsOf(lexicon: Lexicon): { duration: RegExp; durationWords: RegExp } {
  let found = patterns.get(lexicon);
  if (found === undefined) {
    const unit = lexicon.units.source;
    const range = `(?:\\s?(?:${lexicon.joins})\\s?${BETWEEN}\\s?(\\d{1,4}(?:[.,]\\d)?))?`;
    found = {
      duration: new RegExp(
        `(?<![\\d.,:]|시\\s?)(\\d{1,4}(?:[.,]\\d)?)${range}\\s?[-]?\\s?(${unit})`,
        'giu',
      ),
      durationWords: new RegExp(
        `(${lexicon.spaced ? '(?<![\\p{L}\\p{M}])[\\p{L}\\p{M}]+[\\s-]{1,2}' : `${lexicon.numeral}+\\s?`})(${unit})`,
        'giu',
      ),
    };
    patterns.set(lexicon, found);
  }
  return found;
}

/** Spans of time: `in 3 days`, `24 hours`, `5–10 business days`, `two weeks`. */
export function findDurations(sentence: Sentence): void {
  const { lexicon } = sentence.options;
  const { duration, durationWords } = patternsOf(lexicon);
  for (const match of sentence.rest.matchAll(duration)) {
    const [whole, first = '', second, word = ''] = match;
    const unit = lexicon.units.meaningOf(stripClitic(word, lexicon));
    if (unit === undefined || (unit === 'year' && Number(first) >= FIRST_YEAR)) continue;
    for (const value of second === undefined ? [first] : [first, second])
      sentence.claim(
        'duration',
        match.index,
        match.index + whole.length,
        durationFacts(sentence, Number(value.replace(',', '.')), unit),
        'no record or policy carries this span',
      );
  }
  for (const { start, end, meaning } of lexicon.spans.find(sentence.rest))
    sentence.claim(
      'duration',
      start,
      end,
      durationFacts(sentence, meaning, 'day'),
      'no record or policy carries this span',
    );
  if (lexicon.units.find(sentence.rest).length === 0) return;
  for (const match of sentence.rest.matchAll(durationWords)) {
    const [whole, numeral = '', word = ''] = match;
    const value = parseCjkNumeral(numeral.trim()) ?? parseNumberWords(numeral, lexicon);
    const unit = lexicon.units.meaningOf(stripClitic(word, lexicon));
    // `A day`, `one moment`: one is an article more often than a number.
    if (value === undefined || value < 2 || unit === undefined) continue;
    const at = match.index;
    if (numeral === '이 ' && THIS_KOREAN.test(sentence.rest.slice(at + whole.length))) continue;
    const facts = durationFacts(sentence, value, unit);
    sentence.claim(
      'duration',
      at,
      at + whole.length,
      facts.length > 0 ? facts : sentence.quoting(whole),
      'no record or policy carries this span',
    );
  }
}

/** `이 주문`, `이 주소`: this order, this address; `이 주 후` and `이 주일` are two weeks all the same. */
const THIS_KOREAN = /^(?!후|뒤|안|간|동안|이내|내|전|만|정도|쯤|일)\p{Script=Hangul}/u;

/** `2026년` and `2026年` are years, not spans. */
const FIRST_YEAR = 1900;

const DAYS: Partial<Record<DurationUnit, number>> = { day: 1, business_day: 1, week: 7, month: 30 };

function durationFacts(sentence: Sentence, value: number, unit: DurationUnit): readonly Fact[] {
  const { book, timeZone, now } = sentence.options;
  const today = localDay(now, timeZone);
  const facts: Fact[] = [];
  for (const [amount, other] of sameSpan(value, unit))
    facts.push(
      ...(book.numbers.get(amount) ?? []).filter(
        (fact) => fact.field === 'quote' || fits(fact.field, other),
      ),
    );
  for (const { fact, day, instant } of book.dates) {
    const minutes = Math.abs(instant - now) / 60_000;
    const days = Math.abs(daysBetween(today, day));
    const hit =
      unit === 'minute'
        ? Math.abs(minutes - value) <= 1
        : unit === 'hour'
          ? fact.value.length > 10 && Math.abs(minutes / 60 - value) < 1
          : unit === 'week'
            ? days === value * 7
            : unit === 'month' || unit === 'year'
              ? false
              : unit === 'day' && days === value;
    if (hit) facts.push(fact);
  }
  return facts;
}

function fits(field: string, unit: DurationUnit): boolean {
  if (unit === 'business_day') return /days/i.test(field);
  return new RegExp(`${unit}s?`, 'i').test(field);
}

// Two weeks are 14 days, 24 hours one day, 12 months a year.
function* sameSpan(value: number, unit: DurationUnit): Generator<[number, DurationUnit]> {
  yield [value, unit];
  if (unit === 'week') yield [value * (DAYS.week ?? 7), 'day'];
  if (unit === 'day' && value % 7 === 0) yield [value / 7, 'week'];
  if (unit === 'hour' && value % 24 === 0) yield [value / 24, 'day'];
  if (unit === 'day') yield [value * 24, 'hour'];
  if (unit === 'year') yield [value * 12, 'month'];
  if (unit === 'month' && value % 12 === 0) yield [value / 12, 'year'];
}
