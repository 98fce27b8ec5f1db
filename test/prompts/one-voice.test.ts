import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { primaryLanguage } from '../../src/language/languages.ts';
import { OTHER_ADDRESS, withoutQuotes } from '../helpers/other-address.ts';
import { testPrompts } from '../helpers/prompts.ts';

/* One shop speaks to a shopper, whoever writes: the chat window, the assistant and a person at the desk. */

const prompts = (await testPrompts()).current();
const LOCALES = Object.keys(prompts.replies);

const WIDGET = new URL('../../src/widget/locales/', import.meta.url);

/** What the window says to the shopper; buttons that a shopper says something with are in the shopper's own voice, and French *ton* is a tone. */
function windowTexts(locale: string): [string, string][] {
  const file = readdirSync(WIDGET).find((name) => name === `${locale}.json`);
  if (file === undefined) throw new Error(`the window has no texts in ${locale}`);
  const groups: Record<string, Record<string, string>> = JSON.parse(
    readFileSync(new URL(file, WIDGET), 'utf8'),
  );
  return Object.values(groups)
    .flatMap((texts) => Object.entries(texts))
    .filter(([key]) => !/^quick|^sendCode$|^erase$|^transcript$|^why\.tone$/u.test(key));
}

function everyText(locale: string): [string, string][] {
  return [
    ...windowTexts(locale),
    ...Object.entries(prompts.replies[locale] ?? {}),
    ...prompts.canned
      .filter((reply) => reply.locale === locale)
      .map(({ key, text }): [string, string] => [`canned ${key}`, text]),
  ];
}

describe.each(LOCALES)('what a shopper reads in %s', (locale) => {
  it('addresses them in one way, in the window, from the assistant and from a person', () => {
    const other = OTHER_ADDRESS[primaryLanguage(locale)];
    const found = everyText(locale).flatMap(([key, text]) =>
      (other === undefined ? [] : (withoutQuotes(text).match(other) ?? [])).map(
        (word) => `${key}: ${word}`,
      ),
    );
    expect(found).toEqual([]);
  });
});

it('keeps French signs with their words, by narrow spaces that do not break', () => {
  const articles = prompts.articles
    .filter((article) => article.locale === 'fr')
    .map(({ id, body }): [string, string] => [id, body]);
  // Rules of tables (| :- |) are no words.
  const found = [...everyText('fr'), ...articles].flatMap(([key, text]) =>
    (text.match(/[\p{L}\p{N}})%€] [;:!?»]|« /gu) ?? []).map((sign) => `${key}: ${sign}`),
  );
  expect(found).toEqual([]);
});

it('asks no Korean value for a particle that depends on its last letter', () => {
  const found = everyText('ko')
    .filter(([, text]) =>
      /(?<!\})\}(?:을|를|이|가|은|는|와|과|으로|로)(?![\p{L}])|\((?:는|가|를|으|와)\)/u.test(text),
    )
    .map(([key]) => key);
  expect(found).toEqual([]);
});
