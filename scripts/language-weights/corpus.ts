/**
 * The text that the weights of language detection are trained on: translations, names and word lists of the packages in
 * `package.json` beside this file, the phrases of `data/languages` and the training examples of `data/understanding`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { cleanForDetection } from '../../src/language/clean-text.ts';
import { LINGUA } from './languages-of-packages.ts';
import { drawWords } from './letter-chains.ts';
import { type Add, readMadeUp, readPackages, readWordLists } from './packages.ts';
import { phrasesOf } from './phrases.ts';

export interface Corpus {
  /** words of a list, the most frequent first; none where there is no list */
  words: string[];
  /** names, fragments and sentences, as they were written */
  phrases: string[];
  /** phrases of the project's own, written as shoppers write: met more often than a package's */
  spoken: string[];
  /** words drawn as news and the web have them; none where they cannot be */
  drawn: string[];
}

/** Languages that some packages have in Latin letters under the same tag. */
const IN_CYRILLIC = new Set(['sr', 'kk', 'mk', 'be', 'ky', 'mn', 'bg', 'ru', 'uk']);
const ONLY_LATIN = /^[\p{Script=Latin}\P{L}]*$/u;

const DATA = new URL('../../data/', import.meta.url);

export async function readCorpora(languages: ReadonlySet<string>): Promise<Map<string, Corpus>> {
  const corpora = new Map<string, Corpus>(
    [...languages].map((language) => [language, { words: [], phrases: [], spoken: [], drawn: [] }]),
  );
  const collected = new Map<string, Set<string>>();
  const add: Add = (language, text) => {
    const corpus = language === null ? undefined : corpora.get(language);
    if (corpus === undefined || language === null) return;
    for (const phrase of phrasesOf(text)) {
      if (IN_CYRILLIC.has(language) && ONLY_LATIN.test(phrase)) continue;
      const known = collected.get(phrase);
      if (known?.has(language)) continue;
      collected.set(phrase, (known ?? new Set()).add(language));
      corpus.phrases.push(phrase);
    }
  };
  readPackages(add);
  await readMadeUp(add);
  // What four languages and more share was not translated.
  for (const [language, corpus] of corpora)
    corpus.phrases = corpus.phrases.filter((phrase) => {
      const shared = collected.get(phrase)?.size ?? 1;
      return language === 'en' || shared < 4;
    });
  for (const [language, words] of readWordLists()) corpora.get(language)?.words.push(...words);
  readOwn(corpora);
  readMalayWords(corpora);
  for (const [name, words] of await drawWords(Object.keys(LINGUA))) {
    const corpus = corpora.get(LINGUA[name] ?? '');
    if (corpus === undefined) continue;
    corpus.drawn = words;
    if (corpus.words.length === 0) corpus.words = byCount(countsOf([words, 1]));
  }
  return corpora;
}

/** No list has Malay: its own words and those of Indonesian's that it shares, in one order of frequency. */
function readMalayWords(corpora: ReadonlyMap<string, Corpus>): void {
  const without = new Set(
    linesOf('ms-without').flatMap((line) => line.split('|').map(cleanForDetection)),
  );
  const shared = corpora.get('id')?.words.filter((word) => !without.has(cleanForDetection(word)));
  const malay = corpora.get('ms');
  const weights = new Map<string, number>();
  for (const words of [wordsByCount(malay), shared ?? []])
    for (const [rank, word] of words.entries())
      weights.set(word, (weights.get(word) ?? 0) + 1 / (rank + 3));
  malay?.words.push(...[...weights].sort((a, b) => b[1] - a[1]).map(([word]) => word));
}

function wordsByCount(corpus: Corpus | undefined): string[] {
  const wordsOf = (texts: readonly string[] = []) =>
    texts.flatMap((text) => cleanForDetection(text).split(' '));
  return byCount(countsOf([wordsOf(corpus?.phrases), 1], [wordsOf(corpus?.spoken), 4]));
}

function countsOf(...lists: (readonly [readonly string[], number])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [words, weight] of lists)
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + weight);
  return counts;
}

function byCount(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}

/** One phrase in twenty-four is kept from training, to find out how far the trained model may be believed. */
export function splitCorpus(corpus: Corpus): { training: Corpus; heldOut: Corpus } {
  const isHeldOut = (text: string) => {
    let hash = 17;
    for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    return (hash >>> 3) % 24 === 0;
  };
  const training: Corpus = { ...corpus, phrases: [], spoken: [] };
  const heldOut: Corpus = { words: [], phrases: [], spoken: [], drawn: [] };
  for (const kind of ['phrases', 'spoken'] as const)
    for (const text of corpus[kind]) (isHeldOut(text) ? heldOut : training)[kind].push(text);
  return { training, heldOut };
}

function readOwn(corpora: ReadonlyMap<string, Corpus>): void {
  for (const name of readdirSync(new URL('understanding/', DATA)).filter((one) =>
    /^\w\w\.yaml$/u.test(one),
  )) {
    const corpus = corpora.get(name.slice(0, 2));
    const examples: Record<string, string[]> = parse(
      readFileSync(new URL(`understanding/${name}`, DATA), 'utf8'),
    );
    for (const list of Object.values(examples))
      if (Array.isArray(list)) for (const one of list) corpus?.spoken.push(String(one));
  }
  let names: string[] = [];
  try {
    names = readdirSync(new URL('languages/', DATA)).filter((name) => name.endsWith('.txt'));
  } catch {}
  for (const name of names) {
    const corpus = corpora.get(name.slice(0, -4));
    for (const line of linesOf(name.slice(0, -4)))
      for (const part of line.split('|')) corpus?.spoken.push(part.trim());
  }
}

/** The lines of a file in `data/languages`, without its comments. */
function linesOf(name: string): string[] {
  return readFileSync(new URL(`languages/${name}.txt`, DATA), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
}
