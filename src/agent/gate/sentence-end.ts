/** A sentence without an end is cut at the next blank after this many characters … */
const LONG = 400;
/** … and here in any case. */
const TOO_LONG = 500;

const ENDS = new Set(['.', '!', '?', '…', '؟', '。', '！', '？', '۔', '।']);
const FULL_WIDTH_ENDS = new Set(['。', '！', '？', '۔', '।']);
const CLOSERS = new Set([')', ']', '"', "'", '”', '’', '»', '」', '』', '）', '*', '_', '`', '›']);

const ABBREVIATIONS = new Set([
  'г',
  'гг',
  'руб',
  'коп',
  'тыс',
  'тел',
  'ул',
  'янв',
  'февр',
  'фев',
  'апр',
  'авг',
  'сент',
  'сен',
  'окт',
  'нояб',
  'ноя',
  'дек',
  'р',
  'rp',
  'น',
  'sig',
  'dott',
  'ott',
  'lug',
  'giu',
  'gen',
  'mag',
  'nr',
  'no',
  'núm',
  'num',
  'nº',
  'ca',
  'bzw',
  'ggf',
  'inkl',
  'zzgl',
  'sr',
  'sra',
  'dr',
  'mr',
  'mrs',
  'ms',
  'st',
  'approx',
  'art',
  'tel',
  'tél',
  'vs',
  'jan',
  'feb',
  'mar',
  'apr',
  'jun',
  'jul',
  'aug',
  'sep',
  'sept',
  'oct',
  'okt',
  'nov',
  'dec',
  'dez',
  'ene',
  'abr',
  'ago',
  'dic',
  'fev',
  'set',
  'out',
  'janv',
  'févr',
  'avr',
  'juil',
  'déc',
  'mär',
  'mo',
  'di',
  'mi',
  'do',
  'fr',
  'sa',
  'so',
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'sat',
  'sun',
  'str',
  'usw',
  'env',
  'max',
  'min',
  'aprox',
  'ud',
  'uds',
  'ref',
  'réf',
  'п',
]);

/**
 * The end of the sentence that starts at `start` (just after its last character), or -1 when `text` does not show it
 * yet. Depends on the text alone and not on how it arrived. `from` is where an earlier search left off.
 */
export function sentenceEnd(text: string, start: number, from: number, finished: boolean): number {
  for (let index = Math.max(start, from); index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\n') return index + 1;
    const length = index - start;
    if (length >= TOO_LONG || (length >= LONG && isBlank(character))) return index + 1;
    if (isBlank(character) && index > start && closesThai(text, start, index)) return index + 1;
    if (!ENDS.has(character)) continue;
    let next = index + 1;
    while (next < text.length && (CLOSERS.has(text.charAt(next)) || ENDS.has(text.charAt(next))))
      next += 1;
    if (next >= text.length) return finished ? text.length : -1;
    if (FULL_WIDTH_ENDS.has(character)) return next;
    if (!isBlank(text.charAt(next))) continue;
    if (character === '.' && next === index + 1) {
      if (!endsSentence(text, start, index)) continue;
      const date = koreanDate(text, index);
      if (date === 'yes') continue;
      if (date === 'unknown' && !finished) return -1;
    }
    return next;
  }
  return finished ? text.length : -1;
}

// `2026. 11. 12.` goes on behind the year; of a text that is still coming that cannot always be told.
function koreanDate(text: string, dot: number): 'yes' | 'no' | 'unknown' {
  if (!/(?:^|\D)(?:19|20)\d\d$/.test(text.slice(Math.max(0, dot - 5), dot))) return 'no';
  const after = text.slice(dot + 1, dot + 5);
  if (/^\s\d{1,2}\./.test(after)) return 'yes';
  return /^\s?(?:\d{1,2})?$/.test(after) ? 'unknown' : 'no';
}

// Thai writes no full stop; a particle of courtesy with a blank behind it ends most sentences.
function closesThai(text: string, start: number, blank: number): boolean {
  const before = text.charCodeAt(blank - 1);
  return (
    before >= 0xe01 &&
    before <= 0xe4e &&
    /(?:ครับ|ค่ะ|คะ|จ้า)$/u.test(text.slice(Math.max(start, blank - 8), blank))
  );
}

// `12. November`, `1. Open`, `z. B.` and `Nr. 5` go on.
function endsSentence(text: string, start: number, dot: number): boolean {
  // A value that was filled in and isolated is no abbreviation.
  if (text.charAt(dot - 1) === '\u2069') return true;
  let begin = dot;
  while (begin > start && dot - begin < 12 && /[\p{L}\p{N}.º]/u.test(text.charAt(begin - 1)))
    begin -= 1;
  const word = text.slice(begin, dot);
  if (word === '' || /^\p{N}{1,2}$/u.test(word)) return false;
  if (/^\p{Script=Latin}$/u.test(word) || /^\p{L}(?:\.\p{L})+$/u.test(word)) return false;
  return !ABBREVIATIONS.has(word.toLowerCase());
}

function isBlank(character: string): boolean {
  return (
    character === ' ' ||
    character === '\n' ||
    character === '\t' ||
    character === '\u00a0' ||
    character === '\u3000' ||
    character === '\u202f'
  );
}
