import type { Conversation } from '../conversations/conversation.ts';
import type { StoredEvent } from '../events/event-log.ts';
import type { HandoffPacketView } from '../protocol/desk-conversation.ts';
import type { LogEvent } from '../protocol/stream-event.ts';
import type { Handoff } from './handoff.ts';

const MOST_FACTS = 24;
const MOST_TRIED = 20;

type Result = Extract<LogEvent, { type: 'tool-result' }>;

/** Everything the packet rests on; the log is the whole conversation. */
export interface PacketSources {
  conversation: Conversation;
  handoff: Handoff | null;
  events: readonly StoredEvent[];
  staffLocale: string | null;
  /** a code in the words of prompts/handoff.md */
  label: (code: string) => { code: string; label: string };
  now: string;
}

/**
 * What the person sees at claim, so that the shopper need not tell it again. Made by code from the log: every line
 * names the event it comes from. The summary is left to whoever can phrase it.
 */
export function makePacket(sources: PacketSources): HandoffPacketView {
  const { conversation, handoff, events, staffLocale, label, now } = sources;
  const results = events.flatMap(({ sequence, event }) =>
    event.type === 'tool-result' ? [{ sequence, event }] : [],
  );
  const ended = events.flatMap(({ event }) => (event.type === 'turn-ended' ? [event] : []));
  const reasons = [
    ...new Set([...(handoff === null ? [] : [handoff.reason]), ...(ended.at(-1)?.reasons ?? [])]),
  ];
  return {
    wish: wishOf(events, handoff),
    summary: null,
    madeAt: now,
    locale: conversation.locale ?? handoff?.locale ?? null,
    staffLocale,
    identity: identityOf(conversation, events),
    confidence: ended.at(-1)?.confidence ?? null,
    reasons: reasons.map(label),
    facts: factsOf(results),
    tried: results.slice(-MOST_TRIED).map(({ sequence, event }) => ({
      tool: event.tool,
      ok: resultOf(event).ok === true,
      detail: detailOf(event),
      sequence,
    })),
    failed: failuresOf(events),
    verdicts: verdictsOf(events),
    proposals: openProposals(events),
    mood: moodOf(ended.flatMap((event) => event.reasons)),
    orderNumbers: orderNumbersIn(results),
    contact: handoff?.contact ?? null,
    value: handoff?.value ?? null,
    earlierHandoffs: Math.max(
      0,
      new Set(
        events.flatMap(({ event }) => (event.type === 'handoff-opened' ? [event.handoffId] : [])),
      ).size - 1,
    ),
  };
}

/** Their last words before a person was called that say more than the wish for one. */
function wishOf(events: readonly StoredEvent[], handoff: Handoff | null): string {
  const opened = events.findLastIndex(
    ({ event }) =>
      event.type === 'handoff-opened' &&
      event.handoffId === handoff?.id &&
      event.cause === undefined,
  );
  const before = opened === -1 ? events : events.slice(0, opened);
  const said = before.flatMap(({ event }) =>
    event.type === 'message-end' && event.author === 'customer' && event.text !== ''
      ? [event.text]
      : [],
  );
  const last = said.at(-1) ?? handoff?.summary ?? '';
  const wish = handoff?.reason === 'asked' ? (said.at(-2) ?? last) : last;
  return wish.replace(/\s+/g, ' ').trim().slice(0, 240);
}

function identityOf(
  { identity, customerId }: Conversation,
  events: readonly StoredEvent[],
): HandoffPacketView['identity'] {
  const byCode = events.some(({ event }) => event.type === 'status' && event.status === 'verified');
  if (identity.tier === 'claimed')
    return { tier: 'claimed', proof: 'order_and_contact', until: null };
  if (identity.tier === 'verified' || customerId !== null)
    return {
      tier: 'verified',
      proof: byCode ? 'one_time_code' : 'store_sign_in',
      until: identity.tier === 'verified' ? identity.verifiedUntil : null,
    };
  return { tier: 'anonymous', proof: 'none', until: null };
}

/** Records' fields as they were looked up, the latest of each, newest record first. */
function factsOf(results: readonly { sequence: number; event: Result }[]) {
  const facts = new Map<string, HandoffPacketView['facts'][number]>();
  for (const { sequence, event } of results) {
    const source = { tool: event.tool, sequence };
    collect(event.result, '', (label, value) => {
      facts.delete(label);
      facts.set(label, { label, value, source });
    });
  }
  return [...facts.values()].slice(-MOST_FACTS);
}

const RECORD_KEYS = ['orderNumber', 'trackingNumber', 'refundId', 'reference'];
const FACT_KEYS = new Set([
  'status',
  'total',
  'placedAt',
  'deliveredAt',
  'method',
  'amount',
  'captured',
  'refunded',
  'refundPending',
  'refundable',
  'carrier',
  'eta',
  'customsStage',
  'dutiesDue',
  'nextStep',
  'silentDays',
  'returnDaysLeft',
  'declineReason',
]);

function collect(value: unknown, record: string, found: (label: string, value: string) => void) {
  if (Array.isArray(value)) {
    for (const one of value) collect(one, record, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const fields = Object.entries(value);
  const own = RECORD_KEYS.flatMap((key) => {
    const named = fields.find(([name]) => name === key)?.[1];
    return typeof named === 'string' ? [named] : [];
  });
  const subject = own.at(-1) ?? record;
  for (const [key, inner] of fields) {
    const shown = FACT_KEYS.has(key) ? shownValue(inner) : null;
    if (shown !== null && subject !== '') found(`${subject} ${key}`, shown);
    else if (!NO_FACTS.has(key) && !isMoney(inner)) collect(inner, subject, found);
  }
}

/** Words of carriers and shoppers, and merchant texts, are no facts; nor is the state of one leg that of the parcel. */
const NO_FACTS = new Set(['untrusted', 'quote', 'legs']);

/** Its amount counts minor units, which nobody is to read as a price. */
function isMoney(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}

function shownValue(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return null;
  if ('display' in value && typeof value.display === 'string') return value.display;
  if ('earliest' in value && 'latest' in value) return `${value.earliest} – ${value.latest}`;
  return null;
}

function resultOf(event: Result): {
  ok?: unknown;
  reason?: unknown;
  rule?: unknown;
  instead?: unknown;
} {
  return typeof event.result === 'object' && event.result !== null ? event.result : {};
}

function detailOf(event: Result): string {
  const { ok, reason, rule } = resultOf(event);
  if (ok === true) return 'ok';
  return [reason, rule].filter((part) => typeof part === 'string').join(': ');
}

function failuresOf(events: readonly StoredEvent[]): HandoffPacketView['failed'] {
  return events
    .flatMap(({ sequence, event }): HandoffPacketView['failed'] => {
      if (event.type === 'message-retract' && event.reason !== 'superseded')
        return [{ what: 'reply', detail: event.reason, sequence }];
      if (event.type === 'turn-ended' && event.outcome === 'failed')
        return [{ what: 'turn', detail: event.reasons.join(', '), sequence }];
      if (event.type === 'tool-result' && resultOf(event).ok !== true)
        return [{ what: event.tool, detail: detailOf(event), sequence }];
      if (event.type === 'status' && event.status === 'verification_failed')
        return [{ what: 'verification', detail: 'wrong_code', sequence }];
      return [];
    })
    .slice(-MOST_TRIED);
}

function verdictsOf(events: readonly StoredEvent[]): HandoffPacketView['verdicts'] {
  return events.flatMap(({ sequence, event }) => {
    if (event.type !== 'tool-result' || !event.tool.startsWith('propose_')) return [];
    const { ok, rule, reason, instead } = resultOf(event);
    if (ok === true) return [{ rule: event.tool, outcome: 'allowed', sequence }];
    return [
      {
        rule: typeof rule === 'string' ? rule : String(reason ?? 'refused'),
        outcome: typeof instead === 'string' ? `refused, instead: ${instead}` : 'refused',
        sequence,
      },
    ];
  });
}

function openProposals(events: readonly StoredEvent[]): HandoffPacketView['proposals'] {
  const latest = new Map(
    events.flatMap(({ event }) =>
      event.type === 'proposal' ? [[event.proposal.id, event.proposal] as const] : [],
    ),
  );
  return [...latest.values()]
    .filter(({ state }) => ['open', 'awaiting_approval', 'executing'].includes(state))
    .map(({ confirmationToken: _token, ...proposal }) => proposal);
}

function moodOf(reasons: readonly string[]): HandoffPacketView['mood'] {
  const recent = reasons.slice(-12);
  if (recent.some((reason) => ['self_harm', 'safety', 'shopper_distressed'].includes(reason)))
    return 'distressed';
  return recent.includes('shopper_upset') ? 'upset' : 'calm';
}

function orderNumbersIn(results: readonly { event: Result }[]): string[] {
  const numbers: string[] = [];
  const walk = (value: unknown) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value))
        if (key === 'orderNumber' && typeof inner === 'string') numbers.push(inner);
        else walk(inner);
  };
  for (const { event } of results) walk(event.result);
  return [...new Set(numbers.reverse())].slice(0, 5);
}
