import { strayClaims } from './attribute.ts';
import { findAmounts } from './find-amounts.ts';
import { findDates, passYears } from './find-dates.ts';
import { findDurations } from './find-durations.ts';
import { findCodes, findLinks, findMentions, findStrangers } from './find-identifiers.ts';
import { findNumbers, findPercents } from './find-numbers.ts';
import { findRelativeDays } from './find-relative-days.ts';
import { findStatus } from './find-status.ts';
import { findTimes } from './find-times.ts';
import { normalise } from './normalise.ts';
import { hasTrigger } from './plain-words.ts';
import { type CheckOptions, type Claim, type ClaimKind, Sentence } from './sentence.ts';

export interface Found {
  kind: ClaimKind;
  text: string;
  reason: string;
}

export interface Verdict {
  found: Found[];
  claims: readonly Claim[];
  /** records named in the sentence, for the sentences that follow */
  named: string[];
  /** where the last claim ends, in the normalised text */
  lastEnd: number;
  length: number;
}

const PLAIN = /^[\p{L}\p{P}\s]*$/u;
// No number is this long; reading such runs piece by piece would only cost time.
const ENDLESS =
  /\d[\d.,'()/-]{60,}|\p{Sc}{4,}|[〇零一二三四五六七八九十百千万亿億]{24,}|[\p{Script=Latin}\d_-]{160,}/gu;

function findRuns(sentence: Sentence): void {
  for (const match of sentence.rest.matchAll(ENDLESS))
    sentence.claim(
      'identifier',
      match.index,
      match.index + match[0].length,
      [],
      'no record carries anything like this',
    );
}

/** Checks one sentence; `running` are the records that the sentences before it were about. */
export function checkSentence(
  raw: string,
  running: readonly string[],
  options: CheckOptions,
): Verdict {
  const text = normalise(raw, options.lexicon.language);
  const sentence = new Sentence(text, options);
  // Known names first, so that their digits are taken for nothing else; what looks like anything else last.
  const digits = /\d/.test(text);
  const words = hasTrigger(text, options.lexicon);
  findRuns(sentence);
  if (/[.@:[<]/.test(text)) findLinks(sentence);
  findMentions(sentence);
  if (digits || words) {
    findDates(sentence);
    findRelativeDays(sentence);
    findDurations(sentence);
  }
  if (digits) passYears(sentence);
  if (digits) findTimes(sentence);
  if (digits || words) findAmounts(sentence);
  if (digits || words) findPercents(sentence);
  if (digits) findStrangers(sentence);
  if (digits) findCodes(sentence);
  if (digits || words || !PLAIN.test(text)) findNumbers(sentence);
  if (words) findStatus(sentence);
  const wrong = sentence.claims.filter((claim) => !claim.free && claim.options.length === 0);
  const right = sentence.claims.filter((claim) => !wrong.includes(claim));
  const stray = strayClaims(right, sentence.mentions, running, options.book);
  return {
    found: [
      ...wrong.map(({ kind, text: words, reason }) => ({ kind, text: words, reason })),
      ...stray.map(({ kind, text: words }) => ({
        kind,
        text: words,
        reason: 'belongs to another record than the one named',
      })),
    ],
    claims: sentence.claims,
    named: sentence.mentions.filter((mention) => !mention.product).map((mention) => mention.record),
    lastEnd: Math.max(
      0,
      ...sentence.claims.map((claim) => claim.end),
      ...sentence.mentions.map((mention) => mention.end),
    ),
    length: text.length,
  };
}
