import { wordingLocales } from '../language/regional-words.ts';
import type { HelpArticle } from './prompt-set.ts';

const TITLE_WEIGHT = 3;
const KEYWORD_WEIGHT = 4;
const BODY_WEIGHT = 0.5;

/** An article with all its translations. */
interface Subject {
  id: string;
  /** weight by term */
  terms: ReadonlyMap<string, number>;
  /** titles and keywords in all languages, as terms with a blank around each */
  labels: readonly string[];
}

/**
 * Search over the help articles: words of any language, CJK text by the runtime's segmenter, rare words before common
 * ones (BM25 without its length, because keyword lists differ). All translations of an article are one subject, so that
 * a question in any language finds it; the shopper's translation is returned. A query in double quotes finds only what has
 * it in a title or a keyword: where a shop has no page on a matter, none that shares a word with it is told instead.
 */
export function createHelpSearch(articles: readonly HelpArticle[]) {
  const subjects = [...new Set(articles.map(({ id }) => id))].map((id) =>
    indexSubject(
      id,
      articles.filter((article) => article.id === id),
    ),
  );
  const subjectsWith = new Map<string, number>();
  for (const { terms } of subjects)
    for (const term of terms.keys()) subjectsWith.set(term, (subjectsWith.get(term) ?? 0) + 1);

  return (query: string, { locale, limit }: { locale: string; limit: number }): HelpArticle[] => {
    const phrase = QUOTED.exec(query)?.[1];
    const words = termsOf(phrase ?? query);
    const named = phrase === undefined ? '' : labelOf(words);
    const wanted = [...new Set([...words, ...phrasesOf(words)])];
    const ranked = subjects
      .filter(({ labels }) => labels.some((label) => label.includes(named)))
      .map((subject) => ({
        id: subject.id,
        score: wanted.reduce((sum, term) => sum + termScore(subject, term), 0),
      }))
      .filter(({ score }) => score > 0)
      .sort((left, right) => right.score - left.score);
    const best = ranked[0]?.score ?? 0;
    return ranked
      .filter(({ score }) => score >= best * CLOSE_TO_BEST)
      .slice(0, limit)
      .flatMap(({ id }) => translation(articles, id, locale) ?? []);
  };

  function termScore({ terms }: Subject, term: string): number {
    const weight = terms.get(term);
    if (weight === undefined) return 0;
    const found = subjectsWith.get(term) ?? 0;
    const rarity = Math.log(1 + (subjects.length - found + 0.5) / (found + 0.5));
    return (rarity * (weight * 2.2)) / (weight + 1.2);
  }
}

const QUOTED = /^\s*"([^"]+)"\s*$/u;

function labelOf(terms: readonly string[]): string {
  return ` ${terms.join(' ')} `;
}

/** Below this share of the best score an article only shares a common word with the question. */
const CLOSE_TO_BEST = 0.35;

function translation(
  articles: readonly HelpArticle[],
  id: string,
  locale: string,
): HelpArticle | undefined {
  const language = locale.split('-')[0];
  const all = articles.filter((article) => article.id === id);
  const own = wordingLocales(locale)
    .map((wanted) => all.find((article) => article.locale === wanted))
    .find((article) => article !== undefined);
  return (
    own ??
    all.find((article) => article.locale.split('-')[0] === language) ??
    all.find((article) => article.locale === 'en') ??
    all[0]
  );
}

/** A term weighs as much as its strongest place, so that five translations do not count five times. */
function indexSubject(id: string, translations: readonly HelpArticle[]): Subject {
  const terms = new Map<string, number>();
  const add = (text: string, weight: number) => {
    const found = termsOf(text);
    // A long phrase shares its weight out: “how can I pay” must not claim every question with “pay” in it.
    const isKeyword = weight === KEYWORD_WEIGHT;
    const share = weight / Math.max(1, isKeyword ? found.length : 1);
    for (const term of found) terms.set(term, Math.max(terms.get(term) ?? 0, share));
    if (weight === BODY_WEIGHT) return;
    const phrases = phrasesOf(found);
    const part = weight / Math.max(1, isKeyword ? phrases.length : 1);
    for (const phrase of phrases) terms.set(phrase, Math.max(terms.get(phrase) ?? 0, part));
  };
  for (const { title, keywords, body } of translations) {
    add(title, TITLE_WEIGHT);
    for (const keyword of keywords) add(keyword, KEYWORD_WEIGHT);
    add(body, BODY_WEIGHT);
  }
  const labels = translations.flatMap(({ title, keywords }) => [title, ...keywords]);
  return { id, terms, labels: labels.map((label) => labelOf(termsOf(label))) };
}

/** Folded words; a plural s, and the pairs of letters of unspaced scripts, so that near forms meet. */
function termsOf(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/(?!\p{Script=Thai})\p{M}/gu, '')
    .normalize('NFKC')
    .toLowerCase();
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(folded)) {
    if (isWordLike !== true || STOP_WORDS.has(segment)) continue;
    if (UNSPACED.test(segment)) words.push(...pairs(segment));
    else if (/\p{Script=Hangul}/u.test(segment))
      words.push(...pairs(segment.replace(KOREAN_ENDING, '')));
    else words.push(stem(segment));
  }
  return words;
}

/** Two words in a row: Vietnamese and Thai say with two syllables what other languages say with one word. */
function phrasesOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, index) => `${words[index]} ${word}`);
}

function pairs(word: string): string[] {
  const letters = [...word];
  const found =
    letters.length < 2
      ? letters
      : letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
  // Hiragana alone is grammar more often than meaning.
  return found.filter((pair) => !/^\p{Script=Hiragana}+$/u.test(pair));
}

/** What a verb ends in, of questions most of all: "-한가요?" joins all of them. */
const KOREAN_ENDING =
  /(?<=.)(?:(?:한|은|는|인|을|할|될|된)?(?:가요|까요|나요)|(?:하|되|있|없|했|됐)(?:나요|어요|아요|습니까)|입니까|습니까|[합됩]니까|습니다|입니다|[합됩]니다|해요|해주세요|하세요|주세요|세요|이에요|예요|인데요?|는데요?)$/u;

function stem(word: string): string {
  // Russian bends every ending: доставка, доставки, доставкой.
  if (/\p{Script=Cyrillic}/u.test(word)) return word.slice(0, 5);
  if (word.length > 5 && /[a-z]/.test(word))
    return word.replace(/nya$/, '').replace(/(ing|ies|es|s|ed|en|n|e|y)$/, '');
  return word.length > 3 ? word.replace(/s$/, '') : word;
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const STOP_WORDS = new Set(
  'a an and are as at be by can do does for from how i if in is it my me of on or that the there this to was what when where which who will with you your le la les de des du et un une est que je mon ma pour en el los las un una es mi por para der die das ist und ich mein meine ein eine wie zu o os as um uma e do da meu minha como qual com posso pode puedo puede con se kann ich kann man wie peux peut comment could would should have has any 怎么 什么 如何 可以 需要 哪里 هل كم ما متى كيف اين من في على الى عن هذا هذه يمكن يمكنني il lo gli che di un uno una e o per con mi mio mia come quando quanto posso si del della dei delle al alla da in на в во и с со у к по за из от до не это как где когда что мой моя мне мои я вы можно ли мы для yang dan di ke dari ini itu apa apakah saya bisa untuk dengan kak berapa kapan bagaimana ada toi ban minh co la cua cho va thi khong duoc khi nao bao nhieu the 그 이 저 제 내 좀 어떻게 언제 얼마 수 있나요 있어요 하나요 인가요 ได้ ที่ และ หรือ ของ ไหม มี เป็น อย่าง อย่างไร เท่า ไร เท่าไร ต้อง เมื่อ เมื่อไร กี่ dois doit'.split(
    ' ',
  ),
);
