/** An amount of money with a currency or its sign beside it, e.g. `€12.50`, `12,50 EUR`, `1.234,50 €`, `100元`. */
export function readAmount(
  text: string,
): { value: string; currency: string | null; written: string } | null {
  const match = BEFORE.exec(text) ?? AFTER.exec(text);
  if (match === null) return null;
  const sign = (match.groups?.sign ?? '').toLowerCase();
  const value = decimal(match.groups?.number ?? '');
  return value === null
    ? null
    : {
        value,
        currency: CURRENCIES[sign] ?? (/^[a-z]{3}$/.test(sign) ? sign.toUpperCase() : null),
        written: match[0].trim(),
      };
}

/** `1.234,50`, `1,234.50`, `1 234,5`, `12` → a plain decimal. The last mark with one or two digits after it is the decimal mark. */
export function decimal(written: string): string | null {
  const compact = written
    .replace(/[\s'’\u202f\u00a0]/gu, '')
    .replace(/٫/gu, '.')
    .replace(/٬/gu, ',');
  const match = /^(\d[\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(compact);
  if (match === null) return null;
  const whole = (match[1] ?? '').replace(/[.,]/g, '');
  if (whole === '' || whole.length > 9) return null;
  return match[2] === undefined ? String(Number(whole)) : `${Number(whole)}.${match[2]}`;
}

const CURRENCIES: Record<string, string> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  eur: 'EUR',
  欧元: 'EUR',
  ユーロ: 'EUR',
  يورو: 'EUR',
  $: 'USD',
  us$: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  dólares: 'USD',
  dolares: 'USD',
  dólar: 'USD',
  bucks: 'USD',
  usd: 'USD',
  美元: 'USD',
  美金: 'USD',
  ドル: 'USD',
  دولار: 'USD',
  دولارات: 'USD',
  '£': 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  libras: 'GBP',
  livres: 'GBP',
  pfund: 'GBP',
  '¥': 'JPY',
  円: 'JPY',
  yen: 'JPY',
  ين: 'JPY',
  元: 'CNY',
  块: 'CNY',
  块钱: 'CNY',
  人民币: 'CNY',
  yuan: 'CNY',
  rmb: 'CNY',
  r$: 'BRL',
  reais: 'BRL',
  real: 'BRL',
  brl: 'BRL',
  ريال: 'SAR',
  درهم: 'AED',
  دينار: 'KWD',
  pesos: 'MXN',
  franken: 'CHF',
  francs: 'CHF',
};

const NUMBER = "(?<number>\\d{1,9}(?:[.,'’\\s٬٫\\u202f\\u00a0]\\d{3})*(?:[.,٫]\\d{1,2})?)";
const CODES =
  'eur|usd|gbp|jpy|cny|brl|mxn|cad|aud|chf|sgd|myr|idr|php|thb|krw|kwd|aed|sar|inr|sek|pln|clp';
const SIGNS = 'us\\$|r\\$|[€$£¥]';
const WORDS =
  'euros?|dollars?|dólares|dolares|dólar|bucks|pounds|quid|libras|livres|pfund|yen|yuan|rmb|reais|real|pesos|franken|francs|欧元|美元|美金|人民币|块钱|块|元|円|ドル|ユーロ|يورو|دولارات|دولار|ريال|درهم|دينار|ين';
const BEFORE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<sign>${SIGNS}|${CODES})\\s?${NUMBER}(?!\\d)`,
  'iu',
);
const AFTER = new RegExp(
  `(?<![\\p{Script=Latin}\\p{N}.,#-])${NUMBER}\\s?(?<sign>${SIGNS}|(?:${CODES}|${WORDS})(?!\\p{Script=Latin}))`,
  'iu',
);
