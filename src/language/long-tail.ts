import type { Detection } from './detection.ts';
import { FRANC_CODES, LANGUAGES } from './languages.ts';

export const SHORTEST_FOR_LONG_TAIL = 30;

type Franc = typeof import('#franc');
let franc: Promise<Franc> | null = null;

/**
 * The language among franc's 187 (82 in a Worker) where none of the frequent ones is near. franc is loaded at the first text
 * that is asked about.
 */
export async function fromLongTail(cleaned: string): Promise<Detection | null> {
  franc ??= import('#franc');
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
