/** One flat file of texts. Plural forms stand under `key#one`, `key#few`…; `{name}` is filled in. */
export type Texts = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string | number>>;

export interface Translator {
  /** BCP 47 of the texts, for `lang` */
  locale: string;
  direction: 'ltr' | 'rtl';
  /** the text with every value isolated from the direction of what surrounds it */
  (key: string, values?: Values): string;
  /** the text, or undefined where there is none: for codes that records carry */
  find(key: string): string | undefined;
}

/** Languages with words of two regions: the second's, and who reads those. */
const REGIONAL: Readonly<Record<string, readonly [string, RegExp]>> = {
  zh: ['zh-tw', /^zh-(tw|hk|mo|hant)/],
  pt: ['pt-pt', /^pt-(?!br)/],
};
const RIGHT_TO_LEFT = /^(ar|fa|he|ur)\b/;

export function createTranslator(locale: string, texts: Texts, fallback: Texts): Translator {
  const plural = new Intl.PluralRules(locale);
  const find = (key: string) => texts[key] ?? fallback[key];
  const translate = (key: string, values: Values = {}): string => {
    const { n } = values;
    const text =
      (typeof n === 'number' ? find(`${key}#${plural.select(n)}`) : undefined) ??
      find(key) ??
      find(`${key}#other`) ??
      key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      const shown = typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
      return `\u2068${shown}\u2069`;
    });
  };
  return Object.assign(translate, {
    locale,
    direction: RIGHT_TO_LEFT.test(locale) ? ('rtl' as const) : ('ltr' as const),
    find,
  });
}

/**
 * The first wish that there are texts for: exactly, or by its language alone. Who reads the words of the second region gets
 * them also on a page that names the language alone.
 */
export function chooseLocale(
  wishes: readonly (string | null | undefined)[],
  available: readonly string[],
): string {
  const tags = wishes.map((wish) => (wish ?? '').toLowerCase().replaceAll('_', '-'));
  for (const tag of tags) {
    const [language = ''] = tag.split('-');
    const [words, readers] = REGIONAL[language] ?? [];
    const isRegion = (tag === language ? tags : [tag]).some((one) => readers?.test(one));
    const found = [isRegion ? words : tag, language]
      .map((name) => available.find((locale) => locale.toLowerCase() === name))
      .find(Boolean);
    if (found !== undefined) return found;
  }
  return 'en';
}
