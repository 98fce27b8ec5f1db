/**
 * Words drawn from how letters follow one another in a language: lingua (Apache-2.0) carries the shares of the n-grams of up to
 * five letters within the words of a million sentences of news and web text a language. What is drawn are mostly words of the
 * language, as often as text has them, for languages of which no package has text enough.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliDecompressSync, constants, createBrotliDecompress } from 'node:zlib';
import { type Random, randomFrom } from './random.ts';

const WASM = new URL('node_modules/@bluzzi/lingua/src/lingua_bg.wasm', import.meta.url);
/** The words drawn once are kept beside the packages: they take a minute. */
const KEPT = new URL('node_modules/.cache/drawn-words.json', import.meta.url);
const WORDS_A_LANGUAGE = 40_000;

/** Words by lingua's name of the language, in the order they were drawn, many of them often. */
export async function drawWords(names: readonly string[]): Promise<Map<string, string[]>> {
  const kept = readKept(names);
  if (kept !== null) return kept;
  const wanted = new Set(names);
  const words = new Map<string, string[]>();
  let shares: Map<string, number>[] = [];
  for await (const { language, text } of modelsIn(readFileSync(WASM))) {
    if (!wanted.has(language) || words.has(language)) continue;
    const list = sharesOf(text);
    const [any = ''] = list.keys();
    shares[any.length] = list;
    // A language's five models stand together.
    if (Object.keys(shares).length < LONGEST) continue;
    words.set(language, drawFrom(shares));
    shares = [];
  }
  mkdirSync(new URL('.', KEPT), { recursive: true });
  writeFileSync(KEPT, JSON.stringify([...words]));
  return words;
}

function readKept(names: readonly string[]): Map<string, string[]> | null {
  try {
    const kept = new Map<string, string[]>(JSON.parse(readFileSync(KEPT, 'utf8')));
    return names.every((name) => kept.has(name)) ? kept : null;
  } catch {
    return null;
  }
}

export function drawFrom(shares: readonly Map<string, number>[]): string[] {
  const chain = chainOf(shares);
  const random = randomFrom(17);
  const words: string[] = [];
  while (words.length < WORDS_A_LANGUAGE) {
    const word = drawWord(chain, random);
    if (word.length >= 2) words.push(word);
  }
  return words;
}

const LONGEST = 5;
const LEAST_COUNT = 1e-9;
const LONGEST_WORD = 24;
const END = '';

/** What may follow a beginning of up to three letters (`^th`) or the last four letters, with the sums of the chances. */
type Chain = Map<string, { letters: string[]; sums: number[] }>;

function chainOf(shares: readonly Map<string, number>[]): Chain {
  const counts = countsOf(shares);
  // How often a run begins a word: as often as it comes, less what comes with a letter before it.
  const beginning = new Map(counts);
  for (const [run, count] of counts) {
    const rest = run.slice(1);
    if (rest !== '') beginning.set(rest, (beginning.get(rest) ?? 0) - count);
  }
  const chain: Chain = new Map();
  const followed = new Map<string, number>();
  const add = (from: string, letter: string, count: number) => {
    if (count <= LEAST_COUNT) return;
    const next = chain.get(from) ?? { letters: [], sums: [] };
    chain.set(from, next);
    next.letters.push(letter);
    next.sums.push((next.sums.at(-1) ?? 0) + count);
    followed.set(from, (followed.get(from) ?? 0) + count);
  };
  const stateOf = (run: string) => (run.length < LONGEST - 1 ? `^${run}` : run);
  for (const [run, count] of counts) {
    const before = run.slice(0, -1);
    const often = before.length < LONGEST - 1 ? (beginning.get(run) ?? 0) : count;
    add(stateOf(before), run.slice(-1), often);
  }
  // What no letter follows is an end.
  for (const [run, count] of counts) {
    if (run.length === LONGEST) continue;
    const often = run.length < LONGEST - 1 ? (beginning.get(run) ?? 0) : count;
    add(stateOf(run), END, often - (followed.get(stateOf(run)) ?? 0));
  }
  return chain;
}

function drawWord(chain: Chain, random: Random): string {
  let word = '';
  while (word.length < LONGEST_WORD) {
    const next = chain.get(word.length < LONGEST - 1 ? `^${word}` : word.slice(1 - LONGEST));
    if (next === undefined) break;
    const target = random() * (next.sums.at(-1) ?? 0);
    const letter = next.letters[next.sums.findIndex((sum) => sum > target)] ?? END;
    if (letter === END) break;
    word += letter;
  }
  return word;
}

/** Shares are of all runs with the same letters before the last: their product is how often a text has the run. */
function countsOf(shares: readonly Map<string, number>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (let length = 1; length <= LONGEST; length++)
    for (const [run, share] of shares[length] ?? [])
      counts.set(run, share * (length === 1 ? 1 : (counts.get(run.slice(0, -1)) ?? 0)));
  return counts;
}

/** A model's text lists the runs by their share, a fraction. */
function sharesOf(text: string): Map<string, number> {
  const { ngrams }: { ngrams: Record<string, string> } = JSON.parse(text);
  const shares = new Map<string, number>();
  for (const [fraction, list] of Object.entries(ngrams)) {
    const [part = 0, whole = 1] = fraction.split('/').map(Number);
    for (const run of list.split(' ')) shares.set(run, part / whole);
  }
  return shares;
}

const BEGINNING = '{"language":"';
/** A stream's header may take some kilobytes before the first letter comes. */
const HEADER_BYTES = 30_000;
const LARGEST_STREAM = 8_000_000;
const LARGEST_GAP = 1_000;

/** The models stand one after the other as brotli streams, the first language's with their files' names in between. */
async function* modelsIn(wasm: Buffer): AsyncGenerator<{ language: string; text: string }> {
  let end = wasm.indexOf('bigrams.json.br');
  for (let at = end; at < end + LARGEST_GAP; at++) {
    if (!beginsModel(wasm.subarray(at, at + HEADER_BYTES))) continue;
    const { text, used } = await decompress(wasm.subarray(at, at + LARGEST_STREAM));
    yield { language: text.slice(BEGINNING.length, text.indexOf('"', BEGINNING.length)), text };
    end = at + used;
    at = end - 1;
  }
}

function beginsModel(bytes: Buffer): boolean {
  try {
    const text = brotliDecompressSync(bytes, {
      finishFlush: constants.BROTLI_OPERATION_FLUSH,
    });
    return text.subarray(0, BEGINNING.length).toString() === BEGINNING;
  } catch {
    return false;
  }
}

/** The stream that begins here, and how many bytes of it there are: more may follow. */
async function decompress(bytes: Buffer): Promise<{ text: string; used: number }> {
  const stream = createBrotliDecompress();
  stream.end(bytes);
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk;
  return { text, used: stream.bytesWritten };
}
