import { bearsOn } from './claims.ts';
import type { Fact } from './facts.ts';
import type { Sentence } from './sentence.ts';

/** A few words before a status, or the rest of its clause, decide whether it is stated, denied or only imagined. */
const LABEL_WORDS = 4;
/** Languages that deny behind the verb. */
const DENIES_BEHIND = new Set(['de', 'ja', 'ko']);
/** Characters of a clause that are looked at before and behind a status. */
const MAX_CLAUSE = 160;

/** Status words, deeds and promises. */
export function findStatus(sentence: Sentence): void {
  const { lexicon, book } = sentence.options;
  const text = sentence.text;
  const question = /[?？؟]["'”’»)\s]*$/u.test(text);
  const clauses = clausesOf(text);
  // Characters behind a status that may still turn it, where no blanks part the words.
  const reach = ['ko', 'th'].includes(lexicon.language) ? 14 : 6;
  const taken: [number, number][] = [];
  findDeeds(sentence, question, taken);
  for (const found of lexicon.status.find(text)) {
    if (question || taken.some(([start, end]) => found.start < end && start < found.end)) continue;
    const clause = clauses.find((part) => found.start >= part.start && found.start < part.end) ?? {
      start: 0,
      end: text.length,
    };
    const before = lastStatement(
      text.slice(Math.max(clause.start, found.start - MAX_CLAUSE), found.start),
      sentence,
    );
    const after =
      text.slice(found.end, Math.min(clause.end, found.end + MAX_CLAUSE)).split(JOINED, 1)[0] ?? '';
    if (lexicon.hypotheticals.find(before).length > 0) continue;
    if (!lexicon.spaced && lexicon.hypotheticals.find(after.slice(0, reach)).length > 0) continue;
    // In Korean a denial belongs to the verb right before it.
    const denials =
      lexicon.language === 'ko'
        ? lexicon.negations.find(after.slice(0, reach)).filter(({ start }) => start <= 3).length
        : lexicon.negations.find(before).length +
          (DENIES_BEHIND.has(lexicon.language) ? lexicon.negations.find(after).length : 0);
    const negated = found.meaning.negated !== denials > 0;
    if (denials === 0 && !isStated(sentence, before + found.text, after, before)) continue;
    const facts = book.statuses.filter(
      (fact) => bearsOn(found.meaning.claim, fact) === (negated ? 'no' : 'yes'),
    );
    const options =
      facts.length > 0 ? [...facts, ...quotedWhole(sentence)] : generalWord(sentence, found.text);
    sentence.claims.push({
      kind: 'status',
      text: text.slice(found.start, found.end),
      start: found.start,
      end: found.end,
      options,
      free: false,
      reason: negated ? 'the record says otherwise, or there is none' : 'no record has this status',
    });
  }
  findPromises(sentence, question);
  findSuspicions(sentence);
}

interface Clause {
  start: number;
  end: number;
}

function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (const match of text.matchAll(
    // Thai parts clauses by blanks.
    /[,;:](?!\d)|[()|\n—、；：]|\s[–-]\s|(?<=\p{Script=Thai})\s(?=\p{Script=Thai})/gu,
  )) {
    clauses.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  clauses.push({ start, end: text.length });
  return clauses;
}

const JOINED =
  /\s(?:and|but|while|though|because|y|pero|aunque|porque|e|mas|porém|et|mais|car|und|aber|sondern|weil|denn|لكن|لكنه|لكنها|ma|però|perché|mentre|и|но|а|однако|потому|dan|tetapi|tapi|namun|karena|sedangkan|và|nhưng|vì)(?=\s)|\sو(?=تم|لم)|แต่|และ/iu;

// `It was not damaged and was delivered`: behind a conjunction with a verb of its own the denial ends.
function lastStatement(before: string, sentence: Sentence): string {
  const last = before.split(JOINED).at(-1) ?? before;
  const { assertions } = sentence.options.lexicon;
  return last !== before && (assertions.empty || assertions.find(last).length > 0) ? last : before;
}

// A status counts as stated with a word such as `has been` beside it, or alone behind a label (`Status: delivered`).
function isStated(sentence: Sentence, upTo: string, after: string, before: string): boolean {
  const { assertions, spaced } = sentence.options.lexicon;
  if (assertions.empty) return true;
  if (assertions.find(upTo).length > 0) return true;
  // Behind a Chinese verb only these state it; 被 there begins another statement.
  if (
    spaced
      ? assertions.find(after).length > 0
      : /^(?:了|成功|完成|完毕|\s?(?:แล้ว|เรียบร้อย|สำเร็จ|อยู่))/u.test(after)
  )
    return true;
  return spaced
    ? wordsIn(before) === 0 && wordsIn(after) <= LABEL_WORDS
    : before.trim() === '' && after.replace(/[\s。.!！]/gu, '') === '';
}

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

// Articles speak of orders in general; once a record is at hand its own status decides.
function generalWord(sentence: Sentence, word: string): readonly Fact[] {
  if (sentence.options.book.orders.size > 0 || sentence.mentions.length > 0)
    return sentence.quoting(sentence.text.trim());
  return sentence.quoting(word);
}

/** An article's whole sentence stays general where a record, of this or another order, happens to have the status it names. */
function quotedWhole(sentence: Sentence): readonly Fact[] {
  const text = sentence.text.trim();
  return text.length >= SHORTEST_QUOTED ? sentence.quoting(text) : [];
}

/** Characters; what is shorter ("it was delivered") may stand in an article by chance. */
const SHORTEST_QUOTED = 20;

function findDeeds(sentence: Sentence, question: boolean, taken: [number, number][]): void {
  const { lexicon, book } = sentence.options;
  for (const { start, end, meaning, text } of lexicon.deeds.find(sentence.text)) {
    const before = sentence.text.slice(0, start);
    if (
      question ||
      lexicon.hypotheticals.find(lastClause(before)).length > 0 ||
      lexicon.negations.find(`${lastClause(before)} ${text}`).length > 0
    )
      continue;
    const done = meaning === 'other' ? [] : book.statuses.filter((fact) => fact.value === meaning);
    // "We refund in the currency you were charged in" is the shop's general word, as long as it is quoted whole.
    const facts =
      done.length > 0
        ? [...done, ...quotedWhole(sentence)]
        : sentence.quoting(sentence.text.trim());
    taken.push([start, end]);
    sentence.claims.push({
      kind: 'deed',
      text,
      start,
      end,
      options: facts,
      free: false,
      reason: 'nothing of this kind was done',
    });
  }
}

function findPromises(sentence: Sentence, question: boolean): void {
  const { lexicon } = sentence.options;
  if (question) return;
  for (const matcher of [lexicon.certainties, lexicon.commitments]) {
    for (const { start, end, text } of matcher.find(sentence.text)) {
      const before = lastClause(sentence.text.slice(0, start));
      // "I cannot promise" promises nothing.
      if (lexicon.negations.find(before).length > 0) continue;
      if (
        DENIES_BEHIND.has(lexicon.language) &&
        lexicon.negations.find(sentence.text.slice(end, end + 14)).length > 0
      )
        continue;
      if (
        matcher === lexicon.commitments &&
        (lexicon.hypotheticals.find(before).length > 0 || restsOnDate(sentence))
      )
        continue;
      const facts = sentence.quoting(text);
      sentence.claims.push({
        kind: 'promise',
        text,
        start,
        end,
        options: facts,
        free: false,
        reason: 'a promise that no policy carries',
      });
    }
  }
}

// Beside held money even "this is no fraud" tells what was looked for; denial and question change nothing.
function findSuspicions({ text, claims, options: { lexicon, book } }: Sentence): void {
  if (!book.statuses.some(({ field }) => field === 'holdStatus')) return;
  for (const { start, end, text: words } of lexicon.suspicions.find(text))
    claims.push({
      kind: 'suspicion',
      text: words,
      start,
      end,
      options: [],
      free: false,
      reason:
        'why money is held is told to nobody outside the shop: say that it is being checked, by whom, and that the shopper is not to blame',
    });
}

// "Will arrive on the 12th" is as good as the estimate it repeats.
function restsOnDate(sentence: Sentence): boolean {
  return sentence.claims.some(
    (claim) =>
      (claim.kind === 'date' || claim.kind === 'duration') &&
      claim.options.some((fact) => ['earliest', 'latest', 'quote'].includes(fact.field)),
  );
}

function lastClause(text: string): string {
  return text.slice(
    Math.max(
      text.lastIndexOf(', '),
      text.lastIndexOf('; '),
      text.lastIndexOf('，'),
      text.lastIndexOf('، '),
      -1,
    ) + 1,
  );
}
