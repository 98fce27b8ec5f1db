import type { ChangePlan, ChangeRefusal } from '../policy/order-change.ts';
import type { RefundQuote } from '../policy/refund.ts';
import type { LogEventInput } from '../protocol/stream-event.ts';
import type { Statement } from '../storage/database.ts';
import type { Proposal, Requested } from './proposal.ts';

/** Whom and what a decision is about. */
export interface Subject {
  orderId: string | null;
  customerId: string;
  timeZone: string;
  requested: Requested;
}

export interface RuleTerms {
  /** milliseconds: windows are counted to here */
  now: number;
  /** milliseconds: when the shopper asked, where that is not now */
  askedAt?: number;
  /** false once a person has approved: caps no longer bind */
  capped: boolean;
  freshlyVerified: boolean;
}

/** What the rules allow with the records of the moment. */
export interface Ruling {
  ok: true;
  quotes: RefundQuote[];
  plan: ChangePlan | null;
  approval: 'none' | 'person';
  /** rough worth of what goes back; null when unknown */
  worth: number | null;
  /** whether what goes back counts against the caps of the fast lane */
  counts: boolean;
  /** equal as long as nothing it rests on has changed */
  factsHash: string;
  /** what must still hold in the batch that carries it out */
  guards: Statement[];
}

export interface Booking {
  statements: Statement[];
  cards: LogEventInput[];
  /** calls to a provider follow; without any it is done with the batch */
  callsFollow: boolean;
}

/** One sort of deed that a proposal can stand for. */
export interface Act {
  rule(subject: Subject, terms: RuleTerms): Promise<Ruling | ChangeRefusal>;
  /** the statements that carry out what the proposal says, in one batch with its guards */
  book(proposal: Proposal, now: number): Promise<Booking>;
}

/** The shopper agreed to exactly this and to nothing else; days and reasons for a person may have moved. */
export function isSameDeed(ruling: Ruling, proposal: Proposal): boolean {
  return termsOf(ruling) === termsOf(proposal);
}

function termsOf({ quotes, plan }: Pick<Ruling, 'quotes' | 'plan'>): string {
  const money = quotes.map(({ paymentId, amount, route, instrumentId }) => [
    paymentId,
    amount.amount,
    amount.currency,
    route,
    instrumentId,
  ]);
  if (plan === null) return JSON.stringify(money);
  const { charges, released, adjusted, difference, instrument, lines, effect } = plan;
  return JSON.stringify([
    money,
    charges,
    released,
    adjusted,
    difference,
    instrument,
    lines,
    effect,
  ]);
}
