import type { Money } from '../../lib/money.ts';

export type FactKind =
  | 'amount'
  | 'date'
  | 'order'
  | 'tracking'
  | 'product'
  | 'reference'
  | 'status'
  | 'number'
  | 'percent'
  | 'url'
  | 'email'
  | 'phone'
  | 'text'
  | 'alias';

/** One typed field of a tool result or policy value, with the records it belongs to. */
export interface Fact {
  kind: FactKind;
  /**
   * Canonical: an amount `EUR:4990` in minor units, a date as ISO instant or day, a number in decimal, a status code,
   * an identifier or contact as it stands in the record, a text that may be quoted, or (alias) the name of a product.
   */
  value: string;
  /** order number, tracking number, product id … of every object around the field, outermost first; empty: holds everywhere */
  records: string[];
  /** name of the field, e.g. `returnDaysLeft` */
  field: string;
  /** what the status is of */
  domain?: StatusDomain;
  /** the tool, or `policy` */
  tool: string;
}

export type StatusDomain =
  | 'order'
  | 'shipment'
  | 'payment'
  | 'refund'
  | 'attempt'
  | 'dispute'
  | 'proposal'
  | 'verification'
  | 'handoff'
  | 'refusal'
  | 'other';

const IDENTIFIERS: Record<string, FactKind> = {
  orderNumber: 'order',
  trackingNumber: 'tracking',
  refundId: 'reference',
  productId: 'product',
  variantId: 'product',
  reference: 'reference',
};
const CONTACTS: Record<string, FactKind> = { url: 'url', email: 'email', phone: 'phone' };
const IDENTIFIER_FIELDS = new Set(['last4', 'traceNumber', 'rate']);
const STATUS_FIELDS = new Set([
  'outcome',
  'actionRequired',
  'approval',
  'route',
  'kind',
  'leg',
  'nextStep',
  'declineReason',
  'paidBy',
]);

interface Place {
  tool: string;
  records: string[];
  domain: StatusDomain;
}

type Fields = Record<string, unknown>;

/** Every fact of a tool result, by the conventions at the top of `tools/results.ts`. Words of strangers give none. */
export function factsOf(tool: string, result: unknown): Fact[] {
  const facts: Fact[] = [];
  if (isObject(result)) walkObject(facts, result, { tool, records: [], domain: domainOf(tool) });
  return facts;
}

/**
 * Policy values as facts that hold for every record. Numbers count as days, months or percent by their field's name
 * (`returnWindowDays`, `restockingFeePercent`); `{ amount, currency }` is money; strings under `quote`, `url`, `email`,
 * `phone` are what those names say; other strings are texts that may be quoted.
 */
export function policyFacts(values: unknown): readonly Fact[] {
  if (!isObject(values)) return [];
  const known = knownPolicyFacts.get(values);
  if (known !== undefined) return known;
  const facts: Fact[] = [];
  walkObject(facts, values, { tool: 'policy', records: [], domain: 'other' });
  knownPolicyFacts.set(values, facts);
  return facts;
}

/** Policy values are replaced, never changed, so their facts are read once and not with every reply. */
const knownPolicyFacts = new WeakMap<Fields, readonly Fact[]>();

function walkObject(facts: Fact[], fields: Fields, place: Place): void {
  const { amount, currency } = fields;
  if (typeof amount === 'number' && typeof currency === 'string') {
    facts.push(fact('amount', moneyKey({ amount, currency }), 'amount', place));
    return;
  }
  const inside = enter(fields, place);
  for (const [field, value] of Object.entries(fields)) {
    if (field === 'untrusted') continue;
    walk(facts, field, value, inside);
  }
  if (
    typeof fields.quote === 'string' &&
    typeof (fields.productId ?? fields.variantId) === 'string'
  )
    facts.push(fact('alias', nameOf(fields.quote), 'quote', inside));
}

function walk(facts: Fact[], field: string, value: unknown, place: Place): void {
  if (typeof value === 'string') readString(facts, field, value, place);
  else if (typeof value === 'number')
    facts.push(fact(/percent/i.test(field) ? 'percent' : 'number', String(value), field, place));
  else if (Array.isArray(value)) for (const item of value) walk(facts, field, item, place);
  else if (isObject(value)) {
    const money = facts.length;
    walkObject(facts, value, place);
    // An amount is known by the field that holds it: `total`, `refundable`.
    const first = facts[money];
    if (first?.field === 'amount' && first.kind === 'amount') first.field = field;
  } else if (typeof value === 'boolean' && field === 'ok' && value) readSuccess(facts, place);
}

function readString(facts: Fact[], field: string, value: string, place: Place): void {
  const kind = IDENTIFIERS[field] ?? CONTACTS[field];
  if (kind !== undefined) facts.push(fact(kind, value, field, place));
  else if (isDateField(field) && !Number.isNaN(Date.parse(value)))
    facts.push(fact('date', value, field, place));
  else if (IDENTIFIER_FIELDS.has(field)) facts.push(fact('reference', value, field, place));
  else if (/status$|stage$/i.test(field) || STATUS_FIELDS.has(field) || field === 'reason')
    facts.push(fact('status', value, field, place));
  else if (field === 'quote' || field === 'title' || place.tool === 'policy')
    facts.push(fact('text', value, field, place));
  else if (field === 'sentTo') facts.push(fact('status', 'code_sent', field, place));
}

// What a tool has done, so that a reply may say so.
function readSuccess(facts: Fact[], place: Place): void {
  if (place.tool === 'hand_off_to_human') facts.push(fact('status', 'handed_off', 'ok', place));
  if (place.tool.startsWith('propose_')) facts.push(fact('status', 'proposed', 'ok', place));
}

function enter(fields: Fields, place: Place): Place {
  const records = [...place.records];
  // Articles are the shop's general word: they belong to no record.
  if (place.tool !== 'search_help') {
    for (const field of Object.keys(IDENTIFIERS)) {
      const id = fields[field];
      if (typeof id === 'string' && !records.includes(id)) records.push(id);
    }
  }
  return { tool: place.tool, records, domain: domainInside(fields, place.domain) };
}

function domainInside(fields: Fields, outer: StatusDomain): StatusDomain {
  if (fields.ok === false) return 'refusal';
  if ('refundId' in fields) return 'refund';
  if ('trackingNumber' in fields) return 'shipment';
  if ('captured' in fields) return 'payment';
  if ('outcome' in fields) return 'attempt';
  if ('openedAt' in fields && 'kind' in fields) return 'dispute';
  if ('lines' in fields || 'placedAt' in fields) return 'order';
  return outer;
}

function domainOf(tool: string): StatusDomain {
  if (tool.startsWith('propose_')) return 'proposal';
  if (tool === 'hand_off_to_human') return 'handoff';
  if (tool === 'start_verification') return 'verification';
  return 'other';
}

function fact(kind: FactKind, value: string, field: string, place: Place): Fact {
  const made: Fact = { kind, value, records: place.records, field, tool: place.tool };
  if (kind === 'status') made.domain = place.domain;
  return made;
}

function isDateField(field: string): boolean {
  return /(?:At|On)$/.test(field) || field === 'at' || field === 'earliest' || field === 'latest';
}

// Catalogue quotes begin with the title; options and description follow a dash, a bracket or a full stop.
function nameOf(quote: string): string {
  return quote.split(/ [—–·|-] |[\n(:;]|\. |, /, 1)[0]?.trim() ?? quote;
}

export function moneyKey({ amount, currency }: Money): string {
  return `${currency}:${amount}`;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
