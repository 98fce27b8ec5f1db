import type { StatusClaim } from '../../prompts/gate-words.ts';
import type { Fact, StatusDomain } from './facts.ts';

type States = Partial<Record<StatusDomain, readonly string[]>>;

const MOVING = [
  'in_transit',
  'departed_origin',
  'arrived_destination',
  'customs_processing',
  'customs_action_required',
  'customs_delayed',
  'customs_released',
  'handed_to_last_mile',
  'no_update',
  'delayed',
  'exception',
];
const AFTER_SHIPPING = [
  'picked_up',
  ...MOVING,
  'out_for_delivery',
  'ready_for_pickup',
  'delivery_failed',
  'delivered',
  'returning',
  'returned',
  'damaged',
  'lost',
  'handed_to_last_mile',
];
const AFTER_DELIVERY = ['delivered', 'return_requested', 'returned', 'exchange_requested'];
const CUSTOMS = ['customs_processing', 'customs_action_required', 'customs_delayed'];

/** The states of records in which each claim is true, per kind of record. Kinds not named say nothing about the claim. */
const TRUE_IN: Record<StatusClaim, States> = {
  delivered: { order: AFTER_DELIVERY, shipment: ['delivered'] },
  shipped: { order: ['shipped', ...AFTER_DELIVERY], shipment: AFTER_SHIPPING },
  in_transit: {
    order: ['shipped'],
    shipment: ['picked_up', ...MOVING, 'out_for_delivery', 'returning'],
  },
  out_for_delivery: { shipment: ['out_for_delivery'] },
  ready_for_pickup: { shipment: ['ready_for_pickup'] },
  delivery_failed: { shipment: ['delivery_failed'] },
  delayed: { shipment: ['delayed', 'customs_delayed', 'exception', 'no_update'] },
  lost: { shipment: ['lost'] },
  damaged: { shipment: ['damaged'] },
  customs: { shipment: [...CUSTOMS, 'processing', 'action_required', 'delayed', 'customs'] },
  customs_cleared: {
    shipment: [
      'customs_released',
      'released',
      'handed_to_last_mile',
      'out_for_delivery',
      'ready_for_pickup',
      'delivered',
    ],
  },
  returned: { order: ['returned'], shipment: ['returned', 'returning'] },
  return_requested: { order: ['return_requested', 'returned'] },
  cancelled: {
    order: ['cancelled'],
    payment: ['cancelled'],
    refund: ['cancelled'],
    shipment: ['cancelled'],
    attempt: ['cancelled'],
  },
  processing: {
    order: ['pending', 'processing'],
    payment: ['pending', 'authorized', 'held'],
    refund: ['pending', 'requires_action', 'held'],
    shipment: ['info_received', 'customs_processing', 'processing'],
  },
  pending: {
    order: ['pending', 'processing'],
    payment: ['pending', 'authorized', 'held'],
    refund: ['pending', 'requires_action', 'held'],
    attempt: ['pending'],
    shipment: ['info_received', 'not_found'],
    dispute: ['needs_response', 'under_review'],
  },
  paid: { payment: ['captured', 'partially_refunded', 'refunded'], attempt: ['succeeded'] },
  authorized: { payment: ['authorized', 'captured', 'partially_refunded', 'refunded'] },
  declined: { payment: ['failed'], attempt: ['declined'], refund: ['failed'] },
  refunded: { payment: ['refunded', 'partially_refunded'], refund: ['succeeded'] },
  refund_pending: { refund: ['pending', 'requires_action', 'held'] },
  expired: { payment: ['expired'], attempt: ['expired'], proposal: ['expired'] },
  disputed: {
    dispute: ['needs_response', 'under_review', 'won', 'lost', 'closed', 'chargeback', 'inquiry'],
  },
};

// A refusal by a tool tells a state too: what has not been shipped has not been delivered either.
const FALSE_BY_REFUSAL: Partial<Record<StatusClaim, string>> = {
  shipped: 'not_shipped_yet',
  delivered: 'not_shipped_yet',
  in_transit: 'not_shipped_yet',
};

/** Whether a status fact makes a claim true (`yes`), makes it false (`no`) or says nothing about it (`silent`). */
export function bearsOn(claim: StatusClaim, fact: Fact): 'yes' | 'no' | 'silent' {
  const domain = fact.domain ?? 'other';
  if (domain === 'refusal') return FALSE_BY_REFUSAL[claim] === fact.value ? 'no' : 'silent';
  if (claim === 'expired' && fact.field === 'declineReason')
    return fact.value.includes('expired') ? 'yes' : 'silent';
  const states = TRUE_IN[claim][domain];
  // A hold stands beside the status of its payment and denies nothing of it.
  if (fact.field === 'holdStatus') return states?.includes(fact.value) ? 'yes' : 'silent';
  if (states === undefined || !TELLING_FIELDS.has(fact.field)) return 'silent';
  return states.includes(fact.value) ? 'yes' : 'no';
}

const TELLING_FIELDS = new Set([
  'status',
  'outcome',
  'customsStage',
  'paymentStatus',
  'orderStatus',
  'shipmentStatus',
  'refundStatus',
  'kind',
  'leg',
]);
