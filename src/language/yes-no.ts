import { asListed } from './chinese-script.ts';
import { primaryLanguage } from './languages.ts';
import { plainPhrase, splitIntoPhrases } from './phrase-match.ts';
import { EVERYWHERE, NODS, YES_NO } from './yes-no-words.ts';

/**
 * Whether the whole message says yes or no, by closed lists per locale. Anything beside words of consent, refusal or
 * courtesy makes it null, and so does a question mark or both at once: "yes but…", "yes?", "ok no". A yes is stricter than
 * a no: quoted, crossed out, trailing off or beside a sign that is not listed (“yes 🙄”), it is none. “Cancel it” is a no,
 * but where it was asked whether to cancel it is neither, and “yes, cancel it” is a yes.
 */
export function readYesNo(
  text: string,
  locale: string,
  asked: 'to-cancel' | 'something' = 'something',
): 'yes' | 'no' | null {
  const words = readWords(text, locale, asked);
  return words === 'yes' && !isPlain(text) ? null : words;
}

/** Whether it says yes in words, but with something beside them for which it is not taken for one: “yes 🙄”, “yes…”. */
export function isDoubtfulYes(text: string, locale: string): boolean {
  return readWords(text, locale, 'something') === 'yes' && !isPlain(text);
}

/** Whether a yes in words may be no more than a nod: “ok, thanks” where nothing was asked. */
export function isNod(text: string, locale: string): boolean {
  const { yes, all, longest } = lexiconOf(primaryLanguage(locale));
  const said = splitIntoPhrases(asListed(text, locale), all, longest)?.filter((phrase) =>
    yes.has(phrase),
  );
  nods ??= new Set(phrasesOf(NODS));
  return said !== undefined && said.length > 0 && said.every((phrase) => nods?.has(phrase));
}

let nods: ReadonlySet<string> | undefined;

function readWords(
  text: string,
  locale: string,
  asked: 'to-cancel' | 'something',
): 'yes' | 'no' | null {
  if (QUESTION.test(text) || text.length > LONGEST_MESSAGE) return null;
  const lexicon = lexiconOf(primaryLanguage(locale));
  const phrases = splitIntoPhrases(asListed(text, locale), lexicon.all, lexicon.longest);
  if (phrases === null || phrases.length > MOST_PHRASES) return null;
  const yes = phrases.some((phrase) => lexicon.yes.has(phrase));
  const no = phrases.some(
    (phrase) => lexicon.no.has(phrase) || (asked !== 'to-cancel' && lexicon.cancel.has(phrase)),
  );
  if (yes === no) return null;
  return yes ? 'yes' : 'no';
}

function isPlain(text: string): boolean {
  if (HESITATION.test(text) || STRUCK_OUT.test(text)) return false;
  return PLAIN.test(text.replace(APOSTROPHE_IN_WORD, ''));
}

/** Marks of all scripts, and those drawn as a picture. */
const QUESTION = /[?？؟¿‽⁇⁈⁉⸮﹖\u037e՞፧❓❔]/u;
const HESITATION = /\.{3}|。{3}|[…‥⋯]/u;
const STRUCK_OUT = /~~/u;
const APOSTROPHE_IN_WORD = /(?<=\p{L})['’‘ʼ`´](?=\p{L})/gu;
/**
 * Letters, common punctuation, a smile of signs, and the pictures of the lists with their shades; of what is invisible only
 * joiners and marks of direction. One class without repeats in repeats: the time stays in proportion to the text.
 */
const PLAIN = new RegExp(
  `^[\\p{L}\\p{M}\\p{N}\\s.,!:;)^*~\\-–—¡。、，！：；）～〜·・،؛۔।\\u200b-\\u200f\\u061c\\u2060\\ufeff\\u{1f3fb}-\\u{1f3ff}${pictures()}]*$`,
  'u',
);

function pictures(): string {
  const listed = `${EVERYWHERE.yes}${EVERYWHERE.no}${EVERYWHERE.courtesy}`;
  return listed.replace(/[\p{L}\s,]/gu, '');
}

const LONGEST_MESSAGE = 120;
const MOST_PHRASES = 6;

interface Lexicon {
  yes: ReadonlySet<string>;
  no: ReadonlySet<string>;
  cancel: ReadonlySet<string>;
  all: ReadonlySet<string>;
  longest: number;
}

const lexicons = new Map<string, Lexicon>();

function lexiconOf(language: string): Lexicon {
  const known = lexicons.get(language);
  if (known !== undefined) return known;
  const words = YES_NO[language];
  const own = (list = '') => phrasesOf(asListed(list, language));
  const yes = new Set([...phrasesOf(EVERYWHERE.yes), ...own(words?.yes)]);
  const no = new Set([...phrasesOf(EVERYWHERE.no), ...own(words?.no)]);
  const cancel = new Set(own(words?.cancel));
  const all = new Set([
    ...yes,
    ...no,
    ...cancel,
    ...phrasesOf(EVERYWHERE.courtesy),
    ...own(words?.courtesy),
  ]);
  const lexicon = {
    yes,
    no,
    cancel,
    all,
    longest: Math.max(...[...all].map((phrase) => phrase.length)),
  };
  lexicons.set(language, lexicon);
  return lexicon;
}

function phrasesOf(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map(plainPhrase)
    .filter((phrase) => phrase !== '');
}
