/**
 * Writes `src/agent/models/built-in/meanings.json`: what English words mean, for wishes told in words that no example holds.
 * Run it after larger changes of the English examples: `npm --prefix scripts/meanings install --ignore-scripts`, then
 * `npx tsx scripts/meanings/build.ts`, two minutes. The same examples give the same file.
 */
import { writeFileSync } from 'node:fs';
import { foldForFeatures } from '../../src/agent/models/built-in/fold.ts';
import { INTENTS } from '../../src/agent/models/built-in/intents.ts';
import { Meanings, type StoredMeanings } from '../../src/agent/models/built-in/meanings.ts';
import { seeded } from '../n-gram-training.ts';
import { readExamples, textsOfLocale } from '../train-understanding.ts';
import { type NetRow, trainNet } from './net.ts';
import { packPlaces, readVectors } from './vectors.ts';

const WORDS = 20_000;
const DIMENSIONS = 96;
const HIDDEN = 128;
const EPOCHS = 12;
/** The share of words that a message goes without while it is learnt, every other time: no single word decides. */
const DROPPED = 0.3;

const { words, places } = await readVectors(WORDS, DIMENSIONS);
const table = {
  labels: INTENTS,
  words: words.join(' '),
  dimensions: DIMENSIONS,
  ...packPlaces(places),
};
const NOTHING = { weights: [], biases: [] };
const meanings = new Meanings({ ...table, hidden: NOTHING, output: NOTHING });
const random = seeded(7);
const texts = textsOfLocale('en', readExamples(), 1).map(({ intent, text }) => ({
  words: foldForFeatures(text).split(' '),
  target: INTENTS.indexOf(intent),
}));
console.log(`${words.length} words, ${texts.length} texts`);
const net = trainNet(rowsOf, { hidden: HIDDEN, labels: INTENTS.length, epochs: EPOCHS });
const stored: StoredMeanings = { ...table, ...net };
writeFileSync(
  new URL('../../src/agent/models/built-in/meanings.json', import.meta.url),
  `${JSON.stringify(stored)}\n`,
);

function rowsOf(epoch: number): NetRow[] {
  console.log(`epoch ${epoch + 1} of ${EPOCHS}`);
  return texts.flatMap(({ words: own, target }, at) => {
    const left = (at + epoch) % 2 === 0 ? own : own.filter(() => random() >= DROPPED);
    const inputs = meanings.inputsOf(left.join(' '));
    return inputs === null ? [] : [{ inputs, target }];
  });
}
