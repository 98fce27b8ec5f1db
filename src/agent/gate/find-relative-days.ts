import { daysBetween, localDay } from '../../language/format.ts';
import type { RelativeDay } from '../../prompts/gate-words.ts';
import { weekdayOf } from './day-arithmetic.ts';
import type { Sentence } from './sentence.ts';

/** Days told from today: tomorrow, last week, this month. */
export function findRelativeDays(sentence: Sentence): void {
  const { lexicon, book, timeZone, now } = sentence.options;
  const today = localDay(now, timeZone);
  for (const { start, end, meaning, text } of lexicon.relative.find(sentence.rest)) {
    if (sentence.rest.slice(start, end).includes('\uFFFC')) continue;
    // `How can I help you today?` dates nothing.
    if (meaning === 'today' && !statesSomething(sentence)) continue;
    const facts = book.dates
      .filter(({ day }) => isRelative(meaning, today, day))
      .map(({ fact }) => fact);
    sentence.claim(
      'date',
      start,
      end,
      facts.length > 0 ? facts : sentence.quoting(text),
      'no record has a date on this day',
    );
  }
}

function statesSomething(sentence: Sentence): boolean {
  const { lexicon } = sentence.options;
  if (/[?？؟]\s*$/u.test(sentence.text)) return false;
  return (
    lexicon.status.find(sentence.text).length > 0 ||
    lexicon.commitments.find(sentence.text).length > 0
  );
}

function isRelative(meaning: RelativeDay, today: string, day: string): boolean {
  const distance = daysBetween(today, day);
  const week = Math.floor((distance + weekdayOf(today) - 1) / 7);
  const month =
    (Number(day.slice(0, 4)) - Number(today.slice(0, 4))) * 12 +
    Number(day.slice(5, 7)) -
    Number(today.slice(5, 7));
  switch (meaning) {
    case 'today':
      return distance === 0;
    case 'tomorrow':
      return distance === 1;
    case 'yesterday':
      return distance === -1;
    case 'day_after_tomorrow':
      return distance === 2;
    case 'day_before_yesterday':
      return distance === -2;
    case 'this_week':
      return week === 0;
    case 'next_week':
      return week === 1;
    case 'last_week':
      return week === -1;
    case 'this_month':
      return month === 0;
    case 'next_month':
      return month === 1;
    case 'last_month':
      return month === -1;
    case 'weekend':
      return week === 0 && weekdayOf(day) >= 6;
  }
}
