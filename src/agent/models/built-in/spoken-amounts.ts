import { primaryLanguage } from '../../../language/languages.ts';
import { numberInWords } from './number-words.ts';

/**
 * Amounts and codes as people say them, in the form the readers know: `3만5천원` is 35000원, 两百块 is 200块, `128块5` is
 * 128.5块, `45€50` is 45.50€, `450rb` is 450rb rupiah; `ДМ–10042` is DM-10042. What only one language takes for money is read in
 * its locale alone: `450k` is 450000 đồng in Vietnamese and an article in German. Over text in NFKC with ASCII digits.
 */
export function asWritten(text: string, locale: string | null = null): string {
  if (!MAY_HOLD_NUMBER.test(text)) return text;
  const language = locale === null ? null : primaryLanguage(locale);
  const inFigures = (IN_FIGURES[language ?? ''] ?? ((same: string) => same))(text);
  return inDollarsOfRegion(hanAmounts(koreanAmounts(inFigures)), locale)
    .replace(/(\d)块(\d)(?!\d)/gu, '$1.$2块')
    .replace(/(\d)€(\d{2})(?!\d)/gu, '$1.$2€')
    .replace(
      THOUSANDS_BY_SIGN,
      (_, sign: string, number: string) => `${times(number, 1000)} ${sign.trim()}`,
    )
    .replace(/(\d\s?(?:rb|ribu|jt|juta))(?![\p{L}\d])(?!\s?(?:rp|rupiah|idr))/giu, '$1 rupiah')
    .replace(
      /(?<![\d.,])(\d+)\s?jt\s?(\d{1,3})(?![\d\p{L}])/giu,
      (_, whole: string, part: string) => `${times(`${whole}.${part}`, 1e6)} rupiah`,
    )
    .replace(
      /(?<![\d.,])(\d+)\s?(?:tr|triệu)\s?(\d{1,3})(?![\d\p{L}])/giu,
      (_, whole: string, part: string) => `${times(`${whole}.${part}`, 1e6)} đồng`,
    )
    .replace(/(\d)\s?к(?=\s?(?:руб|р(?!\p{L})|₽))/giu, '$1 тыс')
    .replace(CYRILLIC_CODE, (_, letters: string, digits: string) => `${latin(letters)}-${digits}`)
    .replace(/(?<=\p{Script=Latin})[‐‑–−](?=\d)/gu, '-');
}

const MAY_HOLD_NUMBER =
  /\d|[十百千万萬][块塊元円多]|[一二两兩三四五六七八九](?:百|[块塊][钱錢]|元)|[만천백십]\s?원|ร้อย|พัน|หมื่น|แสน/u;

/** What is money where no currency stands beside it, by language. */
const IN_FIGURES: Readonly<Record<string, (text: string) => string>> = {
  vi: (text) =>
    text
      .replace(
        /(?<![\p{L}\d.,-])(\d+)k(\d)(?![\d\p{L}])/giu,
        (_, whole: string, part: string) => `${times(`${whole}.${part}`, 1000)} đồng`,
      )
      .replace(
        /(?<![\d.,])(\d+)\s?(?:triệu|tr)\s?rưỡi/giu,
        (_, whole: string) => `${times(`${whole}.5`, 1e6)} đồng`,
      )
      .replace(
        /(?<![\p{L}\d.,-])(\d+(?:[.,]\d{1,2})?)(k|\s?(?:nghìn|ngàn|triệu|tr|củ))(?![\p{L}\d])(?!\s?(?:đ|vnd|vnđ|dong|đô|usd|euro|tệ|yên|người|lần|\d))/giu,
        (_, number: string, scale: string) =>
          `${times(number, /k|ng/iu.test(scale) ? 1000 : 1e6)} đồng`,
      ),
  id: (text) =>
    text.replace(
      /(?<![\p{L}\d.,-])(\d+(?:[.,]\d{1,2})?)k(?![\p{L}\d])(?!\s?(?:rp|rupiah|idr|usd|dolar|euro))/giu,
      (_, number: string) => `${times(number, 1000)} rupiah`,
    ),
  zh: (text) => text.replace(HAN_ALONE, (run) => `${numberInWords(run)}块`),
  ko: (text) => text.replace(KOREAN_ALONE, (run) => `${numberInWords(run)}원`),
  th: (text) => text.replace(THAI_ALONE, (run) => `${numberInWords(run)} บาท`),
};

function times(number: string, factor: number): string {
  return String(Math.round(Number(number.replace(',', '.')) * factor));
}

/** `Rp150k`, `VND 450k`, `$2k`: the currency says that it is money. */
const THOUSANDS_BY_SIGN =
  /(?<!\p{L})((?:rp\.?|idr|vnd|usd|eur|[€$£₫])\s?)(\d+(?:[.,]\d{1,2})?)k(?![\p{L}\d])/giu;

const HAN_DIGIT = '[一二两兩三四五六七八九]';
const HAN_RUN = `(?:\\d+(?:\\.\\d+)?|${HAN_DIGIT})?[十百千万萬](?:\\s?(?:\\d{1,4}|${HAN_DIGIT}|[零〇十百千万萬]))*`;
/** Not in the middle of another number, and no ordinal: 第三百. */
const HAN_START = '(?<![\\p{N}.,第一二两兩三四五六七八九十百千万萬])';
/** With its currency: 两百块, 2万5千円, 一千五百元, and 两块钱, where 两块 alone counts pieces. */
const HAN_WITH_CURRENCY = new RegExp(
  `${HAN_START}(${HAN_RUN}|\\d+|${HAN_DIGIT}(?=[块塊][钱錢]|元))\\s?[多来來几幾]?(?=\\s?(?:[块塊円元]|日元|美元|美金|欧元|歐元))`,
  'gu',
);
/** Hundreds and more by themselves, unless they count something. */
const HAN_ALONE = new RegExp(
  `${HAN_START}(?:\\d+(?:\\.\\d+)?|${HAN_DIGIT})[百千万萬](?:${HAN_DIGIT}|[零〇十百千万萬])*(?!\\s?[多来來几幾]?\\s?[\\p{N}块塊円元日美欧歐港个個件人公克米次字天年月日号號张張条條台部份名位家粒片分瓦毫倍岁歲步里升斤度点點])`,
  'gu',
);

function hanAmounts(text: string): string {
  return text
    .replace(HAN_WITH_CURRENCY, (_, run: string) => String(numberInWords(run)))
    .replace(/(\d\s?)塊(?:錢)?/gu, '$1块');
}

const KOREAN_DIGIT = '[일이삼사오육칠팔구]';
const KOREAN_UNITS = `[만천백십](?:\\s?(?:\\d{1,4}|${KOREAN_DIGIT})?\\s?[만천백십])*`;
const KOREAN_WITH_CURRENCY = new RegExp(
  `((?:(?<![\\p{N}.,])\\d+(?:[.,]\\d+)?|(?<![\\p{N}\\p{L}.,])${KOREAN_DIGIT}?)\\s?${KOREAN_UNITS}(?:\\s?\\d{1,4})?)(?=\\s?(?:원|엔|달러|유로|위안))`,
  'gu',
);
const KOREAN_ALONE = new RegExp(
  `(?<![\\p{N}.,])\\d+(?:[.,]\\d+)?\\s?${KOREAN_UNITS}(?![만천백십\\d])(?!\\s?(?:\\d|원|엔|달러|유로|위안|명|개|건|번|보|킬로|미터|장|권|마리|년|분|일|배|시간|회))`,
  'gu',
);

function koreanAmounts(text: string): string {
  return text.replace(KOREAN_WITH_CURRENCY, (_, run: string) => String(numberInWords(run)));
}

const THAI_DIGIT = '(?:\\d+(?:[.,]\\d+)?|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)';
const THAI_ALONE = new RegExp(
  `(?<![\\p{N}.,])${THAI_DIGIT}\\s?(?:ร้อย|พัน|หมื่น|แสน|ล้าน)(?:\\s?${THAI_DIGIT}(?:ร้อย|พัน)?(?![\\d.,]))?(?:\\s?บาท|(?!\\s?(?:คน|ชิ้น|อัน|ตัว|คู่|กิโล|กรัม|เมตร|ครั้ง|วัน|ปี|ดอลลาร์|ยูโร|เยน|หยวน|ใบ|ขวด|กล่อง)))`,
  'gu',
);

/** 元 and 块 are the dollars of Taiwan and Hong Kong to who writes from there. */
function inDollarsOfRegion(text: string, locale: string | null): string {
  const sign = DOLLARS[locale ?? ''];
  return sign === undefined ? text : text.replace(/(\d\s?)(?:块钱?|元)/gu, `$1${sign}`);
}

const DOLLARS: Readonly<Record<string, string>> = { 'zh-TW': 'nt$', 'zh-HK': 'hk$' };

const CYRILLIC_CODE = /(?<![\p{L}\p{N}])([А-Я]{1,4})\s?[-‐‑–−]\s?(\d{4,})/gu;

function latin(letters: string): string {
  return [...letters].map((letter) => LATIN[letter] ?? letter).join('');
}

const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  [...'АБВГДЕЗИКЛМНОПРСТУФХ'].map((letter, at) => [letter, 'ABVGDEZIKLMNOPRSTUFH'[at] ?? '']),
);
