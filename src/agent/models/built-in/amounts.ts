/** An amount of money with a currency or its sign beside it, e.g. `€12.50`, `12,50 EUR`, `1.234,50 €`, `100元`. */
export function readAmount(
  text: string,
): { value: string; currency: string | null; written: string } | null {
  const match = SCALED.exec(text) ?? BEFORE.exec(text) ?? AFTER.exec(text);
  if (match === null) return null;
  const sign = (match.groups?.sign ?? match.groups?.word ?? '').toLowerCase().replace(/\.$/, '');
  const value = scaled(decimal(match.groups?.number ?? ''), match.groups?.scale);
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

// `5만 원`, `500 nghìn đồng`, `1,2 juta rupiah`: words that multiply the number before them.
function scaled(value: string | null, scale: string | undefined): string | null {
  const factor = SCALES[scale?.toLowerCase() ?? ''] ?? 1;
  if (value === null || factor === 1) return value;
  return String(Math.round(Number(value) * factor * 100) / 100);
}

const SCALES: Record<string, number> = {
  천: 1000,
  만: 10_000,
  k: 1000,
  тыс: 1000,
  тысяч: 1000,
  тысячи: 1000,
  млн: 1e6,
  ribu: 1000,
  rb: 1000,
  juta: 1e6,
  jt: 1e6,
  nghìn: 1000,
  ngàn: 1000,
  triệu: 1e6,
  tr: 1e6,
  พัน: 1000,
  หมื่น: 10_000,
  แสน: 100_000,
  ล้าน: 1e6,
  mila: 1000,
  mil: 1000,
  万: 10_000,
  萬: 10_000,
};

const CURRENCIES: Record<string, string> = {
  ca$: 'CAD',
  c$: 'CAD',
  au$: 'AUD',
  a$: 'AUD',
  nz$: 'NZD',
  hk$: 'HKD',
  nt$: 'TWD',
  sg$: 'SGD',
  s$: 'SGD',
  mx$: 'MXN',
  '₹': 'INR',
  rs: 'INR',
  rupees: 'INR',
  'ر.س': 'SAR',
  'د.إ': 'AED',
  'د.ك': 'KWD',
  جنيه: 'EGP',
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
  'uk£': 'GBP',
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
  dollari: 'USD',
  dollaro: 'USD',
  달러: 'USD',
  доллар: 'USD',
  доллара: 'USD',
  долларов: 'USD',
  dolar: 'USD',
  'đô la': 'USD',
  đô: 'USD',
  ดอลลาร์: 'USD',
  유로: 'EUR',
  евро: 'EUR',
  ยูโร: 'EUR',
  sterline: 'GBP',
  фунтов: 'GBP',
  '₩': 'KRW',
  원: 'KRW',
  '₫': 'VND',
  đồng: 'VND',
  đ: 'VND',
  vnđ: 'VND',
  dong: 'VND',
  '฿': 'THB',
  บาท: 'THB',
  baht: 'THB',
  rp: 'IDR',
  rupiah: 'IDR',
  '₽': 'RUB',
  руб: 'RUB',
  рублей: 'RUB',
  рубля: 'RUB',
  рубль: 'RUB',
  р: 'RUB',
  엔: 'JPY',
  иен: 'JPY',
  เยน: 'JPY',
  위안: 'CNY',
  юаней: 'CNY',
  หยวน: 'CNY',
  tệ: 'CNY',
  francs: 'CHF',
};

const NUMBER = "(?<number>\\d{1,9}(?:[.,'’\\s٬٫\\u202f\\u00a0]\\d{3})*(?:[.,٫]\\d{1,2})?)";
const CODES =
  'eur|usd|gbp|jpy|cny|brl|mxn|cad|aud|chf|sgd|myr|idr|php|thb|krw|kwd|aed|sar|inr|sek|pln|clp|rub|vnd';
const SIGNS =
  'us\\$|ca\\$|au\\$|nz\\$|hk\\$|nt\\$|sg\\$|mx\\$|c\\$|a\\$|s\\$|uk£|r\\$|rp\\.?|rs\\.?|[€$£¥₩₫฿₽₹]';
const WORDS =
  'euros?|rupees|ر\\.س|د\\.إ|د\\.ك|جنيه|dollars?|dólares|dolares|dólar|bucks|pounds|quid|libras|livres|pfund|yen|yuan|rmb|reais|real|pesos|franken|francs|欧元|美元|美金|人民币|块钱|块|元|円|ドル|ユーロ|يورو|دولارات|دولار|ريال|درهم|دينار|ين(?!\\p{L})|dollari|dollaro|sterline|달러|유로|원|엔|위안|долларов|доллара|доллар|евро|фунтов|иен|юаней|рублей|рубля|рубль|руб|р(?!\\p{L})|dolar|rupiah|đô la|đô|đồng|vnđ|đ(?!\\p{L})|dong|tệ|baht|บาท|ยูโร|ดอลลาร์|เยน|หยวน';
const BEFORE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<sign>${SIGNS}|${CODES})\\s?${NUMBER}(?!\\d)`,
  'iu',
);
const AFTER = new RegExp(
  `(?<![\\p{Script=Latin}\\p{N}.,#-])${NUMBER}\\s?(?<sign>${SIGNS}|(?:${CODES}|${WORDS})(?!\\p{Script=Latin}))`,
  'iu',
);
const SCALED = new RegExp(
  `(?<![\\p{Script=Latin}\\p{N}.,#-])(?:(?<sign>rp\\.?)\\s?)?${NUMBER}\\s?(?<scale>${Object.keys(
    SCALES,
  )
    .sort((left, right) => right.length - left.length)
    .join(
      '|',
    )})\\.?\\s?(?:(?<=(?<![\\p{L}])rp[^\\n]*)|(?<word>${SIGNS}|(?:${CODES}|${WORDS})(?!\\p{Script=Latin})))`,
  'iu',
);
