import type { Verifications } from '../../conversations/verification.ts';
import { matchesContact } from '../../policy/contact-match.ts';
import { accessTo } from '../../policy/identity.ts';
import type { PolicyValues } from '../../prompts/policy-values.ts';
import type { Order } from '../../shop/records.ts';
import type { ShopStore } from '../../shop/shop-store.ts';
import { wroteContact } from './shopper-words.ts';
import { refuse, type Tool, type ToolScope } from './tool.ts';

export interface VerificationToolDependencies {
  shop: Pick<ShopStore, 'findOrderByNumber' | 'findOrder'>;
  verifications: Pick<Verifications, 'start' | 'canSendCodes'>;
  policy: () => PolicyValues;
  /** whether the storefront signs its customers in */
  signIn: boolean;
}

/**
 * Sends a one-time code to the contact on the order, never to one that was typed. Whether the details matched is not
 * told: an unknown order, a wrong contact and a right one get the same answer after the same statements.
 */
export function startVerification(
  dependencies: VerificationToolDependencies,
): Tool<'start_verification'> {
  const { shop, verifications, policy, signIn } = dependencies;
  return {
    name: 'start_verification',
    kind: 'read',
    async run(input, scope) {
      if (!verifications.canSendCodes) return noCodes(signIn);
      const order = await orderMeant(shop, scope, input.orderNumber);
      if (order === 'not_said')
        return refuse('identity_needed', { ask: ['order_number', 'contact'] });
      const contact = input.contact?.trim() ?? '';
      const written = contact !== '' && wroteContact(scope.shopperTexts, contact);
      const known = order !== undefined && accessTo(scope.identity, order) !== 'none';
      if (!written && !known) return refuse('identity_needed', { ask: ['contact'] });

      const proven =
        order !== undefined && (known || matchesContact(order, contact)) ? order : null;
      const started = await verifications.start(scope.conversationId, {
        orderId: proven?.id ?? null,
        customerId: proven?.customerId ?? null,
        email: proven?.email ?? null,
        ...(scope.network === undefined ? {} : { network: scope.network }),
      });
      if (!started.ok) return refuse(started.reason);
      return {
        result: { ok: true, sentTo: 'email', codeValidMinutes: policy().identity.codeValidMinutes },
      };
    },
  };
}

function noCodes(signIn: boolean) {
  return refuse('no_codes', {
    instead: signIn ? 'sign_in' : 'person',
    detail: signIn
      ? 'codes cannot be sent; the shopper is verified by signing in to the shop and opening the chat there'
      : 'codes cannot be sent; a colleague has to verify the shopper',
  });
}

async function orderMeant(
  shop: VerificationToolDependencies['shop'],
  { identity }: ToolScope,
  orderNumber: string | undefined,
): Promise<Order | undefined | 'not_said'> {
  if (orderNumber !== undefined) return shop.findOrderByNumber(orderNumber);
  const claimed = identity.tier === 'claimed' ? identity.orderIds.at(-1) : undefined;
  return claimed === undefined ? 'not_said' : shop.findOrder(claimed);
}
