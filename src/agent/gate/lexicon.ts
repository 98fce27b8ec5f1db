import { primaryLanguage } from '../../language/languages.ts';
import type {
  DeedClaim,
  DurationUnit,
  GateWords,
  RelativeDay,
  StatusClaim,
} from '../../prompts/gate-words.ts';
import { calendarNames } from './calendar-names.ts';
import { CJK_NUMERAL, CJK_NUMERALS, HANGUL_NUMERAL } from './cjk-numerals.ts';
import { CODES, SYMBOLS } from './currency-symbols.ts';
import { HeadIndex } from './head-index.ts';
import { normalise } from './normalise.ts';

/** The words of one language, compiled for matching. Built once per list and kept. */
export interface Lexicon {
  language: string;
  /** false for languages written without blanks between words, or with endings written to them as in Korean */
  spaced: boolean;
  /** words and stems that may begin a claim: streaming stops there */
  triggers: Triggers;
  status: Matcher<{ claim: StatusClaim; negated: boolean }>;
  deeds: Matcher<DeedClaim>;
  certainties: Matcher<true>;
  commitments: Matcher<true>;
  suspicions: Matcher<true>;
  negations: Matcher<true>;
  assertions: Matcher<true>;
  hypotheticals: Matcher<true>;
  relative: Matcher<RelativeDay>;
  units: Matcher<DurationUnit>;
  months: Matcher<number>;
  weekdays: Matcher<number>;
  currencies: Matcher<readonly string[]>;
  cents: Matcher<true>;
  percents: Matcher<true>;
  numbers: ReadonlyMap<string, number>;
  tens: ReadonlySet<string>;
  spans: Matcher<number>;
  /** one numeral of a language written without blanks, as a pattern */
  numeral: string;
  joins: string;
}

export interface Triggers {
  words: ReadonlySet<string>;
  stems: ReadonlySet<string>;
  stemLengths: readonly number[];
  /** every beginning of every word and stem */
  prefixes: ReadonlySet<string>;
  longest: number;
}

/** Finds listed words in a text; `source` is the alternation without flags, for use inside larger patterns. */
export interface Matcher<Meaning> {
  empty: boolean;
  source: string;
  /** false when nothing listed can stand in the text; quick, and true more often than `find` finds something */
  mayStandIn(text: string): boolean;
  find(text: string): { start: number; end: number; text: string; meaning: Meaning }[];
  meaningOf(text: string): Meaning | undefined;
}

const compiled = new WeakMap<GateWords, Lexicon>();

export function lexiconOf(words: GateWords, locale: string): Lexicon {
  let lexicon = compiled.get(words);
  if (lexicon === undefined) {
    lexicon = compile(words, primaryLanguage(locale));
    compiled.set(words, lexicon);
  }
  return lexicon;
}

function compile(words: GateWords, language: string): Lexicon {
  const spaced = !['zh', 'ja', 'th', 'ko'].includes(language);
  const arabic = language === 'ar';
  const style = { language, spaced, arabic, heads: spaced && !arabic ? new HeadIndex() : null };
  const calendar = calendarNames(language);
  const months = listed(words.months, calendar.months);
  const weekdays = listed(words.weekdays, calendar.weekdays);
  const status: Entry<{ claim: StatusClaim; negated: boolean }>[] = [];
  for (const [claim, list] of entries(words.status)) {
    for (const word of list) {
      const negated = word.startsWith('!');
      status.push({ word: negated ? word.slice(1) : word, meaning: { claim, negated } });
    }
  }
  const currencies: Entry<readonly string[]>[] = [];
  for (const [code, list] of Object.entries(words.currencies))
    for (const word of list) {
      // One word may name several currencies, as `dollars` or 元 do.
      const same = currencies.find((entry) => entry.word === word);
      if (same === undefined) currencies.push({ word, meaning: [code] });
      else same.meaning = [...same.meaning, code];
    }
  return {
    language,
    spaced,
    triggers: triggersOf(
      words,
      [...months, ...weekdays].map((entry) => entry.word),
      style,
    ),
    status: matcher(status, style),
    deeds: matcher(grouped(words.deeds), style),
    certainties: matcher(flat(words.certainties), style),
    commitments: matcher(flat(words.commitments), style),
    suspicions: matcher(flat(words.suspicions), style),
    negations: matcher(flat(words.negations), style),
    assertions: matcher(flat(words.assertions), style),
    hypotheticals: matcher(flat(words.hypotheticals), style),
    relative: matcher(grouped(words.relative), style),
    units: matcher(grouped(words.units), style),
    months: matcher(months, style),
    weekdays: matcher(weekdays, style),
    currencies: matcher(currencies, style),
    cents: matcher(flat(words.cents), style),
    percents: matcher(flat(words.percents), style),
    numbers: new Map(
      [...Object.entries(words.numbers), ...words.tens.map((word) => [word, 10] as const)].map(
        ([word, value]) => [fold(normalise(word, language)), value],
      ),
    ),
    tens: new Set(words.tens.map((word) => fold(normalise(word, language)))),
    spans: matcher(
      Object.entries(words.spans).map(([word, meaning]) => ({ word, meaning })),
      style,
    ),
    numeral: numeralOf(language, [...Object.keys(words.numbers), ...words.tens]),
    joins: [
      '-',
      '–',
      '—',
      '~',
      '〜',
      '～',
      '/',
      '&',
      ...words.joins.map((word) => normalise(word, language)),
    ]
      .map(escapePattern)
      .join('|'),
  };
}

function numeralOf(language: string, words: readonly string[]): string {
  if (language !== 'ko' && language !== 'th') return CJK_NUMERAL;
  const listed = words
    .map((word) => normalise(word, language))
    .sort((left, right) => right.length - left.length)
    .map(escapePattern);
  return `(?:${[...listed, ...(language === 'ko' ? [HANGUL_NUMERAL] : [])].join('|')})`;
}

interface Style {
  language: string;
  spaced: boolean;
  arabic: boolean;
  /** null for languages whose words cannot be told apart by blanks and letters alone */
  heads: HeadIndex | null;
}
interface Entry<Meaning> {
  word: string;
  meaning: Meaning;
}

/** Lower case, and for Arabic the spellings that writers use for one another made one. */
export function fold(text: string): string {
  const lower = text.toLowerCase().replace(/ё/g, 'е');
  if (!/[\u0600-\u06ff]/.test(lower)) return lower;
  return lower
    .replace(/[\u064b-\u0652\u0640\u0670]/g, '')
    .replace(/[أإآ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه');
}

function matcher<Meaning>(list: readonly Entry<Meaning>[], style: Style): Matcher<Meaning> {
  const exact = new Map<string, Meaning>();
  const stems: [string, Meaning][] = [];
  const sources: string[] = [];
  for (const { word, meaning } of [...list].sort(
    (left, right) => right.word.length - left.word.length,
  )) {
    const clean = fold(normaliseWord(word, style.language));
    if (clean.endsWith('*')) {
      const stem = clean.slice(0, -1);
      stems.push([stem, meaning]);
      sources.push(`${escapePattern(stem)}${style.spaced ? '[\\p{L}\\p{M}]*' : ''}`);
    } else {
      const key = style.language === 'ko' ? clean.replace(/\s+/g, '') : clean;
      if (!exact.has(key)) exact.set(key, meaning);
      // Korean writes many words together or apart: 배송 완료, 배송완료.
      sources.push(
        style.language === 'ko'
          ? escapePattern(clean).replaceAll('\\s+', '\\s*')
          : escapePattern(clean),
      );
    }
  }
  const before = style.arabic
    ? '(?<![\\p{L}\\p{N}])(?:[وف])?(?:[بلك]|س)?(?:ال)?'
    : '(?<![\\p{L}\\p{N}])';
  const source = sources.length === 0 ? '(?!)' : sources.join('|');
  // Thai การ makes a noun of the verb behind it: `การคืนเงิน` is a refund, not that one was made.
  const unspacedBefore = style.language === 'th' ? '(?<!การ)' : '';
  // Abbreviations end in a full stop of their own, which no letter follows anyway.
  const pattern = new RegExp(
    style.spaced ? `${before}(${source})(?![\\p{L}\\p{M}\\p{N}])` : `${unspacedBefore}(${source})`,
    'giu',
  );
  const here = new RegExp(pattern.source, 'iuy');
  const meaningOf = (text: string): Meaning | undefined => {
    const folded = fold(text).replace(/\s+/g, style.language === 'ko' ? '' : ' ');
    return exact.get(folded) ?? stems.find(([stem]) => folded.startsWith(stem))?.[1];
  };
  const bit =
    style.heads?.add(list.map(({ word }) => fold(normaliseWord(word, style.language)))) ?? 0;
  const mayStandIn = (text: string) =>
    list.length > 0 && (style.heads === null || style.heads.has(text, bit));
  return {
    empty: list.length === 0,
    source: style.spaced
      ? `${style.arabic ? '(?:[وفبلك]|ال|لل)?' : ''}(?:${source})(?![\\p{L}\\p{M}\\p{N}])`
      : `(?:${source})`,
    meaningOf,
    mayStandIn,
    find(text) {
      if (!mayStandIn(text)) return [];
      const found: { start: number; end: number; text: string; meaning: Meaning }[] = [];
      const take = (match: RegExpMatchArray) => {
        const core = match[1] ?? match[0];
        const meaning = meaningOf(core);
        const start = (match.index ?? 0) + match[0].length - core.length;
        if (meaning !== undefined)
          found.push({ start, end: start + core.length, text: core, meaning });
      };
      const starts = style.heads?.startsIn(text, bit) ?? null;
      if (starts === null) for (const match of text.matchAll(pattern)) take(match);
      else {
        let behind = 0;
        for (const start of starts) {
          if (start < behind) continue;
          here.lastIndex = start;
          const match = here.exec(text);
          if (match === null) continue;
          take(match);
          behind = here.lastIndex;
        }
      }
      return found;
    },
  };
}

function triggersOf(words: GateWords, calendar: readonly string[], style: Style): Triggers {
  const exact = new Set<string>();
  const stems = new Set<string>();
  const add = (phrase: string) => {
    const clean = fold(normaliseWord(phrase.replace(/^!/, ''), style.language));
    // Of a phrase, the longest word: the phrase cannot be whole before that word is.
    const part = style.spaced || style.language === 'ko' ? longestWord(clean) : clean;
    if (part.endsWith('*')) stems.add(part.slice(0, -1));
    else if (part.length > 0) exact.add(part);
    // The check sees Thai vowels taken apart, the stream as they are written.
    if (style.language === 'th') exact.add(phrase.replace(/^!/, '').replace(/\*$/, ''));
  };
  for (const list of [
    ...Object.values(words.status),
    ...Object.values(words.deeds),
    ...Object.values(words.relative),
  ])
    list.forEach(add);
  for (const list of Object.values(words.currencies)) list.forEach(add);
  for (const word of Object.keys(words.spans)) add(word);
  [
    ...words.certainties,
    ...words.commitments,
    ...words.suspicions,
    ...words.percents,
    ...calendar,
  ].forEach(add);
  // "One" is an article in most languages and a number worth checking in none.
  if (style.language === 'ko') {
    for (const trigger of koreanNumbers(words)) exact.add(trigger);
  } else {
    for (const [word, value] of Object.entries(words.numbers)) {
      const clean = fold(normalise(word, style.language));
      if (value !== 1) style.spaced && value < 1000 ? stems.add(clean) : exact.add(clean);
    }
    words.tens.forEach(add);
  }
  if (!style.spaced) for (const stem of stems) exact.add(stem);
  if (style.language === 'zh' || style.language === 'ja') {
    // One alone is an article; every other numeral may begin an amount, a share or a date.
    for (const numeral of CJK_NUMERALS) exact.add(numeral === '一' ? '一百' : numeral);
    for (const scale of '十千万萬亿億') exact.add(`一${scale}`);
  }
  const prefixes = new Set<string>();
  for (const word of [...exact, ...stems])
    for (let end = 1; end <= word.length; end += 1) prefixes.add(word.slice(0, end));
  return {
    words: exact,
    stems,
    stemLengths: [...new Set([...stems].map((stem) => stem.length))],
    prefixes,
    longest: Math.max(0, ...[...exact, ...stems].map((word) => word.length)),
  };
}

// Numerals are common syllables in Korean: two of them, or one with what it counts, make a number.
function* koreanNumbers(words: GateWords): Generator<string> {
  const digits = [...'일이삼사오육칠팔구'];
  const scales = [...'십백천만억'];
  for (const first of [...digits, ...scales])
    for (const second of scales) if (first !== second) yield first + second;
  const counted = [...Object.values(words.units), ...Object.values(words.currencies)].flat();
  for (const numeral of [...digits, ...scales, ...Object.keys(words.numbers)])
    for (const thing of counted) {
      yield `${numeral} ${thing}`;
      yield numeral + thing;
    }
}

function longestWord(phrase: string): string {
  return phrase
    .split(/[\s'’-]+/)
    .reduce((best, word) => (word.length >= best.length ? word : best), '');
}

function normaliseWord(word: string, language: string): string {
  const star = word.endsWith('*') ? '*' : '';
  return normalise(word, language) + star;
}

function entries<Key extends string>(record: Partial<Record<Key, string[]>>): [Key, string[]][] {
  const list: [Key, string[]][] = [];
  for (const key in record) {
    const value = record[key];
    if (value !== undefined) list.push([key, value]);
  }
  return list;
}

function grouped<Key extends string>(record: Partial<Record<Key, string[]>>): Entry<Key>[] {
  return entries(record).flatMap(([meaning, list]) => list.map((word) => ({ word, meaning })));
}

function flat(list: readonly string[]): Entry<true>[] {
  return list.map((word) => ({ word, meaning: true }));
}

function listed(
  extra: Record<string, string[]>,
  calendar: readonly (readonly string[])[],
): Entry<number>[] {
  const all = calendar.flatMap((names, index) =>
    names.map((word) => ({ word, meaning: index + 1 })),
  );
  for (const [number, list] of Object.entries(extra))
    all.push(...list.map((word) => ({ word, meaning: Number(number) })));
  return all;
}

export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ /g, '\\s+');
}

/** Currencies that a symbol, code or word may stand for; empty when it names none. */
export function currenciesOf(sign: string, lexicon: Lexicon): readonly string[] {
  const symbol = SYMBOLS[sign] ?? SYMBOLS[sign.toUpperCase()];
  if (symbol !== undefined) return symbol;
  if (CODES.has(sign)) return [sign];
  return lexicon.currencies.meaningOf(sign) ?? [];
}

/** A word of an Arabic list without the particles written to it; other words as they are. */
export function stripClitic(word: string, lexicon: Lexicon): string {
  if (
    lexicon.language !== 'ar' ||
    lexicon.months.meaningOf(word) !== undefined ||
    lexicon.units.meaningOf(word) !== undefined
  )
    return word;
  return word.replace(/^(?:[وفبلك]|ال|لل)+/u, '');
}
