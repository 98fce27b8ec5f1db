import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import type { HelpArticle } from '../../src/prompts/prompt-set.ts';
import { testPrompts } from '../helpers/prompts.ts';

const LOCALES = 'ar de en es fr id it ja ko pt pt-PT ru th vi zh zh-TW'.split(' ');

let articles: readonly HelpArticle[];

beforeAll(async () => {
  articles = (await testPrompts()).current().articles;
});

it('has every article in every language', () => {
  const ids = [...new Set(articles.map(({ id }) => id))];
  for (const id of ids)
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

it('gives the same amounts of money in every language, each as it writes them', async () => {
  const files = (await readdir('prompts/help')).sort();
  const prices = async (file: string) =>
    new Set((await readFile(`prompts/help/${file}`, 'utf8')).match(/\{[A-Z]{3} [\d.]+\}/g));
  for (const file of files) {
    const english = await prices(`${file.split('.')[0]}.md`);
    expect({ file, strange: [...(await prices(file))].filter((one) => !english.has(one)) }).toEqual(
      {
        file,
        strange: [],
      },
    );
  }
  const costs = (locale: string) =>
    articles.find((article) => article.id === 'shipping' && article.locale === locale)?.body ?? '';
  expect(costs('en')).toContain('$7.90 in Europe');
  expect(costs('en')).toContain('above $75.');
  expect(costs('de')).toMatch(/7,90\s\$ in Europa/u);
  expect(costs('pt')).toMatch(/US\$\s7,90/u);
  expect(costs('ja')).toContain('$7.90');
  expect(costs('ar')).toMatch(/\u2068\u200f7\.90\sUS\$\u2069/u);
  for (const { id, locale, body } of articles)
    expect({ id, locale, codes: body.match(/\bUSD \d/g) }).toEqual({ id, locale, codes: null });
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
