import { cleanForDetection } from './clean-text.ts';
import { detectLatin, modelEvidence } from './detect-latin.ts';
import { type Detection, mostLikely, UNKNOWN } from './detection.ts';
import { primaryLanguage } from './languages.ts';
import { countScripts, mainScript, type Script } from './script.ts';
import { SCRIPT_LANGUAGES, scriptHints } from './script-languages.ts';

export type { Detection } from './detection.ts';

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

async function detectByScript(
  text: string,
  script: Script,
  candidates: readonly string[] | null,
  prior: string | null,
): Promise<Detection> {
  const languages = (SCRIPT_LANGUAGES[script] ?? []).filter(
    (language) => candidates?.includes(language) ?? true,
  );
  const [first] = languages;
  if (first === undefined) return UNKNOWN;
  // Kana inside ideographs is Japanese, however few.
  if (script === 'han' && languages.includes('ja') && /[\u3041-\u30fa]/u.test(text))
    return { language: 'ja', confidence: 0.98 };
  if (languages.length === 1) return { language: first, confidence: 0.999 };

  const hints = scriptHints(text, script);
  const evidence = script === 'cyrillic' || script === 'arabic' ? await modelEvidence(text) : null;
  const scores = languages.map((language, rank): [string, number] => [
    language,
    (evidence?.(language) ?? 0) +
      (hints.get(language) ?? 0) +
      (rank === 0 ? 0.6 : 0) +
      (language === prior ? 1.5 : 0),
  ]);
  return mostLikely(scores, 0.8);
}
