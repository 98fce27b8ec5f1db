import { certainty } from './certainty.ts';
import { cleanForDetection } from './clean-text.ts';
import { type Detection, UNKNOWN } from './detection.ts';
import { languageModel } from './language-model.ts';
import { LANGUAGES, primaryLanguage } from './languages.ts';
import { fromLongTail, SHORTEST_FOR_LONG_TAIL } from './long-tail.ts';
import { partInOtherScript, secondLanguage } from './mixture.ts';
import { countScripts, mainScript, type Script, weightOf } from './script.ts';
import { SCRIPT_LANGUAGES } from './script-languages.ts';
import { isWithoutLanguage } from './without-language.ts';

export type { Detection } from './detection.ts';

/**
 * The language of a message. The script decides where it can; for the rest n-grams and words are weighed together.
 * `candidates` restricts the answer; `prior` is the language expected before reading (earlier messages, browser).
 * The weights are loaded at the first message that needs them.
 */
export async function detectLanguage(
  text: string,
  options: { candidates?: readonly string[]; prior?: string | null } = {},
): Promise<Detection> {
  const candidates = options.candidates?.map(primaryLanguage) ?? null;
  const prior = options.prior ? primaryLanguage(options.prior) : null;
  const cleaned = cleanForDetection(text);
  const counts = countScripts(cleaned);
  const script = mainScript(counts);
  if (script === null || isWithoutLanguage(cleaned)) return UNKNOWN;

  const found = await detectIn(cleaned, script, candidates, prior);
  const elsewhere = partInOtherScript(cleaned, counts, script, weightOf);
  return elsewhere === 0 ? found : lessSure(found, elsewhere);
}

async function detectIn(
  cleaned: string,
  script: Script,
  candidates: readonly string[] | null,
  prior: string | null,
): Promise<Detection> {
  const own = SCRIPT_LANGUAGES[script];
  if (own !== undefined) return only(own, own, candidates);
  // Kana inside ideographs is Japanese, however few.
  if (script === 'han' && /[\u3041-\u30fa]/u.test(cleaned)) return only('ja', 'zh', candidates);
  return detectShared(cleaned, script, candidates, prior);
}

/** Of a text in two languages each is as certain as its part is large. */
function lessSure({ language, confidence }: Detection, otherPart: number): Detection {
  return { language, confidence: Math.round(confidence * (1 - otherPart) * 1000) / 1000 };
}

function only(language: string, second: string, candidates: readonly string[] | null): Detection {
  if (candidates?.includes(language) ?? true)
    return { language, confidence: CONFIDENCE_OF_A_SCRIPT };
  return candidates?.includes(second) ? { language: second, confidence: 0.1 } : UNKNOWN;
}

const CONFIDENCE_OF_A_SCRIPT = 0.999;

/** A text in a script that several languages share. */
async function detectShared(
  cleaned: string,
  script: Script,
  candidates: readonly string[] | null,
  prior: string | null,
): Promise<Detection> {
  const model = await languageModel();
  const members = model.scripts.get(script) ?? [];
  // "мой order": the words in the other script say nothing here.
  const foreign = script === 'latin' ? NOT_LATIN : LATIN;
  const words = cleaned.replace(foreign, ' ').replace(/ +/gu, ' ').trim();
  const { scores, known, familiar } = model.read(words);
  // Letters that no language knows anything about ("xkcd"): the text does not tell.
  if (known === 0 && script === 'latin') return UNKNOWN;

  const sharesIn = (read: Float32Array, expected: string | null) =>
    sharesOf(
      members.map((at) => [model.languages[at] ?? '', read[at] ?? 0]),
      expected,
    );
  const shares = sharesIn(scores, prior);
  const enabled: readonly string[] = candidates ?? LANGUAGES;
  const [inside, insideShare] = largest(shares, (language) => enabled.includes(language));
  const listed = model.listed(words, inside ?? '');
  const confidenceOf = (share: number) => {
    const offset = model.offsets[inside ?? ''] ?? 0;
    const fitted = { coefficients: model.calibration, offset };
    return (
      Math.round(certainty({ share, letters: cleaned.length, familiar, listed }, fitted) * 1000) /
      1000
    );
  };

  if (candidates === null) {
    const tail = await outsideOf(cleaned, script, shares, confidenceOf(insideShare));
    if (tail !== null) return tail;
  }
  if (inside === null) return UNKNOWN;
  const all = enabled.reduce((sum, language) => sum + (shares.get(language) ?? 0), 0);
  // Among candidates the share is that of the candidates, less what speaks for none of them.
  const share =
    candidates === null ? insideShare : (insideShare / all) * (1 - (1 - all) * DOUBT_OUTSIDE);
  const confidence = confidenceOf(share);
  if (confidence < LEAST_CONFIDENCE) return UNKNOWN;
  // Where nearly all words are known to be of one language, no other takes turns with it.
  const mixture =
    listed > NEARLY_ALL
      ? null
      : secondLanguage(words, inside, (some) => sharesIn(model.read(some).scores, inside));
  const found = { language: inside, confidence };
  if (mixture === null || !enabled.includes(mixture.other)) return found;
  // The language expected is as good as the other one where it has its part.
  return mixture.other === prior
    ? lessSure({ language: prior, confidence }, 1 - mixture.part)
    : lessSure(found, mixture.part);
}

/** Below it the text truly does not tell. */
const LEAST_CONFIDENCE = 0.12;

const NEARLY_ALL = 0.8;
const LATIN = /[\p{Script=Latin}'\d]+/gu;
const NOT_LATIN = /[^\p{Script=Latin}\p{M}'\d ]+/gu;
const DOUBT_OUTSIDE = 0.5;
/** How many times likelier the expected language is before a word is read. */
const PRIOR_WEIGHT = 2;

/** How much oftener than the rest a shopper writes a language, as a logarithm: it settles "total". */
const FREQUENCY: Record<string, number> = { en: 0.3, es: 0.2, id: 0.2 };

/** Each language's share of the probability. A language with two scores (`hi` and `hi-Latn`) has one share. */
function sharesOf(
  scores: readonly (readonly [string, number])[],
  prior: string | null,
): Map<string, number> {
  const top = Math.max(...scores.map(([, score]) => score));
  const shares = new Map<string, number>();
  let sum = 0;
  for (const [language, score] of scores) {
    const expected = (FREQUENCY[language] ?? 0) + (language === prior ? PRIOR_WEIGHT : 0);
    const weight = Math.exp(score - top + expected);
    shares.set(language, (shares.get(language) ?? 0) + weight);
    sum += weight;
  }
  for (const [language, weight] of shares) shares.set(language, weight / sum);
  return shares;
}

function largest(
  shares: ReadonlyMap<string, number>,
  fits: (language: string) => boolean,
): [string | null, number] {
  let best: [string | null, number] = [null, 0];
  for (const [language, share] of shares)
    if (share > best[1] && fits(language)) best = [language, share];
  return best;
}

/** A language outside the 36, where a text is long enough to be sure of it: a sentence in Yoruba is not Spanish. */
async function outsideOf(
  cleaned: string,
  script: Script,
  shares: ReadonlyMap<string, number>,
  insideConfidence: number,
): Promise<Detection | null> {
  const words = cleaned.split(' ').length;
  const [language, share] = largest(shares, (one) => !LANGUAGES.some((known) => known === one));
  if (language !== null && words >= FEWEST_WORDS_OUTSIDE && share > SHARE_OUTSIDE)
    return { language, confidence: Math.round(share * 0.95 * 1000) / 1000 };
  if (script !== 'latin' || insideConfidence > SURE || cleaned.length < SHORTEST_FOR_LONG_TAIL)
    return null;
  return fromLongTail(cleaned);
}

const FEWEST_WORDS_OUTSIDE = 3;
const SHARE_OUTSIDE = 0.85;
/** Confidence from which nobody asks whether a text is in one of franc's languages. */
const SURE = 0.6;
