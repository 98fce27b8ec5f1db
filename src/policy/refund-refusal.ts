export type RefundRefusalRule =
  | 'refund.reason_not_allowed'
  | 'refund.not_captured'
  | 'refund.cash_not_collected'
  | 'refund.disputed'
  | 'refund.held'
  | 'refund.nothing_left'
  | 'refund.window_closed'
  | 'refund.lines_invalid'
  | 'refund.amount_invalid'
  | 'refund.above_lines'
  | 'refund.above_refundable'
  | 'refund.currency_unknown'
  | 'refund.no_way_back'
  | 'refund.provider_window_closed'
  | 'refund.partial_not_possible'
  | 'refund.wallet_limit'
  | 'refund.no_store_credit';

/** Why a refund may not be given, and what the policy allows instead. `reason` is for the model, never shown as it is. */
export interface RefundRefusal {
  ok: false;
  rule: RefundRefusalRule;
  reason: string;
  instead?: 'bank_transfer' | 'store_credit' | 'person';
}

export function refuseRefund(
  rule: RefundRefusalRule,
  reason: string,
  instead?: 'bank_transfer' | 'store_credit' | 'person',
): RefundRefusal {
  return { ok: false, rule, reason, ...(instead === undefined ? {} : { instead }) };
}

/** No money goes back while a check holds it, by no route: whoever checks decides first. */
export function heldRefusal(): RefundRefusal {
  return refuseRefund(
    'refund.held',
    'this money is still held for a check; nothing is refunded before that is over, and the shopper is not to blame',
    'person',
  );
}
