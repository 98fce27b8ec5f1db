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

/** Shapes that carriers use and order numbers do not, or a check digit that is right. */
export function looksLikeTracking(number: string): boolean {
  return CARRIER_SHAPES.some((shape) => shape.test(number)) || isUps(number) || isFedEx(number);
}

/** UPS `1Z…`: letters count as (code − 63) mod 10, every second place double. */
export function isUps(number: string): boolean {
  const match = /^1Z([0-9A-Z]{15})(\d)$/.exec(number);
  if (match === null) return false;
  const [, body = '', check = ''] = match;
  const sum = [...body].reduce((total, character, index) => {
    const value = /\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 63) % 10;
    return total + (index % 2 === 1 ? value * 2 : value);
  }, 0);
  return Number(check) === (10 - (sum % 10)) % 10;
}

/** FedEx Express (12 digits, weights 3, 1, 7) and Ground (15 digits, every second place threefold). */
export function isFedEx(number: string): boolean {
  if (/^\d{12}$/.test(number)) {
    const sum = digitsOf(number.slice(0, 11)).reduce(
      (total, digit, index) => total + digit * ([3, 1, 7][index % 3] ?? 0),
      0,
    );
    return Number(number[11]) === (sum % 11) % 10;
  }
  if (!/^\d{15}$/.test(number)) return false;
  const sum = digitsOf(number.slice(0, 14))
    .toReversed()
    .reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0);
  return Number(number[14]) === (10 - (sum % 10)) % 10;
}

/** An air waybill: three digits of the airline, seven of the shipment, and those seven modulo 7. */
export function isAirWaybill(number: string): boolean {
  const match = /^\d{3}-?(\d{7})(\d)$/.exec(number);
  return match !== null && Number(match[1]) % 7 === Number(match[2]);
}

function digitsOf(text: string): number[] {
  return [...text].map(Number);
}

const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

const CARRIER_SHAPES: readonly RegExp[] = [
  /^[A-Z]{2}\d{9}[A-Z]{2}$/, // S10 with a mistyped digit: still nobody's order number
  /^1Z[0-9A-Z]{16}$/, // UPS
  /^(LP|SY|YT|CNG|CAINIAO|YANWEN|UA|UJ|4PX|JD|JJD|JVGL|GM|RX|SF|ZTO|YW)[0-9A-Z]{9,24}$/, // Cainiao, 4PX, Yanwen, DHL, SF…
  /^9[2-5]\d{18,24}$/, // USPS
  /^\d{18,34}$/, // long all-digit barcodes
];
