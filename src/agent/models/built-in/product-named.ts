import { isDense } from './features.ts';
import { foldForFeatures } from './fold.ts';

/** What of a catalogue a message can name: titles, and tags with names in other languages. */
export interface NamedProduct {
  title: string;
  tags: readonly string[];
}

/**
 * The title of the product that a message names: by a tag as it stands, or by the most words of its title. Where two
 * are named equally well, the tag both have ("teapot"); null where none is named.
 */
export function productNamed(text: string, products: readonly NamedProduct[]): string | null {
  const folded = foldForFeatures(text);
  const said = new Set(folded.split(' ').map(stem));
  const written = new Set(
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{L}+/gu),
  );
  const named = products
    .map(({ title, tags }) => {
      const tag = tags.find((one) =>
        isShortWithAccents(one) ? written.has(one.toLowerCase()) : names(folded, said, one),
      );
      const words = wordsOf(title).filter((word) => said.has(stem(word)));
      return { title, tag, score: words.length + (tag === undefined ? 0 : 1.5) };
    })
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score);
  const [first, second] = named;
  if (first === undefined) return null;
  if (first.score !== second?.score) return first.title;
  return first.tag !== undefined && first.tag === second.tag ? first.tag : null;
}

function names(folded: string, said: ReadonlySet<string>, tag: string): boolean {
  const words = foldForFeatures(tag).split(' ');
  return words.every((word) => (isDense(word) ? folded.includes(word) : said.has(stem(word))));
}

/** "Thé" without its accent is "the": so short a word is named only as it is written. */
function isShortWithAccents(tag: string): boolean {
  const folded = foldForFeatures(tag);
  return folded.length <= 3 && folded !== tag.normalize('NFC').toLowerCase() && !isDense(folded);
}

/** The words of a title that tell it from others; the short ones do not. */
function wordsOf(title: string): string[] {
  return foldForFeatures(title)
    .split(/[ ']/u)
    .filter((word) => word.length >= 4 && !word.startsWith('<'));
}

function stem(word: string): string {
  return isDense(word) ? word : word.replace(/(?:es|s|en|e|i)$/u, '');
}
