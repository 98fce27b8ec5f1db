/** A calendar day written out: ISO, `12.11.2026`, `12/11/2026` (day first unless that cannot be), `11月12日`, `12 November`. */
export function readDay(text: string): { day: string; written: string } | null {
  const iso = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/u.exec(text);
  if (iso !== null) return built(iso[0], iso[1], iso[2], iso[3]);
  const dense = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号號]/u.exec(text);
  if (dense !== null) return built(dense[0], dense[1], dense[2], dense[3]);
  const numeric = /(?<![\d-])(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)/u.exec(text);
  if (numeric !== null) {
    const [written, first = '', second = '', year = ''] = numeric;
    const fullYear = year.length === 2 ? `20${year}` : year;
    return Number(second) > 12
      ? built(written, fullYear, first, second)
      : built(written, fullYear, second, first);
  }
  const named = NAMED.exec(text);
  if (named === null) return null;
  const month = monthOf(named.groups?.m1 ?? named.groups?.m2 ?? '');
  return built(
    named[0],
    named.groups?.y1 ?? named.groups?.y2,
    String(month),
    named.groups?.d1 ?? named.groups?.d2,
  );
}

function built(
  written: string,
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): { day: string; written: string } | null {
  const [monthNumber, dayNumber] = [Number(month), Number(day)];
  if (!(monthNumber >= 1 && monthNumber <= 12 && dayNumber >= 1 && dayNumber <= 31)) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  return { day: `${year ?? '-'}-${two(monthNumber)}-${two(dayNumber)}`, written };
}

// Month names of en, es, pt, fr, de and ar; the first letters are enough to tell them.
const MONTHS: readonly string[] = [
  'january|jan|enero|ene|janeiro|janvier|janv|januar|jänner|يناير',
  'february|feb|febrero|fevereiro|fev|février|fevrier|févr|februar|فبراير',
  'march|mar|marzo|março|mars|märz|maerz|مارس',
  'april|apr|abril|abr|avril|avr|أبريل|ابريل',
  'may|mayo|maio|mai|مايو',
  'june|jun|junio|junho|juin|juni|يونيو',
  'july|jul|julio|julho|juillet|juil|juli|يوليو',
  'august|aug|agosto|ago|août|aout|أغسطس|اغسطس',
  'september|sept|sep|septiembre|setembro|set|septembre|سبتمبر',
  'october|oct|octubre|outubro|out|octobre|oktober|okt|أكتوبر|اكتوبر',
  'november|nov|noviembre|novembro|novembre|نوفمبر',
  'december|dec|diciembre|dic|dezembro|dez|décembre|decembre|déc|dezember|ديسمبر',
];
const MONTH = MONTHS.join('|')
  .split('|')
  .sort((left, right) => right.length - left.length)
  .join('|');
const NAMED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?<d1>\\d{1,2})(?:st|nd|rd|th|º|er|\\.)?\\s*(?:de\\s|of\\s|d')?(?<m1>${MONTH})(?:\\.|\\b|(?!\\p{L}))(?:\\s*(?:de\\s|,)?\\s*(?<y1>\\d{4}))?|(?<m2>${MONTH})\\.?\\s+(?<d2>\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,?\\s*(?<y2>\\d{4}))?)`,
  'iu',
);

function monthOf(name: string): number {
  return MONTHS.findIndex((names) => names.split('|').includes(name.toLowerCase())) + 1;
}
