import { foldForFeatures, foldWithTones } from './fold.ts';

/** Buckets the n-grams are hashed into; most stay empty. A change makes the stored weights void. */
export const BUCKETS = 2 ** 21;

/** The hashed n-grams of one clause of a message, with their weights. A bucket may come twice. */
export interface Clause {
  /** the clause's words as the features see them, one blank between */
  words: string;
  /** words, or characters of a script without blanks: how much the clause says */
  size: number;
  buckets: number[];
  values: number[];
  /** sum of the squared weights */
  squares: number;
}

/**
 * A message's clauses with their features: words, pairs of words and pieces of words; for scripts without blanks, runs
 * of one to four characters (six in Thai). Accents, numbers, codes and addresses are folded, so that "DM-10042" and
 * "#W26113" teach the same. A message is the sum of its clauses.
 */
export function clausesOf(text: string): Clause[] {
  const words = meaningfulWords(foldForFeatures(text).split(' '));
  const clauses: Clause[] = clausesOfWords(words);
  const tones = foldWithTones(text);
  const [first] = clauses;
  if (tones !== null && first !== undefined) addTones(first, tones);
  return clauses;
}

function clausesOfWords(words: string[]): Clause[] {
  const clauses: Clause[] = [];
  let clause = emptyClause();
  let previous = START;
  for (const word of words) {
    if (word === '|' || (JOINING.has(word) && clause.size >= 3)) {
      if (word === '|' && clause.size > 0) {
        addPair(clause, previous, END, 0.5);
        previous = START;
      }
      if (clause.size > 0) clauses.push(clause);
      clause = clause.size > 0 ? emptyClause() : clause;
      if (word === '|') continue;
    }
    const hash = hashWord(word);
    if (isMark(word)) add(clause, mix(hash ^ WORD), 1);
    else if (isDense(word)) addDense(clause, word);
    else addSpaced(clause, word, hash);
    clause.words += clause.words === '' ? word : ` ${word}`;
    addPair(clause, previous, hash, 0.8);
    previous = hash;
    // A question or exclamation ends here; its mark stays with it.
    if ((word === '?' || word === '!') && clause.size > 0) {
      clauses.push(clause);
      clause = emptyClause();
      previous = START;
    }
  }
  if (clause.squares > 0) {
    addPair(clause, previous, END, 0.5);
    clauses.push(clause);
  }
  return clauses;
}

/** Syllables and pairs of them with their marks, which tell what the bare letters do not. */
function addTones(clause: Clause, tones: string): void {
  let previous = START;
  for (const word of meaningfulWords(tones.split(' '))) {
    const hash = hashWord(word) ^ TONES;
    add(clause, mix(hash), 0.7);
    addPair(clause, previous, hash, 0.8);
    previous = hash;
  }
}

function emptyClause(): Clause {
  return { words: '', size: 0, buckets: [], values: [], squares: 0 };
}

function add(clause: Clause, hash: number, weight: number): void {
  clause.buckets.push(hash & (BUCKETS - 1));
  clause.values.push(weight);
  clause.squares += weight * weight;
}

function addPair(clause: Clause, left: number, right: number, weight: number): void {
  add(clause, mix(Math.imul(left, 31) ^ Math.imul(right, 0x9e3779b1) ^ PAIR), weight);
}

function addSpaced(clause: Clause, word: string, hash: number): void {
  clause.size += 1;
  add(clause, mix(hash ^ WORD), 1);
  const { length } = word;
  if (length < 2) return;
  // The edges of a word count as characters: "_no" is another piece than "no" within "snow".
  for (let start = -1; start < length - 1; start += 1) {
    let value = PIECE;
    for (let size = 1; size <= 5 && start + size <= length + 1; size += 1) {
      const at = start + size - 1;
      value = step(value, at < 0 || at === length ? EDGE : word.charCodeAt(at));
      const weight = PIECE_WEIGHTS[size] ?? 0;
      if (weight > 0) add(clause, mix(value), weight);
    }
  }
}

// Longer pieces say more; short ones survive slips of the finger.
const PIECE_WEIGHTS: readonly number[] = [0, 0, 0, 0.35, 0.4, 0.5];

function addDense(clause: Clause, word: string): void {
  const { length } = word;
  const weights = isThai(word.charCodeAt(0)) ? THAI_WEIGHTS : RUN_WEIGHTS;
  clause.size += length;
  for (let start = 0; start < length; start += 1) {
    let value = RUN;
    for (let size = 1; size < weights.length && start + size <= length; size += 1) {
      value = step(value, word.charCodeAt(start + size - 1));
      const weight = weights[size] ?? 0;
      if (weight > 0) add(clause, mix(value), weight);
    }
  }
}

const RUN_WEIGHTS: readonly number[] = [0, 0.5, 1, 0.8, 0.5];
const THAI_WEIGHTS: readonly number[] = [0, 0, 0.3, 0.6, 0.7, 0.7, 0.6];

/** Words after which another wish often begins. */
const JOINING: ReadonlySet<string> = new Set(
  'and also plus then but y ademas tambien e tambem mas pero et aussi mais und ausserdem aber anche inoltre ma وايضا ثم и также dan juga lalu va'.split(
    ' ',
  ),
);

/** A clause of nothing but "and": what it joined was a number or an address. */
export function isJoiningWord(words: string): boolean {
  return JOINING.has(words);
}

/** A number or address beside words says nothing of the wish: "DM-10042 did not arrive" means what "did not arrive" means. */
function meaningfulWords(words: string[]): string[] {
  const plain = words.filter((word) => !word.startsWith('<'));
  return plain.some((word) => !isMark(word)) ? plain : words;
}

function isMark(word: string): boolean {
  return word === '|' || word === '?' || word === '!' || word.startsWith('<');
}

/** Written without blanks, or so rich in endings that runs of characters say more than words: kana, Han, Hangul, Thai. */
export function isDense(word: string): boolean {
  const code = word.charCodeAt(0);
  return (
    (code >= 0x3040 && code <= 0x30ff) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    isThai(code)
  );
}

function isThai(code: number): boolean {
  return code >= 0x0e00 && code <= 0x0e7f;
}

const WORD = 0x51ed27;
const PAIR = 0x2c1b3c;
const PIECE = 0x811c9dc5;
const RUN = 0x1b873593;
const TONES = 0x7f4a7c15;
const EDGE = 0x5f;
const START = 0x5e;
const END = 0x24;

function hashWord(word: string): number {
  let value = PIECE;
  for (let index = 0; index < word.length; index += 1) value = step(value, word.charCodeAt(index));
  return value;
}

/** FNV-1a over UTF-16 code units. */
function step(value: number, code: number): number {
  return Math.imul(value ^ code, 0x01000193);
}

/** Spreads the low bits, which choose the bucket. */
function mix(hash: number): number {
  let value = hash ^ (hash >>> 15);
  value = Math.imul(value, 0x2c1b3c6d);
  value ^= value >>> 13;
  value = Math.imul(value, 0x297a2d39);
  return (value ^ (value >>> 16)) >>> 0;
}
