export interface Detection {
  /** BCP 47 primary code (`zh`, `tl`), or a three-letter ISO 639-3 code for a language outside the 36; null when the text does not tell */
  language: string | null;
  /** 0 to 1: the probability that `language` is right */
  confidence: number;
}

export const UNKNOWN: Detection = { language: null, confidence: 0 };

/** Softmax over the scores; `sharpness` sets how fast a lead in score becomes certainty. */
export function mostLikely(
  scores: readonly (readonly [string, number])[],
  sharpness: number,
): Detection {
  let best: readonly [string, number] | null = null;
  for (const entry of scores) if (best === null || entry[1] > best[1]) best = entry;
  if (best === null || best[1] <= 0) return UNKNOWN;
  const top = best[1];
  const sum = scores.reduce((total, [, score]) => total + Math.exp((score - top) * sharpness), 0);
  return { language: best[0], confidence: Math.round((1 / sum) * 1000) / 1000 };
}
