import { formatters } from './format-cache.ts';

/** The two letters of a country named by its code or by its name, in this locale or in English; null when unknown. */
export function countryCode(text: string, locale: string): string | null {
  const wanted = fold(text);
  if (wanted === '') return null;
  return COMMON[wanted] ?? namesIn(locale).get(wanted) ?? namesIn('en').get(wanted) ?? null;
}

/** The name of a country in a locale; a text that is no code stays as it is. */
export function countryName(code: string, locale: string): string {
  if (!/^[A-Za-z]{2}$/u.test(code)) return code;
  return formatters.countries(locale).of(code.toUpperCase()) ?? code;
}

/** Whether two letters are the code of a country of today. */
export function isCountry(code: string): boolean {
  return (
    /^[A-Z]{2}$/u.test(code) &&
    !UNASSIGNED.has(code) &&
    formatters.countries('en').of(code) !== undefined
  );
}

/** Short names that everybody writes and no list of names has. */
const COMMON: Readonly<Record<string, string>> = {
  usa: 'US',
  unitedstatesofamerica: 'US',
  america: 'US',
  uk: 'GB',
  greatbritain: 'GB',
  england: 'GB',
  uae: 'AE',
  prc: 'CN',
  korea: 'KR',
  holland: 'NL',
  中国大陆: 'CN',
};

const known = new Map<string, Map<string, string>>();

function namesIn(locale: string): Map<string, string> {
  const made = known.get(locale);
  if (made !== undefined) return made;
  const display = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
  const names = new Map<string, string>();
  for (const first of LETTERS)
    for (const second of LETTERS) {
      const code = first + second;
      const name = UNASSIGNED.has(code) ? undefined : display.of(code);
      if (name === undefined) continue;
      names.set(fold(name), code);
      names.set(code.toLowerCase(), code);
    }
  if (known.size < 50) known.set(locale, names);
  return names;
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Groups, pseudo-locales and retired codes that CLDR still names. */
const UNASSIGNED: ReadonlySet<string> = new Set(
  'AC AN BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH NT PC QO RH SU TA TP UN VD WK XA XB YD YU ZR ZZ UK'.split(
    ' ',
  ),
);

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s.'’-]/gu, '');
}
