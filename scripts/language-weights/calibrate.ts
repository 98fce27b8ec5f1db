import { certaintyFeatures } from '../../src/language/certainty.ts';
import type { LanguageModel } from '../../src/language/language-model.ts';
import { primaryLanguage } from '../../src/language/languages.ts';
import type { TrainedClass } from './classes.ts';
import { drawExample, randomFrom } from './examples.ts';

/** Logistic regression of "right or wrong" on held-out text, by steps down the slope. */
export function calibrate(model: LanguageModel, classes: readonly TrainedClass[]): number[] {
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
        const language = primaryLanguage(model.classes[at] ?? '');
        shares.set(language, (shares.get(language) ?? 0) + weight);
        sum += weight;
      }
      const [best, weight] = [...shares].reduce((first, other) =>
        other[1] > first[1] ? other : first,
      );
      rows.push({
        features: certaintyFeatures(weight / sum, text.length),
        right: best === primaryLanguage(one.name) ? 1 : 0,
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
