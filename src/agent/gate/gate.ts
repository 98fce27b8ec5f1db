import { primaryLanguage } from '../../language/languages.ts';
import { withoutAccountNumbers } from '../../policy/account-numbers.ts';
import type { GateWords } from '../../prompts/gate-words.ts';
import { checkSentence, type Found } from './check-sentence.ts';
import { FactBook, identifierKey } from './fact-book.ts';
import type { Fact } from './facts.ts';
import { lexiconOf } from './lexicon.ts';
import { normalise } from './normalise.ts';
import { isWordCharacter, plainRun } from './plain-words.ts';
import type { CheckOptions } from './sentence.ts';
import { sentenceEnd } from './sentence-end.ts';

export interface GateOptions {
  locale: string;
  /** IANA zone in which the shopper reads dates */
  timeZone: string;
  /** milliseconds since the epoch */
  now: number;
  /** facts of this conversation, oldest first; may grow while the gate is open */
  facts: readonly Fact[];
  /** what the shopper wrote, oldest first: an order number typed there may be repeated */
  shopperTexts: readonly string[];
  words: GateWords;
  policyFacts: readonly Fact[];
}

export type GateOutput =
  | { type: 'release'; text: string }
  | {
      type: 'violation';
      /** characters of released text to keep: those before the sentence that failed */
      keep: number;
      sentence: string;
      found: Found[];
    };

export interface Gate {
  write(text: string): GateOutput[];
  end(): GateOutput[];
  /** Forgets everything written and begins a new reply. */
  reset(): void;
}

/**
 * Stands between model and shopper: plain words pass at once, whatever carries a fact waits until it is whole and
 * checked. After a violation input is swallowed until `reset()`. The verdict does not depend on how a text is cut up.
 */
export function createGate(options: GateOptions): Gate {
  return new ReplyGate(options);
}

/** Checks a whole reply at once. */
export function checkText(
  text: string,
  options: GateOptions,
): { ok: true } | { ok: false; violations: { sentence: string; found: Found[] }[] } {
  const { check, running } = prepare(options);
  const violations = [];
  let named = running;
  for (let start = 0; start < text.length; ) {
    const end = sentenceEnd(text, start, start, true);
    const sentence = text.slice(start, end);
    const verdict = checkSentence(sentence, named, check);
    if (verdict.found.length > 0) violations.push({ sentence, found: verdict.found });
    if (verdict.named.length > 0) named = verdict.named;
    start = end;
  }
  return violations.length === 0 ? { ok: true } : { ok: false, violations };
}

class ReplyGate implements Gate {
  readonly #options: GateOptions;
  #check: CheckOptions | null = null;
  #running: string[] = [];
  /** what is kept of the reply; earlier characters are counted in `#base` */
  #text = '';
  #base = 0;
  #attempts = 0;
  /** start of the sentence being read, in `#text` */
  #start = 0;
  #released = 0;
  /** where the search for the end of the sentence goes on */
  #searched = 0;
  #holding = false;
  /** something in this sentence was held, so that it must be checked at its end */
  #suspect = false;
  #failed = false;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  write(text: string): GateOutput[] {
    if (this.#failed || text === '') return [];
    this.#text += text;
    return this.#advance(false);
  }

  end(): GateOutput[] {
    if (this.#failed) return [];
    return this.#advance(true);
  }

  reset(): void {
    this.#text = '';
    this.#base = this.#attempts = 0;
    this.#start = this.#released = this.#searched = 0;
    this.#holding = this.#suspect = this.#failed = false;
    this.#check = null;
  }

  #advance(finished: boolean): GateOutput[] {
    const outputs: GateOutput[] = [];
    const from = this.#released;
    while (true) {
      this.#readPlain(finished);
      const end = sentenceEnd(this.#text, this.#start, this.#searched, finished);
      if (end < 0 || end === this.#start) break;
      // Words that were plain to the end need no check: nothing in them can be a claim.
      if (this.#suspect || this.#released < end) {
        const violation = this.#checkTo(end);
        if (violation !== null) {
          if (this.#released > from)
            outputs.push({ type: 'release', text: this.#text.slice(from, this.#released) });
          this.#failed = true;
          return [...outputs, violation];
        }
      }
      this.#released = Math.max(this.#released, end);
      this.#start = this.#searched = end;
      this.#holding = this.#suspect = false;
      this.#attempts = 0;
    }
    if (this.#holding && this.#attempts < MAX_ATTEMPTS) this.#releaseEarly();
    this.#searched = Math.max(this.#start, this.#text.length - MAX_CLOSERS);
    if (this.#released > from)
      outputs.push({ type: 'release', text: this.#text.slice(from, this.#released) });
    if (this.#start > MAX_KEPT) this.#forget();
    return outputs;
  }

  #forget(): void {
    this.#text = this.#text.slice(this.#start);
    this.#base += this.#start;
    this.#released -= this.#start;
    this.#searched -= this.#start;
    this.#start = 0;
  }

  #readPlain(finished: boolean): void {
    if (this.#holding) return;
    const { lexicon } = this.#prepared();
    let from = this.#released;
    while (from > this.#start && isWordCharacter(this.#text.charCodeAt(from - 1), lexicon))
      from -= 1;
    const { length } = this.#text;
    // At the end the last word is whole: a blank behind it shows that.
    const run = plainRun(finished ? `${this.#text} ` : this.#text, from, lexicon);
    this.#released = Math.max(this.#released, Math.min(run.safe, length));
    if (run.suspect || (finished && run.safe < length)) this.#holding = this.#suspect = true;
  }

  #checkTo(end: number): GateOutput | null {
    const check = this.#prepared();
    check.book.refresh();
    const sentence = this.#text.slice(this.#start, end);
    const verdict = checkSentence(sentence, this.#running, check);
    if (verdict.named.length > 0) this.#running = verdict.named;
    if (verdict.found.length === 0) return null;
    return { type: 'violation', keep: this.#base + this.#start, sentence, found: verdict.found };
  }

  // What is decided before its sentence ends is shown before: when a plain word follows and one record is at hand.
  #releaseEarly(): void {
    const check = this.#prepared();
    check.book.refresh();
    if (!check.lexicon.spaced || check.book.orders.size > 1 || check.typed.size > 1) return;
    const last = this.#text.charCodeAt(this.#text.length - 1);
    if (last !== 32) return;
    const sentence = this.#text.slice(this.#start);
    if (sentence.length > MAX_EARLY) return;
    const wordStart = this.#text.lastIndexOf(' ', this.#text.length - 2) + 1;
    const run = plainRun(this.#text, wordStart, check.lexicon);
    if (run.suspect || run.safe < this.#text.length) return;
    const word = this.#text.slice(wordStart, -1);
    if (!/^\p{L}{3,}$/u.test(word) || check.lexicon.units.meaningOf(word) !== undefined) return;
    this.#attempts += 1;
    const verdict = checkSentence(sentence, this.#running, check);
    if (verdict.found.length > 0 || verdict.claims.some((claim) => WHOLE_SENTENCE.has(claim.kind)))
      return;
    if (check.lexicon.status.find(normalise(sentence, check.lexicon.language)).length > 0) return;
    if (verdict.lastEnd > verdict.length - word.length - 2) return;
    this.#released = this.#text.length;
    this.#holding = false;
  }

  #prepared(): CheckOptions {
    if (this.#check === null) {
      const { check, running } = prepare(this.#options);
      this.#check = check;
      this.#running = running;
    }
    return this.#check;
  }
}

const MAX_CLOSERS = 12;
const MAX_EARLY = 300;
const MAX_ATTEMPTS = 3;
const MAX_KEPT = 2000;
const WHOLE_SENTENCE: ReadonlySet<string> = new Set(['status', 'deed', 'promise']);

function prepare(options: GateOptions): { check: CheckOptions; running: string[] } {
  const book = new FactBook(
    options.facts,
    options.policyFacts,
    options.timeZone,
    primaryLanguage(options.locale),
  );
  book.refresh();
  const { locale, timeZone, now, shopperTexts } = options;
  const typed = typedKeys(shopperTexts);
  const lexicon = lexiconOf(options.words, locale);
  // Until the reply names a record it is about the one the shopper named last, or the one looked up last.
  const asked = [...typedKeys(shopperTexts.slice(-1))]
    .map((key) => book.identifiers.get(key))
    .filter((record) => record !== undefined);
  const latest = book.latestOrder();
  const [only] = asked;
  const running =
    asked.length === 1 && only !== undefined
      ? [only]
      : asked.length === 0 && latest !== null
        ? [latest]
        : [];
  return { check: { locale, timeZone, now, lexicon, book, typed }, running };
}

// Order and tracking numbers and e-mail addresses as typed: with digits, or with an @. Numbers of accounts are not repeated.
function typedKeys(texts: readonly string[]): Set<string> {
  const keys = new Set<string>();
  for (const text of texts.slice(-20)) {
    for (const match of withoutAccountNumbers(normalise(text.slice(0, 4000))).matchAll(
      /#?[\p{L}\d][\p{L}\d_.+@/-]{2,80}/gu,
    )) {
      const word = match[0].replace(/[.,;:!?/-]+$/, '');
      if (word.includes('@')) keys.add(word.toLowerCase());
      else if (/\d/.test(word)) {
        const key = identifierKey(word.replace(/^[^\x21-\x7e]+|[^\x21-\x7e]+$/g, ''));
        if (key.length >= 4 && /\d{3}/.test(key)) keys.add(key);
      }
    }
  }
  return keys;
}
