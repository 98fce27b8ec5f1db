/** A card number as people type it: 13 to 19 digits, in groups perhaps. */
const CANDIDATE = /\d(?:[ -]?\d){12,18}/g;

export function hasCardNumber(text: string): boolean {
  return maskCardNumbers(text) !== text;
}

/** Hides all but the last four digits; the service does the same before it stores anything. */
export function maskCardNumbers(text: string): string {
  return text.replace(CANDIDATE, (found) => {
    const digits = found.replace(/\D/g, '');
    return passesLuhn(digits) ? `•••• ${digits.slice(-4)}` : found;
  });
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    let digit = Number(digits[digits.length - 1 - at]);
    if (at % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
}
