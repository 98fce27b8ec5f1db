import { detectLanguage } from '../language/detect.ts';
import { primaryLanguage } from '../language/languages.ts';

/** Below this many letters of prose a reply does not tell its language: a name and a price do not. */
const FEWEST_LETTERS = 24;
/** So sure must the detector be before a reply is taken back. */
const SURE = 0.9;

/**
 * The language a reply is plainly written in instead of the one asked for; null where it fits or does not tell.
 * Only the enabled languages and English come into question, so that a neighbour (Malay for Indonesian) alarms nobody.
 */
export async function strayLanguage(
  text: string,
  locale: string,
  enabled: readonly string[],
): Promise<string | null> {
  const wanted = primaryLanguage(locale);
  const prose = withoutNames(proseOf(text), wanted);
  if ((prose.match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS) return null;
  const { language, confidence } = await detectLanguage(prose, {
    candidates: [...new Set([...enabled.map(primaryLanguage), 'en', wanted])],
    prior: wanted,
  });
  return language !== null && language !== wanted && confidence >= SURE ? language : null;
}

/** Between words of another script, Latin ones are names; where nearly all are Latin, they are the language. */
function withoutNames(prose: string, wanted: string): string {
  const own = OWN_SCRIPT[wanted];
  if (own === undefined) return prose;
  const letters = prose.match(/\p{L}/gu)?.length ?? 0;
  const ownLetters = prose.match(own)?.length ?? 0;
  return ownLetters >= letters * LEAST_OF_OWN ? prose.replace(/\p{Script=Latin}+/gu, ' ') : prose;
}

const LEAST_OF_OWN = 0.1;
const OWN_SCRIPT: Readonly<Record<string, RegExp>> = {
  ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  zh: /\p{Script=Han}/gu,
  ko: /\p{Script=Hangul}/gu,
  ar: /\p{Script=Arabic}/gu,
  ru: /\p{Script=Cyrillic}/gu,
  th: /\p{Script=Thai}/gu,
};

// Names of articles and carriers stand in lists, tables, brackets, bold and quotation marks, in whatever language they are.
function proseOf(text: string): string {
  return text
    .replace(/^\s*(?:[-*•|]|\d+[.)]).*$/gmu, ' ')
    .replace(/\*\*[^*]{1,80}\*\*|\([^()]{1,80}\)|\[[^[\]]{1,80}\]/gu, ' ')
    .replace(/[“„«「『"][^”“»」』"]{1,80}[”“»」』"]/gu, ' ');
}
