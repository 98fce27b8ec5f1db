import { isAscii } from '../../../language/ascii.ts';
import { asciiDigits } from '../../../language/digits.ts';

/**
 * Lower case without accents; addresses, links, mentions, codes and numbers replaced by `<mail>`, `<link>`, `<user>`,
 * `<code>`, `<num>`, a sum to work out by `reckoning`; `?` and `!` kept as words and `|` written where a sentence ends.
 */
export function foldForFeatures(text: string): string {
  // Classifier, cues and clauses read the same message one after the other.
  if (text !== lastFolded.text) lastFolded = { text, folded: fold(text) };
  return lastFolded.folded;
}

let lastFolded = { text: '', folded: '' };

/**
 * The same words with the marks of Vietnamese, where the text has any: without them most of its syllables are
 * ambiguous, but many people type without. Null for other texts.
 */
export function foldWithTones(text: string): string | null {
  return VIETNAMESE.test(text) ? fold(text, true) : null;
}

const VIETNAMESE = /[đơưạ-ỹ]/iu;

function fold(text: string, keepsTones = false): string {
  const plain = isAscii(text);
  const lower = (plain ? text : asciiDigits(text.normalize('NFKC'))).toLowerCase();
  const named = hideReferences(lower);
  const bare = plain || keepsTones ? named.normalize('NFC') : withoutAccents(named);
  return bare
    .replace(/[.。;；؛\n…]+(?=\s|$)|[。；؛\n]/gu, ' | ')
    .replace(/[?？؟]+/g, ' ? ')
    .replace(/[!！]+/g, ' ! ')
    .replace(plain ? NO_ASCII_WORD : NO_WORD, ' ')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/'(?=\s|$)|(?<=\s|^)'/gu, ' ')
    .replace(/[\s|]*\|[\s|]*/g, ' | ')
    .replace(/\s+/g, ' ')
    .replace(/^[ |]+|[ |]+$/g, '');
}

function hideReferences(text: string): string {
  let rest = text;
  if (rest.includes('://') || rest.includes('www.'))
    rest = rest.replace(/(?:https?:\/\/|www\.)[!-~]+/g, ' <link> ');
  if (rest.includes('@'))
    rest = rest
      .replace(/[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+/g, ' <mail> ')
      .replace(/(?<![\p{L}\p{N}])@\w+/gu, ' <user> ');
  // A form letter's blank that nobody filled in.
  if (rest.includes('{{')) rest = rest.replace(/\{\{[^{}]{1,40}\}\}/g, ' <code> ');
  if (/\d/.test(rest))
    rest = rest
      .replace(RECKONING, ' reckoning ')
      .replace(CODE, ' <code> ')
      .replace(/\d(?:[\d.,:/-]*\d)?/g, ' <num> ');
  return rest;
}

// "DM-10042", "#W26113": letters, then digits. Each letter can be read in one way only, so that a long word costs no more than its length.
const CODE =
  /#?(?<!\p{Script=Latin})\p{Script=Latin}+(?:[-_]\p{Script=Latin}+)*[-_]?\d[\w-]*|#\s?\d+/gu;

// "12 + 30", "7*8=": sizes ("24x30"), dates and "1+1" of an offer are none.
const RECKONING =
  /(?<![\d.,+-])(?:\d[\d.,]*\s+[+÷^]\s+\d[\d.,]*|\d{2,}[+÷^]\d{2,}|\d[\d.,]*\s*[*×x/+-]\s*\d[\d.,]*\s*=)/gu;

function withoutAccents(text: string): string {
  return text
    .replace(/[’‘`´]/g, "'")
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u0655\u0640]/g, '')
    .normalize('NFC')
    .replace(/\u0649/g, '\u064a')
    .replace(/đ/g, 'd')
    .replace(/(?=另外|还有|以及|顺便|それから|それと)/gu, ' | ');
}

const NO_ASCII_WORD = /[^a-z<>?!'|]+/g;
const NO_WORD = /[^\p{L}\p{M}<>?!'|]+/gu;
