import { cleanForDetection } from './clean-text.ts';
import { FRANC_CODES, LANGUAGES, primaryLanguage } from './languages.ts';
import { countScripts, mainScript, type Script } from './script.ts';
import { SCRIPT_LANGUAGES, scriptHints } from './script-languages.ts';
import { latinHints } from './word-hints.ts';

export interface Detection {
  /** BCP 47 primary code (`zh`, `tl`), or a three-letter ISO 639-3 code for a language outside the 36; null when the text does not tell */
  language: string | null;
  /** 0 to 1: the probability that `language` is right, as far as the hints tell */
  confidence: number;
}

/**
 * The language of a message. The script decides where it can; for the rest words, letters and n-grams are weighed together.
 * `candidates` restricts the answer; `prior` is the language expected before reading (earlier messages, browser).
 * The n-gram data is loaded at the first message that needs it.
 */
export async function detectLanguage(
  text: string,
  options: { candidates?: readonly string[]; prior?: string | null } = {},
): Promise<Detection> {
  const candidates = options.candidates?.map(primaryLanguage) ?? null;
  const prior = options.prior ? primaryLanguage(options.prior) : null;
  const cleaned = cleanForDetection(text);
  const script = mainScript(countScripts(cleaned));
  if (script === null) return UNKNOWN;

  if (script === 'latin') return detectLatin(cleaned, candidates, prior);
  return detectByScript(cleaned, script, candidates, prior);
}

const UNKNOWN: Detection = { language: null, confidence: 0 };

function detectByScript(
  text: string,
  script: Script,
  candidates: readonly string[] | null,
  prior: string | null,
): Detection {
  const languages = (SCRIPT_LANGUAGES[script] ?? []).filter(
    (language) => candidates?.includes(language) ?? true,
  );
  const [first] = languages;
  if (first === undefined) return UNKNOWN;
  // Kana inside ideographs is Japanese, however few.
  if (script === 'han' && languages.includes('ja') && /[\u3041-\u30fa]/u.test(text))
    return { language: 'ja', confidence: 0.98 };
  if (languages.length === 1) return { language: first, confidence: 0.99 };

  const hints = scriptHints(text, script);
  const scores = languages.map((language, rank): [string, number] => [
    language,
    (hints.get(language) ?? 0) + (rank === 0 ? 1.2 : 0) + (language === prior ? 1.5 : 0),
  ]);
  return mostLikely(scores, 1);
}

async function detectLatin(
  cleaned: string,
  candidates: readonly string[] | null,
  prior: string | null,
): Promise<Detection> {
  const languages = (candidates ?? LANGUAGES).filter((language) => !NOT_LATIN.has(language));
  if (languages.length === 0) return UNKNOWN;
  const hints = latinHints(cleaned, new Set(languages));
  const letters = cleaned.length;
  const distances =
    letters >= SHORTEST_FOR_NGRAMS
      ? await ngramScores(cleaned, languages, candidates === null)
      : new Map<string, number>();
  if (hints.size === 0 && distances.size === 0 && prior === null) return UNKNOWN;

  // n-grams say little about a few letters and much about a sentence.
  const ngramWeight = Math.min(10, letters / 4);
  const all = new Set([...languages, ...distances.keys()]);
  const scores = [...all].map((language): [string, number] => [
    language,
    (hints.get(language) ?? 0) * 0.9 +
      (distances.get(language) ?? 0) * ngramWeight +
      (language === prior ? PRIOR_WEIGHT : 0),
  ]);
  const found = mostLikely(scores, 1.1);
  // Nothing but the prior speaks: the text itself does not tell.
  if ((hints.get(found.language ?? '') ?? 0) === 0 && letters < SHORTEST_FOR_NGRAMS)
    return { language: null, confidence: 0 };
  return found;
}

const SHORTEST_FOR_NGRAMS = 6;
const PRIOR_WEIGHT = 1.2;
const NOT_LATIN = new Set(Object.values(SCRIPT_LANGUAGES).flat());

type Franc = typeof import('franc');
let franc: Promise<Franc> | null = null;

/** 0 to 1 a language, by franc's distances: its best is always 1, so only differences carry meaning. */
async function ngramScores(
  cleaned: string,
  languages: readonly string[],
  everyLanguage: boolean,
): Promise<Map<string, number>> {
  franc ??= import('franc');
  const { francAll } = await franc;
  const codes = languages.map((language) => FRANC_CODES[language] ?? language);
  // The long tail of 187 languages counts only where there is enough text: a sentence in Yoruba is not mistaken for Spanish.
  const only = everyLanguage && cleaned.length >= SHORTEST_FOR_LONG_TAIL ? [] : codes;
  const found = francAll(cleaned, { only, minLength: 1 });
  const scores = new Map<string, number>();
  for (const [code, score] of found) {
    const language = LANGUAGE_OF_CODE.get(code) ?? code;
    if (code === 'und') continue;
    const known = codes.includes(code);
    if (known) scores.set(language, score);
    else if (!CLOSE_RELATIVES.has(code) && score === 1) scores.set(language, score);
  }
  return scores;
}

const SHORTEST_FOR_LONG_TAIL = 30;
const LANGUAGE_OF_CODE = new Map(
  Object.entries(FRANC_CODES).map(([language, code]) => [code, language]),
);
// Languages so near to one of the 36 that franc confuses them on short texts: a shopper means the big one.
const CLOSE_RELATIVES = new Set(
  'sco glg cat ast ext lad arg oci cos srd roh vec lmo nds afr fry ltz gsw nno jav sun min bjn mad ace ceb ilo hil war bcl pam bik'.split(
    ' ',
  ),
);

/** Softmax over the scores; `sharpness` sets how fast a lead in score becomes certainty. */
function mostLikely(scores: readonly (readonly [string, number])[], sharpness: number): Detection {
  let best: readonly [string, number] | null = null;
  for (const entry of scores) if (best === null || entry[1] > best[1]) best = entry;
  if (best === null || best[1] <= 0) return UNKNOWN;
  const top = best[1];
  const sum = scores.reduce((total, [, score]) => total + Math.exp((score - top) * sharpness), 0);
  return { language: best[0], confidence: Math.round((1 / sum) * 1000) / 1000 };
}
