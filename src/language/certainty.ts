/**
 * What the share of probability that a model gives its first guess tells about its being right: the coefficients are fitted
 * on texts that the model was not trained on, so that nine in ten answers with a confidence of 0.9 are right. The offset is
 * that of the guessed language: Indonesian, whose words are Malay too, is less often right than Finnish.
 */
export function certainty(
  guess: Guess,
  { coefficients, offset }: { coefficients: readonly number[]; offset: number },
): number {
  const sum = certaintyFeatures(guess).reduce(
    (total, feature, at) => total + feature * (coefficients[at] ?? 0),
    offset,
  );
  return 1 / (1 + Math.exp(-sum));
}

export interface Guess {
  /** of the probability, 0 to 1 */
  share: number;
  letters: number;
  /** share of the text's n-grams that the model knows: few in "bzzt grmpf" */
  familiar: number;
  /** share of the text's words that the guessed language is known to have */
  listed: number;
}

export function certaintyFeatures({ share, letters, familiar, listed }: Guess): number[] {
  const odds = Math.log(Math.max(share, 1e-4) / Math.max(1 - share, 1e-5));
  const length = Math.log(Math.min(letters, LONG) + 1) - 2;
  return [1, odds, length, odds * length, familiar, odds * familiar, listed, odds * listed];
}

/** Letters from which a longer text is no surer. */
const LONG = 60;
