/** A calendar day written out in any of the locales: ISO, `12.11.2026`, `12/11/2026` (day first unless that cannot be), `11月12日`, `12 November`. */
export function readDay(text: string): { day: string; written: string } | null {
  const iso = /(?<!\d)(\d{4})[-/.]\s?(\d{1,2})[-/.]\s?(\d{1,2})(?!\d)/u.exec(text);
  if (iso !== null) return built(iso[0], iso[1], iso[2], iso[3]);
  const dense = /(?:(\d{4})[年년]\s?)?(\d{1,2})[月월]\s?(\d{1,2})[日号號일]/u.exec(text);
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
  // Thai shoppers count from the Buddha: 2569 is 2026.
  const common = Number(year) >= 2400 ? String(Number(year) - 543) : year;
  const two = (value: number) => String(value).padStart(2, '0');
  return { day: `${common ?? '-'}-${two(monthNumber)}-${two(dayNumber)}`, written };
}

// Month names of the languages that write them in letters.
const MONTHS: readonly string[] = [
  'january|jan|enero|ene|janeiro|janvier|janv|januar|jänner|يناير|gennaio|gen|января|январь|янв|januari|มกราคม|มกรา|كانون الثاني|ม.ค|tháng 1|tháng 01|tháng một|tháng giêng',
  'february|feb|febrero|fevereiro|fev|février|fevrier|févr|februar|فبراير|febbraio|февраля|февраль|фев|februari|pebruari|กุมภาพันธ์|กุมภา|شباط|ก.พ|tháng 2|tháng 02|tháng hai',
  'march|mar|marzo|março|mars|märz|maerz|مارس|марта|март|мар|maret|มีนาคม|มีนา|آذار|اذار|มี.ค|tháng 3|tháng 03|tháng ba',
  'april|apr|abril|abr|avril|avr|أبريل|ابريل|aprile|апреля|апрель|апр|เมษายน|เมษา|نيسان|เม.ย|tháng 4|tháng 04|tháng tư',
  'may|mayo|maio|mai|مايو|maggio|mag|мая|май|mei|พฤษภาคม|พฤษภา|أيار|ايار|พ.ค|tháng 5|tháng 05|tháng năm',
  'june|jun|junio|junho|juin|juni|يونيو|giugno|giu|июня|июнь|มิถุนายน|มิถุนา|حزيران|มิ.ย|tháng 6|tháng 06|tháng sáu',
  'july|jul|julio|julho|juillet|juil|juli|يوليو|luglio|lug|июля|июль|กรกฎาคม|กรกฎา|تموز|ก.ค|tháng 7|tháng 07|tháng bảy',
  'august|aug|agosto|ago|août|aout|أغسطس|اغسطس|августа|август|авг|agustus|สิงหาคม|สิงหา|آب|اب|ส.ค|tháng 8|tháng 08|tháng tám',
  'september|sept|sep|septiembre|setembro|set|septembre|سبتمبر|settembre|сентября|сентябрь|сен|กันยายน|กันยา|أيلول|ايلول|ก.ย|tháng 9|tháng 09|tháng chín',
  'october|oct|octubre|outubro|out|octobre|oktober|okt|أكتوبر|اكتوبر|ottobre|ott|октября|октябрь|окт|ตุลาคม|ตุลา|تشرين الأول|تشرين الاول|ต.ค|tháng 10|tháng mười',
  'november|nov|noviembre|novembro|novembre|نوفمبر|ноября|ноябрь|ноя|nopember|พฤศจิกายน|พฤศจิกา|تشرين الثاني|พ.ย|tháng 11|tháng mười một',
  'december|dec|diciembre|dic|dezembro|dez|décembre|decembre|déc|dezember|ديسمبر|dicembre|декабря|декабрь|дек|desember|ธันวาคม|ธันวา|كانون الأول|كانون الاول|ธ.ค|tháng 12|tháng mười hai',
];
const MONTH = MONTHS.join('|')
  .split('|')
  .sort((left, right) => right.length - left.length)
  .join('|');
// The º of 1º is an o once look-alikes are folded.
const NAMED = new RegExp(
  `(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}])(?:(?<d1>\\d{1,2})(?:st|nd|rd|th|[ºo°]|er|\\.)?\\s*(?:de\\s|of\\s|d')?(?<m1>${MONTH})(?:\\.|\\b|(?!\\p{L}))(?:\\s*(?:de\\s|,|năm\\s|พ\\.?ศ\\.?|ค\\.?ศ\\.?)?\\s*(?<y1>\\d{4}))?|(?<m2>${MONTH})\\.?\\s+(?<d2>\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,?\\s*(?<y2>\\d{4}))?)`,
  'iu',
);

function monthOf(name: string): number {
  return MONTHS.findIndex((names) => names.split('|').includes(name.toLowerCase())) + 1;
}
