/*
 * Trains the built-in model's intent classifier from data/understanding and writes
 * src/agent/models/built-in/weights.json and the Worker's weights-small.json. Run it after editing the examples: npx tsx scripts/train-understanding.ts
 * The same examples give the same file: the only randomness is a seeded generator.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import type { OutsideGate } from '../src/agent/models/built-in/classifier.ts';
import { BUCKETS } from '../src/agent/models/built-in/features.ts';
import { INTENTS, type Intent, isIntent, isTopic } from '../src/agent/models/built-in/intents.ts';
import {
  pack,
  rowOf,
  seeded,
  shuffle,
  type Trained,
  type TrainingRow,
  trainRows,
} from './n-gram-training.ts';
import { withNoise } from './understanding/noise.ts';
import { framed, type Patterns, readPatterns, type Sentence } from './understanding/patterns.ts';

export interface Example extends Sentence {
  locale: string;
}

const DATA = new URL('../data/understanding/', import.meta.url);
const BUILT_IN = new URL('../src/agent/models/built-in/', import.meta.url);

/** The examples of every `<locale>.yaml` in a folder; a file maps intents to lists of texts. */
export function readExamples(folder: URL = DATA): Example[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const intents: Record<string, string[]> = parse(readFileSync(new URL(name, folder), 'utf8'));
      return Object.entries(intents).flatMap(([intent, texts]) => {
        if (!isIntent(intent)) throw new TypeError(`${name}: "${intent}" is not an intent`);
        return texts.map((text) => ({
          locale: name.replace('.yaml', ''),
          intent,
          text: String(text),
        }));
      });
    });
}

/** What the intents are learnt from, in the order of learning: the examples, noisy copies of them and the framed patterns. */
export function trainingRows(examples: readonly Example[]): TrainingRow[] {
  const rows = [...readPatterns()].flatMap(([locale, patterns]) => {
    // Each locale has chances of its own, so that a sentence more in one leaves the others as they were.
    const random = seeded(numberOf(locale));
    const own = examples.filter((example) => example.locale === locale);
    return textsOf(locale, own, { patterns, copies: COPIES, random }).map(({ intent, text }) =>
      rowOf(text, INTENTS.indexOf(intent), random()),
    );
  });
  return rows.sort((left, right) => left.draw - right.draw);
}

/** Learns the intents from rows. */
export function train(rows: readonly TrainingRow[]): Trained {
  return trainRows(rows, INTENTS.length, EPOCHS, { size: BUCKETS, dropped: 0.3 });
}

/** Noisy copies of each example, and how often all is gone through. */
const COPIES = 5;
const EPOCHS = 3;

/** What tells rows from any others: a hash over their features and labels, in hexadecimal. */
export function digestOf(rows: readonly TrainingRow[]): string {
  const hash = createHash('sha256');
  for (const { buckets, target } of rows) hash.update(buckets).update(Int32Array.of(target));
  return hash.digest('hex');
}

/** All that one locale is taught by: its examples with noisy copies of each, and its framed patterns. */
export function textsOfLocale(
  locale: string,
  examples: readonly Example[],
  copies: number,
): Sentence[] {
  const patterns = readPatterns().get(locale);
  if (patterns === undefined) throw new TypeError(`no patterns are written in "${locale}"`);
  const own = examples.filter((example) => example.locale === locale);
  return textsOf(locale, own, { patterns, copies, random: seeded(numberOf(locale)) });
}

interface Teaching {
  patterns: Patterns;
  copies: number;
  random: () => number;
}

/** All that a locale is taught by, in no order. */
function textsOf(
  locale: string,
  examples: readonly Sentence[],
  { patterns, copies, random }: Teaching,
): Sentence[] {
  const noisy = (sentence: Sentence): Sentence => ({
    intent: sentence.intent,
    text: withNoise(sentence, locale, patterns.aside, random),
  });
  const framedIntents = new Set(patterns.phrases.map(({ intent }) => intent));
  // Answers and corrections have no frames: among so many that have, they would be forgotten.
  const copiesOf = ({ intent }: Sentence) => (framedIntents.has(intent) ? copies : copies * 3);
  const texts = [
    ...examples.flatMap((example) => [
      example,
      ...Array.from({ length: copiesOf(example) }, () => noisy(example)),
    ]),
    ...framed(patterns, random).map(noisy),
  ];
  return [...texts, ...moreOfTheRare(texts, patterns, random).map(noisy)];
}

/**
 * Complaints come in so many kinds that their sentences outnumber those of a plain wish several times; what is shown
 * seldom is guessed seldom, and a word that nothing teaches would count as a complaint. So each wish is framed anew until
 * it stands somewhat nearer to them.
 */
function moreOfTheRare(
  texts: readonly Sentence[],
  patterns: Patterns,
  random: () => number,
): Sentence[] {
  const count = (wanted: Intent) => texts.filter(({ intent }) => intent === wanted).length;
  const most = count('complaint');
  const pool = Array.from({ length: 4 }, () => framed(patterns, random)).flat();
  return INTENTS.filter((intent) => isTopic(intent) || intent === 'greeting_thanks').flatMap(
    (wanted) => {
      const shown = count(wanted);
      const missing = Math.round(most ** EVEN * shown ** (1 - EVEN)) - shown;
      const own = shuffle(
        pool.filter(({ intent }) => intent === wanted),
        random,
      );
      return own.slice(0, Math.max(0, missing));
    },
  );
}

/** 0 leaves the intents as many sentences as they have, 1 gives all as many as complaints have. */
const EVEN = 0.6;

/** A number of its own for each name. */
export function numberOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32LE();
}

/*
 * The gates were fitted by logistic regression on held-out text and on public support and assistant questions that are no
 * part of this repository (bench/RESULTS.md).
 */
/** How many buckets each file keeps, and in how fine steps: the Worker's must fit into its bundle, compressed. */
export const KEPT = {
  node: {
    most: 400_000,
    steps: 7,
    gate: { bias: 3.3, margin: 0.85, evidence: -0.37, length: -0.4 },
  },
  worker: {
    most: 85_000,
    steps: 2,
    gate: { bias: 3.3, margin: 0.96, evidence: -0.21, length: -0.95 },
  },
};

// Found on data/understanding/test: the value at which confidence and accuracy agree best.
const TEMPERATURE = 0.75;

export function packIntents(
  trained: Trained,
  { gate, ...kept }: { most: number; steps: number; gate: OutsideGate },
) {
  return { ...pack(trained, INTENTS, { ...kept, temperature: TEMPERATURE }), gate };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const examples = readExamples();
  const started = performance.now();
  const rows = trainingRows(examples);
  const trained = train(rows);
  const learntFrom = digestOf(rows);
  for (const [name, kept] of [
    ['weights.json', KEPT.node],
    ['weights-small.json', KEPT.worker],
  ] as const)
    writeFileSync(
      new URL(name, BUILT_IN),
      `${JSON.stringify({ ...packIntents(trained, kept), learntFrom })}\n`,
    );
  console.log(
    `${examples.length} examples learnt in ${Math.round(performance.now() - started)} ms`,
  );
}
