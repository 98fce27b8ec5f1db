import { countryCode } from '../../../language/country-names.ts';
import type { ToolArguments } from '../../tools/tool-arguments.ts';

export type AddressGiven = ToolArguments<'propose_address_change'>['address'];

/**
 * The address in a message that holds one and nothing else, or after a colon: parts between commas or on lines of their
 * own, the street with its number first. Null when anything essential is not there: nothing is ever guessed at, and the
 * shopper reads the whole address before they confirm it.
 */
export function addressIn(text: string, locale: string, homeCountry: string): AddressGiven | null {
  const told = text.slice(text.search(COLON) + 1);
  const parts = told
    .split(/[\n,،，、;؛]+/u)
    .map((part) => part.trim().replace(/[.。!！]+$/u, ''))
    .filter((part) => part !== '');
  const named = parts.length > 2 ? countryCode(parts.at(-1) ?? '', locale) : null;
  if (named !== null) parts.pop();
  const country = named ?? homeCountry;
  const street = parts.findIndex((part) => /\d/.test(part) && /\p{L}/u.test(part));
  if (street === -1 || country === '') return null;
  const rest = parts.slice(street + 1);
  const coded = rest.findIndex((part) => POSTAL_CODE.test(part));
  const postalCode = POSTAL_CODE.exec(rest[coded] ?? '')?.[0]?.trim();
  if (postalCode === undefined) return null;
  const beside = (rest[coded] ?? '').replace(postalCode, ' ').trim();
  const isRegion = /^[A-Z]{2,3}$/.test(beside);
  const around = [...rest.slice(0, coded), ...rest.slice(coded + 1)];
  const city = beside !== '' && !isRegion ? beside : (around.at(-1) ?? '');
  if (!/\p{L}{2}/u.test(city)) return null;
  const extra = around.filter((part) => part !== city);
  return {
    line1: parts[street] ?? '',
    ...(extra.length === 0 ? {} : { line2: extra.join(', ') }),
    city,
    ...(isRegion ? { region: beside } : {}),
    postalCode,
    country,
  };
}

const COLON = /[:：]\s/u;
/** Of the countries we ship to: digits, with a dash or letters where they have them. */
const POSTAL_CODE =
  /(?<![\d\p{L}])(?:[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{4} ?[A-Z]{2}(?=\s)|\d{5}-\d{3}|\d{3}-\d{4}|\d{5}(?:-\d{4})?|\d{6}|\d{4}|\d{3} \d{2})(?![\d\p{L}])/u;
