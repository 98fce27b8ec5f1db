import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createTranslator } from '../../src/ui/translate.ts';

const FOLDER = 'src/widget/locales';
type Texts = Record<string, string>;
const read = (locale: string): Record<'chat' | 'cards' | 'nudge', Texts> =>
  JSON.parse(readFileSync(`${FOLDER}/${locale}.json`, 'utf8'));

const english = read('en');
const locales = readdirSync(FOLDER).map((name) => name.replace('.json', ''));
const keysOf = (texts: Texts) => [
  ...new Set(Object.keys(texts).map((key) => key.split('#')[0] ?? '')),
];
const valuesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

test('the interface speaks fourteen languages, Chinese in both scripts and Portuguese of both shores', () => {
  expect(locales.sort()).toEqual(
    [
      'en',
      'zh',
      'zh-TW',
      'pt-PT',
      'es',
      'pt',
      'fr',
      'de',
      'it',
      'ja',
      'ko',
      'ar',
      'ru',
      'id',
      'vi',
      'th',
    ].sort(),
  );
});

test.each(locales)('%s has every text, in the same order, with the same values', (locale) => {
  const texts = read(locale);
  for (const group of ['chat', 'cards', 'nudge'] as const) {
    expect(keysOf(texts[group])).toEqual(keysOf(english[group]));
    for (const [key, text] of Object.entries(texts[group])) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe('');
      const [base = ''] = key.split('#');
      const wanted = english[group][base] ?? english[group][`${base}#other`] ?? '';
      // One or two need no number: the form says it.
      if (!/#(zero|one|two)$/.test(key)) expect(valuesIn(text), key).toEqual(valuesIn(wanted));
    }
  }
});

test.each(locales)('%s has each plural form that its language uses', (locale) => {
  const { chat } = read(locale);
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  for (const form of forms) expect(Object.keys(chat)).toContain(`launcherUnread#${form}`);
});

test('values keep their direction in Arabic', () => {
  const { chat, cards } = read('ar');
  const t = createTranslator('ar', { ...chat, ...cards }, english.chat);
  expect(t('expected', { date: '02/12/2026' })).toBe('متوقع \u206802/12/2026\u2069');
  expect(t.direction).toBe('rtl');
});

test('a text that is missing falls back to English, and a plural picks its form', () => {
  const t = createTranslator('ru', { 'n#one': 'одно', 'n#few': '{n} штуки' }, { close: 'Close' });
  expect(t('close')).toBe('Close');
  expect([t('n', { n: 1 }), t('n', { n: 3 })]).toEqual(['одно', '\u20683\u2069 штуки']);
});
