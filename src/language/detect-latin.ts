import { type Detection, mostLikely, UNKNOWN } from './detection.ts';
import { FRANC_CODES, LANGUAGES } from './languages.ts';
import { LATIN_LANGUAGES, type LatinEvidence, latinModel } from './latin-model.ts';
import { SCRIPT_LANGUAGES } from './script-languages.ts';
import { isCommonWord, latinHints } from './word-hints.ts';

/**
 * The language of a cleaned text in Latin letters: n-grams, frequent words and the hints are added up as logarithms of
 * a probability, together with how often shoppers write each language. franc is asked for what none of them claims.
 */
export async function detectLatin(
  cleaned: string,
  candidates: readonly string[] | null,
  prior: string | null,
): Promise<Detection> {
  const languages = (candidates ?? LANGUAGES).filter((language) => !NOT_LATIN.has(language));
  if (languages.length === 0) return UNKNOWN;
  const hints = latinHints(cleaned, new Set(languages));
  const evidence = (await latinModel()).weigh(cleaned);
  // Letters that no language knows anything about ("hmm", "xkcd"): the text does not tell.
  if (evidence.knownWords === 0 && hints.size === 0 && cleaned.length < 4) return UNKNOWN;

  const scores = languages.map((language): [string, number] => [
    language,
    evidenceFor(language, evidence) +
      unlisted(language, cleaned) * UNLISTED_WORD +
      (hints.get(language) ?? 0) * HINT_WEIGHT +
      (FREQUENCY[language] ?? 0) +
      (language === prior ? PRIOR_WEIGHT : 0),
  ]);
  const found = mostLikely(scores, 0.8);
  const claim =
    wordsOf(found.language ?? '', evidence) / cleaned.split(' ').length +
    (hints.get(found.language ?? '') ?? 0) / 4;
  if (cleaned.length < SHORTEST_FOR_LONG_TAIL || (claim > CLAIMED && found.confidence > 0.8))
    return found;
  return (await fromLongTail(cleaned, candidates)) ?? found;
}

/** What n-grams and words say for a language, where the model knows it. */
export async function modelEvidence(cleaned: string): Promise<(language: string) => number> {
  const evidence = (await latinModel()).weigh(cleaned);
  return (language) => evidenceFor(language, evidence);
}

function evidenceFor(language: string, evidence: LatinEvidence): number {
  // eld has no Indonesian: Malay's n-grams stand for both, and Indonesian's word list for Malay at a price.
  const ngrams = evidence.ngrams[LATIN_LANGUAGES.indexOf(language === 'id' ? 'ms' : language)] ?? 0;
  const words =
    language === 'ms'
      ? Math.max(0, wordsOf('id', evidence) - evidence.knownWords * MALAY_WORD_PRICE)
      : wordsOf(language, evidence);
  return ngrams * NGRAM_WEIGHT * Math.max(1, evidence.count) ** -0.1 + words * WORD_WEIGHT;
}

/** Frequent words of the languages that have no word list in the model: those no list speaks for. */
function unlisted(language: string, cleaned: string): number {
  if (language !== 'tl' && language !== 'ms') return 0;
  return cleaned
    .split(' ')
    .filter(
      (word) => isCommonWord(word, language) && !(language === 'ms' && isCommonWord(word, 'id')),
    ).length;
}

function wordsOf(language: string, evidence: LatinEvidence): number {
  return evidence.words[LATIN_LANGUAGES.indexOf(language)] ?? 0;
}

// Fitted on frequent words joined at random and on the shop questions of data/understanding.
const NGRAM_WEIGHT = 0.019;
const WORD_WEIGHT = 1.2;
const HINT_WEIGHT = 1.2;
const UNLISTED_WORD = 4;
const PRIOR_WEIGHT = 2;
const MALAY_WORD_PRICE = 0.7;
/** How much oftener than the rest a shopper writes a language, as a logarithm: it settles "hi" and "ok". */
const FREQUENCY: Record<string, number> = {
  en: 2,
  es: 1,
  fr: 0.5,
  de: 0.5,
  pt: 0.4,
  it: 0.2,
  id: 0.2,
};

const NOT_LATIN = new Set(Object.values(SCRIPT_LANGUAGES).flat());
const SHORTEST_FOR_LONG_TAIL = 30;
/** Sum of log probabilities a word, over that of an unknown word, from which a language owns the text. */
const CLAIMED = 1.5;

type Franc = typeof import('franc');
let franc: Promise<Franc> | null = null;

/** The language among franc's 187 where the text is long enough and none of the frequent ones is near: a sentence in Yoruba is not Spanish. */
async function fromLongTail(
  cleaned: string,
  candidates: readonly string[] | null,
): Promise<Detection | null> {
  if (candidates !== null) return null;
  franc ??= import('franc');
  const { francAll } = await franc;
  const found = francAll(cleaned, { minLength: SHORTEST_FOR_LONG_TAIL });
  const [first] = found;
  if (first === undefined || first[0] === 'und' || CLOSE_RELATIVES.has(first[0])) return null;
  const language = LANGUAGE_OF_CODE.get(first[0]) ?? first[0];
  if (LANGUAGES.some((known) => known === language)) return null;
  const nearest = found.find(([code]) =>
    LANGUAGES.some((known) => known === LANGUAGE_OF_CODE.get(code)),
  );
  const lead = 1 - (nearest?.[1] ?? 0);
  return lead < LONG_TAIL_LEAD ? null : { language, confidence: Math.min(0.95, 0.7 + lead) };
}

const LONG_TAIL_LEAD = 0.08;
const LANGUAGE_OF_CODE = new Map(
  Object.entries(FRANC_CODES).map(([language, code]) => [code, language]),
);
// Languages so near to one of the 36 that franc confuses them on short texts: a shopper means the big one.
const CLOSE_RELATIVES = new Set(
  'sco glg cat ast ext lad arg oci cos srd roh vec lmo nds afr fry ltz gsw nno jav sun min bjn mad ace ceb ilo hil war bcl pam bik'.split(
    ' ',
  ),
);
