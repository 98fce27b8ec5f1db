import { pad } from './day-arithmetic.ts';
import type { Sentence } from './sentence.ts';

/** Times of day. */
export function findTimes(sentence: Sentence): void {
  const { book } = sentence.options;
  const read = (match: RegExpMatchArray, hour: number, minute: number) => {
    if (hour > 24 || minute > 59) return;
    const time = `${pad(hour % 24)}:${pad(minute)}`;
    const facts = book.dates.filter((fact) => fact.time === time).map(({ fact }) => fact);
    const start = match.index ?? 0;
    const quoted = sentence.quoting(match[0]);
    const plain = quoted.length > 0 ? quoted : sentence.quoting(`${hour}:${pad(minute)}`);
    sentence.claim(
      'time',
      start,
      start + match[0].length,
      facts.length > 0 ? facts : plain,
      'no record carries this time',
    );
  };
  for (const match of sentence.rest.matchAll(
    /(?<![\d:.,])(\d{1,2})[:.](\d{2})(?::\d{2})?\s?(a\.?m\.?|p\.?m\.?|ص|م)(?!\p{L})/giu,
  ))
    read(match, half(match[1], match[3]), Number(match[2]));
  for (const match of sentence.rest.matchAll(
    /(上午|下午|晚上|早上|凌晨|中午|午前|午後)\s?(\d{1,2})(?:[:点點时時](\d{2})?分?|半)/gu,
  ))
    read(
      match,
      half(match[2], /下午|晚上|午後/.test(match[1] ?? '') ? 'pm' : 'am'),
      Number(match[3] ?? 0),
    );
  for (const match of sentence.rest.matchAll(
    /(오전|오후|새벽|아침|저녁|밤|낮)\s?(\d{1,2})(?::(\d{2})|시(?:\s?(\d{1,2})분)?)/gu,
  ))
    read(
      match,
      half(match[2], /오후|저녁|밤|낮/.test(match[1] ?? '') ? 'pm' : 'am'),
      Number(match[3] ?? match[4] ?? 0),
    );
  for (const match of sentence.rest.matchAll(/(?<![\d:.,])(\d{1,2})시(?!간)(?:\s?(\d{1,2})분)?/gu))
    read(match, Number(match[1]), Number(match[2] ?? 0));
  for (const match of sentence.rest.matchAll(
    /(?<!\p{L})(?:pukul|jam|ore|alle|dalle|lúc|в|с|до)\s(\d{1,2})[.:](\d{2})(?!\d|[.,]\d)/giu,
  ))
    read(match, Number(match[1]), Number(match[2]));
  for (const match of sentence.rest.matchAll(
    /(?<![\d:.,])(\d{1,2}):(\d{2})(?::\d{2})?(?![\d:])(?:\s?(?:Uhr|h(?:oras|rs)?)(?!\p{L}))?/giu,
  ))
    read(match, Number(match[1]), Number(match[2]));
  for (const match of sentence.rest.matchAll(/(?<![\d:.,])(\d{1,2})\s?h\s?(\d{2})(?!\d)/giu))
    read(match, Number(match[1]), Number(match[2]));
  for (const match of sentence.rest.matchAll(
    /(?<![\d:.,])(\d{1,2})\s?(?:点|點|時(?!間)|时)(?:(\d{1,2})分)?/gu,
  ))
    read(match, Number(match[1]), Number(match[2] ?? 0));
  for (const match of sentence.rest.matchAll(
    /(?<![\d:.,])(\d{1,2})(?:[.:](\d{2}))?\s?(?:Uhr|o'clock)(?!\p{L})/giu,
  ))
    read(match, Number(match[1]), Number(match[2] ?? 0));
  for (const match of sentence.rest.matchAll(
    /(?<![\d:.,])(\d{1,2})\s?(a\.?m\.?|p\.?m\.?)(?!\p{L})/giu,
  ))
    read(match, half(match[1], match[2]), 0);
}

function half(hour: string | undefined, sign: string | undefined): number {
  const value = Number(hour) % 12;
  return /^p|م/i.test(sign ?? '') ? value + 12 : value;
}
