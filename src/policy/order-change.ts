import type { Money } from '../lib/money.ts';
import type {
  CancelReason,
  ChangeApproval,
  PolicyValues,
  ReturnReason,
} from '../prompts/policy-values.ts';
import type { Dispute, Payment, PaymentMethod, Refund } from '../shop/payment-records.ts';
import type { Address, Customer, Order, OrderLine, Product } from '../shop/records.ts';
import type { FastLaneUse } from './fast-lane.ts';
import type { RefundQuote } from './refund.ts';
import type { RefundCapabilities } from './refund-capabilities.ts';
import type { RefundRefusalRule } from './refund-refusal.ts';

/** Some pieces of a line of an order. */
export interface LinePick {
  lineId: string;
  quantity: number;
}

export interface Replacement extends LinePick {
  variantId: string;
}

/** What the shopper wants changed; `instrumentId` is one of their own stored ways to pay. */
export type ChangeRequest =
  | { kind: 'cancellation'; reason: CancelReason; lines?: readonly LinePick[] | undefined }
  | { kind: 'address_change'; address: Address }
  | {
      kind: 'item_change' | 'exchange';
      replacements: readonly Replacement[];
      instrumentId?: string | undefined;
    }
  | { kind: 'payment_change'; instrumentId: string }
  | {
      kind: 'return';
      lines: readonly LinePick[];
      reason?: ReturnReason | undefined;
      instrumentId?: string | undefined;
    };

export type ChangeKind = ChangeRequest['kind'];
export type ChangeOf<Kind extends ChangeKind> = Extract<ChangeRequest, { kind: Kind }>;

/** Everything the rules of a change rest on, read together. */
export interface ChangeRecords {
  order: Order;
  payments: readonly Payment[];
  refunds: readonly Refund[];
  disputes: readonly Dispute[];
  customer: Customer;
  /** of the lines of the order */
  products: readonly Product[];
  /** what was changed on this order before */
  earlier: readonly ChangeKind[];
}

export interface ChangeTerms {
  policy: PolicyValues;
  capabilities?: RefundCapabilities;
  /** milliseconds */
  now: number;
  /** when the shopper asked, where a person decides later: the merchant's windows count to there. Left out: now */
  askedAt?: number;
  /** the shopper's, IANA */
  timeZone: string;
  fastLaneUsed?: FastLaneUse;
  /** the shopper gave a fresh code for this */
  freshlyVerified?: boolean;
}

export type ChangeInput = ChangeRecords & ChangeTerms;

/** What is charged to a stored way to pay. */
export interface Charge {
  instrumentId: string;
  method: PaymentMethod;
  last4: string | null;
  amount: Money;
}

/** A line as the shopper is shown it. */
export interface PlannedLine {
  lineId: string;
  title: string;
  quantity: number;
  price: Money;
  replacement?: { variantId: string; title: string; price: Money };
}

/** What the order becomes. */
export type OrderEffect =
  | { type: 'none' }
  | { type: 'cancelled'; reason: CancelReason }
  | { type: 'lines'; order: ChangedLines; before: ChangedLines }
  | { type: 'address'; address: Address }
  | { type: 'status'; status: 'return_requested' | 'exchange_requested' };

/** What of an order moves with its lines. */
export type ChangedLines = OrderTotals & Pick<Order, 'lines' | 'itemsModified'>;

export type OrderTotals = Pick<Order, 'subtotal' | 'tax' | 'duties' | 'discount' | 'total'>;

/** A change the rules allow, exactly as it will be carried out. */
export interface ChangePlan {
  ok: true;
  approval: 'none' | 'person';
  /** ids of the rules that led here */
  rules: string[];
  /** rough worth of what goes back, in minor units of the fast lane's currency; null when unknown */
  worth: number | null;
  refunds: RefundQuote[];
  charges: Charge[];
  /** payments whose money was never collected and no longer will be */
  released: string[];
  /** a payment that will collect another amount than before */
  adjusted: { paymentId: string; amount: number }[];
  /** new price less old price */
  difference: Money | null;
  /** the way to pay the shopper named */
  instrument: { id: string; method: PaymentMethod; last4: string | null } | null;
  lines: PlannedLine[];
  /** variants that leave or come back to the shelf */
  stock: { productId: string; variantId: string; change: number }[];
  effect: OrderEffect;
}

export type ChangeRefusalRule =
  | RefundRefusalRule
  | 'change.not_allowed'
  | 'change.status'
  | 'change.locked'
  | 'change.once_only'
  | 'change.reason_not_allowed'
  | 'change.lines_invalid'
  | 'change.window_closed'
  | 'change.variant_unavailable'
  | 'change.other_product'
  | 'change.currency'
  | 'change.method_needed'
  | 'change.method_unknown'
  | 'change.method_same'
  | 'change.method_not_allowed'
  | 'change.balance_too_low'
  | 'change.nothing_paid'
  | 'change.address_invalid'
  | 'change.other_country';

/** `reason` is for the model, never shown as it is. */
export interface ChangeRefusal {
  ok: false;
  rule: ChangeRefusalRule;
  reason: string;
  instead?: 'bank_transfer' | 'store_credit' | 'person';
}

export type ChangeDecision = ChangePlan | ChangeRefusal;

export function refuseChange(
  rule: ChangeRefusalRule,
  reason: string,
  instead?: ChangeRefusal['instead'],
): ChangeRefusal {
  return { ok: false, rule, reason, ...(instead === undefined ? {} : { instead }) };
}

/** The guards that every change of an order before shipping shares; null when it may go on. */
export function tooLate(
  { order, policy }: Pick<ChangeInput, 'order' | 'policy'>,
  rule: { statuses: readonly string[]; approval: ChangeApproval },
): ChangeRefusal | null {
  if (rule.approval === 'refused')
    return refuseChange('change.not_allowed', 'the shop does not make this change', 'person');
  if (!rule.statuses.includes(order.status))
    return refuseChange(
      'change.status',
      `the order is ${order.status}; this is possible while it is ${rule.statuses.join(' or ')}`,
      order.status === 'processing' ? 'person' : undefined,
    );
  if (order.itemsModified && policy.changes.lockedAfterItemChange)
    return refuseChange(
      'change.locked',
      'its articles were changed once already; after that nothing else of it can be changed',
    );
  return null;
}

/** The lines picked, each once and no more than there are; null when they do not fit the order. */
export function pickLines(
  order: Order,
  picks: readonly LinePick[],
): { line: OrderLine; quantity: number }[] | null {
  if (picks.length === 0 || new Set(picks.map(({ lineId }) => lineId)).size !== picks.length)
    return null;
  const picked = picks.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineId);
    const fits = Number.isSafeInteger(quantity) && quantity >= 1;
    return line !== undefined && fits && quantity <= line.quantity ? [{ line, quantity }] : [];
  });
  return picked.length === picks.length ? picked : null;
}

export function plannedLine(line: OrderLine, quantity: number, currency: string): PlannedLine {
  return {
    lineId: line.id,
    title: titleWith(line.title, line.options),
    quantity,
    price: { amount: Math.round((line.total * quantity) / line.quantity), currency },
  };
}

export function titleWith(title: string, options: Readonly<Record<string, string>>): string {
  const chosen = Object.values(options).join(', ');
  return chosen === '' ? title : `${title} (${chosen})`;
}

export function changedLinesOf(order: Order): ChangedLines {
  const { lines, itemsModified, subtotal, tax, duties, discount, total } = order;
  return { lines, itemsModified, subtotal, tax, duties, discount, total };
}

/** A plan that moves no money; the parts given replace it. */
export function plan(changes: Partial<ChangePlan> & Pick<ChangePlan, 'effect'>): ChangePlan {
  return {
    ok: true,
    approval: 'none',
    rules: [],
    worth: 0,
    refunds: [],
    charges: [],
    released: [],
    adjusted: [],
    difference: null,
    instrument: null,
    lines: [],
    stock: [],
    ...changes,
  };
}
