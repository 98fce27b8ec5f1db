/** What the digits and units of Chinese, Japanese, Korean and Thai numbers stand for. */
const DIGITS: Readonly<Record<string, number>> = {
  ...digits('一二三四五六七八九'),
  ...digits('일이삼사오육칠팔구'),
  両: 2,
  两: 2,
  兩: 2,
  零: 0,
  〇: 0,
  หนึ่ง: 1,
  สอง: 2,
  สาม: 3,
  สี่: 4,
  ห้า: 5,
  หก: 6,
  เจ็ด: 7,
  แปด: 8,
  เก้า: 9,
};
const UNITS: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1000,
  万: 10_000,
  萬: 10_000,
  십: 10,
  백: 100,
  천: 1000,
  만: 10_000,
  ร้อย: 100,
  พัน: 1000,
  หมื่น: 10_000,
  แสน: 100_000,
  ล้าน: 1e6,
};
const TOKEN = new RegExp(
  `\\d+(?:[.,]\\d+)?|${[...Object.keys(DIGITS), ...Object.keys(UNITS)].join('|')}`,
  'gu',
);

/**
 * The value of a number in words, or in digits and words: `3만5천` is 35000, 一千五百 is 1500, 2 พัน is 2000. A single
 * digit at the end counts the next lower unit: 三百八 is 380, 2 พัน 5 is 2500.
 */
export function numberInWords(written: string): number {
  let total = 0;
  /** below the next ten thousand */
  let section = 0;
  let digit: number | null = null;
  let lastUnit = 1;
  let isShort = false;
  for (const [token] of written.matchAll(TOKEN)) {
    const unit = UNITS[token];
    if (unit === undefined) {
      digit = DIGITS[token] ?? Number(token.replace(',', '.'));
      isShort = token.length === 1 || DIGITS[token] !== undefined;
      if (digit === 0) lastUnit = 1;
    } else {
      if (unit === 10_000) {
        total += Math.max(section + (digit ?? 0), section + (digit ?? 0) === 0 ? 1 : 0) * unit;
        section = 0;
      } else section += (digit ?? 1) * unit;
      digit = null;
      lastUnit = unit;
    }
  }
  const rest = (digit ?? 0) * (isShort && lastUnit > 1 ? lastUnit / 10 : 1);
  return Math.round((total + section + rest) * 100) / 100;
}

function digits(words: string): Record<string, number> {
  return Object.fromEntries([...words].map((word, at) => [word, at + 1]));
}
