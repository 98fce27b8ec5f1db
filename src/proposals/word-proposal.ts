import { formatDateRange, formatList, formatMoney, joinSentences } from '../language/format.ts';
import type { Money } from '../lib/money.ts';
import type { ChangePlan } from '../policy/order-change.ts';
import { formatReply } from '../prompts/format-reply.ts';
import type { PolicyValues } from '../prompts/policy-values.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import { type Proposal, partsOf, totalOf, wholeRange } from './proposal.ts';
import { addressParts } from './view-proposal.ts';

type Draft = Omit<Proposal, 'text'>;
type Say = (key: string, values?: Record<string, string>) => string;

/**
 * The words of a proposal, by code: what will be done, what it costs or gives back, when, and the question. `before` is
 * what the shopper had confirmed, where a person lowered the amount.
 */
export function wordProposal(
  replies: PromptSet['replies'],
  draft: Draft,
  policy: PolicyValues,
  before?: Money,
): string {
  const { locale, plan } = draft;
  const say: Say = (key, values = {}) => formatReply(replies, locale, key, values);
  const sentences =
    plan === null
      ? [wordLowered(draft, before, say), ...wordRefund(draft, say), wordArrival(draft, say)]
      : [...wordChange(draft, plan, say), wordOnce(draft, policy, say)];
  const byHand = draft.quotes.some(({ route }) => route === 'bank_transfer');
  if (draft.approval === 'person' || byHand)
    sentences.push(say(plan === null ? 'proposal.approval' : 'proposal.change.approval'));
  return joinSentences([...sentences, say('proposal.question')], locale);
}

/** One sentence for each way that money goes: an account and a card each get their own amount. */
function wordRefund(draft: Draft, say: Say): string[] {
  return partsOf(draft.quotes).map((part) =>
    say(`proposal.refund.${part.route === 'other_method' ? 'original_method' : part.route}`, {
      amount: formatMoney(part.amount, draft.locale),
      order: draft.orderNumber ?? '',
      method: methodName(part, say),
    }),
  );
}

function wordLowered(draft: Draft, before: Money | undefined, say: Say): string {
  if (before === undefined) return '';
  return say('proposal.lowered', {
    amount: amountOf(draft),
    before: formatMoney(before, draft.locale),
  });
}

function wordArrival({ quotes, locale, timeZone }: Draft, say: Say): string {
  const arrival = wholeRange(quotes);
  if (arrival === null) return '';
  const range = formatDateRange(arrival.earliest, arrival.latest, locale, timeZone);
  return say('proposal.arrival', { range });
}

function wordChange(draft: Draft, plan: ChangePlan, say: Say): string[] {
  const order = draft.orderNumber ?? '';
  const items = itemsOf(draft, plan);
  switch (draft.requested.kind) {
    case 'default_address':
    case 'address_change': {
      const { effect } = plan;
      const shown = effect.type === 'address' ? effect.address : draft.requested.address;
      const address = addressParts(shown, draft.locale).join(', ');
      return [
        say(
          draft.requested.kind === 'address_change'
            ? 'proposal.address_change'
            : 'proposal.default_address',
          { order, address },
        ),
      ];
    }
    case 'cancellation':
      return [
        plan.lines.length === 0
          ? say('proposal.cancellation', { order })
          : say('proposal.cancellation.items', { order, items }),
        ...wordMoney(draft, plan, say),
        // Nothing comes back of what was never collected, and the shopper should not wait for it.
        ...(plan.released.length > 0 && draft.quotes.length === 0
          ? [say('proposal.released')]
          : []),
      ];
    case 'item_change':
      return [say('proposal.item_change', { order, items }), ...wordMoney(draft, plan, say)];
    case 'payment_change':
      return [
        say('proposal.payment_change', { order, method: methodName(plan.instrument, say) }),
        ...wordMoney(draft, plan, say),
      ];
    case 'return':
      return [
        say('proposal.return', { order, items }),
        plan.instrument === null
          ? say('proposal.return.original', { amount: differenceOf(draft, plan) })
          : say('proposal.return.method', {
              amount: differenceOf(draft, plan),
              method: methodName(plan.instrument, say),
            }),
      ];
    case 'exchange':
      return [say('proposal.exchange', { order, items }), wordExchangeMoney(draft, plan, say)];
    case 'refund':
      return [];
  }
}

/** What is charged at once and what goes back. */
function wordMoney(draft: Draft, plan: ChangePlan, say: Say): string[] {
  const charged = plan.charges.map((charge) =>
    say('proposal.charge', {
      amount: formatMoney(charge.amount, draft.locale),
      method: methodName(charge, say),
    }),
  );
  const back =
    draft.quotes.length === 0
      ? []
      : [
          ...partsOf(draft.quotes).map((part) =>
            say('proposal.money_back', {
              amount: formatMoney(part.amount, draft.locale),
              method: methodName(part, say),
            }),
          ),
          wordArrival(draft, say),
        ];
  const same =
    plan.difference?.amount === 0 && draft.kind === 'item_change'
      ? [say('proposal.same_price')]
      : [];
  return [...charged, ...back, ...same];
}

function wordExchangeMoney(draft: Draft, plan: ChangePlan, say: Say): string {
  const amount = differenceOf(draft, plan);
  if (plan.difference === null || plan.difference.amount === 0) return say('proposal.same_price');
  const way = plan.difference.amount > 0 ? 'charge' : 'money_back';
  return plan.instrument === null
    ? say(`proposal.exchange.${way}.original`, { amount })
    : say(`proposal.exchange.${way}`, { amount, method: methodName(plan.instrument, say) });
}

/** A shopper who may change articles once only must know before they say yes. */
function wordOnce({ kind }: Draft, { changes }: PolicyValues, say: Say): string {
  const once =
    kind === 'exchange' ||
    (kind === 'item_change' && changes.items.once) ||
    (kind === 'payment_change' && changes.payment.once);
  return once ? say('proposal.once') : '';
}

function itemsOf({ locale }: Draft, { lines }: ChangePlan): string {
  const items = lines.map(({ title, quantity, replacement }) => {
    const pieces = quantity === 1 ? title : `${quantity} × ${title}`;
    return replacement === undefined ? pieces : `${pieces} → ${replacement.title}`;
  });
  return formatList(items, locale);
}

function differenceOf({ locale }: Draft, { difference }: ChangePlan): string {
  const money: Money = difference ?? { amount: 0, currency: 'EUR' };
  return formatMoney({ ...money, amount: Math.abs(money.amount) }, locale);
}

function amountOf({ quotes, locale }: Draft): string {
  const total = totalOf(quotes);
  return total === null
    ? formatList(
        quotes.map((quote) => formatMoney(quote.amount, locale)),
        locale,
      )
    : formatMoney(total, locale);
}

/** A way to pay in the words of the locale. */
export function methodName(
  named: { method: string; last4: string | null } | null,
  say: Say,
): string {
  return named === null ? '' : say(`method.${named.method}`, { last4: named.last4 ?? 'none' });
}
