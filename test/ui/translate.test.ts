import { expect, it } from 'vitest';
import { chooseLocale } from '../../src/ui/translate.ts';

const AVAILABLE = ['en', 'de', 'zh', 'zh-TW'];

it.each([
  [['de-AT'], 'de'],
  [['zh'], 'zh'],
  [['zh-CN', 'zh-TW'], 'zh'],
  [['zh-HK'], 'zh-TW'],
  [['zh_Hant'], 'zh-TW'],
  // the page, then the browser
  [['zh', 'zh-TW', 'en'], 'zh-TW'],
  [[null, 'zh', 'en-US', 'zh-CN'], 'zh'],
  [['de', 'zh-TW'], 'de'],
])('of the wishes %j the window takes %s', (wishes, locale) => {
  expect(chooseLocale(wishes, AVAILABLE)).toBe(locale);
});
