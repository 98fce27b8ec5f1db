export const CJK_DIGITS: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  壹: 1,
  二: 2,
  两: 2,
  兩: 2,
  贰: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
export const CJK_SCALES: Record<string, number> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
  万: 10_000,
  萬: 10_000,
  亿: 1e8,
  億: 1e8,
};
export const CJK_NUMERALS: readonly string[] = Object.keys({ ...CJK_DIGITS, ...CJK_SCALES });
/** one numeral, as a pattern */
export const CJK_NUMERAL = `[${CJK_NUMERALS.join('')}]`;
