import type { Money } from '../lib/money.ts';
import type { Order } from '../shop/records.ts';
import { lineAmount } from './amounts.ts';
import { chargeOf, chargeProblem, moneyBack } from './change-money.ts';
import {
  type ChangedLines,
  type ChangeInput,
  type ChangePlan,
  type ChangeRefusal,
  type ChangeRequest,
  type Charge,
  type LinePick,
  refuseChange as refuse,
} from './order-change.ts';
import type { RefundQuote } from './refund.ts';
import { replaceLines } from './replacements.ts';

export const ARRIVAL_CONDITIONS = ['as_expected', 'damaged', 'not_arrived'] as const;
export type ArrivalCondition = (typeof ARRIVAL_CONDITIONS)[number];

/** Pieces of one line, as staff found them. */
export interface Arrival {
  lineId: string;
  quantity: number;
  condition: ArrivalCondition;
  /** its money or its replacement follows */
  accepted: boolean;
}

/** What became of charging the difference of an exchange. */
export type ChargeState = 'none' | 'open' | 'paid' | 'failed';

/** A return or exchange so far. */
export interface ReturnState {
  plan: Pick<ChangePlan, 'lines' | 'difference' | 'instrument'>;
  requested: ChangeRequest;
  arrivals: readonly Arrival[];
  /** what followed so far, in minor units of the order's currency; null: nothing did */
  settled: number | null;
  charge: ChargeState;
}

/** What follows from the pieces that are back; `waits` names what a person must see to first. */
export interface Settlement {
  /** booked now, in minor units of the order's currency; null: nothing */
  amount: number | null;
  refunds: RefundQuote[];
  /** what the shopper agreed to pay, charged now; the exchange follows once it is paid */
  charge: Charge | null;
  /** the order with the new articles, for an exchange */
  order: ChangedLines | null;
  status: Order['status'];
  waits: ChangeRefusal | null;
}

/** Pieces still to be booked in, by line. */
export function outstanding({
  plan,
  arrivals,
}: Pick<ReturnState, 'plan' | 'arrivals'>): LinePick[] {
  return picksOf(plan.lines).map(({ lineId, quantity }) => ({
    lineId,
    quantity: quantity - piecesOf(arrivals.filter((one) => one.lineId === lineId)),
  }));
}

/**
 * The money of a return follows piece by piece, cumulated so that roundings add up to the whole; an exchange is carried
 * out once all its pieces are back and accepted. Nothing follows twice: what was settled before is taken off.
 */
export function settleArrivals(input: ChangeInput, state: ReturnState): Settlement {
  const isOver = outstanding(state).every(({ quantity }) => quantity === 0);
  return state.requested.kind === 'return'
    ? settleReturn(input, state, isOver)
    : settleExchange(input, state, isOver);
}

function settleReturn(input: ChangeInput, state: ReturnState, isOver: boolean): Settlement {
  const { order, customer } = input;
  const accepted = picksOf(state.arrivals.filter((one) => one.accepted));
  const owed = accepted.length === 0 ? 0 : (lineAmount(order, accepted) ?? 0);
  const due = owed - (state.settled ?? 0);
  const target = customer.instruments.find(({ id }) => id === state.plan.instrument?.id) ?? null;
  const refunds = due <= 0 ? [] : moneyBack(input, due, target);
  if (!Array.isArray(refunds)) return { ...NOTHING, status: order.status, waits: refunds };
  const back = state.arrivals.some(({ condition }) => condition !== 'not_arrived');
  return {
    ...NOTHING,
    amount: due <= 0 ? null : due,
    refunds,
    status: !isOver ? order.status : back ? 'returned' : 'delivered',
  };
}

function settleExchange(input: ChangeInput, state: ReturnState, isOver: boolean): Settlement {
  const { order, products } = input;
  const { requested, arrivals, settled, plan } = state;
  const waiting = { ...NOTHING, status: order.status };
  if (!isOver || settled !== null) return waiting;
  if (arrivals.every(({ condition }) => condition === 'not_arrived'))
    return { ...NOTHING, status: 'delivered' };
  if (arrivals.some(({ accepted }) => !accepted))
    return {
      ...waiting,
      waits: refuse('change.not_allowed', 'not all of it was accepted', 'person'),
    };
  const difference = plan.difference?.amount ?? 0;
  if (requested.kind !== 'exchange' || state.charge === 'open') return waiting;
  // What goes out was taken from the shelf when the exchange was confirmed.
  const isPaid = state.charge === 'paid';
  const onShelf = products.map((product) => ({
    ...product,
    variants: product.variants.map(({ stock: _, ...variant }) => ({
      ...variant,
      // What has been paid for is sold at that price, whatever the catalogue says by now.
      price: (isPaid ? agreedPrice(plan, variant.id) : undefined) ?? variant.price,
      available: true,
    })),
  }));
  const replaced = replaceLines({ order, products: onShelf }, requested.replacements);
  if (!replaced.ok) return { ...waiting, waits: replaced };
  if (replaced.difference.amount !== difference)
    return {
      ...waiting,
      waits: refuse('change.currency', 'the catalogue’s price changed meanwhile', 'person'),
    };
  const done = { order: { ...replaced.after, itemsModified: true }, status: 'processing' as const };
  if (difference > 0)
    return isPaid
      ? { ...NOTHING, ...done, amount: 0 }
      : chargeDifference(input, state, { amount: difference, currency: order.currency }, done);
  const refunds = difference === 0 ? [] : moneyBack(input, -difference);
  if (!Array.isArray(refunds)) return { ...waiting, waits: refunds };
  return { ...NOTHING, ...done, amount: difference === 0 ? 0 : -difference, refunds };
}

/** A gift card is the shop's own money: the exchange goes out in the same breath. All else is asked for first. */
function chargeDifference(
  { customer, order }: ChangeInput,
  { plan }: ReturnState,
  due: Money,
  done: Pick<Settlement, 'order' | 'status'>,
): Settlement {
  const waiting = { ...NOTHING, status: order.status };
  const instrument = customer.instruments.find(({ id }) => id === plan.instrument?.id);
  if (instrument === undefined)
    return {
      ...waiting,
      waits: refuse('change.method_needed', 'the way to pay is no longer stored', 'person'),
    };
  const problem = chargeProblem(instrument, due);
  if (problem !== null) return { ...waiting, waits: problem };
  const charge = chargeOf(instrument, due);
  return instrument.method === 'gift_card'
    ? { ...NOTHING, ...done, amount: 0, charge }
    : { ...waiting, charge };
}

/** Of one piece, as the shopper confirmed it; undefined for what was not part of it. */
function agreedPrice({ lines }: ReturnState['plan'], variantId: string): number | undefined {
  const line = lines.find(({ replacement }) => replacement?.variantId === variantId);
  return line?.replacement === undefined
    ? undefined
    : line.replacement.price.amount / line.quantity;
}

const NOTHING: Omit<Settlement, 'status'> = {
  amount: null,
  refunds: [],
  charge: null,
  order: null,
  waits: null,
};

/** Pieces by line, each line once. */
function picksOf(pieces: readonly LinePick[]): LinePick[] {
  const byLine = new Map<string, number>();
  for (const { lineId, quantity } of pieces)
    byLine.set(lineId, (byLine.get(lineId) ?? 0) + quantity);
  return [...byLine].map(([lineId, quantity]) => ({ lineId, quantity }));
}

function piecesOf(pieces: readonly { quantity: number }[]): number {
  return pieces.reduce((sum, { quantity }) => sum + quantity, 0);
}
