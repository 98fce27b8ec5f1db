import type { ConversationStore } from '../../conversations/conversation-store.ts';
import { matchesContact } from '../../policy/contact-match.ts';
import { accessTo } from '../../policy/identity.ts';
import type { Order } from '../../shop/records.ts';
import type { ShopStore } from '../../shop/shop-store.ts';
import { wroteContact } from './shopper-words.ts';
import { refuse, type ToolScope } from './tool.ts';

export interface OrderAccessDependencies {
  shop: Pick<
    ShopStore,
    'findOrderByNumber' | 'findShipmentByTrackingNumber' | 'findOrder' | 'findCustomer'
  >;
  conversations: Pick<ConversationStore, 'setIdentity' | 'find'>;
  /** counts a claim by conversation, order, contact and network; false once one of them has used up its tries */
  allowClaim(claim: {
    conversationId: string;
    orderNumber: string;
    contact: string;
    network: string | undefined;
  }): Promise<boolean>;
}

type Access =
  | { ok: true; order: Order; access: 'claimed' | 'full' }
  | { ok: false; refusal: ReturnType<typeof refuse> };

/**
 * Decides whether this shopper may see this order, and lets them claim it by a contact that stands on it.
 * An unknown order number, a wrong contact and somebody else's order all run the same statements and get the same answer.
 * `typed` is the number that led here when it was not the order's own: attempts are counted by what was tried.
 * A contact counts only when the shopper wrote it in this conversation: a model cannot supply one.
 */
export async function openOrder(
  dependencies: OrderAccessDependencies,
  scope: ToolScope,
  request: { orderNumber: string; contact?: string | undefined; typed?: string | undefined },
): Promise<Access> {
  const order = await dependencies.shop.findOrderByNumber(request.orderNumber);
  const access = order === undefined ? 'none' : accessTo(scope.identity, order);
  if (order !== undefined && access !== 'none') return { ok: true, order, access };
  if (scope.identity.tier === 'verified') return { ok: false, refusal: refuse('no_match') };

  const contact = request.contact?.trim() ?? '';
  if (contact === '' || !wroteContact(scope.shopperTexts, contact))
    return { ok: false, refusal: refuse('identity_needed', { ask: ['contact'] }) };
  const allowed = await dependencies.allowClaim({
    conversationId: scope.conversationId,
    orderNumber: request.typed ?? request.orderNumber,
    contact,
    network: scope.network,
  });
  if (!allowed) return { ok: false, refusal: refuse('too_many_attempts') };

  // The orders of one conversation belong to one customer; a second customer's order is "no match".
  const sameCustomer = await belongsToSameCustomer(dependencies, scope, order);
  if (order === undefined || !matchesContact(order, contact) || !sameCustomer)
    return { ok: false, refusal: refuse('no_match', { ask: ['order_number', 'contact'] }) };
  const claimed = scope.identity.tier === 'claimed' ? scope.identity.orderIds : [];
  const identity = { tier: 'claimed' as const, orderIds: [...new Set([...claimed, order.id])] };
  await dependencies.conversations.setIdentity(scope.conversationId, identity);
  scope.identity = identity;
  return { ok: true, order, access: 'claimed' };
}

/** The customer who verified themself here first, also once that has lapsed, and the one whose orders were claimed. */
async function belongsToSameCustomer(
  { shop, conversations }: OrderAccessDependencies,
  scope: ToolScope,
  order: Order | undefined,
): Promise<boolean> {
  const conversation = await conversations.find(scope.conversationId);
  const [first] = scope.identity.tier === 'claimed' ? scope.identity.orderIds : [];
  const earlier = first === undefined ? undefined : await shop.findOrder(first);
  return [conversation?.customerId, earlier?.customerId].every(
    (customerId) => customerId == null || customerId === order?.customerId,
  );
}
