/** How far behind English a language may fall, in percentage points. */
export const MOST_BEHIND = 5;

/** The locales whose share of what went right (0 to 1) is more than that below the English one. */
export function behindEnglish(shares: Readonly<Record<string, number>>): string[] {
  const { en } = shares;
  if (en === undefined) throw new RangeError('nothing in English to compare with');
  // Counts make the shares: a hair of rounding is no row.
  return Object.keys(shares).filter(
    (locale) => (en - (shares[locale] ?? 0)) * 100 > MOST_BEHIND + 1e-9,
  );
}
