import { expect, it } from 'vitest';
import { wordingLocales } from '../../src/language/regional-words.ts';

it.each([
  ['zh', ['zh']],
  ['zh-CN', ['zh-CN', 'zh']],
  ['zh-TW', ['zh-TW', 'zh']],
  ['zh-HK', ['zh-HK', 'zh-TW', 'zh']],
  ['zh-Hant-CN', ['zh-Hant-CN', 'zh-TW', 'zh']],
  ['zh-Hans-TW', ['zh-Hans-TW', 'zh']],
  ['pt', ['pt']],
  ['pt-BR', ['pt-BR', 'pt']],
  ['pt-AO', ['pt-AO', 'pt-PT', 'pt']],
  ['de-CH', ['de-CH', 'de']],
])('words for %s are looked for in %j', (locale, expected) => {
  expect(wordingLocales(locale)).toEqual(expected);
});
