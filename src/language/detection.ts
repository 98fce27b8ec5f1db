export interface Detection {
  /** BCP 47 primary code (`zh`, `tl`), or a three-letter ISO 639-3 code for a language outside the 36; null when the text does not tell */
  language: string | null;
  /** 0 to 1: the probability that `language` is right */
  confidence: number;
}

export const UNKNOWN: Detection = { language: null, confidence: 0 };
