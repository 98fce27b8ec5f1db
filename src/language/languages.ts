/** The languages told apart without being given candidates, as BCP 47 primary codes. */
export const LANGUAGES = [
  'en',
  'zh',
  'ja',
  'ko',
  'es',
  'pt',
  'fr',
  'de',
  'it',
  'nl',
  'pl',
  'ru',
  'uk',
  'tr',
  'ar',
  'he',
  'fa',
  'th',
  'vi',
  'id',
  'ms',
  'tl',
  'hi',
  'bn',
  'ta',
  'te',
  'sv',
  'da',
  'no',
  'fi',
  'cs',
  'sk',
  'hu',
  'ro',
  'el',
  'bg',
] as const;

/** `zh-Hans-CN` → `zh`; `fil` → `tl`, `nb` and `nn` → `no`, `cmn` → `zh`: the code this project uses for a language. */
export function primaryLanguage(tag: string): string {
  const primary = tag.toLowerCase().split(/[-_]/)[0] ?? '';
  return ALIASES[primary] ?? primary;
}

/** Whether a text is a code as `detectLanguage` gives it: two letters, or three where a language has no two. */
export function isLanguageCode(text: string): boolean {
  return /^[a-z]{2,3}$/.test(text) && primaryLanguage(text) === text;
}

const ALIASES: Record<string, string> = {
  fil: 'tl',
  nb: 'no',
  nn: 'no',
  cmn: 'zh',
  yue: 'zh',
  in: 'id',
  iw: 'he',
};

/** franc's ISO 639-3 codes for the languages above; others keep their three letters. */
export const FRANC_CODES: Record<string, string> = {
  en: 'eng',
  zh: 'cmn',
  ja: 'jpn',
  ko: 'kor',
  es: 'spa',
  pt: 'por',
  fr: 'fra',
  de: 'deu',
  it: 'ita',
  nl: 'nld',
  pl: 'pol',
  ru: 'rus',
  uk: 'ukr',
  tr: 'tur',
  ar: 'arb',
  he: 'heb',
  fa: 'pes',
  th: 'tha',
  vi: 'vie',
  id: 'ind',
  ms: 'zlm',
  tl: 'tgl',
  hi: 'hin',
  bn: 'ben',
  ta: 'tam',
  te: 'tel',
  sv: 'swe',
  da: 'dan',
  no: 'nob',
  fi: 'fin',
  cs: 'ces',
  sk: 'slk',
  hu: 'hun',
  ro: 'ron',
  el: 'ell',
  bg: 'bul',
  ur: 'urd',
  mr: 'mar',
  ne: 'nep',
  yo: 'yor',
  ha: 'hau',
  sw: 'swh',
  ca: 'cat',
  gl: 'glg',
};
