/**
 * Universal Postal Union S10 (`RB123456785CN`): two letters, eight digits, a check digit, a country.
 * True only when the check digit is right.
 */
export function isS10(number: string): boolean {
  const match = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/.exec(number);
  if (match === null) return false;
  const [, serial = '', check = ''] = match;
  const sum = S10_WEIGHTS.reduce(
    (total, weight, index) => total + weight * Number(serial[index]),
    0,
  );
  const remainder = 11 - (sum % 11);
  const expected = remainder === 10 ? 0 : remainder === 11 ? 5 : remainder;
  return Number(check) === expected;
}

/** Shapes that carriers use and order numbers do not. */
export function looksLikeTracking(number: string): boolean {
  return CARRIER_SHAPES.some((shape) => shape.test(number));
}

const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

const CARRIER_SHAPES: readonly RegExp[] = [
  /^[A-Z]{2}\d{9}[A-Z]{2}$/, // S10 with a mistyped digit: still nobody's order number
  /^1Z[0-9A-Z]{16}$/, // UPS
  /^(LP|SY|YT|CNG|CAINIAO|YANWEN|UA|UJ|4PX|JD|JJD|JVGL|GM|RX|SF|ZTO|YW)[0-9A-Z]{9,24}$/, // Cainiao, 4PX, Yanwen, DHL, SF…
  /^9[2-5]\d{18,24}$/, // USPS
  /^\d{18,34}$/, // long all-digit barcodes
];
