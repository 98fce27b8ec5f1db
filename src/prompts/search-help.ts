import type { HelpArticle } from './prompt-set.ts';

const TITLE_WEIGHT = 3;
const KEYWORD_WEIGHT = 4;
const OWN_LANGUAGE_BONUS = 1.5;

interface IndexedArticle {
  article: HelpArticle;
  /** weighted number of occurrences by term */
  terms: Map<string, number>;
  length: number;
}

/**
 * Search over the help articles by BM25: words of any language, CJK text by the runtime's segmenter. Of one article the
 * translation in the shopper's language is returned; keywords in every language find it from all of them.
 */
export function createHelpSearch(articles: readonly HelpArticle[]) {
  const indexed = articles.map(indexArticle);
  const averageLength =
    indexed.reduce((sum, { length }) => sum + length, 0) / Math.max(1, indexed.length);
  const documentsWith = new Map<string, number>();
  for (const { terms } of indexed)
    for (const term of terms.keys()) documentsWith.set(term, (documentsWith.get(term) ?? 0) + 1);

  return (query: string, { locale, limit }: { locale: string; limit: number }): HelpArticle[] => {
    const wanted = [...new Set(termsOf(query))];
    const best = new Map<string, number>();
    for (const entry of indexed) {
      const score = wanted.reduce((sum, term) => sum + termScore(entry, term), 0);
      if (score > 0) best.set(entry.article.id, Math.max(score, best.get(entry.article.id) ?? 0));
    }
    const ranked = [...best].sort(([, left], [, right]) => right - left);
    const top = ranked[0]?.[1] ?? 0;
    return ranked
      .filter(([, score]) => score >= top * 0.35)
      .slice(0, limit)
      .flatMap(([id]) => translation(articles, id, locale) ?? []);
  };

  function termScore({ terms, length, article }: IndexedArticle, term: string): number {
    const count = terms.get(term);
    if (count === undefined) return 0;
    const rarity = Math.log(
      1 +
        (indexed.length - (documentsWith.get(term) ?? 0) + 0.5) /
          ((documentsWith.get(term) ?? 0) + 0.5),
    );
    const frequency = (count * 2.2) / (count + 1.2 * (0.6 + (0.4 * length) / averageLength));
    return rarity * frequency * (article.locale === 'en' ? 1 : OWN_LANGUAGE_BONUS);
  }
}

function translation(
  articles: readonly HelpArticle[],
  id: string,
  locale: string,
): HelpArticle | undefined {
  const language = locale.split('-')[0];
  const all = articles.filter((article) => article.id === id);
  return (
    all.find((article) => article.locale === locale) ??
    all.find((article) => article.locale.split('-')[0] === language) ??
    all.find((article) => article.locale === 'en') ??
    all[0]
  );
}

function indexArticle(article: HelpArticle): IndexedArticle {
  const terms = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const term of termsOf(text)) terms.set(term, (terms.get(term) ?? 0) + weight);
  };
  add(article.title, TITLE_WEIGHT);
  // A long phrase shares its weight out: “how can I pay” must not claim every question with “pay” in it.
  for (const keyword of article.keywords)
    add(keyword, KEYWORD_WEIGHT / Math.max(1, termsOf(keyword).length));
  add(article.body, 1);
  return { article, terms, length: [...terms.values()].reduce((sum, count) => sum + count, 0) };
}

/** Folded words; a plural s, and the pairs of letters of unspaced scripts, so that near forms meet. */
function termsOf(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toLowerCase();
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(folded)) {
    if (isWordLike !== true || STOP_WORDS.has(segment)) continue;
    if (UNSPACED.test(segment)) words.push(...pairs(segment));
    else words.push(stem(segment));
  }
  return words;
}

function pairs(word: string): string[] {
  const letters = [...word];
  if (letters.length < 2) return [word];
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

function stem(word: string): string {
  if (word.length > 5 && /[a-z]/.test(word)) return word.replace(/(ing|ies|es|s|ed|en|n|e|y)$/, '');
  return word.length > 3 ? word.replace(/s$/, '') : word;
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const STOP_WORDS = new Set(
  'a an and are as at be by can do does for from how i if in is it my me of on or that the there this to was what when where which who will with you your le la les de des du et un une est que je mon ma pour en el los las un una es mi por para der die das ist und ich mein meine ein eine wie zu o os as um uma e do da meu minha como qual com posso pode puedo puede con se kann ich kann man wie peux peut comment could would should have has any'.split(
    ' ',
  ),
);
