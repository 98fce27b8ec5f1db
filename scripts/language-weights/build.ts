/**
 * Writes `src/language/language-weights.ts` and its small variant for Workers: what detection knows about the languages that
 * share a script. Run it after the text changes: `npm --prefix scripts/language-weights install --ignore-scripts`, then
 * `npx tsx scripts/language-weights/build.ts`. The same text gives the same weights.
 */
import { writeFileSync } from 'node:fs';
import { certaintyFeatures } from '../../src/language/certainty.ts';
import {
  type LanguageModel,
  type PackedWeights,
  unpackModel,
} from '../../src/language/language-model.ts';
import { readCorpora, splitCorpus } from './corpus.ts';
import { drawExample, ExampleSource, randomFrom } from './examples.ts';
import { packWeights } from './pack.ts';
import { type ClassOfText, trainWeights } from './train.ts';

/** Classes by script; after the stroke, languages outside the 36 that would else be taken for one of them. */
const SCRIPTS: Record<string, string> = {
  latin:
    'en es pt fr de it nl pl tr vi id ms tl sv da no fi cs sk hu ro hi-Latn ar-Latn | ca gl eu hr sl et lv lt sq af is ga cy sw yo ha zu xh so ig az uz eo jv ceb rw',
  cyrillic: 'ru uk bg | sr mk be kk ky mn',
  arabic: 'ar fa | ur ps',
  devanagari: 'hi | mr ne',
  han: 'zh ja',
};
/** Each script's part of the features that are kept. */
const PARTS = { latin: 0.68, cyrillic: 0.11, arabic: 0.06, devanagari: 0.03, han: 0.12 };
const SHARE_OUTSIDE = 0.15;
const SHARE_OTHER_SCRIPT = 0.35;

const VARIANTS = [
  {
    file: 'language-weights.ts',
    features: 70_000,
    dimensions: 32,
    examples: 20_000,
    epochs: 6,
    rate: 0.2,
  },
  {
    file: 'language-weights-small.ts',
    features: 6000,
    dimensions: 16,
    examples: 12_000,
    epochs: 4,
    rate: 0.2,
  },
].filter(({ file }) => process.argv[2] === undefined || file === process.argv[2]);

const names = Object.values(SCRIPTS)
  .flatMap((list) => list.split(' '))
  .filter((name) => name !== '|');
const corpora = readCorpora(new Set(names));

const classes: (ClassOfText & { heldOut: ExampleSource })[] = [];
for (const [script, list] of Object.entries(SCRIPTS)) {
  const outside = list.split(' ').indexOf('|');
  for (const [at, name] of list.split(' ').entries()) {
    const corpus = corpora.get(name);
    if (corpus === undefined || name === '|') continue;
    const { training, heldOut } = splitCorpus(corpus);
    const share =
      outside !== -1 && at > outside ? SHARE_OUTSIDE : name.includes('-') ? SHARE_OTHER_SCRIPT : 1;
    classes.push({
      name,
      script,
      source: new ExampleSource(name, training),
      heldOut: new ExampleSource(name, heldOut),
      share,
    });
  }
}

for (const { file, ...options } of VARIANTS) {
  const trained = trainWeights(classes, { ...options, parts: PARTS, random: randomFrom(7) });
  const packed = packWeights(trained, classes, []);
  packed.CALIBRATION = calibrate(unpackModel(packed));
  writeFileSync(new URL(`../../src/language/${file}`, import.meta.url), moduleOf(packed));
}

/** Logistic regression of "right or wrong" on held-out text, by Newton's steps. */
function calibrate(model: LanguageModel): number[] {
  const random = randomFrom(11);
  const rows: { features: number[]; right: number }[] = [];
  for (const one of classes) {
    const members = model.scripts.get(one.script) ?? [];
    for (let count = Math.round(1500 * one.share); count > 0; count--) {
      const text = drawExample(one.heldOut, random);
      const { scores, known } = model.read(text);
      if (known === 0) continue;
      const shares = new Map<string, number>();
      const top = Math.max(...members.map((at) => scores[at] ?? 0));
      let sum = 0;
      for (const at of members) {
        const weight = Math.exp((scores[at] ?? 0) - top);
        const language = (model.classes[at] ?? '').slice(0, 2);
        shares.set(language, (shares.get(language) ?? 0) + weight);
        sum += weight;
      }
      const [best, weight] = [...shares].reduce((first, other) =>
        other[1] > first[1] ? other : first,
      );
      rows.push({
        features: certaintyFeatures(weight / sum, text.length),
        right: best === one.name.slice(0, 2) ? 1 : 0,
      });
    }
  }
  console.log(
    `held out: ${((100 * rows.reduce((sum, row) => sum + row.right, 0)) / rows.length).toFixed(1)} % of ${rows.length} right`,
  );
  const size = rows[0]?.features.length ?? 0;
  const coefficients = new Array<number>(size).fill(0);
  for (let step = 0; step < 600; step++) {
    const gradient = new Array<number>(size).fill(0);
    for (const { features, right } of rows) {
      const sum = features.reduce(
        (total, feature, at) => total + feature * (coefficients[at] ?? 0),
        0,
      );
      const miss = right - 1 / (1 + Math.exp(-sum));
      for (const [at, feature] of features.entries())
        gradient[at] = (gradient[at] ?? 0) + miss * feature;
    }
    for (let at = 0; at < size; at++)
      coefficients[at] = (coefficients[at] ?? 0) + ((gradient[at] ?? 0) / rows.length) * 0.4;
  }
  return coefficients.map((value) => Math.round(value * 1000) / 1000);
}

function moduleOf(packed: PackedWeights): string {
  const lines = Object.entries(packed).map(
    ([name, value]) =>
      `export const ${name} =\n  ${JSON.stringify(value).replace(/^"|"$/gu, "'")};\n`,
  );
  return `// Written by scripts/language-weights/build.ts; do not edit. It names the packages whose text these numbers are learnt from.\n${lines.join('')}`;
}
