import { asciiDigits } from '../language/digits.ts';

/*
 * Full-text search that works in any language: words are folded (case, accents, width), and runs of scripts
 * written without spaces become overlapping pairs of characters, in the index and in the query alike.
 */

/** Tokens of a text separated by blanks, as they go into the index. */
export function indexTokens(text: string): string {
  return runs(text)
    .flatMap((run) => (isUnspaced(run) ? [...pairs(run), ...run] : [run]))
    .join(' ');
}

/** Tokens of a query; a single character of an unspaced script counts only when it stands alone. */
export function queryTokens(text: string): string[] {
  const tokens = runs(text).flatMap((run) => (isUnspaced(run) ? pairs(run) : [run]));
  return [...new Set(tokens)].slice(0, MAX_QUERY_TOKENS);
}

/**
 * The words of a query, each as the tokens that must all match. A run of a script without spaces is one word in
 * `whole`, and what the runtime's segmenter makes of it otherwise: the pairs of `スニーカー` are also in `スカーフ`.
 */
export function queryWords(text: string, cut: 'whole' | 'segmented'): string[][] {
  const words = runs(text).flatMap((run) => {
    if (!isUnspaced(run)) return withoutArticle(run).map((word) => [word]);
    if (cut === 'whole') return [pairs(run)];
    return [...segmenter.segment(run)].flatMap(({ segment }) =>
      segment.length > 1 || /\p{Script=Han}/u.test(segment) ? [pairs(segment)] : [],
    );
  });
  return words.slice(0, MAX_QUERY_TOKENS);
}

/** The words of a text as the runtime's segmenter parts them, folded. */
export function segmentsOf(text: string): ReadonlySet<string> {
  const segments = [...segmenter.segment(foldText(text))];
  return new Set(segments.flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : [])));
}

/** `الوشاح` and `وشاح`: the Arabic article is written as one word with the noun. */
function withoutArticle(word: string): string[] {
  const bare = /^(?:و|ب|ل)?ال(?=\p{Script=Arabic}{3})/u.exec(word);
  return bare === null ? [word] : [word, word.slice(bare[0].length)];
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** Folded text without separators, for searches inside words. */
export function foldText(text: string): string {
  return asciiDigits(text.normalize('NFKD')).replace(/\p{M}/gu, '').toLowerCase().normalize('NFC');
}

const MAX_QUERY_TOKENS = 24;
const UNSPACED_SCRIPTS =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー';
const UNSPACED = new RegExp(`^[${UNSPACED_SCRIPTS}]`, 'u');
const RUN = new RegExp(`[${UNSPACED_SCRIPTS}]+|(?:(?![${UNSPACED_SCRIPTS}])[\\p{L}\\p{N}])+`, 'gu');

function runs(text: string): string[] {
  return foldText(text).match(RUN) ?? [];
}

function isUnspaced(run: string): boolean {
  return UNSPACED.test(run);
}

function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
