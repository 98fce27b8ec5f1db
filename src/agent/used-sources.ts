import { primaryLanguage } from '../language/languages.ts';
import type { Source } from '../protocol/stream-event.ts';
import type { FoundArticle } from './tools/search.ts';

export type ReadArticle = Pick<FoundArticle, 'title' | 'url' | 'locale'> & { quote: string };

const MOST_SOURCES = 2;

/**
 * Which of the articles that were read a reply was taken from: those it shares a run of letters with. Where reply and
 * articles are in different languages no words can tell, and it is the best match of the search.
 */
export function usedSources(
  reply: string,
  locale: string,
  articles: readonly ReadArticle[],
): Source[] {
  const text = squeeze(reply);
  const comparable = articles.filter(
    (article) => primaryLanguage(article.locale) === primaryLanguage(locale),
  );
  const used =
    comparable.length === 0
      ? articles.slice(0, 1)
      : comparable.filter(({ quote }) => sharesRun(text, squeeze(quote)));
  const byTitle = new Map(used.map(({ title, url }) => [title, url]));
  return [...byTitle]
    .slice(0, MOST_SOURCES)
    .map(([title, url]) => ({ title, ...(url === undefined ? {} : { url }) }));
}

function squeeze(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function sharesRun(text: string, quote: string): boolean {
  const length = DENSE.test(text) ? DENSE_RUN : RUN;
  for (let start = 0; start + length <= text.length; start += 1)
    if (quote.includes(text.slice(start, start + length))) return true;
  return false;
}

const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** Letters that two texts share by quoting and hardly by chance: some four words, or as many syllables. */
const RUN = 20;
const DENSE_RUN = 8;
