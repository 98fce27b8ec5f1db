import { cleanForDetection } from './clean-text.ts';
import { isCountry } from './country-names.ts';
import { detectLanguage } from './detect.ts';
import { primaryLanguage } from './languages.ts';
import { withoutAddress } from './postal-address.ts';

/**
 * The locale to answer in. A conversation keeps its locale until a message says clearly otherwise:
 * one odd word does not flip it, a whole sentence does. `confidence` is 0 to 1 for the locale returned; `unspoken` is the language the message is
 * clearly written in, where nobody enabled it.
 */
export async function chooseLocale(input: {
  text: string;
  /** locale of the conversation so far */
  current: string | null;
  /** what the browser asks for */
  hint: string | null;
  enabled: readonly string[];
  fallback: string;
}): Promise<{ locale: string; confidence: number; changed: boolean; unspoken: string | null }> {
  const { current, hint, enabled } = input;
  const beside = withoutAddress(input.text);
  // Where nothing else tells, the place of an address tells something.
  const text = beside === '' && (current ?? hint) === null ? input.text : beside;
  const kept = expectedLocale(input);
  const detected = await detectAmong(text, enabled, current ?? hint);
  const locale = matching(enabled, detected.language);
  const stay = { locale: kept, changed: kept !== current, unspoken: null };

  if (locale === null)
    return {
      ...stay,
      confidence: detected.language === null ? 0.5 : 0.3,
      unspoken: detected.language,
    };
  if (locale === kept) return { ...stay, confidence: Math.max(detected.confidence, 0.5) };
  const bar =
    current !== null && isFewWords(text)
      ? /\p{Script=Latin}/u.test(text)
        ? NEVER
        : CONFIDENCE_FOR_FEW_WORDS
      : current === null && hint === null
        ? CONFIDENCE_AT_START
        : CONFIDENCE_TO_CHANGE;
  if (detected.confidence < bar) return { ...stay, confidence: 1 - detected.confidence };
  return {
    locale,
    confidence: detected.confidence,
    changed: locale !== current,
    unspoken: null,
  };
}

/** The locale before a message is read: that of the conversation, or what the browser asks for where it is enabled. */
export function expectedLocale(input: {
  current: string | null;
  hint: string | null;
  enabled: readonly string[];
  fallback: string;
}): string {
  const { current, hint, enabled, fallback } = input;
  return matching(enabled, current) ?? matching(enabled, hint) ?? fallback;
}

const CONFIDENCE_AT_START = 0.5;
const CONFIDENCE_TO_CHANGE = 0.6;
const CONFIDENCE_FOR_FEW_WORDS = 0.97;
const NEVER = 2;

/**
 * The locale as the shopper's browser knows it: `en` with the hint `en-GB` is answered in `en-GB`, so that dates, money
 * and digits have the form of the region. An enabled locale that names a region itself stays as the merchant chose it.
 */
export function withRegion(locale: string, hint: string | null): string {
  if (hint === null || locale !== primaryLanguage(locale)) return locale;
  const { language, script, region } = new Intl.Locale(hint);
  if (language !== locale || region === undefined || !isCountry(region)) return locale;
  return [language, script, region].filter((part) => part !== undefined).join('-');
}

async function detectAmong(text: string, enabled: readonly string[], prior: string | null) {
  const open = await detectLanguage(text, { prior });
  if (open.language === null || matching(enabled, open.language) !== null) return open;
  // A language nobody enabled: believed when clear, else the best of the enabled ones.
  return open.confidence >= 0.8 ? open : detectLanguage(text, { candidates: enabled, prior });
}

/** The enabled tag for a language: the exact tag first, then one of the same primary language. */
function matching(enabled: readonly string[], tag: string | null): string | null {
  if (tag === null) return null;
  const exact = enabled.find((one) => one.toLowerCase() === tag.toLowerCase());
  return exact ?? enabled.find((one) => primaryLanguage(one) === primaryLanguage(tag)) ?? null;
}

/** One or two words (up to three ideographs or kana): too little to turn a conversation unless the script itself tells. Latin letters never do: "gracias" is said in English too. */
function isFewWords(text: string): boolean {
  const cleaned = cleanForDetection(text);
  const dense =
    cleaned.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  return dense > 0 ? dense < 4 : cleaned.split(' ').length < 3;
}
