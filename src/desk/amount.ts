import { currencyDigits } from '../ui/format.ts';

/**
 * Minor units of what somebody typed: digits, and after a point or a comma no more than the currency has. Null for anything
 * else, grouped thousands among it: whoever types "1.250" may mean either.
 */
export function parseAmount(text: string, currency: string): number | null {
  const digits = currencyDigits(currency);
  const [, whole = '', fraction = ''] = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  if (whole === '' || fraction.length > digits) return null;
  return Number(whole + fraction.padEnd(digits, '0'));
}
