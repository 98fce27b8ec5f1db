import { describe, expect, it } from 'vitest';
import { behindEnglish, MOST_BEHIND } from '../../../helpers/behind-english.ts';
import {
  HELD_OUT_FOLDERS,
  type HeldOutRow,
  isNear,
  percent,
  readHeldOut,
  share,
} from '../../../helpers/held-out.ts';

// `messy` is public English and half of the locales; it has a bar of its own.
const heldOut = (await readHeldOut()).filter(({ folder }) => folder !== 'messy');
const locales = [...new Set(heldOut.map(({ locale }) => locale))];
const ofLocale = (rows: readonly HeldOutRow[], locale: string) =>
  rows.filter((row) => row.locale === locale);

function sharesOf(rows: readonly HeldOutRow[]): Record<string, number> {
  return Object.fromEntries(
    locales.map((locale) => [locale, share(ofLocale(rows, locale), isNear)]),
  );
}

describe('the languages beside English', () => {
  it(`fall no more than ${MOST_BEHIND} points behind it on held-out questions`, () => {
    expect(locales).toHaveLength(14);
    const shares = sharesOf(heldOut);
    console.table(
      Object.fromEntries(
        locales.map((locale) => {
          const rows = ofLocale(heldOut, locale);
          const byFolder = HELD_OUT_FOLDERS.filter((folder) => folder !== 'messy').map((folder) => [
            folder,
            percent(
              share(
                rows.filter((row) => row.folder === folder),
                isNear,
              ),
            ),
          ]);
          const behind = (((shares.en ?? 0) - (shares[locale] ?? 0)) * 100).toFixed(1);
          return [
            locale,
            {
              rows: rows.length,
              ...Object.fromEntries(byFolder),
              all: percent(shares[locale] ?? 0),
              behind,
            },
          ];
        }),
      ),
    );
    for (const locale of locales)
      expect(ofLocale(heldOut, locale).length).toBeGreaterThanOrEqual(200);
    expect(behindEnglish(shares)).toEqual([]);
  });

  it.each(locales.filter((locale) => locale !== 'en'))(
    'are told apart where %s alone understands a sixth less',
    (locale) => {
      let count = 0;
      const worse = heldOut.map((row) => {
        count += row.locale === locale ? 1 : 0;
        return row.locale === locale && count % 6 === 0
          ? { ...row, intent: 'confirm' as const, found: { intent: 'out_of_scope' as const } }
          : row;
      });
      expect(behindEnglish(sharesOf(worse))).toEqual([locale]);
    },
  );

  it('may be five points behind, and not six', () => {
    expect(behindEnglish({ en: 0.95, de: 0.9, ja: 0.99, th: 0.89 })).toEqual(['th']);
  });
});
