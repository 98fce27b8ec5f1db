import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import type { HelpArticle } from '../../src/prompts/prompt-set.ts';
import { testPrompts } from '../helpers/prompts.ts';

const LOCALES = 'ar de en es fr id it ja ko pt ru th vi zh'.split(' ');
/** Articles that are allowed to fall back to English for some shoppers. */
const PARTLY_TRANSLATED = ['boleto', 'gift-cards', 'privacy', 'sizes'];

let articles: readonly HelpArticle[];

beforeAll(async () => {
  articles = (await testPrompts()).current().articles;
});

it('has every article in every language, but for the few that are listed', () => {
  const ids = [...new Set(articles.map(({ id }) => id))];
  for (const id of ids.filter((each) => !PARTLY_TRANSLATED.includes(each)))
    expect({
      id,
      locales: articles
        .filter((article) => article.id === id)
        .map(({ locale }) => locale)
        .sort(),
    }).toEqual({ id, locales: LOCALES });
});

it('fills in every variable', () => {
  for (const { id, locale, body } of articles)
    expect({ id, locale, left: body.match(/\{[^}]*\}/g) }).toEqual({ id, locale, left: null });
});

it('gives the same amounts of money in every language', () => {
  for (const { id, locale, body } of articles.filter((article) => article.locale !== 'en')) {
    const english = articles.find((article) => article.id === id && article.locale === 'en');
    for (const amount of body.match(/USD [\d.]+\d/g) ?? [])
      expect({ id, locale, text: english?.body }).toMatchObject({
        id,
        locale,
        text: expect.stringContaining(amount),
      });
  }
});

it.each([
  ['returns', 'returns.windowDays'],
  ['order-changes', 'returns.windowDays'],
  ['warranty', 'refund.reasons.damaged.windowDays'],
  ['tracking', 'stuckParcel.customsDays'],
])('takes the days of %s from the policy', async (id, variable) => {
  const files = (await readdir('prompts/help')).filter((file) => file.startsWith(`${id}.`));
  expect(files.length).toBe(LOCALES.length);
  for (const file of files)
    expect(await readFile(`prompts/help/${file}`, 'utf8')).toContain(`{${variable}}`);
});
