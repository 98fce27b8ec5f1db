import { expect, it } from 'vitest';
import { chooseLocale } from '../../src/ui/translate.ts';

const AVAILABLE = ['en', 'de', 'zh', 'zh-TW', 'pt', 'pt-PT'];

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
  [['pt-PT'], 'pt-PT'],
  [['pt_AO'], 'pt-PT'],
  [['pt-BR', 'pt-PT'], 'pt'],
  [['pt'], 'pt'],
  [['pt', 'pt-PT'], 'pt-PT'],
  [['pt', 'pt-BR'], 'pt'],
])('of the wishes %j the window takes %s', (wishes, locale) => {
  expect(chooseLocale(wishes, AVAILABLE)).toBe(locale);
});
