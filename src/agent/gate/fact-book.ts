import { localDay, localTime } from '../../language/format.ts';
import { calendarNames } from './calendar-names.ts';
import type { Fact } from './facts.ts';
import { normalise } from './normalise.ts';
import { quotedFigures } from './quoted-figures.ts';

/** A date fact as the shopper's clock shows it; worked out when first asked for. */
class LocalDate implements DateFact {
  readonly fact: Fact;
  readonly #timeZone: string;
  #day: string | null = null;

  constructor(fact: Fact, timeZone: string) {
    this.fact = fact;
    this.#timeZone = timeZone;
  }

  get day(): string {
    this.#day ??= localDay(this.fact.value, this.#timeZone);
    return this.#day;
  }

  get time(): string | null {
    return this.fact.value.length > 10 ? localTime(this.fact.value, this.#timeZone) : null;
  }

  get instant(): number {
    return Date.parse(this.fact.value);
  }
}

export interface DateFact {
  fact: Fact;
  /** `YYYY-MM-DD` */
  day: string;
  /** `HH:MM`; null for a day without a time */
  time: string | null;
  instant: number;
}

export interface Quote {
  text: string;
  fact: Fact;
}

const TOKEN_FIELDS = new Set(['last4', 'traceNumber', 'rate']);

/** The facts of a conversation, indexed for checking. Reads the live list again whenever it has grown. */
export class FactBook {
  readonly #facts: readonly Fact[];
  readonly #policy: readonly Fact[];
  readonly #timeZone: string;
  readonly #language: string;
  #read = 0;
  amounts = new Map<string, Fact[]>();
  dates: DateFact[] = [];
  numbers = new Map<number, Fact[]>();
  percents = new Map<number, Fact[]>();
  statuses: Fact[] = [];
  quotes: Quote[] = [];
  urls: string[] = [];
  emails = new Set<string>();
  phones: string[] = [];
  /** identifier without blanks and signs, lower case → identifier as in the record */
  identifiers = new Map<string, string>();
  /** what may be repeated but names no record: last digits of a card, trace numbers */
  tokens = new Set<string>();
  /** record → the records around it */
  parents = new Map<string, Set<string>>();
  /** product names, longest first */
  aliases: { name: string; product: string }[] = [];
  orders = new Set<string>();
  products = new Set<string>();

  constructor(facts: readonly Fact[], policy: readonly Fact[], timeZone: string, language: string) {
    this.#facts = facts;
    this.#policy = policy;
    this.#timeZone = timeZone;
    this.#language = language;
    for (const fact of policy) this.#add(fact);
  }

  refresh(): void {
    for (; this.#read < this.#facts.length; this.#read += 1) {
      const fact = this.#facts[this.#read];
      if (fact !== undefined) this.#add(fact);
    }
  }

  /** The order that the latest lookup was about, when it was about one. */
  latestOrder(): string | null {
    const last = this.#facts[this.#facts.length - 1];
    const found = new Set<string>();
    for (let index = this.#facts.length - 1; index >= 0; index -= 1) {
      const fact = this.#facts[index];
      if (fact === undefined || fact.tool !== last?.tool) break;
      if (fact.kind === 'order') found.add(fact.value);
    }
    const [only] = found;
    return found.size === 1 && only !== undefined ? only : null;
  }

  /** Texts that name a weekday, in whichever of the known languages they are written. */
  quotedWeekdays(weekday: number): Fact[] {
    const names = namesOfWeekdays()[weekday - 1] ?? [];
    return this.quotes
      .filter(({ text }) => names.some((name) => text.includes(name)))
      .map(({ fact }) => fact);
  }

  get policy(): readonly Fact[] {
    return this.#policy;
  }

  #add(fact: Fact): void {
    this.#relate(fact.records);
    switch (fact.kind) {
      case 'amount':
        push(this.amounts, fact.value, fact);
        break;
      case 'date':
        this.dates.push(new LocalDate(fact, this.#timeZone));
        break;
      case 'number':
        push(this.numbers, Number(fact.value), fact);
        break;
      case 'percent':
        push(this.percents, Number(fact.value), fact);
        break;
      case 'status':
        this.statuses.push(fact);
        break;
      case 'url':
        this.urls.push(fact.value);
        break;
      case 'email':
        this.emails.add(fact.value.toLowerCase());
        break;
      case 'phone':
        this.phones.push(fact.value.replace(/\D/g, ''));
        break;
      case 'alias':
        this.#addAlias(fact);
        break;
      case 'text':
        this.#addText(fact);
        break;
      default:
        this.#addIdentifier(fact);
    }
  }

  #addIdentifier(fact: Fact): void {
    if (TOKEN_FIELDS.has(fact.field)) {
      this.tokens.add(identifierKey(fact.value));
      if (fact.field === 'rate') push(this.numbers, Number(fact.value), fact);
      return;
    }
    if (fact.kind === 'order') this.orders.add(fact.value);
    if (fact.kind === 'product') this.products.add(fact.value);
    const key = identifierKey(fact.value);
    this.identifiers.set(key, fact.value);
    // People drop the prefix: 10042 for DM-10042.
    const digits = key.replace(/\D/g, '');
    if (fact.kind === 'order' && digits.length >= 4 && !this.identifiers.has(digits))
      this.identifiers.set(digits, fact.value);
  }

  #addAlias(fact: Fact): void {
    const product = fact.records[fact.records.length - 1];
    const name = normalise(fact.value, this.#language).toLowerCase();
    if (product === undefined || name.length < 3) return;
    this.aliases.push({ name, product });
    this.aliases.sort((left, right) => right.name.length - left.name.length);
  }

  // Words and figures quoted from articles and catalogue.
  #addText(fact: Fact): void {
    const { plain, numbers, percents, urls, emails, phones } = quotedFigures(fact, this.#language);
    this.quotes.push({ text: plain, fact });
    const number: Fact = { ...fact, kind: 'number', field: 'quote' };
    for (const value of numbers) push(this.numbers, value, number);
    for (const value of percents) push(this.percents, value, number);
    this.urls.push(...urls);
    for (const email of emails) this.emails.add(email);
    this.phones.push(...phones);
  }

  #relate(records: readonly string[]): void {
    for (let index = 1; index < records.length; index += 1) {
      const record = records[index] ?? '';
      let known = this.parents.get(record);
      if (known === undefined) {
        known = new Set();
        this.parents.set(record, known);
      }
      for (const outer of records.slice(0, index)) known.add(outer);
    }
  }
}

const QUOTED_LANGUAGES = 'en zh es pt fr de it ja ko ar ru id vi th'.split(' ');
let weekdayNames: string[][] | null = null;

function namesOfWeekdays(): string[][] {
  weekdayNames ??= Array.from({ length: 7 }, (_, index) =>
    QUOTED_LANGUAGES.flatMap((language) => calendarNames(language).weekdays[index] ?? [])
      .filter((name) => name.length > 3 || /[^\p{Script=Latin}]/u.test(name))
      .map((name) => name.toLowerCase()),
  );
  return weekdayNames;
}

/** An identifier without case, blanks and signs, so that `#dm 10042` is `DM-10042`. */
export function identifierKey(text: string): string {
  return normalise(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
