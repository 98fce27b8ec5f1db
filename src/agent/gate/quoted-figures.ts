import type { Fact } from './facts.ts';
import { normalise } from './normalise.ts';
import { NUMBER, parseNumber } from './numbers.ts';

/** What may be repeated from a text of the shop's own: its words and the figures and contacts in it. */
export interface QuotedFigures {
  /** the text in small letters, one blank between words */
  plain: string;
  /** each number in both ways of writing decimals */
  numbers: readonly number[];
  percents: readonly number[];
  urls: readonly string[];
  emails: readonly string[];
  /** digits alone */
  phones: readonly string[];
}

/**
 * What a text fact lets a reply say in a language. Texts of policies and articles come with every reply, so each is read
 * once for as long as its fact is kept.
 */
export function quotedFigures(fact: Fact, language: string): QuotedFigures {
  const known = read.get(fact);
  if (known?.language === language) return known.figures;
  const figures = figuresIn(normalise(fact.value, language));
  read.set(fact, { language, figures });
  return figures;
}

const read = new WeakMap<Fact, { language: string; figures: QuotedFigures }>();

function figuresIn(text: string): QuotedFigures {
  const numbers: number[] = [];
  const percents: number[] = [];
  for (const match of text.matchAll(NUMBERS)) {
    const before = text.slice(Math.max(0, match.index - 2), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 2);
    const percent = /^ ?%/.test(after) || /% ?$/.test(before);
    for (const decimalSign of ['.', ','] as const)
      (percent ? percents : numbers).push(parseNumber(match[0], { decimals: 3, decimalSign }));
  }
  return {
    plain: text.toLowerCase().replace(/\s+/g, ' '),
    numbers,
    percents,
    urls: Array.from(text.matchAll(URL_TEXT), ([url]) => url.replace(/[.,;:!?]+$/, '')),
    emails: Array.from(text.matchAll(EMAIL), ([email]) => email.toLowerCase()),
    phones: Array.from(text.matchAll(PHONE), ([phone]) => phone.replace(/\D/g, '')).filter(
      (digits) => digits.length >= 6,
    ),
  };
}

const NUMBERS = new RegExp(NUMBER, 'g');
const URL_TEXT = /(?:https?:\/\/|www\.)[^\s<>()[\]"']+/gi;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const PHONE = /\+?\d[\d ()./-]{5,24}\d/g;
