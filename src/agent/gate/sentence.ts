import type { FactBook } from './fact-book.ts';
import type { Fact } from './facts.ts';
import type { Lexicon } from './lexicon.ts';

export type ClaimKind =
  | 'amount'
  | 'date'
  | 'time'
  | 'duration'
  | 'number'
  | 'percent'
  | 'identifier'
  | 'phone'
  | 'email'
  | 'link'
  | 'account'
  | 'status'
  | 'deed'
  | 'promise'
  | 'suspicion';

/** Something a sentence states, and the facts that would make it true. */
export interface Claim {
  kind: ClaimKind;
  text: string;
  start: number;
  end: number;
  /** facts that carry the value; empty: none does */
  options: readonly Fact[];
  /** holds without a record: plain small numbers, the shop's general word */
  free: boolean;
  reason: string;
}

/** A record named in a sentence. */
export interface Mention {
  start: number;
  end: number;
  record: string;
  product: boolean;
}

export interface CheckOptions {
  locale: string;
  timeZone: string;
  now: number;
  lexicon: Lexicon;
  book: FactBook;
  /** identifiers and addresses that the shopper typed, by their key */
  typed: ReadonlySet<string>;
}

const HOLE = '\uFFFC';

/** One sentence under check: what was read is blanked out, so that each stretch of text is read once. */
export class Sentence {
  readonly text: string;
  readonly options: CheckOptions;
  readonly claims: Claim[] = [];
  readonly mentions: Mention[] = [];
  rest: string;

  constructor(text: string, options: CheckOptions) {
    this.text = text;
    this.rest = text;
    this.options = options;
  }

  /** Records a claim at a stretch of the text and blanks it out. */
  claim(
    kind: ClaimKind,
    start: number,
    end: number,
    options: readonly Fact[] | 'free',
    reason = 'not in the records',
  ): void {
    const free = options === 'free';
    const text = this.text.slice(start, end);
    this.claims.push({ kind, text, start, end, options: free ? [] : options, free, reason });
    this.blank(start, end);
  }

  mention(start: number, end: number, record: string, product = false): void {
    this.mentions.push({ start, end, record, product });
    this.blank(start, end);
  }

  blank(start: number, end: number): void {
    this.rest = this.rest.slice(0, start) + HOLE.repeat(end - start) + this.rest.slice(end);
  }

  /** Facts whose quotable text carries these very words. */
  quoting(words: string): Fact[] {
    const wanted = words.toLowerCase().replace(/\s+/g, ' ').trim();
    if (wanted === '') return [];
    return this.options.book.quotes
      .filter((quote) => quotes(quote.text, wanted))
      .map((quote) => quote.fact);
  }
}

// A number may be quoted only as a whole: `4` is not quoted from `42`.
function quotes(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + wanted.length);
    const cutsNumber =
      (/\d/.test(wanted.charAt(0)) && /[\d.,]/.test(before)) ||
      (/\d$/.test(wanted) && /\d/.test(after));
    if (!cutsNumber) return true;
  }
  return false;
}
