import { daysBetween, localDay } from '../../language/format.ts';
import { isDate, pad, weekdayOf } from './day-arithmetic.ts';
import type { DateFact } from './fact-book.ts';
import { type Lexicon, stripClitic } from './lexicon.ts';
import { parseCjkNumeral } from './numbers.ts';
import type { Sentence } from './sentence.ts';

const DAY_END = '(?:st|nd|rd|th|er|º|ª|°|\\.)?';
// A weekday, or the article and preposition, that stands between the two days of a range.
export const BETWEEN =
  "(?:the|el|le|la|den|dem|zum|dia|día|il|l'|au|al|ال|по|с|tanggal|ngày|วันที่|วัน)?";

interface Patterns {
  dayMonth: RegExp;
  monthDay: RegExp;
  monthYear: RegExp;
  dayBefore: RegExp;
  dayAfter: RegExp;
}
const patterns = new WeakMap<Lexicon, Patterns>();

function patternsOf(lexicon: Lexicon): Patterns {
  let found = patterns.get(lexicon);
  if (found === undefined) {
    const month = lexicon.months.source;
    const unit = lexicon.units.source;
    found = {
      dayMonth: new RegExp(
        `(?<![\\d.,/])(\\d{1,2})${DAY_END}\\s?(?:of\\s|de\\s|do\\s|du\\s|-)?\\s?(${month})\\.?(?:,?\\s?(?:de\\s|del\\s|do\\s|năm\\s|ปี\\s?|พ\\.?ศ\\.?\\s?|ค\\.?ศ\\.?\\s?|-)?\\s?(\\d{4})(?!\\d))?`,
        'giu',
      ),
      monthDay: new RegExp(
        `(?<![\\p{L}])(${month})\\.?\\s?(?:the\\s)?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:]|[.,]\\d\\d?(?!\\d))(?:,?\\s(?:de\\s)?(\\d{4})(?!\\d))?`,
        'giu',
      ),
      monthYear: new RegExp(
        `(?<![\\p{L}])(${month})\\.?\\s?(?:de\\s|del\\s|năm\\s|ปี\\s?|พ\\.?ศ\\.?\\s?|ค\\.?ศ\\.?\\s?|,)?\\s?(\\d{4})?(?!\\d)`,
        'giu',
      ),
      dayBefore: new RegExp(
        `(?<![\\d.,/:])(\\d{1,2})${DAY_END}\\s?(?:${lexicon.joins}|,)\\s?${BETWEEN}\\s?(?:${lexicon.weekdays.source}(?:ที่)?,?\\s?)?$`,
        'iu',
      ),
      dayAfter: new RegExp(
        `^\\s?(?:${lexicon.joins})\\s?${BETWEEN}\\s?(\\d{1,2})(?:st|nd|rd|th|日|号|號|일)?(?![\\d:/h時点时시]|[.,]\\d|\\s?(?:${month}|${unit}))`,
        'iu',
      ),
    };
    patterns.set(lexicon, found);
  }
  return found;
}

/** Dates in every form, with the days joined to them in a range (`12–15 November`). */
export function findDates(sentence: Sentence): void {
  const { lexicon } = sentence.options;
  const { dayMonth, monthDay, monthYear, dayBefore, dayAfter } = patternsOf(lexicon);
  const found: {
    start: number;
    end: number;
    year: number | null;
    month: number;
    day: number;
    swapped: boolean;
  }[] = [];
  const add = (
    match: RegExpMatchArray,
    year: string | undefined,
    month: number,
    day: string | undefined,
    swapped = false,
  ) => {
    const start = match.index ?? 0;
    if (found.some((other) => start < other.end && other.start < start + match[0].length)) return;
    found.push({
      start,
      end: start + match[0].length,
      year: year === undefined || year === '' ? null : fullYear(year, lexicon.language),
      month,
      day: Number(day ?? 0),
      swapped,
    });
  };
  const digits = /\d/.test(sentence.rest);
  const months = lexicon.months.mayStandIn(sentence.rest);
  const ideographs = /[月월]/.test(sentence.rest);
  if (digits)
    for (const match of sentence.rest.matchAll(
      /(?<!\d)(\d{4})\s?(?:[-/.]|年|년)\s?(\d{1,2})\s?(?:[-/.]|月|월)\s?(\d{1,2})(?:\s?[日号號일])?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)/gu,
    ))
      add(match, match[1], Number(match[2]), match[3]);
  if (digits && ideographs)
    for (const match of sentence.rest.matchAll(
      /(?:(?<!\d)(\d{4})\s?[年년]\s?)?(?<!\d)(\d{1,2})\s?[月월]\s?(\d{1,2})(?:\s?[日号號일])?(?!\d)/gu,
    ))
      add(match, match[1], Number(match[2]), match[3]);
  if (ideographs)
    for (const match of sentence.rest.matchAll(
      /(?:([〇零一二三四五六七八九]{4})年)?(十?[一二三四五六七八九]|十)月([二三]?十?[一二三四五六七八九]|[二三]?十)[日号號]/gu,
    ))
      add(
        match,
        match[1] === undefined ? undefined : String(parseCjkNumeral(match[1])),
        parseCjkNumeral(match[2] ?? '') ?? 0,
        String(parseCjkNumeral(match[3] ?? '')),
      );
  if (digits && months)
    for (const match of sentence.rest.matchAll(dayMonth))
      add(
        match,
        match[3],
        lexicon.months.meaningOf(stripClitic(match[2] ?? '', lexicon)) ?? 0,
        match[1],
      );
  if (digits && months)
    for (const match of sentence.rest.matchAll(monthDay))
      add(
        match,
        match[3],
        lexicon.months.meaningOf(stripClitic(match[1] ?? '', lexicon)) ?? 0,
        match[2],
      );
  if (digits)
    for (const match of sentence.rest.matchAll(
      /(?<![\d.,/:-])(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d:]|[.,/-]\d)\.?/gu,
    ))
      readNumeric(sentence, match, add);

  for (const { start, end, year, month, day, swapped } of found) {
    const on = (dayOfMonth: number) => (fact: DateFact) =>
      isDate(fact.day, year, month, dayOfMonth) ||
      (swapped && isDate(fact.day, year, dayOfMonth, month));
    const text = sentence.text.slice(start, end);
    // Days named before or after by a range share the month.
    const before = dayBefore.exec(sentence.rest.slice(Math.max(0, start - 40), start));
    const after = dayAfter.exec(sentence.rest.slice(end, end + 24));
    checkWeekday(sentence, start, end, year, month, day);
    if (before !== null && Number(before[1]) <= 31)
      claimDate(sentence, start - before[0].length, start, on(Number(before[1])));
    const apart = !found.some(
      (other) => other.start >= end && after !== null && other.start < end + after[0].length,
    );
    if (after !== null && apart && Number(after[1]) <= 31)
      claimDate(sentence, end, end + after[0].length, on(Number(after[1])));
    claimDate(sentence, start, end, on(day), text);
  }
  if (lexicon.months.mayStandIn(sentence.rest))
    for (const match of sentence.rest.matchAll(monthYear)) readMonth(sentence, match);
  readWeekdays(sentence);
}

type Add = (
  match: RegExpMatchArray,
  year: string | undefined,
  month: number,
  day: string | undefined,
  swapped?: boolean,
) => void;

// 12.11. and 12/11: by the locale's order; English is written in both.
function readNumeric(sentence: Sentence, match: RegExpMatchArray, add: Add): void {
  const { language } = sentence.options.lexicon;
  const [whole, first = '', sign = '', second = '', year] = match;
  const low = Number(first);
  const high = Number(second);
  if (low === 0 || high === 0 || Math.min(low, high) > 12 || Math.max(low, high) > 31) return;
  // Without a year `1.5` and `12-15` are numbers and ranges sooner than days; German ends such a day with a full stop.
  if (
    year === undefined &&
    sign === '.' &&
    !(language === 'de' && whole.endsWith('.')) &&
    language !== 'ru'
  )
    return;
  if (year === undefined && sign === '-') return;
  const monthFirst = ['zh', 'ja', 'ko'].includes(language) || (language === 'en' && sign === '/');
  const [month, day] =
    monthFirst && low <= 12 ? [low, second] : high <= 12 ? [high, first] : [low, second];
  add(match, year, month, day, language === 'en' && low <= 12 && high <= 12);
}

function claimDate(
  sentence: Sentence,
  start: number,
  end: number,
  holds: (fact: DateFact) => boolean,
  text = sentence.text.slice(start, end),
): void {
  const facts = sentence.options.book.dates.filter(holds).map(({ fact }) => fact);
  sentence.claim(
    'date',
    start,
    end,
    facts.length > 0 ? facts : sentence.quoting(text),
    'no record carries this date',
  );
}

// A weekday beside a date must be that date's own.
function checkWeekday(
  sentence: Sentence,
  start: number,
  end: number,
  year: number | null,
  month: number,
  day: number,
): void {
  const { lexicon, timeZone, now, book } = sentence.options;
  const known = book.dates.find((fact) => isDate(fact.day, year, month, day))?.day;
  const date = known ?? `${year ?? localDay(now, timeZone).slice(0, 4)}-${pad(month)}-${pad(day)}`;
  const weekday = weekdayOf(date);
  const from = Math.max(0, start - 16);
  for (const near of [
    ...lexicon.weekdays
      .find(sentence.rest.slice(from, start))
      .map((found) => ({ ...found, start: found.start + from, end: found.end + from }))
      .filter((found) =>
        /^[\s,.()]*(?:the|el|den|dem|le|de|o|dia|día|il|l'|يوم|tanggal|ngày|ที่|วันที่)?[\s,.()]*$/iu.test(
          sentence.text.slice(found.end, start),
        ),
      ),
    ...lexicon.weekdays
      .find(sentence.rest.slice(end, end + 16))
      .map((found) => ({ ...found, start: found.start + end, end: found.end + end }))
      .filter((found) => /^[\s,.()]*$/.test(sentence.text.slice(end, found.start))),
  ])
    sentence.claim(
      'date',
      near.start,
      near.end,
      near.meaning === weekday ? 'free' : [],
      'not the weekday of that date',
    );
  const cjk =
    /^\s?[(]?(?:周|星期|礼拜)?([一二三四五六日天月火水木金土월화수목금토일])(?:曜日?|요일)?[)]/u.exec(
      sentence.rest.slice(end),
    );
  if (cjk !== null)
    sentence.claim(
      'date',
      end,
      end + cjk[0].length,
      cjkWeekday(cjk[1] ?? '', cjk[0]) === weekday ? 'free' : [],
      'not the weekday of that date',
    );
}

function cjkWeekday(character: string, text: string): number {
  const chinese = '一二三四五六日'.indexOf(character === '天' ? '日' : character);
  const japanese = Math.max(
    '月火水木金土日'.indexOf(character),
    '월화수목금토일'.indexOf(character),
  );
  return (/周|星期|礼拜/.test(text) || japanese < 0 ? chinese : japanese) + 1;
}

function readMonth(sentence: Sentence, match: RegExpMatchArray): void {
  const { book, lexicon, timeZone, now } = sentence.options;
  const word = match[1] ?? '';
  const month = lexicon.months.meaningOf(stripClitic(word, lexicon));
  const start = match.index ?? 0;
  // `may`, `march`, `mars` and `set` are words too: without a year a month counts only where it looks like one.
  if (month === undefined || (match[2] === undefined && isCommonWord(word, sentence.text, start)))
    return;
  const year = match[2] === undefined ? null : String(fullYear(match[2], lexicon.language));
  const facts = book.dates
    .filter(
      ({ day }) => Number(day.slice(5, 7)) === month && (year === null || day.startsWith(year)),
    )
    .map(({ fact }) => fact);
  const current = Number(localDay(now, timeZone).slice(5, 7)) === month && year === null;
  sentence.claim(
    'date',
    start,
    start + match[0].trimEnd().length,
    facts.length > 0 ? facts : current ? 'free' : sentence.quoting(match[0].trim()),
    'no record carries this month',
  );
}

const COMMON_WORDS = new Set([
  'may',
  'march',
  'mar',
  'mars',
  'mai',
  'set',
  'sep',
  'dec',
  'jan',
  'jun',
  'ago',
  'out',
  'abr',
  'oct',
  'nov',
  'feb',
  'fev',
  'apr',
  'aug',
  'jul',
  'ene',
  'dic',
  'dez',
  'mayo',
  'maio',
  'مارس',
  'مايو',
  'avr',
  'août',
]);

function isCommonWord(word: string, text: string, start: number): boolean {
  if (!COMMON_WORDS.has(word.toLowerCase())) return false;
  const capital = /^\p{Lu}/u.test(word);
  return !(
    capital &&
    start > 0 &&
    /(?:in|by|until|since|last|this|next|im|seit|bis|en|em|de|desde|até|hasta|depuis|fin|mi)\s$/iu.test(
      text.slice(0, start),
    )
  );
}

function readWeekdays(sentence: Sentence): void {
  const { lexicon, book, timeZone, now } = sentence.options;
  const named = lexicon.weekdays.find(sentence.rest);
  if (named.length === 0) return;
  const today = localDay(now, timeZone);
  for (const { start, end, meaning } of named) {
    const text = sentence.text.slice(start, end);
    // Short forms (`sun`, `sat`, `mar`, `lun`) are words as well.
    if (text.length <= 3 && lexicon.spaced && !/^\p{Lu}/u.test(text)) continue;
    if (
      isOtherWord(text, lexicon.language, sentence.text.slice(0, start), sentence.text.slice(end))
    )
      continue;
    const facts = book.dates
      .filter(({ day }) => weekdayOf(day) === meaning && Math.abs(daysBetween(today, day)) <= 14)
      .map(({ fact }) => fact);
    const quoted = [...sentence.quoting(text), ...book.quotedWeekdays(meaning)];
    sentence.claim(
      'date',
      start,
      end,
      facts.length > 0 ? facts : quoted,
      'no record has a date on this weekday',
    );
  }
}

// Indonesian `minggu` is a week too, Vietnamese `lần thứ hai` the second time.
function isOtherWord(text: string, language: string, before: string, after: string): boolean {
  if (language === 'vi') return /(?:lần|bước|gói|món|kiện|mục)\s$/iu.test(before);
  return (
    language === 'id' &&
    /^minggu$/i.test(text) &&
    !/hari\s$/i.test(before) &&
    (!/^M/.test(text) || /^\s(?:depan|ini|lalu)/i.test(after))
  );
}

// Thailand counts 543 years more: 2569 is 2026.
function fullYear(text: string, language: string): number {
  const year = Number(text);
  if (language === 'th' && year >= 2400) return year - 543;
  if (language === 'th' && year < 100 && year > 43) return 2500 + year - 543;
  return year < 100 ? 2000 + year : year;
}

/** Years alone, of a record or the present one: they need no further check. */
export function passYears(sentence: Sentence): void {
  const { book, now, timeZone } = sentence.options;
  if (!/(?:19|20)\d\d/.test(sentence.rest)) return;
  const today = localDay(now, timeZone);
  const days = book.dates.map((fact) => fact.day);
  for (const match of sentence.rest.matchAll(
    /(?<![\p{Script=Latin}\d.,])(?:19|20|25)\d{2}(?![\p{Script=Latin}\d]|[.,]\d)[年년]?/gu,
  )) {
    const year = String(fullYear(match[0].slice(0, 4), sentence.options.lexicon.language));
    if (
      book.numbers.has(Number(year)) ||
      today.startsWith(year) ||
      days.some((day) => day.startsWith(year))
    )
      sentence.blank(match.index, match.index + match[0].length);
  }
}
