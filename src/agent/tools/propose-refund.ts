import type { Conversation } from '../../conversations/conversation.ts';
import { asciiDigits } from '../../language/digits.ts';
import { currencyExponent } from '../../lib/money.ts';
import type { Proposals } from '../../proposals/proposals.ts';
import type { Order } from '../../shop/records.ts';
import type { ShopStore } from '../../shop/shop-store.ts';
import { type OrderAccessDependencies, openOrder } from './order-access.ts';
import { showProposal } from './show-proposal.ts';
import { refuse, type Tool } from './tool.ts';

export interface RefundToolDependencies extends OrderAccessDependencies {
  shop: ShopStore;
  proposals: Pick<Proposals, 'proposeRefund'>;
  findConversation(id: string): Promise<Conversation | undefined>;
}

/** Quotes a refund and puts it before the shopper as a proposal. Moves no money. */
export function proposeRefund(dependencies: RefundToolDependencies): Tool<'propose_refund'> {
  return {
    name: 'propose_refund',
    kind: 'write',
    async run(input, scope) {
      if (scope.identity.tier !== 'verified')
        return refuse('verification_needed', {
          ask: scope.identity.tier === 'claimed' ? ['code'] : ['order_number', 'contact'],
        });
      const opened = await openOrder(dependencies, scope, { orderNumber: input.orderNumber });
      if (!opened.ok) return opened.refusal;
      const { order } = opened;

      const amount =
        input.amount === undefined ? undefined : minorUnits(input.amount, order.currency);
      if (amount === null)
        return refuse('invalid_arguments', {
          detail: `amount must be a positive decimal number in ${order.currency}, e.g. "12.50"`,
        });
      const lines = linesMeant(order, input.lines);
      if (lines === null)
        return refuse('invalid_arguments', {
          detail: `lines go from 1 to ${order.lines.length}, each at most once, with at most its quantity`,
        });
      const conversation = await dependencies.findConversation(scope.conversationId);
      if (conversation === undefined) return refuse('unavailable');

      const proposed = await dependencies.proposals.proposeRefund({
        conversation,
        order,
        locale: scope.locale,
        timeZone: scope.timeZone,
        requested: {
          reason: input.reason,
          ...(input.asStoreCredit === true ? { route: 'store_credit' as const } : {}),
          ...(amount === undefined ? {} : { amount }),
          ...(lines === undefined ? {} : { lines }),
        },
      });
      return showProposal(proposed, scope);
    },
  };
}

/** A decimal string in any script's digits as minor units; null unless positive and no finer than the currency. */
export function minorUnits(text: string, currency: string): number | null {
  const plain = asciiDigits(text.normalize('NFKC'))
    .replace(/[\s\u202f_]/gu, '')
    .replace(',', '.');
  const match = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(plain);
  if (match === null) return null;
  const exponent = currencyExponent(currency);
  const fraction = match[2] ?? '';
  if (fraction.length > exponent && /[^0]/.test(fraction.slice(exponent))) return null;
  const amount = Number(`${match[1]}${fraction.slice(0, exponent).padEnd(exponent, '0')}`);
  return amount > 0 ? amount : null;
}

/** Lines by their position as ids; null when they do not fit, undefined when none were named. */
export function linesMeant(
  order: Order,
  lines: readonly { line: number; quantity?: number | undefined }[] | undefined,
): { lineId: string; quantity: number }[] | undefined | null {
  if (lines === undefined || lines.length === 0) return undefined;
  const meant = lines.map(({ line, quantity }) => {
    const found = order.lines[line - 1];
    if (found === undefined || (quantity ?? 1) > found.quantity) return null;
    return { lineId: found.id, quantity: quantity ?? found.quantity };
  });
  const whole = meant.filter((line) => line !== null);
  const distinct = new Set(whole.map(({ lineId }) => lineId)).size === lines.length;
  return whole.length === lines.length && distinct ? whole : null;
}
