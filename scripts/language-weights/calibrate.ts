import { certaintyFeatures } from '../../src/language/certainty.ts';
import type { LanguageModel, PackedWeights } from '../../src/language/language-model.ts';
import { primaryLanguage } from '../../src/language/languages.ts';
import type { TrainedClass } from './classes.ts';
import { drawExample } from './examples.ts';
import { type Random, randomFrom } from './random.ts';

interface Judged {
  features: number[];
  guess: string;
  right: number;
}

/** How far the model's guesses may be believed, from what it makes of text that it was not trained on and of no text at all. */
export function calibrate(
  model: LanguageModel,
  classes: readonly TrainedClass[],
): Pick<PackedWeights, 'CALIBRATION' | 'OFFSETS'> {
  const random = randomFrom(11);
  const rows: Judged[] = [];
  for (const one of classes)
    for (let count = Math.round(EXAMPLES * one.share); count > 0; count--) {
      const judged = judge(model, one.script, drawExample(one.heldOut, random));
      if (judged === null) continue;
      const right = judged.guess === primaryLanguage(one.name) ? 1 : 0;
      rows.push({ ...judged, right });
    }
  const right = rows.reduce((sum, row) => sum + row.right, 0);
  console.log(`held out: ${((100 * right) / rows.length).toFixed(1)} % of ${rows.length} right`);
  // Keys pressed at random are in no language, whichever is guessed.
  for (let count = rows.length * PART_OF_KEYS; count > 0; count--) {
    const judged = judge(model, 'latin', pressedKeys(random));
    if (judged !== null) rows.push({ ...judged, right: 0 });
  }
  return fit(rows);
}

const EXAMPLES = 1500;
const PART_OF_KEYS = 0.03;

/** What the model guesses among the languages of a script. */
function judge(model: LanguageModel, script: string, text: string): Omit<Judged, 'right'> | null {
  const members = model.scripts.get(script) ?? [];
  const { scores, known, familiar } = model.read(text);
  if (known === 0) return null;
  const shares = new Map<string, number>();
  const top = Math.max(...members.map((at) => scores[at] ?? 0));
  let sum = 0;
  for (const at of members) {
    const weight = Math.exp((scores[at] ?? 0) - top);
    const language = primaryLanguage(model.classes[at] ?? '');
    shares.set(language, (shares.get(language) ?? 0) + weight);
    sum += weight;
  }
  const [guess, weight] = [...shares].reduce((first, other) =>
    other[1] > first[1] ? other : first,
  );
  return {
    features: certaintyFeatures({
      share: weight / sum,
      letters: text.length,
      familiar,
      listed: model.listed(text, guess),
    }),
    guess,
  };
}

function pressedKeys(random: Random): string {
  const letter = () => KEYS[Math.floor(random() * KEYS.length)] ?? '';
  return Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
    Array.from({ length: 3 + Math.floor(random() * 6) }, letter).join(''),
  ).join(' ');
}

const KEYS = 'qwertyuiopasdfghjklzxcvbnm';

/** Logistic regression of "right or wrong", by steps down the slope that grow shorter. */
function fit(rows: readonly Judged[]): Pick<PackedWeights, 'CALIBRATION' | 'OFFSETS'> {
  const coefficients = (rows[0]?.features ?? []).map(() => 0);
  const slopes = coefficients.map(() => 0);
  const offsets = new Map(rows.map(({ guess }) => [guess, 0]));
  for (let step = 0; step < STEPS; step++) {
    const gradient = coefficients.map(() => 0);
    const ofGuesses = new Map<string, number>();
    for (const { features, guess, right } of rows) {
      const sum = features.reduce(
        (total, feature, at) => total + feature * (coefficients[at] ?? 0),
        offsets.get(guess) ?? 0,
      );
      const miss = (right - 1 / (1 + Math.exp(-sum))) / rows.length;
      for (const [at, feature] of features.entries())
        gradient[at] = (gradient[at] ?? 0) + miss * feature;
      ofGuesses.set(guess, (ofGuesses.get(guess) ?? 0) + miss);
    }
    for (const [at, slope] of gradient.entries()) {
      slopes[at] = (slopes[at] ?? 0) + slope * slope;
      coefficients[at] = (coefficients[at] ?? 0) + (slope * RATE) / Math.sqrt(slopes[at] || 1);
    }
    for (const [guess, offset] of offsets)
      offsets.set(
        guess,
        offset + ((ofGuesses.get(guess) ?? 0) - (PULL * offset) / rows.length) * OFFSET_RATE,
      );
  }
  const rounded = (value: number) => Math.round(value * 1000) / 1000;
  return {
    CALIBRATION: coefficients.map(rounded),
    OFFSETS: Object.fromEntries(
      [...offsets].sort().map(([guess, offset]) => [guess, rounded(offset)]),
    ),
  };
}

const STEPS = 500;
const RATE = 0.2;
/** How much the offsets are held back: as if so many texts of each language said nothing. */
const PULL = 30;
const OFFSET_RATE = 8;
