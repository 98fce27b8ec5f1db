import { primaryLanguage } from './languages.ts';
import { plainPhrase, splitIntoPhrases } from './phrase-match.ts';
import { EVERYWHERE, YES_NO } from './yes-no-words.ts';

/**
 * Whether the whole message says yes or no, by closed lists per locale. Anything beside words of consent, refusal or
 * courtesy makes it null, and so does a question mark or both at once: "yes but…", "yes?", "ok no".
 */
export function readYesNo(text: string, locale: string): 'yes' | 'no' | null {
  if (/[?？؟]/u.test(text) || text.length > LONGEST_MESSAGE) return null;
  const lexicon = lexiconOf(primaryLanguage(locale));
  const phrases = splitIntoPhrases(text, lexicon.all, lexicon.longest);
  if (phrases === null || phrases.length > MOST_PHRASES) return null;
  const yes = phrases.some((phrase) => lexicon.yes.has(phrase));
  const no = phrases.some((phrase) => lexicon.no.has(phrase));
  if (yes === no) return null;
  return yes ? 'yes' : 'no';
}

const LONGEST_MESSAGE = 120;
const MOST_PHRASES = 6;

interface Lexicon {
  yes: ReadonlySet<string>;
  no: ReadonlySet<string>;
  all: ReadonlySet<string>;
  longest: number;
}

const lexicons = new Map<string, Lexicon>();

function lexiconOf(language: string): Lexicon {
  const known = lexicons.get(language);
  if (known !== undefined) return known;
  const words = YES_NO[language];
  const yes = new Set([...phrasesOf(EVERYWHERE.yes), ...phrasesOf(words?.yes)]);
  const no = new Set([...phrasesOf(EVERYWHERE.no), ...phrasesOf(words?.no)]);
  const all = new Set([
    ...yes,
    ...no,
    ...phrasesOf(EVERYWHERE.courtesy),
    ...phrasesOf(words?.courtesy),
  ]);
  const lexicon = { yes, no, all, longest: Math.max(...[...all].map((phrase) => phrase.length)) };
  lexicons.set(language, lexicon);
  return lexicon;
}

function phrasesOf(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map(plainPhrase)
    .filter((phrase) => phrase !== '');
}
