/**
 * What the share of probability that a model gives its first guess tells about its being right: the coefficients are fitted
 * on texts that the model was not trained on, so that nine in ten answers with a confidence of 0.9 are right.
 */
export function certainty(share: number, letters: number, coefficients: readonly number[]): number {
  const sum = certaintyFeatures(share, letters).reduce(
    (total, feature, at) => total + feature * (coefficients[at] ?? 0),
    0,
  );
  return 1 / (1 + Math.exp(-sum));
}

export function certaintyFeatures(share: number, letters: number): number[] {
  const odds = Math.log(Math.max(share, 1e-4) / Math.max(1 - share, 1e-5));
  const length = Math.log(Math.min(letters, LONG) + 1) - 2;
  return [1, odds, length, odds * length];
}

/** Letters from which a longer text is no surer. */
const LONG = 60;
