/** Draws training examples from a corpus: single words, pairs and triples, sentences, a good part of them with the noise of real messages. */
import { cleanForDetection } from '../../src/language/clean-text.ts';
import type { Corpus } from './corpus.ts';
import type { Random } from './random.ts';

/** Languages written without blanks between words. */
const DENSE = new Set(['zh', 'ja', 'th']);

/** Share of the examples that are typed in a hurry. */
const NOISY = 0.3;

/** Parts of the single words, and of the strings of words, that are drawn letter by letter where a language's can be. */
const DRAWN_WORDS = 0.35;
const DRAWN_MIXES = 0.5;

export function drawExample(source: ExampleSource, random: Random): string {
  const text = source.draw(random);
  return random() < NOISY ? withNoise(text, random) : text;
}

export class ExampleSource {
  /** words by how often the language's list has them, the first the most frequent */
  readonly words: readonly string[];
  /** sums of the words' weights: as they are met in text, and levelled so that the rare ones are met too */
  private readonly natural: Float64Array;
  private readonly levelled: Float64Array;
  private readonly phrases: string[];
  private readonly spoken: string[];
  /** words of the text, each once */
  readonly types: readonly string[];
  private readonly drawn: readonly string[];
  private readonly dense: boolean;

  constructor(language: string, corpus: Corpus, borrowed: ReadonlySet<string>) {
    this.dense = DENSE.has(language);
    this.drawn = corpus.drawn;
    this.phrases = corpus.phrases.map(cleanForDetection).filter((text) => text !== '');
    this.spoken = corpus.spoken.map(cleanForDetection).filter((text) => text !== '');
    const counts = new Map<string, number>();
    for (const [texts, weight] of [
      [this.phrases, 1],
      [this.spoken, 4],
    ] as const)
      for (const text of texts)
        if (!this.dense || text.length <= 6)
          for (const word of text.split(' ')) counts.set(word, (counts.get(word) ?? 0) + weight);
    for (const word of counts.keys()) if (borrowed.has(word)) counts.delete(word);
    this.types = [...counts.keys()].filter((word) => word.length >= 2);
    const listed = new Set(corpus.words.map(cleanForDetection).filter((word) => word !== ''));
    this.words =
      listed.size > 0 ? [...listed] : [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
    this.natural = sumsOf(this.words.length, (rank) => 1 / (rank + 3));
    this.levelled = sumsOf(this.words.length, (rank) => 1 / (rank + 40) ** 0.7);
  }

  /** A cleaned example. */
  draw(random: Random): string {
    const kind = random();
    const text =
      kind < 0.42 ? this.word(random) : kind < 0.66 ? this.few(random) : this.sentence(random);
    return text;
  }

  word(random: Random): string {
    if (this.drawn.length > 0 && random() < DRAWN_WORDS) return pick(this.drawn, random);
    const source = random();
    if (source < 0.45) return this.listed(this.levelled, random);
    if (source < 0.55) return this.listed(this.natural, random);
    if (source < 0.8 || this.dense) return pick(this.types, random);
    return pick(this.text(random).split(' '), random);
  }

  few(random: Random): string {
    const count = random() < 0.5 ? 2 : 3;
    if (this.dense) return this.piece(random);
    if (random() < 0.4) return this.mixed(count, random);
    const words = this.text(random).split(' ');
    const from = Math.floor(random() * Math.max(1, words.length - count + 1));
    return words.slice(from, from + count).join(' ');
  }

  sentence(random: Random): string {
    if (!this.dense && random() < 0.2) return this.mixed(4 + Math.floor(random() * 5), random);
    const text = this.text(random);
    const words = text.split(' ');
    if (words.length <= 14) return text;
    const from = Math.floor(random() * (words.length - 13));
    return words.slice(from, from + 14).join(' ');
  }

  private text(random: Random): string {
    const asSpoken = this.phrases.length === 0 || (this.spoken.length > 0 && random() < 0.5);
    return pick(asSpoken ? this.spoken : this.phrases, random);
  }

  /** Some letters of a text without blanks. */
  private piece(random: Random): string {
    const text = this.text(random).replaceAll(' ', '');
    const length = 3 + Math.floor(random() * 6);
    const from = Math.floor(random() * Math.max(1, text.length - length + 1));
    return text.slice(from, from + length);
  }

  /** Words one after the other as often as text has them: what each of them says, without grammar. */
  private mixed(count: number, random: Random): string {
    const asDrawn = this.drawn.length > 0 && random() < DRAWN_MIXES;
    return Array.from({ length: count }, () =>
      asDrawn ? pick(this.drawn, random) : this.listed(this.natural, random),
    ).join(' ');
  }

  private listed(sums: Float64Array, random: Random): string {
    const target = random() * (sums.at(-1) ?? 0);
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < target) low = middle + 1;
      else high = middle;
    }
    return this.words[low] ?? '';
  }
}

function sumsOf(length: number, weight: (rank: number) => number): Float64Array {
  const sums = new Float64Array(length);
  let sum = 0;
  for (let rank = 0; rank < length; rank++) {
    sum += weight(rank);
    sums[rank] = sum;
  }
  return sums;
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

const PLAIN: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  å: 'a',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
  ё: 'е',
};
const SPELT_OUT: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  å: 'aa',
  ø: 'oe',
  æ: 'ae',
  ß: 'ss',
};

/** A text as a hurried hand types it: without accents, or with letters dropped, doubled or swapped. */
export function withNoise(text: string, random: Random): string {
  const kind = random();
  if (kind < 0.45) return plainLetters(text);
  if (kind < 0.5) return text.replace(/[äöüåøæß]/gu, (letter) => SPELT_OUT[letter] ?? letter);
  if (kind < 0.56) return text.replace(/(\p{L})(?=$| )/u, '$1$1');
  const letters = [...(kind < 0.65 ? plainLetters(text) : text)];
  const slips = 1 + Math.floor(letters.length / 18);
  for (let slip = 0; slip < slips && letters.length > 3; slip++) {
    const at = 1 + Math.floor(random() * (letters.length - 2));
    const what = random();
    if (what < 0.4) letters.splice(at, 1);
    else if (what < 0.6) letters.splice(at, 0, letters[at] ?? '');
    else if (what < 0.85) letters.splice(at - 1, 2, letters[at] ?? '', letters[at - 1] ?? '');
    else letters[at] = pick(letters, random);
  }
  return letters.join('').replace(/ +/gu, ' ').trim();
}

export function plainLetters(text: string): string {
  if (!/\p{Script=Latin}/u.test(text)) return text;
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .replace(/[ßæøåłđıœðþё]/gu, (letter) => PLAIN[letter] ?? letter);
}
