import { fold, type Lexicon } from './lexicon.ts';

/*
 * How far a text is plain words that may be shown at once. Runs on every delta, so it looks at each character once
 * and at each word with a few set lookups.
 */

const BLANK = 1;
const LETTER = 2;
const PUNCTUATION = 3;
const WIDE = 4;

const KINDS = new Uint8Array(128);
for (const character of ' \t\n') KINDS[character.charCodeAt(0)] = BLANK;
for (const character of '.,;:!?()-"\'') KINDS[character.charCodeAt(0)] = PUNCTUATION;
for (let code = 65; code <= 90; code += 1) {
  KINDS[code] = LETTER;
  KINDS[code + 32] = LETTER;
}

// Letters of a script that only one of the languages writes: in every other they may be look-alikes.
function homeKind(code: number, language: string): number {
  if (language === 'ru')
    return (code >= 0x410 && code <= 0x44f) || code === 0x401 || code === 0x451 ? LETTER : 0;
  if (language === 'ko') return code >= 0xac00 && code <= 0xd7a3 ? WIDE : 0;
  if (language === 'th') return code >= 0xe01 && code <= 0xe4e ? WIDE : 0;
  return 0;
}

function kindOf(code: number, language: string): number {
  if (code < 128) return KINDS[code] ?? 0;
  if (
    (code >= 0xc0 && code <= 0x17f && code !== 0xd7 && code !== 0xf7 && code !== 0x131) ||
    (code >= 0x1ea0 && code <= 0x1ef9) ||
    code === 0x1a0 ||
    code === 0x1a1 ||
    code === 0x1af ||
    code === 0x1b0 ||
    (code >= 0x621 && code <= 0x652)
  )
    return LETTER;
  if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3041 && code <= 0x30ff)) return WIDE;
  if (
    code === 0x2019 ||
    code === 0x201c ||
    code === 0x201d ||
    code === 0x2014 ||
    code === 0x2013 ||
    code === 0x2026 ||
    code === 0xab ||
    code === 0xbb ||
    code === 0xbf ||
    code === 0xa1
  )
    return PUNCTUATION;
  if (code === 0xa0 || code === 0x202f) return BLANK;
  if (
    code === 0x3001 ||
    code === 0x3002 ||
    code === 0xff0c ||
    code === 0xff01 ||
    code === 0xff1f ||
    code === 0xff1a ||
    code === 0x60c ||
    code === 0x61f ||
    code === 0x300c ||
    code === 0x300d
  )
    return PUNCTUATION;
  return homeKind(code, language);
}

/** `safe`: everything before it may be shown; `suspect`: at it something begins that must be checked first. */
export interface PlainRun {
  safe: number;
  suspect: boolean;
}

/** Looks at `text` from `from`, which must be the start of a word, up to its end. */
export function plainRun(text: string, from: number, lexicon: Lexicon): PlainRun {
  const { language } = lexicon;
  let index = from;
  while (index < text.length) {
    const kind = kindOf(text.charCodeAt(index), language);
    if (kind === LETTER) {
      let end = index + 1;
      while (end < text.length && kindOf(text.charCodeAt(end), language) === LETTER) end += 1;
      if (language === 'ru' && mixesScripts(text.slice(index, end)))
        return { safe: index, suspect: true };
      const whole = end < text.length;
      const word = fold(text.slice(index, end));
      if (whole) {
        if (isDotted(text, end)) {
          // A letter behind the stop makes it an address; what stands there is not known yet.
          if (end + 1 >= text.length) return { safe: index, suspect: false };
          const next = kindOf(text.charCodeAt(end + 1), language);
          if (next === LETTER || next === 0) return { safe: index, suspect: true };
        }
        if (isTrigger(word, lexicon) || kindOf(text.charCodeAt(end), language) === 0)
          return { safe: index, suspect: true };
        index = end;
      } else {
        // The word may go on. What cannot become a listed word is shown at once, unless it looks like a code.
        const shown =
          lexicon.language !== 'ar' &&
          !/[A-Z].?[A-Z]/.test(text.slice(index, end)) &&
          !mayBecomeTrigger(word, lexicon);
        return shown ? { safe: end, suspect: false } : { safe: index, suspect: false };
      }
    } else if (kind === WIDE) {
      const state = wideTrigger(text, index, lexicon);
      if (state !== 'none') return { safe: index, suspect: state === 'found' };
      index += 1;
    } else if (kind === 0) {
      return { safe: index, suspect: true };
    } else index += 1;
  }
  return { safe: index, suspect: false };
}

/** Whether any listed word stands in a normalised text. */
export function hasTrigger(text: string, lexicon: Lexicon): boolean {
  if (!lexicon.spaced) {
    for (let index = 0; index < text.length; index += 1)
      if (
        kindOf(text.charCodeAt(index), lexicon.language) === WIDE &&
        wideTrigger(text, index, lexicon) === 'found'
      )
        return true;
  }
  for (const word of fold(text).match(/[\p{L}\p{M}]+/gu) ?? [])
    if (isTrigger(word, lexicon)) return true;
  return false;
}

/** Whether a character carries on the word before it, so that a run that starts there starts inside a word. */
export function isWordCharacter(code: number, lexicon: Lexicon): boolean {
  return kindOf(code, lexicon.language) === LETTER;
}

function mixesScripts(word: string): boolean {
  return /[a-z]/i.test(word) && /[а-яё]/i.test(word);
}

function isTrigger(word: string, lexicon: Lexicon): boolean {
  const { words, stems, stemLengths } = lexicon.triggers;
  if (words.has(word)) return true;
  for (const length of stemLengths)
    if (length <= word.length && stems.has(word.slice(0, length))) return true;
  if (lexicon.language !== 'ar') return false;
  const bare = word.replace(/^(?:[وف])?(?:[بلكس])?(?:ال)?/u, '');
  if (bare === word || bare === '') return false;
  return (
    words.has(bare) ||
    stemLengths.some((length) => length <= bare.length && stems.has(bare.slice(0, length)))
  );
}

function mayBecomeTrigger(word: string, lexicon: Lexicon): boolean {
  return lexicon.triggers.prefixes.has(word) || isTrigger(word, lexicon);
}

// `support.example.com`, `javascript:`
function isDotted(text: string, end: number): boolean {
  const next = text.charCodeAt(end);
  return next === 46 || next === 58;
}

function wideTrigger(text: string, at: number, lexicon: Lexicon): 'none' | 'found' | 'maybe' {
  const { words, prefixes, longest } = lexicon.triggers;
  for (let end = at + 1; end <= at + longest; end += 1) {
    if (end > text.length) return 'maybe';
    const part = text.slice(at, end);
    if (words.has(part)) return 'found';
    if (!prefixes.has(part)) return 'none';
  }
  return 'none';
}
