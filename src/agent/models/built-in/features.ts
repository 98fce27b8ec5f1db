import { asciiDigits } from '../../../language/digits.ts';

/** Buckets the n-grams are hashed into. A change makes the stored weights void. */
export const BUCKETS = 20_011;

/**
 * The hashed n-grams of a message with their weights (a unit vector): words, pairs of words and pieces of words;
 * for scripts without blanks, runs of one to three characters. Accents, numbers, codes and addresses are folded,
 * so that "DM-10042" and "#W26113" teach the same.
 */
export function featuresOf(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  const add = (feature: string, weight: number) => {
    const bucket = hash(feature) % BUCKETS;
    counts.set(bucket, (counts.get(bucket) ?? 0) + weight);
  };
  const words = meaningfulWords(foldForFeatures(text).split(' '));
  let previous = '^';
  for (const word of words) {
    if (isDense(word)) addDense(word, add);
    else addSpaced(word, add);
    add(`2:${previous} ${word}`, 0.8);
    previous = word;
  }
  add(`2:${previous} $`, 0.5);
  add(`n:${Math.min(6, Math.floor(words.length / 2))}`, 0.4);

  let norm = 0;
  for (const count of counts.values()) norm += count * count;
  const scale = 1 / Math.sqrt(norm);
  for (const [bucket, count] of counts) counts.set(bucket, count * scale);
  return counts;
}

/** A number or address beside words says nothing of the wish: "DM-10042 did not arrive" means what "did not arrive" means. */
function meaningfulWords(words: string[]): string[] {
  const plain = words.filter((word) => !/^<(?:code|num|mail|link)>$/.test(word));
  return plain.some((word) => /\p{L}/u.test(word)) ? plain : words;
}

function addSpaced(word: string, add: (feature: string, weight: number) => void): void {
  add(`1:${word}`, 1);
  if (word.length < 2 || word.startsWith('<')) return;
  const edged = `_${word}_`;
  for (let size = 3; size <= 5; size += 1)
    for (let start = 0; start + size <= edged.length; start += 1)
      add(`c:${edged.slice(start, start + size)}`, PIECE_WEIGHTS[size] ?? 0);
}

// Longer pieces say more; short ones survive slips of the finger.
const PIECE_WEIGHTS: Readonly<Record<number, number>> = { 3: 0.35, 4: 0.4, 5: 0.5 };

function addDense(word: string, add: (feature: string, weight: number) => void): void {
  for (let start = 0; start < word.length; start += 1) {
    add(`d:${word.charAt(start)}`, 0.5);
    for (let size = 2; size <= 4 && start + size <= word.length; size += 1)
      add(`d:${word.slice(start, start + size)}`, RUN_WEIGHTS[size] ?? 0);
  }
}

const RUN_WEIGHTS: Readonly<Record<number, number>> = { 2: 1, 3: 0.8, 4: 0.5 };

function isDense(word: string): boolean {
  return /[\u3040-\u30ff\u3400-\u9fff]/.test(word);
}

/** Lower case without accents; addresses, codes and numbers replaced by `<mail>`, `<link>`, `<code>`, `<num>`; `?` and `!` kept as words. */
export function foldForFeatures(text: string): string {
  // Classifier and cues read the same message one after the other.
  if (text !== lastFolded.text) lastFolded = { text, folded: fold(text) };
  return lastFolded.folded;
}

let lastFolded = { text: '', folded: '' };

function fold(text: string): string {
  return asciiDigits(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/(?:https?:\/\/|www\.)[!-~]+/g, ' <link> ')
    .replace(/[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+/g, ' <mail> ')
    .replace(/#?(?:\p{Script=Latin}+[-_]?)+\d[\w-]*|#\s?\d+/gu, ' <code> ')
    .replace(/\d[\d.,:/-]*/g, ' <num> ')
    .replace(/[’‘`´]/g, "'")
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u0652\u0640]/g, '')
    .replace(/[\u0622\u0623\u0625]/g, '\u0627')
    .normalize('NFC')
    .replace(/\u0649/g, '\u064a')
    .replace(/([?？؟])/g, ' ? ')
    .replace(/([!！])+/g, ' ! ')
    .replace(/[^\p{L}\p{M}<>?!']+/gu, ' ')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/'(?=\s|$)|(?<=\s|^)'/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** FNV-1a over UTF-16 code units, with a final mix so that the low bits are well spread. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value ^= text.charCodeAt(index);
    value = Math.imul(value, 0x01000193);
  }
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  value ^= value >>> 13;
  return value >>> 0;
}
