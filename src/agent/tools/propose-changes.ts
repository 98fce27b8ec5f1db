import type { Conversation } from '../../conversations/conversation.ts';
import { countryCode } from '../../language/country-names.ts';
import type { ChangeRequest, Replacement } from '../../policy/order-change.ts';
import type { Proposals } from '../../proposals/proposals.ts';
import type { Address, Order } from '../../shop/records.ts';
import { type OrderAccessDependencies, openOrder } from './order-access.ts';
import { linesMeant } from './propose-refund.ts';
import { showProposal } from './show-proposal.ts';
import { refuse, type Tool, type ToolScope } from './tool.ts';
import type { ToolArguments } from './tool-arguments.ts';

export interface ChangeToolDependencies extends OrderAccessDependencies {
  proposals: Pick<Proposals, 'proposeChange' | 'proposeDefaultAddress'>;
  findConversation(id: string): Promise<Conversation | undefined>;
}

/** Puts the cancellation of an order, or of single lines, before the shopper. */
export function proposeCancellation(
  dependencies: ChangeToolDependencies,
): Tool<'propose_cancellation'> {
  return {
    name: 'propose_cancellation',
    kind: 'write',
    run: (input, scope) =>
      propose(dependencies, scope, input.orderNumber, (order) => {
        const lines = linesMeant(order, input.lines);
        if (lines === null) return null;
        return { kind: 'cancellation', reason: input.reason, lines };
      }),
  };
}

/** A new address for an order, or for all new orders when no order is named. */
export function proposeAddressChange(
  dependencies: ChangeToolDependencies,
): Tool<'propose_address_change'> {
  return {
    name: 'propose_address_change',
    kind: 'write',
    async run({ orderNumber, address: given }, scope) {
      const country = countryCode(given.country, scope.locale);
      if (country === null)
        return refuse('invalid_arguments', {
          detail: 'country must be a country’s name or its two letters',
        });
      const address = cleanAddress(given, country);
      if (orderNumber !== undefined)
        return propose(dependencies, scope, orderNumber, () => ({
          kind: 'address_change',
          address,
        }));
      const conversation = await dependencies.findConversation(scope.conversationId);
      if (conversation === undefined || scope.identity.tier !== 'verified')
        return askToVerify(scope);
      const { locale, timeZone } = scope;
      const setting = { conversation, locale, timeZone };
      return showProposal(
        await dependencies.proposals.proposeDefaultAddress({ ...setting, address }),
        scope,
      );
    },
  };
}

/** Other variants in an order that has not been shipped. */
export function proposeItemChange(
  dependencies: ChangeToolDependencies,
): Tool<'propose_item_change'> {
  return {
    name: 'propose_item_change',
    kind: 'write',
    run: (input, scope) => proposeSwap(dependencies, scope, 'item_change', input),
  };
}

/** Other variants in the place of delivered articles. */
export function proposeExchange(dependencies: ChangeToolDependencies): Tool<'propose_exchange'> {
  return {
    name: 'propose_exchange',
    kind: 'write',
    run: (input, scope) => proposeSwap(dependencies, scope, 'exchange', input),
  };
}

/** Another stored way to pay for an order. */
export function proposePaymentChange(
  dependencies: ChangeToolDependencies,
): Tool<'propose_payment_change'> {
  return {
    name: 'propose_payment_change',
    kind: 'write',
    run: (input, scope) =>
      propose(dependencies, scope, input.orderNumber, () => ({
        kind: 'payment_change',
        instrumentId: input.payWith,
      })),
  };
}

/** Delivered articles that are to come back. */
export function proposeReturn(dependencies: ChangeToolDependencies): Tool<'propose_return'> {
  return {
    name: 'propose_return',
    kind: 'write',
    run: (input, scope) =>
      propose(dependencies, scope, input.orderNumber, (order) => {
        const lines = linesMeant(order, input.lines);
        if (lines === null || lines === undefined) return null;
        return { kind: 'return', lines, reason: input.reason, instrumentId: input.refundTo };
      }),
  };
}

function proposeSwap(
  dependencies: ChangeToolDependencies,
  scope: ToolScope,
  kind: 'item_change' | 'exchange',
  { orderNumber, items, payWith }: ToolArguments<'propose_exchange'>,
) {
  return propose(dependencies, scope, orderNumber, (order) => {
    const lines = linesMeant(order, items);
    if (lines === null || lines === undefined) return null;
    const replacements = lines.flatMap((line, index): Replacement[] => {
      const variantId = items[index]?.variantId;
      return variantId === undefined ? [] : [{ ...line, variantId }];
    });
    return { kind, replacements, instrumentId: payWith };
  });
}

/** Opens the order for a verified shopper and puts the change before them. `request` gives null for lines that do not fit. */
async function propose(
  dependencies: ChangeToolDependencies,
  scope: ToolScope,
  orderNumber: string,
  request: (order: Order) => ChangeRequest | null,
) {
  if (scope.identity.tier !== 'verified') return askToVerify(scope);
  const opened = await openOrder(dependencies, scope, { orderNumber });
  if (!opened.ok) return opened.refusal;
  const { order } = opened;
  const requested = request(order);
  if (requested === null)
    return refuse('invalid_arguments', {
      detail: `lines go from 1 to ${order.lines.length}, each at most once, with at most its quantity`,
    });
  const conversation = await dependencies.findConversation(scope.conversationId);
  if (conversation === undefined) return refuse('unavailable');
  const { locale, timeZone } = scope;
  const proposed = await dependencies.proposals.proposeChange({
    conversation,
    order,
    locale,
    timeZone,
    requested,
  });
  return showProposal(proposed, scope);
}

function askToVerify({ identity }: ToolScope) {
  return refuse('verification_needed', {
    ask: identity.tier === 'claimed' ? ['code'] : ['order_number', 'contact'],
  });
}

function cleanAddress(
  given: ToolArguments<'propose_address_change'>['address'],
  country: string,
): Address {
  const { name, line1, line2, city, region, postalCode } = given;
  const optional = { name, line2, region, postalCode };
  const named = Object.entries(optional).flatMap(([key, value]) =>
    value === undefined || value.trim() === '' ? [] : [[key, value.trim()]],
  );
  return { ...Object.fromEntries(named), line1: line1.trim(), city: city.trim(), country };
}
