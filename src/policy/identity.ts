import type { Order } from '../shop/records.ts';

/** What somebody has proven so far. `conversations/conversation.ts` has the same shape with the times of proof. */
export type ProvenIdentity =
  | { tier: 'anonymous' }
  | { tier: 'claimed'; orderIds: readonly string[] }
  | { tier: 'verified'; customerId: string };

/** What may be shown of an order: nothing, its course without names and addresses, or everything. */
export function accessTo(
  identity: ProvenIdentity,
  order: Pick<Order, 'id' | 'customerId'>,
): 'none' | 'claimed' | 'full' {
  if (identity.tier === 'verified')
    return identity.customerId === order.customerId ? 'full' : 'none';
  if (identity.tier === 'claimed') return identity.orderIds.includes(order.id) ? 'claimed' : 'none';
  return 'none';
}
