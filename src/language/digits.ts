/**
 * Rewrites the decimal digits of every script (Arabic-Indic, full-width, Devanagari, Thai…) as 0-9 and leaves all else.
 * Digits of the astral planes keep the string's length in code points, not in code units.
 */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => (digit <= '9' ? digit : String(digitValue(digit))));
}

function digitValue(digit: string): number {
  // Unicode assigns decimal digits in contiguous runs of ten, zero first: count back to the zero of the run.
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (zero > point - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  // Mathematical digits follow each other run on run; their first zero is U+1D7CE.
  return point >= 0x1d7ce && point <= 0x1d7ff ? (point - 0x1d7ce) % 10 : point - zero;
}
